"""Verb groups: auxiliaries, adverbs and the verb, with voice, modality and negation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.reading.items import Item

if TYPE_CHECKING:
    from ingest.reading.lexicon import Lexicon, Verb
    from ingest.reading.numbers import Number
    from ingest.reading.tokens import Tokens

_AUXILIARIES = ("modal", "be", "have", "do", "get")
_MAX_GROUP = 12
_PASSIVE_FORMS = {"participle"}


def read_verb(
    tokens: Tokens, at: int, numbers: dict[int, Number], lexicon: Lexicon, before: list[Item]
) -> Item | None:
    """Read the verb group that starts at a token, or None if none does."""
    item = Item("verb", at, at)
    seen: list[str] = []
    here = at
    if tokens.lowers[at] == "to":
        if not _is_base(tokens, at + 1, lexicon):
            return None
        seen.append("to")
        here += 1
    while here < min(len(tokens), at + _MAX_GROUP):
        step = _auxiliary(tokens, here, item, seen)
        if not step:
            break
        here += step
    main = _main_verb(tokens, here, numbers, lexicon, seen, before)
    if main is None:
        if not any(name in _AUXILIARIES for name in seen):
            return None
        last = _last_auxiliary(tokens, at, here)
        word = tokens.words[last - 1]
        own = word.verb if word and "get" in word.classes else None
        return _finish(item, tokens, last, own, seen[:-1] if own else seen)
    size, verb = main
    return _finish(item, tokens, here + size, verb, seen)


def _auxiliary(tokens: Tokens, at: int, item: Item, seen: list[str]) -> int:
    """Take one auxiliary, negation or adverb into the group; return how many tokens it has."""
    classes = tokens.classes(at)
    if "negation" in classes:
        item.negated = True
        seen.append(
            "modal" if "modal" in classes else "be" if "n't" in tokens.lowers[at] else "not"
        )
        _agree(item, classes)
        return 1
    if "modal" in classes and not tokens.is_name(at) and not seen:
        item.modal = True
        seen.append("modal")
        seen.append(tokens.lowers[at])
        return 1
    for name in ("be", "have", "do", "get"):
        if name in classes:
            _agree(item, classes)
            if name == "be" and "being" in tokens.lowers[at]:
                seen.append("being")
            if name == "have" and tokens.lowers[at] == "having":
                seen.append("having")
            seen.append(name)
            return 1
    if tokens.lowers[at] == "to" and seen and seen[-1] in {"have", "be"}:
        return 0
    is_adverb = "adverb" in classes or (
        tokens.lowers[at].endswith("ly") and tokens.words[at] is None
    )
    return 1 if seen and is_adverb else 0


def _agree(item: Item, classes: set[str]) -> None:
    if not item.agreement and not item.modal:
        item.agreement = (
            "singular" if "singular" in classes else "plural" if "plural" in classes else ""
        )


def _last_auxiliary(tokens: Tokens, start: int, stop: int) -> int:
    """Return the end of the group without the adverbs that trail it."""
    while stop > start + 1 and not tokens.classes(stop - 1) & {*_AUXILIARIES, "negation"}:
        stop -= 1
    return stop


def _main_verb(
    tokens: Tokens,
    at: int,
    numbers: dict[int, Number],
    lexicon: Lexicon,
    seen: list[str],
    before: list[Item],
) -> tuple[int, Verb | None] | None:
    """Return size and entry of the verb there; an unknown word in -ed or -ing has no entry."""
    if at >= len(tokens) or at in numbers:
        return None
    phrase = lexicon.verb_phrases.match(tokens.lowers, at)
    word = tokens.words[at]
    if (
        word
        and word.classes & {"time", "month"}
        and tokens.texts[at][:1].isupper()
        and not tokens.capitals
    ):
        return None  # March
    verb = phrase[1] if phrase else word.verb if word else None
    size = phrase[0] if phrase else 1
    if verb is None:
        return _unknown_verb(tokens, at, numbers, seen)
    if seen:
        return (size, verb) if _fits_auxiliary(verb, seen) else None
    if phrase:
        return size, verb
    return (size, verb) if _is_verb_here(tokens, at, numbers, verb, before) else None


def _unknown_verb(
    tokens: Tokens, at: int, numbers: dict[int, Number], seen: list[str]
) -> tuple[int, Verb | None] | None:
    """Take an unknown word for a verb by its ending."""
    word = tokens.lowers[at]
    known = tokens.words[at]
    if len(word) < 5 or "-" in word or (known and (known.noun or known.events or known.classes)):
        return None
    if word.endswith("ed"):
        return None if not seen and _is_modifier(tokens, at, numbers) else (1, None)
    if word.endswith("ing") and (seen or starts_noun_phrase(tokens, at + 1, numbers)):
        return 1, None
    return None


def _fits_auxiliary(verb: Verb, seen: list[str]) -> bool:
    if verb.forms & {"participle", "past", "ing"}:
        return any(name in {"be", "have", "get", "being"} for name in seen)
    return "base" in verb.forms and any(name in {"to", "modal", "do"} for name in seen)


def _is_base(tokens: Tokens, at: int, lexicon: Lexicon) -> bool:
    """Return whether "to" before this token makes an infinitive."""
    while "adverb" in tokens.classes(at) or "negation" in tokens.classes(at):
        at += 1
    if at >= len(tokens):
        return False
    if tokens.lowers[at] in {"be", "have", "get", "do"}:
        return True
    word = tokens.words[at]
    phrase = lexicon.verb_phrases.match(tokens.lowers, at)
    verb = phrase[1] if phrase else word.verb if word else None
    return verb is not None and "base" in verb.forms


def _is_verb_here(
    tokens: Tokens, at: int, numbers: dict[int, Number], verb: Verb, before: list[Item]
) -> bool:
    """Tell a verb without auxiliary from a noun or adjective of the same form."""
    word = tokens.words[at]
    previous = tokens.classes(at - 1)
    after_article = "determiner" in previous or (at > 0 and tokens.possessive[at - 1])
    if verb.forms & {"past", "participle"}:
        return not _is_modifier(tokens, at, numbers)
    if after_article:
        return False
    opens_object = starts_noun_phrase(tokens, at + 1, numbers) or _verb_chain(tokens, at, numbers)
    if "ing" in verb.forms:
        after_noun = bool(before) and before[-1].is_nominal and before[-1].last == at
        gerund = bool(before) and before[-1].kind == "prep" and tokens.texts[at + 1 :][:1] != []
        gerund = gerund and not _ends_object(tokens, at + 1)
        plain = (after_noun or gerund) and not (word is not None and word.events)
        return opens_object or plain or _has_companion(tokens, at, verb)
    if not before and "base" in verb.forms:
        return at + 1 in numbers  # an order or a headline: "Rescue 61 captives"
    if not before or before[-1].kind == "prep":
        return False
    also_noun = word is not None and bool(word.noun or word.events)
    if not also_noun and before[-1].is_nominal and before[-1].last == at and "s" in verb.forms:
        return opens_object or bool(tokens.classes(at + 1) & {"preposition", "adverb", "relative"})
    if also_noun or verb.kind == "plain" or tokens.lowers[at].endswith("s"):
        return opens_object
    return True


def _ends_object(tokens: Tokens, at: int) -> bool:
    """Return whether no object can follow: a mark, a preposition, an auxiliary."""
    return not tokens.texts[at][:1].isalnum() or bool(
        tokens.classes(at) & {"preposition", "conjunction", "be", "have", "modal"}
    )


def _has_companion(tokens: Tokens, at: int, verb: Verb) -> bool:
    """Return whether the object that makes the verb say a measure follows ("facing charges")."""
    companions = {word for term in verb.terms for word in term.companions}
    return bool(companions) and not companions.isdisjoint(tokens.lowers[at + 1 : at + 6])


def _verb_chain(tokens: Tokens, at: int, numbers: dict[int, Number]) -> bool:
    """Return whether it shares its object with verbs after it ("pimping and pandering two")."""
    here = at + 1
    forms = _forms(tokens, at)
    for _ in range(8):
        if "conjunction" in tokens.classes(here) or (
            here < len(tokens) and tokens.lowers[here] == ","
        ) or forms & _forms(tokens, here):
            here += 1
        else:
            break
    return (
        here > at + 1
        and bool(forms & _forms(tokens, here - 1))
        and starts_noun_phrase(tokens, here, numbers)
    )


def _forms(tokens: Tokens, at: int) -> frozenset[str]:
    word = tokens.words[at] if at < len(tokens) else None
    return word.verb.forms if word and word.verb else frozenset()


def _is_modifier(tokens: Tokens, at: int, numbers: dict[int, Number]) -> bool:
    """Return whether a participle stands before its noun ("injured men", "the alleged gang")."""
    if at + 1 >= len(tokens) or at + 1 in numbers:
        return False
    following = tokens.words[at + 1]
    if tokens.classes(at + 1) & {
        "preposition",
        "conjunction",
        "determiner",
        "be",
        "time",
        "adverb",
    }:
        return False
    previous = tokens.classes(at - 1) if at else {"preposition"}
    word = tokens.words[at]
    nounlike = following is None or bool(following.noun or following.events or following.effects)
    opens = "determiner" in previous or "preposition" in previous or not at
    opens = opens or (at > 0 and tokens.possessive[at - 1])
    earlier = tokens.words[at - 1] if at else None
    known_noun = following is not None and bool(following.noun or following.events)
    if known_noun and earlier and earlier.verb and not earlier.noun and not tokens.capitals:
        opens = True  # "received suspended sentences"
    if known_noun and "attempt" in tokens.classes(at):
        return True
    if word and word.effects and nounlike and not tokens.is_name(at + 1):
        return True
    return opens and nounlike and tokens.texts[at + 1][:1].isalpha()


def starts_noun_phrase(tokens: Tokens, at: int, numbers: dict[int, Number]) -> bool:
    """Return whether a noun phrase plainly opens there: a number, an article, a name."""
    if at >= len(tokens):
        return False
    if at in numbers:
        return True
    classes = tokens.classes(at)
    if "time" in classes and not classes & {"determiner"}:
        return False
    if classes & {"determiner", "pronoun"}:
        return True
    if "adverb" in classes or tokens.lowers[at].endswith("ly"):
        return at + 1 in numbers
    word = tokens.words[at]
    if tokens.is_name(at) and not classes:
        return True
    return bool(word and (word.effects or (word.noun and word.noun.is_plural)) and not word.verb)


def _finish(item: Item, tokens: Tokens, last: int, verb: Verb | None, seen: list[str]) -> Item:
    """Fill in what the group says of itself."""
    item.last = last
    item.text = tokens.lowers[last - 1]
    item.terms = verb.terms if verb else ()
    item.verb_kind = verb.kind if verb else "copula" if seen else ""
    forms = verb.forms if verb else _guessed_forms(item.text, seen)
    item.forms = forms
    item.perfect = "have" in seen
    item.is_being = "being" in seen and not item.agreement
    if "to" in seen and not item.perfect:
        item.modal = True
    item.voice = _voice(forms, seen)
    return item


def _guessed_forms(word: str, seen: list[str]) -> frozenset[str]:
    if word.endswith("ing") and "being" not in seen:
        return frozenset({"ing"})
    return frozenset({"past", "participle"}) if word.endswith("ed") else frozenset()


def _voice(forms: frozenset[str], seen: list[str]) -> str:
    if not forms:
        return "active"
    if "ing" in forms:
        return "active" if seen else "ing"
    if "be" in seen or "get" in seen:
        return "passive"
    if "to" in seen:
        return "to"
    if seen or "past" not in forms or "participle" not in forms:
        finite = seen or "participle" not in forms
        return "active" if finite else "bare"
    return "bare"
