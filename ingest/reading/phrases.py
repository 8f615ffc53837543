"""Noun phrases: a number with what it counts, and those without a number."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ingest.reading.items import Item

if TYPE_CHECKING:
    from ingest.reading.lexicon import Lexicon, Noun, Term
    from ingest.reading.numbers import Number
    from ingest.reading.tokens import Tokens

_BOUNDARY = {
    "preposition", "conjunction", "relative", "subordinator", "be", "have", "modal", "do", "get",
    "negation", "include", "pronoun", "hypothetical",
}  # fmt: skip
_MAX_WORDS = 9
_AGE = re.compile(r"(\d{1,3}|[a-z]+(?:-[a-z]+)?)-years?-olds?")
_ADULT = 18


def read_count(
    tokens: Tokens, number: Number, numbers: dict[int, Number], lexicon: Lexicon
) -> Item:
    """Read a number and the noun phrase that it counts."""
    start = number.last
    of_pronoun = of_definite = False
    if tokens.lowers[start : start + 2] == ["out", "of"]:
        start += 1
    of_them = tokens.lowers[start : start + 1] == ["of"]
    if of_them and "pronoun_of" in tokens.classes(start + 1):
        of_pronoun = not tokens.possessive[start + 1] and tokens.lowers[start + 1] != "their"
        start += 2 if of_pronoun else 1
    elif of_them:
        start += 1
        of_definite = "definite" in tokens.classes(start)
        while (
            start < len(tokens) and "determiner" in tokens.classes(start) and start not in numbers
        ):
            start += 1
        if start in numbers:
            return _of_number(tokens, number, numbers[start], numbers, lexicon)
    if number.is_other:
        return Item("phrase", number.lead, number.last, "", is_time=True)
    last, head, noun, terms, effects = _noun_phrase(tokens, start, numbers, lexicon)
    joins = last + 1 not in numbers and number.size != 1
    if head is not None and joins and _is_joined_modifier(tokens, head, last, noun):
        rest = _noun_phrase(tokens, last + 1, numbers, lexicon)
        if rest[1] is not None and tokens.lowers[rest[1]].endswith("s"):
            last, head, noun, terms, effects = rest
    if last == start and not of_pronoun:
        last = number.last
    return Item(
        "count",
        number.lead,
        last,
        number=number,
        head=head,
        noun=noun,
        terms=terms,
        effects=effects,
        of_pronoun=of_pronoun,
        of_definite=of_definite,
        definite="definite" in tokens.classes(number.lead - 1)
        or tokens.lowers[number.lead] == "all",
    )


def _is_joined_modifier(tokens: Tokens, head: int, last: int, noun: Noun | None) -> bool:
    """Return whether what looks like the noun is one of two adjectives before it.

    "500 felony and misdemeanor arrests", "40 local and federal agents".
    """
    if tokens.lowers[last : last + 1] not in (["and"], ["or"]) or last + 1 >= len(tokens):
        return False
    plural = noun.is_plural if noun else tokens.lowers[head].endswith(("s", "men", "people"))
    return not plural and "determiner" not in tokens.classes(last + 1)


def _of_number(
    tokens: Tokens, number: Number, whole: Number, numbers: dict[int, Number], lexicon: Lexicon
) -> Item:
    """Read "three of the 12 men": the noun is the whole's, which stays an item of its own."""
    inner = read_count(tokens, whole, numbers, lexicon)
    return Item(
        "count",
        number.lead,
        number.last,
        number=number,
        head=inner.head,
        noun=inner.noun,
        effects=inner.effects,
        of_count=True,
    )


def _noun_phrase(
    tokens: Tokens, start: int, numbers: dict[int, Number], lexicon: Lexicon
) -> tuple[int, int | None, Noun | None, tuple[Term, ...], frozenset[str]]:
    """Return the end of the phrase, its head, what is known of it, and its modifiers' effects."""
    at = start
    head: int | None = None
    noun: Noun | None = None
    terms: tuple[Term, ...] = ()
    effects: set[str] = set()
    while at < len(tokens) and at - start < _MAX_WORDS:
        age = _AGE.fullmatch(tokens.lowers[at])
        if age:
            effects.add("minor" if _years(age.group(1), lexicon) < _ADULT else "adult")
        if at > start and (
            _is_verb_before_object(tokens, at, numbers)
            or lexicon.verb_phrases.match(tokens.lowers, at)
            or (_known(noun, terms) and tokens.lowers[at] in lexicon.state_words)
        ):
            break
        found = _noun_at(tokens, at, lexicon)
        if found is None and not _goes_on(tokens, at, start, numbers, head, noun, terms, lexicon):
            break
        word = tokens.words[at]
        size = 1
        if found is not None:
            size, new_noun, new_terms = found
            if _is_closed(tokens, at, head, noun, terms, new_noun, new_terms):
                break
            if noun is not None and noun.category:
                effects |= _NOUN_EFFECTS.get(noun.category, set())
            head, noun, terms = at + size - 1, new_noun, new_terms
        elif head is None or not _known(noun, terms) or _continues(tokens, at, lexicon):
            head, noun, terms = at, None, ()
        else:
            break
        if (word is not None and found is None) or (word is not None and word.effects and at + size < len(tokens)):
            effects |= word.effects
        at += size
        if tokens.possessive[at - 1]:
            head, noun, terms = None, None, ()
    own = tokens.words[head].effects if head is not None and tokens.words[head] else set()
    return at, head, noun, terms, frozenset(effects | (own if noun is None else set()))


