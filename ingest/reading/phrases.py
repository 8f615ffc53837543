"""Noun phrases: a number with what it counts, and those without a number."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ingest.reading.items import Item
from ingest.reading.lookahead import (
    is_involving,
    is_verb_after,
    is_verb_before_object,
    known_noun,
    noun_soon,
)
from ingest.reading.tokens import BOUNDARY
from ingest.reading.wordlists import words

if TYPE_CHECKING:
    from ingest.reading.lexicon import Noun, Term, Word
    from ingest.reading.numbers import Number
    from ingest.reading.tokens import Tokens

_MAX_WORDS = 9
_QUOTES = {'"', "'"}
_AGE = re.compile(r"(\d{1,3}|[a-z]+(?:-[a-z]+)?)-years?-olds?")
_ADULT = 18
_PLURAL = 2
_SHARE_REACH = 7  # tokens of "(62.5 per cent)"
_PEOPLE = {"person", "victim", "captive", "migrant", "officer"}
_THINGS = {"thing", "life"}
_ALL = frozenset(words("all_words"))
_PLURAL_PRONOUNS = frozenset(words("plural_pronouns"))
_RELATED = frozenset(words("related_adjectives"))
_MORE = frozenset(words("more_people"))
_PLURAL_ENDINGS = ("s", "men", "people")
# What a noun says of the counted when it stands before another ("women prisoners").
_NOUN_EFFECTS: dict[str, set[str]] = {
    "children": {"child"},
    "girls": {"girl"},
    "boys": {"boy"},
    "women": {"woman"},
    "men": {"man"},
    "migrants": {"migrant"},
}


@dataclass(slots=True)
class _Phrase:
    """A noun phrase while it is read: tokens [first, last), its head and what it says."""

    first: int
    last: int
    head: int | None = None
    noun: Noun | None = None
    terms: tuple[Term, ...] = ()
    effects: set[str] = field(default_factory=set)

    @property
    def is_known(self) -> bool:
        """Whether its head is a noun that the lexicon has."""
        return self.noun is not None or bool(self.terms)

    @property
    def is_plural(self) -> bool:
        """Whether its head is a known plural."""
        return (self.noun is not None and self.noun.is_plural) or bool(self.terms)


def read_count(tokens: Tokens, number: Number) -> Item:
    """Read a number and the noun phrase that it counts."""
    if number.is_other:
        return Item("phrase", number.lead, number.last, "", is_time=True)
    start = number.last + (tokens.lowers[number.last : number.last + 2] == ["out", "of"])
    start += is_in_brackets(tokens, number)
    start = past_share(tokens, start)
    if tokens.lowers[start : start + 1] == ["other"] and noun_soon(tokens, start + 1):
        start += 1
    if number.size == 1 and "one_noun" in tokens.classes(start):
        return Item("phrase", number.lead, start + 1)  # "one shot hit the roof"
    item = Item("count", number.lead, number.last, number=number)
    item.definite = "definite" in tokens.classes(number.lead - 1)
    item.definite = item.definite or tokens.lowers[number.lead] == "all"
    among = tokens.lowers[start : start + 2] == ["among", "the"] and start + 2 in tokens.numbers
    if tokens.lowers[start : start + 1] == ["of"] or among:
        start = _after_of(tokens, start + 1, item)
        whole = tokens.numbers.get(start)
        if whole is not None and not item.of_pronoun:
            return _part_of_number(tokens, item, whole)
    phrase = _counted(tokens, start, number)
    if _is_compound(tokens, start, number, phrase):
        return Item("phrase", number.lead, phrase.last, noun=phrase.noun, head=phrase.head)
    item.head, item.noun, item.terms = phrase.head, phrase.noun, phrase.terms
    if item.head is not None and tokens.lowers[item.head] == "more":
        item.head = None  # "nine more held"
    if item.of_definite and phrase.noun is not None and phrase.noun.noun_class == "group":
        item.noun = item.noun if phrase.noun.is_plural else None  # "five of the gang"
    item.effects = frozenset(phrase.effects)
    if phrase.last > start or item.of_pronoun:
        item.last = phrase.last
    return item


def past_share(tokens: Tokens, at: int) -> int:
    """Return where the noun starts after a share in brackets: "829 (62%) women"."""
    if tokens.lowers[at : at + 1] != ["("]:
        return at
    for close in range(at + 2, min(at + _SHARE_REACH, tokens.size)):
        if tokens.lowers[close] == ")":
            mark = tokens.lowers[close - 1] == "%" or "fraction" in tokens.classes(close - 1)
            return close + 1 if mark and noun_soon(tokens, close + 1) else at
    return at


def is_in_brackets(tokens: Tokens, number: Number) -> bool:
    """Return whether a number in brackets counts the noun after them: "charged (12) defendants"."""
    first, last = number.first - 1, number.last
    if first < 1 or tokens.lowers[first] != "(" or tokens.lowers[last : last + 1] != [")"]:
        return False
    told = tokens.words[first - 1] is not None or tokens.lowers[first - 1] == ","
    return told and noun_soon(tokens, last + 1)


def _is_compound(tokens: Tokens, start: int, number: Number, phrase: _Phrase) -> bool:
    """Return whether a number is the size in a compound: "a 3 member gang", "10 man crew"."""
    noun = phrase.noun
    if number.size < _PLURAL or noun is None or noun.is_plural or phrase.head == start:
        return False
    first = tokens.words[start] if start < len(tokens) else None
    one = first.noun if first is not None else None
    return one is not None and one.noun_class == "person" and not one.is_plural


def _after_of(tokens: Tokens, at: int, item: Item) -> int:
    """Return where the noun starts after "of": "two of them", "two of the men"."""
    if "pronoun_of" in tokens.classes(at):
        item.of_pronoun = not tokens.possessive[at] and tokens.lowers[at] != "their"
        return at + item.of_pronoun
    item.of_definite = "definite" in tokens.classes(at)
    while "determiner" in tokens.classes(at) and at not in tokens.numbers:
        at += 1
    return at


def _part_of_number(tokens: Tokens, item: Item, whole: Number) -> Item:
    """Read "three of the 12 men": the noun is the whole's, which stays an item of its own."""
    inner = read_count(tokens, whole)
    item.head, item.noun, item.effects = inner.head, inner.noun, inner.effects
    item.of_count, item.of_definite = True, False
    return item


