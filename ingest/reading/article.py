"""Reading an article: sentences, figures and mentions out of one text."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

from ingest.model import Reading, Sentence
from ingest.reading import context, mentions, outlets
from ingest.reading.carried import REACH
from ingest.reading.drafts import draft_sentence, draft_share, headed_term
from ingest.reading.given import given_figure
from ingest.reading.normal import plain
from ingest.reading.sentences import (
    reach_of,
    rough_ends,
    sentence_at,
    split_sentences,
    stripped,
)
from ingest.reading.strays import without_strays
from ingest.reading.survey import survey
from ingest.reading.wholes import with_wholes
from ingest.reading.wording import signature

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ingest.model import Article, Draft, Figure, Mention
    from ingest.reading.drafts import Parsed
    from ingest.reading.gate import Hits
    from ingest.reading.lexicon import Term
    from ingest.reference import Reference

_EARLIER = 12  # so many figures back a sentence may say more of
_OF_ILLNESS = {"killed", "injured", "cases"}
_ABOUT_ILLNESS = 3  # words of illness that make it the article's matter


def read_drafts(
    article: Article, reference: Reference, text: str | None = None
) -> tuple[tuple[Sentence, ...], tuple[Draft, ...]]:
    """Return all sentences and the drafts of figures; neither where the gate finds nothing.

    `text` is the article's in plain characters, where it is at hand.
    """
    text = plain(article.text) if text is None else text
    gate, lexicon = reference.gate, reference.lexicon
    hits = gate.hits(text)
    parses: dict[tuple[int, int], Parsed | None] = {}
    if hits is None or not _may_hold_figures(text, hits, reference, parses):
        return (), ()
    sentences = split_sentences(text, lexicon)
    drafts: list[Draft] = []
    heading: Term | None = None
    for sentence in sentences:
        if sentence.kind == "furniture":
            continue
        earlier = [
            draft for draft in drafts[-_EARLIER:] if draft.sentence >= sentence.number - REACH
        ]
        span = sentence.char_start, sentence.char_end
        if text[sentence.char_end - 1] == ":":
            heading = headed_term(text, sentence, lexicon)
        elif heading is not None:
            shares = draft_share(text, sentence, lexicon, heading)
            drafts += shares
            heading = heading if shares else None
            if shares:
                continue
        if gate.passes(text, hits, *span, follows=bool(earlier)):
            drafts += draft_sentence(text, sentence, lexicon, earlier, parses)
    drafts = without_strays(text, sentences, drafts, lexicon)
    drafts = with_wholes(text, sentences, drafts, lexicon)
    if any(draft.measure in _OF_ILLNESS for draft in drafts):
        drafts = _without_illness(text, drafts, reference)
    return sentences, tuple(sorted(drafts, key=lambda draft: (draft.char_start, draft.measure)))


def _may_hold_figures(
    text: str,
    hits: Hits,
    reference: Reference,
    parses: dict[tuple[int, int], Parsed | None],
) -> bool:
    """Return whether a first look at the sentences of triggers finds a figure.

    What it parses is kept in `parses`.
    """
    gate, lexicon = reference.gate, reference.lexicon
    candidates = gate.candidates(hits)
    ends: list[tuple[int, int]] | None = None
    seen = 0
    for position in candidates:
        if position < seen or not hits.has_number(*reach_of(text, position)):
            continue
        ends = rough_ends(text) if ends is None else ends
        start, seen = sentence_at(text, position, ends, lexicon)
        if not gate.passes(text, hits, start, seen):
            continue
        sentence = Sentence(0, *stripped(text, start, seen), "body")
        if draft_sentence(text, sentence, lexicon, parses=parses):
            return True
    return False


def _without_illness(text: str, drafts: list[Draft], reference: Reference) -> list[Draft]:
    """Drop the deaths and cases of an article about an illness, unless a killing is said."""
    words = Counter(re.findall(r"[\w-]+", text.lower()))
    lexicon = reference.lexicon
    said = sum(words[word] for word in lexicon.illness)
    if said < _ABOUT_ILLNESS:
        return drafts

    def is_natural(draft: Draft) -> bool:
        if draft.trigger_start <= draft.char_start < draft.trigger_end:
            return True  # no word of its own says how they died
        trigger = text[draft.trigger_start : draft.trigger_end].lower().split()
        return any(
            "natural_death" in lexicon.words[w].classes for w in trigger if w in lexicon.words
        )

    return [
        draft
        for draft in drafts
        if draft.measure != "cases"
        and (draft.measure not in {"killed", "injured"} or not is_natural(draft))
    ]


def read_article(article: Article, reference: Reference) -> Reading:
    """Read one article: figures, mentions, and the sentences that carry either."""
    outlet = outlets.resolve(article.outlet, reference.world)
    text = plain(article.text)
    sentences, drafts = read_drafts(article, reference, text)
    if not drafts:
        return Reading((), (), (), outlet, signature(text))
    seen = survey(article, sentences, reference.world)
    figures = context.settle(article, sentences, drafts, reference.world, seen)
    found = mentions.find(article, sentences, figures, reference.world, seen)
    carrying = _carrying(sentences, figures, found)
    return Reading(carrying, figures, found, outlet, signature(text))


def read_given(
    article: Article, given: Sequence[Mapping[str, Any]], reference: Reference
) -> Reading:
    """Read one article whose figures are given, in the fields of the figure specification.

    Sentences, keys and mentions are ours. Raises ValueError with one line if a figure is broken.
    """
    outlet = outlets.resolve(article.outlet, reference.world)
    text = plain(article.text)
    sentences = split_sentences(text, reference.lexicon)
    figures = tuple(
        sorted(
            (given_figure(record, article, sentences, reference.world) for record in given),
            key=lambda figure: (figure.char_start, figure.measure),
        )
    )
    if not figures:
        return Reading((), (), (), outlet, signature(text))
    found = mentions.find(article, sentences, figures, reference.world)
    carrying = _carrying(sentences, figures, found)
    return Reading(carrying, figures, found, outlet, signature(text))


def _carrying(
    sentences: tuple[Sentence, ...], figures: tuple[Figure, ...], found: tuple[Mention, ...]
) -> tuple[Sentence, ...]:
    """Return the sentences that carry a figure or a mention."""
    numbers = {figure.sentence for figure in figures} | {mention.sentence for mention in found}
    return tuple(sentence for sentence in sentences if sentence.number in numbers)