_NOUN_EFFECTS: dict[str, set[str]] = {
    "children": {"child"},
    "girls": {"girl"},
    "boys": {"boy"},
    "women": {"woman"},
    "men": {"man"},
    "migrants": {"migrant"},
}


def _is_verb_before_object(tokens: Tokens, at: int, numbers: dict[int, Number]) -> bool:
    """Return whether a word that may be a noun is the verb: "authorities arrest six"."""
    word = tokens.words[at]
    if word is None or word.verb is None or not word.verb.forms & {"base", "s", "past"}:
        return False
    after = at + 1
    while after < len(tokens) and "adverb" in tokens.classes(after):
        after += 1
    return after in numbers or ("determiner" in tokens.classes(after) and after < len(tokens))


def _years(age: str, lexicon: Lexicon) -> int:
    """Return the age of a "15-year-old"; an adult's where it cannot be read."""
    if age.isdecimal():
        return int(age)
    parts = [lexicon.number_words.get(part) for part in age.split("-")]
    return sum(part.value if part else _ADULT for part in parts)


def _known(noun: Noun | None, terms: tuple[Term, ...]) -> bool:
    return noun is not None or bool(terms)


def _noun_at(
    tokens: Tokens, at: int, lexicon: Lexicon
) -> tuple[int, Noun | None, tuple[Term, ...]] | None:
    """Return size and meaning of a known noun or event noun there."""
    event = lexicon.event_phrases.match(tokens.lowers, at)
    if event:
        return event[0], None, event[1]
    phrase = lexicon.noun_phrases.match(tokens.lowers, at)
    if phrase:
        return phrase[0], phrase[1], ()
    word = tokens.words[at]
    if word is None or word.classes & _BOUNDARY:
        return None
    if word.noun is not None:
        return 1, word.noun, word.events
    if word.events and not (word.verb and "ing" in word.verb.forms):
        return 1, None, word.events
    if word.events and _is_event_here(tokens, at):
        return 1, None, word.events
    return None


def _is_event_here(tokens: Tokens, at: int) -> bool:
    """Return whether a word in -ing is a noun: "the killing of", "a recent shooting"."""
    if tokens.lowers[at + 1 : at + 2] == ["of"]:
        return True
    return _ends_phrase(tokens, at + 1, {})


def _ends_phrase(tokens: Tokens, at: int, numbers: dict[int, Number]) -> bool:
    """Return whether a noun phrase cannot go on there."""
    if at >= len(tokens) or not tokens.texts[at][:1].isalnum():
        return True
    return at not in numbers and bool(
        tokens.classes(at) & {"preposition", "relative", "be", "have", "time", "conjunction"}
    )


def _is_closed(
    tokens: Tokens,
    at: int,
    head: int | None,
    noun: Noun | None,
    terms: tuple[Term, ...],
    new_noun: Noun | None,
    new_terms: tuple[Term, ...],
) -> bool:
    """Return whether the phrase already ended before this noun ("19 police raid homes")."""
    if head is None or not _known(noun, terms):
        return False
    word = tokens.words[at]
    verb = word.verb if word else None
    plural_head = (noun is not None and noun.is_plural) or bool(terms)
    singular_form = new_noun is not None and not new_noun.is_plural
    if new_noun is not None and new_noun.noun_class == "officer" and plural_head:
        following = tokens.words[at + 1] if at + 1 < len(tokens) else None
        if following and following.verb and following.verb.forms & {"past", "base"}:
            return True
    if plural_head and verb and "participle" in verb.forms:
        return True  # "11 people accused of"
    if verb and plural_head and verb.forms & {"base", "past"} and (new_terms or singular_form):
        return True
    return tokens.lowers[at] in {"other", "others", "another"}


def _goes_on(
    tokens: Tokens,
    at: int,
    start: int,
    numbers: dict[int, Number],
    head: int | None,
    noun: Noun | None,
    terms: tuple[Term, ...],
    lexicon: Lexicon,
) -> bool:
    """Return whether a word that is no known noun belongs to the phrase."""
    if at in numbers and at > start:
        return False
    text = tokens.texts[at]
    if not text[:1].isalnum():
        return text == '"' and at + 1 < len(tokens) and not _known(noun, terms)
    classes = tokens.classes(at)
    if classes & _BOUNDARY:
        return False
    if text.endswith("ly") and tokens.words[at] is None and at == start:
        return _noun_soon(tokens, at + 1, numbers)
    if tokens.lowers[at] in lexicon.state_words and not _noun_soon(tokens, at + 1, numbers):
        return False
    if "adverb" in classes:
        return tokens.lowers[at] in {"more", "alleged"} or (
            head is None and tokens.lowers[at].endswith("ly")
        )
    if "determiner" in classes or "time" in classes:
        return False
    return not _is_verb_after(tokens, at, numbers, head is not None, _known(noun, terms))


