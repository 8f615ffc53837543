"""The signature of the wording: copies share it, independent reports of one event don't."""

from __future__ import annotations

import pytest

from ingest.model import Article
from ingest.reading.article import read_article
from ingest.reading.normal import plain
from ingest.reading.wording import BANDS
from ingest.reading.wording import signature as signature_of_plain
from ingest.reference import load_reference

SIGNED = (2895785011, 2315551467, 2475622850)
SIGNED_SHORT_STRETCHES = (1965086735, 4148557667, 536719607)
BODY = (
    "Police in the port said on Friday that they had stopped three lorries near the northern quay."
    " Officers found a false wall behind crates of olives and heard knocking from within.\n\n"
    "The drivers are expected before a judge on Monday, and the haulier says it knew nothing. "
    "A spokeswoman for the harbour declined to say how long the lorries had stood there."
)
OTHER = (
    "Three trucks were halted at the docks, where a hidden space held people, say police. "
    "Knocking gave the hiding place away as officers unloaded tins and boxes of fruit at dawn.\n\n"
    "A court will hear the men next week; their employer denied any knowledge in a statement."
)


def signature(text: str) -> tuple[int, ...]:
    return signature_of_plain(plain(text))


def shared(one: str, other: str) -> int:
    return sum(a == b for a, b in zip(signature(one), signature(other), strict=True))


@pytest.mark.parametrize(
    "copy",
    [
        BODY.replace("Friday", "Saturday"),
        BODY.replace("\n\n", "\n\nAdvertisement\n\n") + "\n\nRead more: the week in pictures",
        "NORTHPORT (Wire) - " + BODY,
    ],
)
def test_copies_share_bands(copy: str) -> None:
    assert shared(BODY, copy) >= 2


@pytest.mark.parametrize(
    "same",
    [BODY.upper(), BODY.replace(" ", "\n"), BODY.replace(".", " – ").replace(",", "")],
)
def test_case_breaks_and_punctuation_are_no_difference(same: str) -> None:
    assert signature(same) == signature(BODY)
    assert signature("The driver\u2019s lorry") == signature("the driver's lorry")


BRIEF = (
    "Police in the port said on Friday they had stopped three lorries near the northern quay. "
    "Officers found a false wall behind crates of olives, and seven women came out alive."
)


def test_copies_of_short_texts_share_bands_whatever_stands_around_them() -> None:
    """A third of the words are the page's, and one of the others was changed."""
    copy = (
        "Share this article\n\nNORTHPORT, Ohio (Wire Service) -- "
        f"{BRIEF.replace('olives', 'oranges')}\n\nMost read\n\nFollow us"
    )
    own, other = signature(BRIEF), signature(copy)
    assert sum(a == b for a, b in zip(own[BANDS:], other[BANDS:], strict=True)) >= 2


def test_only_short_texts_have_bands_of_short_stretches() -> None:
    longer = " ".join([BRIEF, *(f"word{n}" for n in range(130))])
    assert (len(signature(BRIEF)), len(signature(longer))) == (2 * BANDS, BANDS)


def test_other_reports_share_none() -> None:
    assert shared(BODY, OTHER) == 0


def test_a_short_text_is_compared_as_a_whole() -> None:
    assert signature("Police arrested five men.") == signature("Police arrested five men")
    assert shared("Police arrested five men.", "Police arrested six men.") == 0


def test_copies_in_another_alphabet_share_bands() -> None:
    text = " ".join(f"полиция задержала подозреваемых города номер {n}" for n in range(12))
    assert shared(text, text + " реклама и новости") >= 2
    assert shared(text, BODY) == 0


def test_what_has_no_words_has_no_signature() -> None:
    assert signature(" - * - ") == ()


def test_every_reading_has_one_with_figures_or_without() -> None:
    for text in (BODY, "Police arrested 12 men on Monday."):
        reading = read_article(Article("a", text), load_reference())
        assert reading.signature == signature(text)
        assert len(reading.signature) >= BANDS


def test_it_never_changes() -> None:
    """Stored signatures are compared with those of later versions: new ones need a new reading."""
    assert signature(BODY)[:3] == SIGNED
    assert signature(BODY)[BANDS : BANDS + 3] == SIGNED_SHORT_STRETCHES