def _counted(tokens: Tokens, start: int, number: Number) -> _Phrase:
    """Read what a number counts, past a joined modifier: "500 felony and misdemeanor arrests"."""
    phrase = _noun_phrase(tokens, start)
    joined = tokens.lowers[start + 1 : start + 2] in (["and"], ["or"])
    if phrase.head is None and joined and start + 2 not in tokens.numbers:
        rest = _noun_phrase(tokens, start + 2)  # "225 missing or endangered children"
        people = rest.noun is not None and rest.noun.is_plural and _is_people(rest)
        return rest if people and rest.last > start + 3 else phrase
    officers = _past_adjectives(tokens, phrase) if number.size > 1 else None
    if officers is not None:
        return officers
    if phrase.head is None or number.size == 1 or not _is_joined_modifier(tokens, phrase):
        return phrase
    rest = _noun_phrase(tokens, phrase.last + 1)
    if phrase.noun is None and rest.noun is not None and rest.noun.noun_class in {"case", "group"}:
        return rest  # "telecommunications and online fraud cases"
    plural = rest.head is not None and tokens.lowers[rest.head].endswith("s")
    return rest if plural else phrase


def _past_adjectives(tokens: Tokens, phrase: _Phrase) -> _Phrase | None:
    """Return what three joined adjectives describe: "federal, state and local officers"."""
    at = phrase.last
    known = phrase.noun is not None and phrase.noun.is_plural
    if known or phrase.head is None or tokens.lowers[at : at + 1] != [","]:
        return None
    second = tokens.words[at + 1] if at + 1 < len(tokens) else None
    if second is not None and second.verb is not None and second.noun is None:
        return None
    if "conjunction" not in tokens.classes(at + 2) or at + 3 in tokens.numbers:
        return None
    rest = _noun_phrase(tokens, at + 3) if at + 3 < len(tokens) else None
    people = rest is not None and rest.noun is not None and rest.noun.is_plural and _is_people(rest)
    return rest if people and rest is not None and rest.last > at + 4 else None


def _is_joined_modifier(tokens: Tokens, phrase: _Phrase) -> bool:
    """Return whether what looks like the noun is one of two adjectives before it."""
    after = phrase.last + 1
    if tokens.lowers[phrase.last : after] not in (["and"], ["or"]) or after >= tokens.size:
        return False
    head = tokens.lowers[phrase.head or 0]
    plural = phrase.noun.is_plural if phrase.noun else head.endswith(_PLURAL_ENDINGS)
    if (
        plural
        and phrase.noun is None
        and not phrase.terms
        and tokens.words[phrase.head or 0] is None
    ):
        return noun_soon(tokens, after)
    return not plural and "determiner" not in tokens.classes(after) and after not in tokens.numbers


