"""Verb groups: auxiliaries, adverbs and the verb, with voice, modality and negation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.reading.items import Item
from ingest.reading.lookahead import starts_noun_phrase
from ingest.reading.tokens import BOUNDARY

if TYPE_CHECKING:
    from ingest.reading.lexicon import Verb
    from ingest.reading.tokens import Tokens

_AUXILIARIES = ("modal", "be", "have", "do", "get")
_MAX_GROUP = 12
_NO_MODIFIED = {"preposition", "conjunction", "determiner", "be", "time", "adverb"}


def read_verb(tokens: Tokens, at: int, before: list[Item]) -> Item | None:
    """Read the verb group that starts at a token, or None if none does."""
    item = Item("verb", at, at)
    seen: list[str] = []
    here = at
    if tokens.lowers[at] == "to":
        if not _is_base(tokens, at + 1):
            return None
        seen.append("to")
        here += 1
    while here < min(tokens.size, at + _MAX_GROUP):
        step = _auxiliary(tokens, here, item, seen)
        if not step:
            break
        here += step
    main = _main_verb(tokens, here, seen, before)
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
    is_adverb = (
        "adverb" in classes
        or tokens.lowers[at] in {"all", "both"}
        or (tokens.lowers[at].endswith("ly") and tokens.words[at] is None)
        or ("inner_adverb" in classes and _looks_past(tokens, at + 1))
    )
    return 1 if seen and is_adverb else 0


def _looks_past(tokens: Tokens, at: int) -> bool:
    """Return whether a participle stands there ("have since pleaded")."""
    known = "participle" in _forms(tokens, at)
    return known or (at < tokens.size and tokens.lowers[at].endswith("ed"))


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
    tokens: Tokens, at: int, seen: list[str], before: list[Item]
) -> tuple[int, Verb | None] | None:
    """Return size and entry of the verb there; an unknown word in -ed or -ing has no entry."""
    if at >= tokens.size or at in tokens.numbers or _is_month_name(tokens, at):
        return None
    size, verb = _verb_at(tokens, at)
    if not seen and _is_first_name(tokens, at):
        return None
    if verb is None:
        return (1, None) if _is_unknown_verb(tokens, at, seen) else None
    if seen:
        fits = _fits_auxiliary(verb, seen)
    else:
        fits = size > 1 or _is_verb_here(tokens, at, verb, before)
    return (size, verb) if fits else None


def _is_first_name(tokens: Tokens, at: int) -> bool:
    """Return whether a verb's form is of a name amid small letters: "Rose Lind", "Book Club"."""
    if not tokens.is_name(at):
        return False
    surname = at + 1 < len(tokens) and tokens.words[at + 1] is None and tokens.is_name(at + 1)
    if not (surname or (tokens.is_name(at - 1) and tokens.texts[at - 1].isalpha())):
        return False
    words = [text for text in tokens.texts if text[:1].isalpha()]
    return 2 * sum(text[:1].islower() for text in words) > len(words)


def _is_month_name(tokens: Tokens, at: int) -> bool:
    """Return whether it is a month or day, not the verbs march and may."""
    named = tokens.texts[at][:1].isupper() and not tokens.capitals
    return named and bool(tokens.classes(at) & {"time", "month"})


def _verb_at(tokens: Tokens, at: int) -> tuple[int, Verb | None]:
    """Return how many tokens the verb there has ("rounded up"), and its entry."""
    phrase = tokens.lexicon.verb_phrases.match(tokens.lowers, at) if tokens.opens[at] else None
    if phrase:
        return phrase
    word = tokens.words[at]
    return 1, word.verb if word else None


def _is_unknown_verb(tokens: Tokens, at: int, seen: list[str]) -> bool:
    """Take an unknown word for a verb by its ending."""
    word = tokens.lowers[at]
    known = tokens.words[at]
    if (
        len(word) < 5
        or "-" in word
        or (tokens.is_name(at) and not seen)
        or (known and (known.noun or known.events or known.classes))
    ):
        return False
    if word.endswith("ed"):
        return bool(seen) or not _is_modifier(tokens, at)
    return word.endswith("ing") and (bool(seen) or starts_noun_phrase(tokens, at + 1))


def _fits_auxiliary(verb: Verb, seen: list[str]) -> bool:
    if verb.forms & {"participle", "past", "ing"}:
        return any(name in {"be", "have", "get", "being"} for name in seen)
    return "base" in verb.forms and any(name in {"to", "modal", "do"} for name in seen)


def _is_base(tokens: Tokens, at: int) -> bool:
    """Return whether "to" before this token makes an infinitive."""
    while tokens.classes(at) & {"adverb", "negation"}:
        at += 1
    if at >= tokens.size:
        return False
    verb = _verb_at(tokens, at)[1]
    auxiliary = tokens.lowers[at] in {"be", "have", "get", "do"}
    return auxiliary or (verb is not None and "base" in verb.forms)


