"""Reading an article: sentences, figures and mentions out of one text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.model import Reading
from ingest.reading import context, mentions, outlets
from ingest.reading.drafts import draft_sentence
from ingest.reading.normal import plain
from ingest.reading.sentences import split_sentences

if TYPE_CHECKING:
    from ingest.model import Article, Draft, Figure, Mention, Sentence
    from ingest.reference import Reference


def read_drafts(
    article: Article, reference: Reference
) -> tuple[tuple[Sentence, ...], tuple[Draft, ...]]:
    """Return all sentences and the drafts of figures; neither where the gate finds nothing."""
    text = plain(article.text)
    if not reference.gate.passes(text):
        return (), ()
    sentences = split_sentences(text, reference.lexicon)
    drafts = [
        draft
        for sentence in reference.gate.passing(text, sentences)
        for draft in draft_sentence(text, sentence, reference.lexicon)
    ]
    return sentences, tuple(sorted(drafts, key=lambda draft: (draft.char_start, draft.measure)))


def read_article(article: Article, reference: Reference) -> Reading:
    """Read one article: figures, mentions, and the sentences that carry either."""
    outlet = outlets.resolve(article.outlet, reference.world)
    sentences, drafts = read_drafts(article, reference)
    if not drafts:
        return Reading((), (), (), outlet)
    figures = context.settle(article, sentences, drafts, reference.world)
    found = mentions.find(article, sentences, figures, reference.world)
    return Reading(_carrying(sentences, figures, found), figures, found, outlet)


def _carrying(
    sentences: tuple[Sentence, ...], figures: tuple[Figure, ...], found: tuple[Mention, ...]
) -> tuple[Sentence, ...]:
    """Return the sentences that carry a figure or a mention."""
    numbers = {figure.sentence for figure in figures} | {mention.sentence for mention in found}
    return tuple(sentence for sentence in sentences if sentence.number in numbers)
