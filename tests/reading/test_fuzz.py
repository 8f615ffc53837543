"""Any text at all never raises, and offsets always hold."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.model import Article
from ingest.reading.article import read_article, read_drafts
from ingest.reading.normal import plain
from ingest.reference import load_reference

REFERENCE = load_reference()
LEXICON = REFERENCE.lexicon
WORDS = sorted(
    {
        *LEXICON.said,
        *LEXICON.number_words,
        *LEXICON.zero_words,
        *(word for word, entry in LEXICON.words.items() if entry.classes),
        *list(LEXICON.nouns)[::7],
        *",.;:()\"'-—$%#\n",
        "12",
        "1,234",
        "2019",
        "20-30",
        "Fujian",
        "12-year-old",
        "’s",
        "\u00a0",
    }
)


@given(st.lists(st.sampled_from(WORDS), max_size=40))
@settings(max_examples=300, deadline=None)
def test_any_order_of_our_own_words(words: list[str]) -> None:
    text = " ".join(words)
    sentences, drafts = read_drafts(Article("a", text), REFERENCE)

    for draft in drafts:
        assert 0 <= draft.char_start < draft.char_end <= len(text)
        assert draft.trigger_start < draft.trigger_end <= len(text)
        assert draft.clause_start <= draft.char_start < draft.clause_end
        assert draft.sentence < len(sentences)
        assert draft.value is None or draft.lower is None or draft.lower <= draft.value + 1


@given(st.text(max_size=300))
@settings(max_examples=200, deadline=None)
def test_any_text(text: str) -> None:
    assert len(plain(text)) == len(text)
    for figure in read_article(Article("a", text), REFERENCE).figures:
        assert text[figure.char_start : figure.char_end] == figure.figure_text


@given(st.text(max_size=60), st.sampled_from(["Police arrested 12 men.", "Two dead"]), st.text())
@settings(max_examples=200, deadline=None)
def test_any_text_around_a_figure(before: str, said: str, after: str) -> None:
    text = f"{before} {said} {after}"
    for figure in read_article(Article("a", text), REFERENCE).figures:
        assert text[figure.char_start : figure.char_end] == figure.figure_text
