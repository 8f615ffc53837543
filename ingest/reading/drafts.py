"""Figures of one sentence: from its text to drafts whose context is not settled yet."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ingest.model import Draft
from ingest.reading.carried import carried_over, part_of_earlier
from ingest.reading.categories import category_of
from ingest.reading.chunks import read_items
from ingest.reading.ellipsis import with_elided
from ingest.reading.lexicon import Term
from ingest.reading.links import Link, find_links
from ingest.reading.nesting import with_parts
from ingest.reading.numbers import Number, find_numbers
from ingest.reading.subjects import next_item
from ingest.reading.tokens import tokenize

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ingest.model import Sentence
    from ingest.reading.items import Item
    from ingest.reading.lexicon import Lexicon
    from ingest.reading.tokens import Tokens

_MAX_TOKENS = 1500  # a longer "sentence" is a table or no text


def draft_sentence(
    text: str, sentence: Sentence, lexicon: Lexicon, earlier: Sequence[Draft] = ()
) -> list[Draft]:
    """Return the drafts of one sentence of plain text, in order of position.

    `earlier` are the drafts of the sentences just before, which it may say more of.
    """
    tokens = tokenize(text, sentence.char_start, sentence.char_end, lexicon)
    if len(tokens) > _MAX_TOKENS:
        return []
    numbers = find_numbers(tokens, lexicon)
    if all(number.is_other for number in numbers.values()):
        return []
    items = read_items(tokens, numbers, lexicon)
    links, subjects = find_links(items, tokens)
    links = with_parts(items, with_elided(items, links, tokens), tokens)
    drafts = []
    for link in links:
        draft = _draft(link, items, subjects, tokens, sentence, text, lexicon)
        whole = part_of_earlier(items[link.count], draft, earlier)
        drafts.append(replace(draft, part_of=whole))
    linked = {link.count for link in links}
    for count, whole_draft in carried_over(items, linked, earlier) if earlier else []:
        link = Link(count, count, Term("", "noun", whole_draft.measure, "person", "", frozenset()))
        draft = _draft(link, items, subjects, tokens, sentence, text, lexicon)
        drafts.append(replace(draft, part_of=whole_draft.char_start))
    if any("illness" in tokens.classes(at) for at in range(len(tokens))):
        drafts = [draft for draft in drafts if draft.measure != "killed"]
    return drafts


def _draft(
    link: Link,
    items: list[Item],
    subjects: dict[int, list[int]],
    tokens: Tokens,
    sentence: Sentence,
    text: str,
    lexicon: Lexicon,
) -> Draft:
    count, trigger = items[link.count], items[link.trigger]
    number = count.number
    assert number is not None
    start, end = _span(number, tokens)
    clause = _clause(items, link, tokens, sentence)
    agent = _agent(items, link.trigger, subjects, tokens)
    whole = items[link.whole].number if link.whole is not None else None
    return Draft(
        char_start=start,
        char_end=end,
        value=number.value,
        lower=number.lower,
        upper=number.upper,
        qualifier=number.qualifier,
        measure=link.term.measure,
        counted=_counted(count, tokens, text),
        category=category_of(count, link.term.measure, items, link.count, tokens, lexicon),
        sentence=sentence.number,
        trigger_start=tokens.starts[trigger.first],
        trigger_end=tokens.ends[trigger.last - 1],
        clause_start=clause[0],
        clause_end=clause[1],
        agent_start=agent[0] if agent else None,
        agent_end=agent[1] if agent else None,
        part_of=_span(whole, tokens)[0] if whole else None,
    )


def _span(number: Number, tokens: Tokens) -> tuple[int, int]:
    return tokens.starts[number.first], tokens.ends[number.last - 1]


def _counted(count: Item, tokens: Tokens, text: str) -> str | None:
    """Return the noun as printed, without the number before it."""
    if count.head is None or count.number is None:
        return None
    first = min(count.number.last, count.head)
    while first < count.head and tokens.classes(first) & {"preposition", "determiner", "adverb"}:
        first += 1
    return " ".join(text[tokens.starts[first] : tokens.ends[count.head]].split())


def _clause(
    items: list[Item], link: Link, tokens: Tokens, sentence: Sentence
) -> tuple[int, int]:
    """Return the span between the clause boundaries around number and trigger."""
    first, last = sorted((link.count, link.trigger))
    start, end = sentence.char_start, sentence.char_end
    for here in range(first, -1, -1):
        if items[here].kind in {"stop", "sub"}:
            start = tokens.starts[items[here].first]
            break
    for here in range(last + 1, len(items)):
        if items[here].kind in {"stop", "sub"}:
            end = tokens.starts[items[here].first]
            break
    return start, end


def _agent(
    items: list[Item], trigger: int, subjects: dict[int, list[int]], tokens: Tokens
) -> tuple[int, int] | None:
    """Return the span of whoever did it: the subject, or what follows "by"."""
    item = items[trigger]
    if item.kind != "verb" or item.voice in {"passive", "participle"}:
        after = next_item(items, trigger)
        if after + 1 < len(items) and items[after].text == "by" and items[after + 1].is_nominal:
            return _extent(items, after + 1, len(items), tokens)
        if item.kind == "verb":
            return None
    for at in range(trigger, max(-1, trigger - 30), -1):
        found = subjects.get(at)
        if found and items[at].voice not in {"passive", "participle"}:
            return _extent(items, found[0], at, tokens)
        if items[at].kind in {"stop", "sub"}:
            return None
    return None


def _extent(items: list[Item], at: int, stop: int, tokens: Tokens) -> tuple[int, int]:
    """Return the span of a noun phrase with the prepositional phrases after it."""
    last = at
    while last + 2 < stop and items[last + 1].kind == "prep" and items[last + 2].is_nominal:
        if items[last + 2].is_time or items[last + 1].clausal:
            break
        last += 2
    return tokens.starts[items[at].first], tokens.ends[items[last].last - 1]