def read_phrase(tokens: Tokens, at: int) -> Item | None:
    """Read a noun phrase without a number."""
    if not tokens.texts[at][:1].isalnum():
        return None
    classes = tokens.classes(at)
    text = tokens.lowers[at]
    if "pronoun" in classes and "determiner" not in classes:
        return Item("phrase", at, at + 1, text, is_plural=text in _PLURAL_PRONOUNS)
    start = at
    while "determiner" in tokens.classes(start):
        start += 1
    phrase = _noun_phrase(tokens, start)
    last = max(phrase.last, at + 1)
    if phrase.last == start and _opens_adjective(tokens, at, start):
        last = start + 1
    span = range(at, last)
    last_word = tokens.lowers[last - 1]
    return Item(
        "phrase",
        at,
        last,
        last_word,
        noun=phrase.noun,
        head=phrase.head,
        terms=phrase.terms,
        effects=frozenset(phrase.effects),
        definite="definite" in classes,
        is_opened=start > at,
        is_all=text in _ALL,
        is_time=any("time" in tokens.classes(here) for here in span),
        is_plural=phrase.noun.is_plural if phrase.noun else last_word.endswith("s"),
        partitive=any("partitive" in tokens.classes(here) for here in span),
    )


def _opens_adjective(tokens: Tokens, at: int, start: int) -> bool:
    """Return whether a participle after an article belongs to the phrase ("a flooded cave")."""
    if start == at or start >= tokens.size or start in tokens.numbers:
        return False
    article = bool(tokens.classes(at) & {"indefinite", "definite"})
    stated = tokens.lowers[start] in tokens.lexicon.state_words or tokens.lowers[at] in _ALL
    word = tokens.texts[start][:1].isalpha() and not tokens.classes(start) & BOUNDARY
    return article and word and not stated


def _noun_phrase(tokens: Tokens, start: int) -> _Phrase:
    """Read a noun phrase without its article: adjectives, nouns, names."""
    phrase = _Phrase(start, start)
    while phrase.last < tokens.size and phrase.last - start < _MAX_WORDS:
        at = phrase.last
        if at > start and _is_verb(tokens, at, phrase):
            break
        found = known_noun(tokens, at)
        if found is None:
            if not _takes_unknown(tokens, at, phrase):
                break
            _add(tokens, phrase, 1, None, ())
        elif _is_closed(tokens, at, phrase, *found[1:]):
            break
        else:
            _add(tokens, phrase, *found)
    word = tokens.words[phrase.head] if phrase.head is not None else None
    if word is not None and phrase.noun is None:
        phrase.effects |= word.effects
    return phrase


def _add(
    tokens: Tokens, phrase: _Phrase, size: int, noun: Noun | None, terms: tuple[Term, ...]
) -> None:
    """Take the next word or words into a phrase, as its new head."""
    at = phrase.last
    named = noun is not None and size > 1  # "illegal workers", "men and women"
    if not named:
        phrase.effects |= _effects(tokens, at, size, noun is not None or bool(terms))
    if phrase.noun is not None and phrase.noun.category and (noun is not None or terms):
        phrase.effects |= _NOUN_EFFECTS.get(phrase.noun.category, set())
    told = noun is not None and noun.noun_class == "person" and not noun.category
    if told and (_is_trade(phrase.terms) or (at > phrase.first and _is_trading(tokens, at - 1))):
        phrase.effects = {"offender"}  # "migrant smuggling organisers"
    phrase.head, phrase.noun, phrase.terms = at + size - 1, noun, terms
    phrase.last = at + size
    if tokens.possessive[phrase.last - 1]:
        phrase.head, phrase.noun, phrase.terms = None, None, ()


def _is_trade(terms: tuple[Term, ...]) -> bool:
    return any(term.measure == "trafficked" for term in terms)


def _is_trading(tokens: Tokens, at: int) -> bool:
    """Return whether a word in -ing is of a trade in people: "smuggling organisers"."""
    word = tokens.words[at]
    verb = word.verb if word is not None else None
    return verb is not None and "ing" in verb.forms and _is_trade(verb.terms)


def _effects(tokens: Tokens, at: int, size: int, is_known: bool) -> set[str]:
    """Return what a word says of the counted: "teenage", "15-year-old"."""
    lower = tokens.lowers[at]
    age = _AGE.fullmatch(lower) if "-year" in lower else None
    if age:
        return {"minor" if _years(age.group(1), tokens) < _ADULT else "adult"}
    word = tokens.words[at]
    if word is None or (is_known and at + size >= tokens.size):
        return set()
    return word.effects


def _years(age: str, tokens: Tokens) -> int:
    """Return the age of a "15-year-old"; an adult's where it cannot be read."""
    if age.isdecimal():
        return int(age)
    parts = [tokens.lexicon.number_words.get(part) for part in age.split("-")]
    return sum(part.value if part else _ADULT for part in parts)


