"""Looking ahead of a word: is it noun or verb, does a noun phrase open or end there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.reading.tokens import BOUNDARY
from ingest.reading.wordlists import words

if TYPE_CHECKING:
    from ingest.reading.lexicon import Noun, Term, Verb, Word
    from ingest.reading.tokens import Tokens

_ENDS = {"preposition", "relative", "be", "have", "time", "conjunction"}
_NO_NOUN = BOUNDARY | {"determiner", "time", "adverb"}
_NOUN_REACH = 4  # words between a modifier and its noun

_INVOLVING = frozenset(words("involving_words"))


def known_noun(tokens: Tokens, at: int) -> tuple[int, Noun | None, tuple[Term, ...]] | None:
    """Return size and meaning of a known noun or event noun there."""
    if tokens.opens[at]:
        event = tokens.lexicon.event_phrases.match(tokens.lowers, at)
        if event:
            return event[0], None, event[1]
        phrase = tokens.lexicon.noun_phrases.match(tokens.lowers, at)
        if phrase:
            return phrase[0], phrase[1], ()
    word = tokens.words[at]
    if word is None or word.classes & BOUNDARY:
        return None
    if word.noun is not None:
        return 1, word.noun, word.events
    if not word.events or (is_gerund(word) and not ends_phrase(tokens, at + 1)):
        return None  # "killing two" is no event noun; "the killing of", "a recent shooting" are
    return 1, None, word.events


def is_gerund(word: Word) -> bool:
    """Return whether a word is a verb in -ing."""
    return word.verb is not None and "ing" in word.verb.forms


def ends_phrase(tokens: Tokens, at: int) -> bool:
    """Return whether a noun phrase cannot go on there."""
    if at >= tokens.size or not tokens.texts[at][:1].isalnum():
        return True
    return at not in tokens.numbers and bool(tokens.classes(at) & _ENDS)


def noun_soon(tokens: Tokens, at: int) -> bool:
    """Return whether a counted or event noun stands within the next words of the phrase."""
    for here in range(at, min(at + _NOUN_REACH, tokens.size)):
        if tokens.texts[here] in {'"', "'"}:
            continue  # 'suspected "boiler room" fraudsters'
        if here in tokens.numbers or not tokens.texts[here][:1].isalpha():
            return False
        word = tokens.words[here]
        if word is None:
            if here + 1 >= tokens.size or not tokens.texts[here + 1][:1].isalpha():
                return tokens.lowers[here].endswith("s") and not tokens.is_name(here)
        elif word.noun or word.events:
            return not word.classes & _NO_NOUN
        elif word.classes & _NO_NOUN:
            return False
    return False


def starts_noun_phrase(tokens: Tokens, at: int) -> bool:
    """Return whether a noun phrase plainly opens there: a number, an article, a name."""
    if at >= tokens.size or at in tokens.numbers:
        return at < tokens.size
    classes = tokens.classes(at)
    if classes & {"determiner", "pronoun", "time"}:
        return bool(classes & {"determiner"}) or "time" not in classes
    if "adverb" in classes or tokens.lowers[at].endswith("ly"):
        return at + 1 in tokens.numbers
    if tokens.is_name(at) and not classes:
        return True
    word = tokens.words[at]
    if word is None or word.verb:
        return False
    return bool(word.effects) or (word.noun is not None and word.noun.is_plural)


def is_verb_before_object(tokens: Tokens, at: int) -> bool:
    """Return whether a word that may be a noun is the verb: "authorities arrest six"."""
    word = tokens.words[at]
    if word is None or word.verb is None or not word.verb.forms & {"base", "s", "past"}:
        return False
    after = at + 1
    while "adverb" in tokens.classes(after) and after not in tokens.numbers:
        after += 1
    after += tokens.lowers[after : after + 1] == ["("]  # "police arrest (12) smugglers"
    return after in tokens.numbers or "determiner" in tokens.classes(after)


def is_involving(tokens: Tokens, at: int) -> bool:
    """Return whether a word tells whom cases are about: "six involving minors"."""
    return tokens.lowers[at] in _INVOLVING


def is_verb_after(tokens: Tokens, at: int, *, has_head: bool, known: bool) -> bool:
    """Return whether a word is the verb after a phrase rather than part of it.

    `has_head` says whether the phrase has a noun yet, `known` whether the lexicon has it.
    """
    word = tokens.words[at]
    if word is not None and "prenumeral" in word.classes:
        return False
    if word is not None and word.verb is not None:
        return _is_known_verb_after(tokens, at, word.verb, has_head=has_head, known=known)
    if word is None and _looks_like_participle(tokens.lowers[at]):
        return _is_participle_after(tokens, at, has_head=has_head, known=known)
    return known and tokens.lowers[at].endswith("ing")


def _looks_like_participle(word: str) -> bool:
    return word.endswith("ed") and len(word) > 4 and "-" not in word


def _is_participle_after(tokens: Tokens, at: int, *, has_head: bool, known: bool) -> bool:
    plural = has_head and tokens.lowers[at - 1].endswith("s")
    return known or plural or not noun_soon(tokens, at + 1)


def _is_known_verb_after(
    tokens: Tokens, at: int, verb: Verb, *, has_head: bool, known: bool
) -> bool:
    forms = verb.forms
    if "past" in forms and "participle" not in forms:
        return True
    if forms & {"past", "participle"}:
        return _is_participle_after(tokens, at, has_head=has_head, known=known)
    word = tokens.words[at]
    event = word is not None and bool(word.events)
    if "ing" in forms:
        named = event and not known and ends_phrase(tokens, at + 1)
        return not (named or _is_compound(tokens, at, known))
    noun = event or (word is not None and word.noun is not None)
    if not has_head:
        return "base" in forms and bool(verb.terms) and not noun  # "13 die"
    return not noun_soon(tokens, at + 1) if "s" in forms and not noun else known


def _is_compound(tokens: Tokens, at: int, known: bool) -> bool:
    """Return whether a word in -ing names a crime before its noun ("child trafficking gangs")."""
    if not noun_soon(tokens, at + 1):
        return False
    before = tokens.words[at - 1]
    plural = before is not None and before.noun is not None and before.noun.is_plural
    if not (known and plural):
        return True
    word, following = tokens.words[at], tokens.words[at + 1]
    crime = word is not None and word.verb is not None and bool(word.verb.terms or word.events)
    noun = following.noun if following else None
    named = noun is not None and (
        noun.noun_class in {"group", "case"} or noun.category == "suspects"
    )
    return crime and named