def _is_verb_here(tokens: Tokens, at: int, verb: Verb, before: list[Item]) -> bool:
    """Tell a verb without auxiliary from a noun or adjective of the same form."""
    if verb.forms & {"past", "participle"}:
        return not _is_modifier(tokens, at)
    if "determiner" in tokens.classes(at - 1) or (at > 0 and tokens.possessive[at - 1]):
        return False
    if "ing" in verb.forms:
        return _is_gerund_here(tokens, at, verb, before)
    if not before:  # an order or a headline: "Rescue 61 captives"
        return "base" in verb.forms and at + 1 in tokens.numbers
    return before[-1].kind != "prep" and _is_present_here(tokens, at, verb, before[-1])


def _opens_object(tokens: Tokens, at: int) -> bool:
    return starts_noun_phrase(tokens, at + 1) or _verb_chain(tokens, at)


def _is_gerund_here(tokens: Tokens, at: int, verb: Verb, before: list[Item]) -> bool:
    """Return whether a word in -ing is a verb: it has an object, or follows a noun."""
    word = tokens.words[at]
    after_noun = bool(before) and before[-1].is_nominal and before[-1].last == at
    after_prep = bool(before) and before[-1].kind == "prep" and at + 1 < tokens.size
    gerund = after_noun or (after_prep and not _ends_object(tokens, at + 1))
    plain = gerund and not (word is not None and word.events)
    return plain or _opens_object(tokens, at) or _has_companion(tokens, at, verb)


def _is_present_here(tokens: Tokens, at: int, verb: Verb, before: Item) -> bool:
    """Return whether a base form or a form in -s is a verb after what stands before it."""
    word = tokens.words[at]
    also_noun = word is not None and bool(word.noun or word.events)
    opens_object = _opens_object(tokens, at)
    if before.kind == "count" and "base" in verb.forms and verb.terms and not also_noun:
        return True  # "13 die"
    after_noun = before.is_nominal and before.last == at
    if not also_noun and after_noun and "s" in verb.forms:
        return opens_object or bool(tokens.classes(at + 1) & {"preposition", "adverb", "relative"})
    if also_noun and before.kind == "verb" and before.voice != "to" and before.last == at:
        return False  # "received jail terms"
    doubtful = also_noun or verb.kind == "plain" or tokens.lowers[at].endswith("s")
    return opens_object or not doubtful


def _ends_object(tokens: Tokens, at: int) -> bool:
    """Return whether no object can follow: a mark, a preposition, an auxiliary."""
    return not tokens.texts[at][:1].isalnum() or bool(
        tokens.classes(at) & {"preposition", "conjunction", "be", "have", "modal"}
    )


def _has_companion(tokens: Tokens, at: int, verb: Verb) -> bool:
    """Return whether the object that makes the verb say a measure follows ("facing charges")."""
    companions = {word for term in verb.terms for word in term.companions}
    return bool(companions) and not companions.isdisjoint(tokens.lowers[at + 1 : at + 6])


def _verb_chain(tokens: Tokens, at: int) -> bool:
    """Return whether it shares its object with verbs after it ("pimping and pandering two")."""
    here = at + 1
    forms = _forms(tokens, at)
    for _ in range(8):
        if (
            "conjunction" in tokens.classes(here)
            or (here < tokens.size and tokens.lowers[here] == ",")
            or forms & _forms(tokens, here)
        ):
            here += 1
        else:
            break
    return (
        here > at + 1
        and bool(forms & _forms(tokens, here - 1))
        and starts_noun_phrase(tokens, here)
    )


def _forms(tokens: Tokens, at: int) -> frozenset[str]:
    word = tokens.words[at] if at < tokens.size else None
    return word.verb.forms if word and word.verb else frozenset()


def _is_modifier(tokens: Tokens, at: int) -> bool:
    """Return whether a participle stands before its noun ("injured men", "the alleged gang")."""
    after = at + 1
    before = tokens.classes(at - 1)
    closed = after >= tokens.size or after in tokens.numbers or "relative" in before
    if closed or tokens.classes(after) & _NO_MODIFIED:
        return False  # "who enslaved workers"
    following = tokens.words[after]
    noun = following is not None and bool(following.noun or following.events)
    nounlike = following is None or noun or bool(following.effects)
    word = tokens.words[at]
    says = word is not None and bool(word.effects)
    if not nounlike:  # "with alleged links", "for forced prostitution"
        unsaid = following is None or following.verb is None
        plain = unsaid and not tokens.classes(after) & BOUNDARY
        return "preposition" in before and (says or plain)
    if says and tokens.texts[after][:1].isalnum() and not tokens.is_name(after):
        return True
    if noun and "attempt" in tokens.classes(at):
        return True
    return _opens_phrase(tokens, at, noun) and tokens.texts[after][:1].isalpha()


def _opens_phrase(tokens: Tokens, at: int, noun_follows: bool) -> bool:
    """Return whether what stands before a participle lets it open a noun phrase."""
    if at == 0 or tokens.possessive[at - 1]:
        return True
    if tokens.classes(at - 1) & {"determiner", "preposition"}:
        return True
    earlier = tokens.words[at - 1]  # "received suspended sentences"
    after_verb = earlier is not None and earlier.verb is not None and not earlier.noun
    return noun_follows and after_verb and not tokens.capitals


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
    item.is_rest = tokens.lowers[item.first] == "been"
    item.is_causative = "causative" in tokens.classes(last - 1)
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
        return "to" if "to" in seen and "have" not in seen else "active"
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
