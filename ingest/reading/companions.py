"""What a verb needs beside it to say a measure: "faces charges", "pulled … from the rubble"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.reading.neighbours import next_item
from ingest.reading.wordlists import words

if TYPE_CHECKING:
    from ingest.reading.items import Item
    from ingest.reading.lexicon import Term
    from ingest.reading.parse import Parse

_REACH = 14  # items between a verb and its companion
_INSERTION = 9  # items of ", including two girls under the age of 16,"
_LINKING = frozenset(words("companion_linking"))
_PAPERS = {"charged", "sentenced", "convicted"}
_PARTICLE_WORDS = 4


def accompanied(parse: Parse, at: int) -> tuple[Term, ...]:
    """Return the terms of a verb without those whose companion is not there.

    Companions stand after the verb; before it where it is passive ("sentences were handed to") or
    papers do it ("an indictment names").
    """
    terms = parse.items[at].terms
    if not any(term.companions for term in terms):
        return terms
    after, before = _words_after(parse, at), _words_of_subject(parse, at)
    passive = parse.items[at].voice == "passive"
    said = tuple(
        term
        for term in terms
        if term.companions & after
        or (term.companions & before and _takes_subject(term, passive=passive))
    )
    return said + tuple(term for term in terms if not term.companions)


def _takes_subject(term: Term, *, passive: bool) -> bool:
    return term.role == "object" and (passive or term.measure in _PAPERS)


def _words_after(parse: Parse, at: int) -> set[str]:
    items, tokens = parse.items, parse.tokens
    words: set[str] = set()
    inserted = 0
    for here in range(next_item(items, at), min(len(items), at + _REACH)):
        item = items[here]
        if item.kind == "comma" and here < inserted:
            continue
        if item.kind == "comma" and here + 1 < len(items) and items[here + 1].kind == "include":
            inserted = _past_included(items, here)  # ", including two girls,"
        if here < inserted:
            continue
        told = items[here - 1].kind == "relative" and item.verb_kind == "copula"
        if item.kind == "relative" or told:
            continue  # "found 40 men who were inside a trailer"
        infinitive = item.kind == "verb" and (item.voice in {"to", "ing"} or _is_bare_base(item))
        if item.is_nominal or item.kind in {"state", "adverb"} or infinitive:
            words.update(tokens.lowers[item.first : item.last])
        elif item.kind not in {"conj", "adverb"} and item.text not in _LINKING:
            break
        if item.text == "off":
            words.add("off")
    return words


def _is_bare_base(item: Item) -> bool:
    """Return whether a verb is an infinitive without "to": "helped 17 men cross the border"."""
    return "base" in item.forms and item.first + 1 == item.last and not item.agreement


def _past_included(items: list[Item], comma: int) -> int:
    """Return where an insertion that opens with "including" ends; its start where it does not."""
    for here in range(comma + 2, min(len(items), comma + _INSERTION)):
        if items[here].kind == "comma":
            return here + 1
    return comma


def _words_of_subject(parse: Parse, at: int) -> set[str]:
    items, lowers = parse.items, parse.tokens.lowers
    words: set[str] = set()
    for subject in parse.subjects.get(at, []):
        words.update(lowers[items[subject].first : items[subject].last])
        if subject + 2 < at and items[subject + 1].text == "of":  # "notices of suspicion"
            words.update(lowers[items[subject + 2].first : items[subject + 2].last])
    return words


def separated(parse: Parse, at: int, patients: list[int]) -> tuple[Term, ...]:
    """Return what a verb says with the particle after its object: "pulled 12 people out"."""
    items, tokens = parse.items, parse.tokens
    verb = items[at]
    if not patients or (verb.first + 1 < verb.last and not _is_group(parse, verb)):
        return ()
    for here in range(patients[-1] + 1, min(len(items), patients[-1] + 4)):
        item = items[here]
        if item.kind in {"stop", "sub", "comma", "conj"}:
            break
        words = [verb.text, *tokens.lowers[item.first : item.first + _PARTICLE_WORDS]]
        found = tokens.lexicon.verb_phrases.match(words, 0)
        if found and found[0] > 1:
            return found[1].terms
        if item.kind == "verb":
            break
    return ()


def _is_group(parse: Parse, verb: Item) -> bool:
    """Return whether the verb after its auxiliaries is one word."""
    return parse.tokens.words[verb.last - 1] is not None