def _is_verb(tokens: Tokens, at: int, phrase: _Phrase) -> bool:
    """Return whether the clause's verb or state comes next, though it may be a noun."""
    return (
        is_verb_before_object(tokens, at)
        or (phrase.head is not None and _has_companion_next(tokens, at))
        or (tokens.opens[at] and tokens.lexicon.verb_phrases.match(tokens.lowers, at) is not None)
        or (phrase.is_known and tokens.lowers[at] in tokens.lexicon.state_words)
    )


def _has_companion_next(tokens: Tokens, at: int) -> bool:
    """Return whether a verb stands right before the object that it needs: "Serbs face charges"."""
    word = tokens.words[at]
    verb = word.verb if word is not None else None
    if verb is None or at + 1 >= tokens.size or "base" not in verb.forms:
        return False
    following = tokens.lowers[at + 1]
    return any(following in term.companions and term.role == "subject" for term in verb.terms)


def _is_closed(
    tokens: Tokens, at: int, phrase: _Phrase, noun: Noun | None, terms: tuple[Term, ...]
) -> bool:
    """Return whether the phrase already ended before this noun ("19 police raid homes")."""
    if phrase.head is None or not phrase.is_known:
        return False
    if tokens.lowers[at] in _MORE:
        return True
    forms = _verb_forms(tokens.words[at])
    if not phrase.is_plural:
        return False
    if noun is not None and noun.noun_class == "officer":
        following = tokens.words[at + 1] if at + 1 < tokens.size else None
        if _verb_forms(following) & {"past", "base"}:
            return True  # "three people police arrested"
    penalty = any(term.measure == "sentenced" for term in terms)
    if ((noun is not None and noun.noun_class in _THINGS) or penalty) and _is_people(phrase):
        return True  # "handed two women life terms"
    singular = noun is not None and not noun.is_plural
    is_verb = bool(forms & {"base", "past"}) and (bool(terms) or singular)
    return "participle" in forms or is_verb  # "11 people accused of"


def _is_people(phrase: _Phrase) -> bool:
    return phrase.noun is not None and phrase.noun.noun_class in _PEOPLE


def _verb_forms(word: Word | None) -> frozenset[str]:
    return word.verb.forms if word and word.verb else frozenset()


def _takes_unknown(tokens: Tokens, at: int, phrase: _Phrase) -> bool:
    """Return whether a word that is no known noun belongs to the phrase."""
    if not _goes_on(tokens, at, phrase):
        return False
    if tokens.texts[at] in _QUOTES:
        return True
    return phrase.head is None or not phrase.is_known or _continues(tokens, at, phrase)


def _goes_on(tokens: Tokens, at: int, phrase: _Phrase) -> bool:
    text = tokens.texts[at]
    if not text[:1].isalnum():
        quoted = text in _QUOTES and at + 1 < tokens.size
        closes = quoted and text in tokens.texts[phrase.first : at]
        return quoted and (not phrase.is_known or (closes and noun_soon(tokens, at + 1)))
    classes = tokens.classes(at)
    counts = at in tokens.numbers and at > phrase.first
    manner = text.endswith("ly") and ("adverb" in classes or tokens.words[at] is None)
    if at == phrase.first and (manner or (tokens.lowers[at] == "most" and at > 0)):
        return noun_soon(tokens, at + 1)  # "the two most recent arrests"
    linking = is_involving(tokens, at) or bool(
        tokens.opens[at] and tokens.lexicon.grammar_phrases.match(tokens.lowers, at)
    )
    stated = tokens.lowers[at] in tokens.lexicon.state_words and not noun_soon(tokens, at + 1)
    if linking or counts or stated or classes & BOUNDARY or classes & {"determiner", "time"}:
        return False
    if "adverb" in classes:
        return tokens.lowers[at] == "more" or (phrase.head is None and text.endswith("ly"))
    if at > phrase.first and text.lower() in _RELATED and noun_soon(tokens, at + 1):
        return True  # "gang related arrests"
    return not is_verb_after(tokens, at, has_head=phrase.head is not None, known=phrase.is_known)


def _continues(tokens: Tokens, at: int, phrase: _Phrase) -> bool:
    """Return whether the phrase goes on after a known noun ("police dog handlers")."""
    if at + 1 < tokens.size and known_noun(tokens, at + 1) is not None:
        return not (phrase.is_plural and _is_people(phrase) and tokens.lowers[at].endswith("ing"))
    before = tokens.words[at - 1]
    is_adjective = before is not None and before.noun is not None and not before.noun.category
    return (
        is_adjective  # "100 Chinese callers"
        and tokens.words[at] is None
        and tokens.lowers[at].endswith("s")
        and tokens.is_name(at - 1)
        and not tokens.is_name(at)
    )