def _is_verb_after(
    tokens: Tokens, at: int, numbers: dict[int, Number], has_head: bool, known: bool
) -> bool:
    """Return whether the word is the verb after the phrase rather than part of it."""
    word = tokens.words[at]
    lower = tokens.lowers[at]
    if word and "prenumeral" in word.classes:
        return False
    verb = word.verb if word else None
    participle = (verb and verb.forms & {"past", "participle"}) or (
        verb is None
        and word is None
        and lower.endswith("ed")
        and len(lower) > 4
        and "-" not in lower
    )
    if verb and "past" in verb.forms and "participle" not in verb.forms:
        return True
    if participle:
        plural = has_head and tokens.lowers[at - 1].endswith("s")
        return not _noun_soon(tokens, at + 1, numbers) or known or plural
    if verb is None:
        return known and lower.endswith("ing")
    if "ing" in verb.forms:
        if word and word.events and not known and _ends_phrase(tokens, at + 1, numbers):
            return False
        return not _is_compound(tokens, at, numbers, known)
    if "s" in verb.forms and not (word and (word.noun or word.events)):
        return has_head and not _noun_soon(tokens, at + 1, numbers)
    return has_head and known


def _is_compound(tokens: Tokens, at: int, numbers: dict[int, Number], known: bool) -> bool:
    """Return whether a word in -ing names a crime before its noun ("child trafficking gangs")."""
    if not _noun_soon(tokens, at + 1, numbers):
        return False
    before = tokens.words[at - 1]
    plural = before is not None and before.noun is not None and before.noun.is_plural
    if not (known and plural):
        return True
    word = tokens.words[at]
    following = tokens.words[at + 1]
    noun = following.noun if following else None
    crime = word is not None and word.verb is not None and bool(word.verb.terms or word.events)
    return (
        crime
        and noun is not None
        and (noun.noun_class in {"group", "case"} or noun.category == "suspects")
    )


def _noun_soon(tokens: Tokens, at: int, numbers: dict[int, Number]) -> bool:
    """Return whether a counted or event noun stands within the next words of the phrase."""
    for here in range(at, min(at + 4, len(tokens))):
        if here in numbers or not tokens.texts[here][:1].isalpha():
            return False
        word = tokens.words[here]
        if word is None:
            if here + 1 >= len(tokens) or not tokens.texts[here + 1][:1].isalpha():
                return tokens.lowers[here].endswith("s") and not tokens.is_name(here)
            continue
        if word.classes & _BOUNDARY or word.classes & {"determiner", "time", "adverb"}:
            return False
        if word.noun or word.events:
            return True
    return False


def _continues(tokens: Tokens, at: int, lexicon: Lexicon) -> bool:
    """Return whether the phrase goes on after a known noun ("police dog handlers")."""
    if at + 1 < len(tokens) and _noun_at(tokens, at + 1, lexicon) is not None:
        return True
    before = tokens.words[at - 1]
    is_adjective = before is not None and before.noun is not None and not before.noun.category
    return (
        is_adjective
        and tokens.words[at] is None
        and tokens.lowers[at].endswith("s")
        and tokens.is_name(at - 1)
        and not tokens.is_name(at)
    )


def read_phrase(
    tokens: Tokens, at: int, numbers: dict[int, Number], lexicon: Lexicon
) -> Item | None:
    """Read a noun phrase without a number."""
    if not tokens.texts[at][:1].isalnum():
        return None
    classes = tokens.classes(at)
    if "pronoun" in classes and "determiner" not in classes:
        plural = tokens.lowers[at] in {"they", "we", "them", "others"}
        return Item("phrase", at, at + 1, tokens.lowers[at], is_plural=plural)
    start = at
    while start < len(tokens) and "determiner" in tokens.classes(start):
        start += 1
    last, head, noun, terms, effects = _noun_phrase(tokens, start, numbers, lexicon)
    if last == start and at < start < len(tokens) and start not in numbers:
        article = "indefinite" in tokens.classes(at) or "definite" in tokens.classes(at)
        article = article and tokens.lowers[start] not in lexicon.state_words
        opens = article and tokens.lowers[at] not in {"all", "both"}
        if opens and tokens.texts[start][:1].isalpha() and not tokens.classes(start) & _BOUNDARY:
            last = start + 1  # "a flooded …"
    if last == start:
        last = max(start, at + 1)
    span = range(at, last)
    last_word = tokens.lowers[last - 1]
    return Item(
        "phrase",
        at,
        last,
        last_word,
        noun=noun,
        head=head,
        terms=terms,
        effects=effects,
        definite="definite" in classes,
        is_all=tokens.lowers[at] in {"all", "both", "mostly", "mainly"},
        is_time=any("time" in tokens.classes(here) for here in span),
        is_plural=noun.is_plural if noun else last_word.endswith("s"),
        partitive=any("partitive" in tokens.classes(here) for here in span),
    )
