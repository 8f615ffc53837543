"""The context of figures: who, where, when, over what span, in which campaign."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.model import Article, Draft, Figure
from ingest.reading import context, mentions
from ingest.reading.normal import plain
from ingest.reading.sentences import split_sentences
from ingest.reference import load_reference

if TYPE_CHECKING:
    from ingest.model import Measure, Sentence

PUBLISHED = date(2019, 5, 14)  # a Tuesday


def settle(
    text: str,
    *numbers: tuple[str, Measure, str],
    published: date | None = PUBLISHED,
    outlet: str | None = None,
) -> tuple[Figure, ...]:
    """Figures of drafts made of (number, measure, trigger) as the words stand in the text."""
    reference = load_reference()
    article = Article("a", text, None, published, outlet)
    sentences = split_sentences(plain(text), reference.lexicon)
    drafts = []
    for number, measure, trigger in numbers:
        start = text.index(number)
        sentence = next(s for s in sentences if s.char_start <= start < s.char_end)
        at = text.index(trigger, sentence.char_start)
        drafts.append(
            _draft(
                (start, start + len(number)),
                measure,
                sentence,
                (at, at + len(trigger)),
                int(number),
            )
        )
    return context.settle(article, sentences, tuple(drafts), reference.world)


def _draft(
    span: tuple[int, int],
    measure: Measure,
    sentence: Sentence,
    trigger: tuple[int, int],
    value: int,
) -> Draft:
    return Draft(
        char_start=span[0],
        char_end=span[1],
        value=value,
        lower=value,
        upper=value,
        qualifier="exact",
        measure=measure,
        counted=None,
        category="people",
        sentence=sentence.number,
        trigger_start=trigger[0],
        trigger_end=trigger[1],
        clause_start=sentence.char_start,
        clause_end=sentence.char_end,
    )


def test_a_figure_has_its_sentence_s_place_time_and_agency() -> None:
    (figure,) = settle("Police in Lagos arrested 12 men on Friday.", ("12", "arrested", "arrested"))
    assert (figure.region, figure.agency_id) == ("NG-LA", "ng-npf")
    assert (figure.period_start, figure.period_end) == (date(2019, 5, 10), date(2019, 5, 10))
    assert figure.scope == "operation"


def test_the_time_of_a_statement_is_not_the_event_s() -> None:
    (figure,) = settle(
        "Thai police arrested 12 men, officials said on Monday.", ("12", "arrested", "arrested")
    )
    assert figure.period_start is None


def test_place_and_time_carry_to_the_next_sentence() -> None:
    _, second = settle(
        "Kenyan police stormed a house in Mombasa on Friday and arrested 9 men. "
        "They freed 31 women.",
        ("9", "arrested", "arrested"),
        ("31", "rescued", "freed"),
    )
    assert second.region == "KE-28"
    assert second.period_start == date(2019, 5, 10)
    assert second.agency_id == "ke-nps"


def test_a_running_total_ends_on_the_publication_date() -> None:
    (figure,) = settle(
        "Since the campaign began in April 2017, police have arrested 5210 people.",
        ("5210", "arrested", "arrested"),
    )
    assert figure.scope == "running_total"
    assert (figure.period_start, figure.period_end) == (date(2017, 4, 1), PUBLISHED)


def test_without_a_publication_date_a_running_total_has_no_end() -> None:
    (figure,) = settle(
        "Since the campaign began in April 2017, police have arrested 5210 people.",
        ("5210", "arrested", "arrested"),
        published=None,
    )
    assert (figure.period_start, figure.period_end) == (date(2017, 4, 1), None)


def test_a_closed_year_is_a_period_total() -> None:
    (figure,) = settle("In 2018, the agency rescued 943 victims.", ("943", "rescued", "rescued"))
    assert figure.scope == "period_total"
    assert (figure.period_start, figure.period_end) == (date(2018, 1, 1), date(2018, 12, 31))


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("Officers in Kano and Lagos arrested 30 people.", "NG"),
        ("In 31 countries, 51 people were arrested.", None),
        ("Police in Colombo, Sri Lanka, arrested 30 people.", "LK-1"),
    ],
)
def test_the_region_covers_all_that_is_counted(text: str, region: str | None) -> None:
    number = "51" if "51" in text else "30"
    (figure,) = settle(text, (number, "arrested", "arrested"))
    assert figure.region == region


def test_each_number_of_a_list_has_its_own_place() -> None:
    first, second = settle(
        "Police rescued 23 children in Queensland, 10 in South Australia.",
        ("23", "rescued", "rescued"),
        ("10", "rescued", "rescued"),
    )
    assert (first.region, second.region) == ("AU-QLD", "AU-SA")


def test_nobody_s_work_has_no_agency() -> None:
    (figure,) = settle(
        "Lagos police said gunmen killed 12 men on Friday.", ("12", "killed", "killed")
    )
    assert figure.agency is None


def test_a_named_operation_is_the_campaign_of_its_figures() -> None:
    (figure,) = settle(
        "Operation Red Lantern led to 56 arrests in Texas.", ("56", "arrested", "arrests")
    )
    assert (figure.campaign, figure.campaign_key) == ("Operation Red Lantern", "red lantern")


def test_given_figures_get_keys() -> None:
    world = load_reference().world
    article = Article("a", "Police in Fujian, China, freed nine babies under Operation Spring.")
    keys = context.identify(
        article, world, agency="Police in Fujian", region="CN-FJ", campaign="Operation Spring"
    )
    assert keys == ("cn-mps", "spring")


@settings(max_examples=20, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.text(max_size=12),
            st.sampled_from(
                ["Operation", "since", "May", "2019", "in", "Georgia", "police", "12", "\n",
                 "(AFP)",
                 "Ministry of", "told", "the", "New York", "Correction:", "not", "led by", "İ", "-"]
            ),
        ),
        max_size=25,
    )
)  # fmt: skip
def test_no_text_raises(words: list[str]) -> None:
    reference = load_reference()
    text = " ".join(words).encode("utf-8", "replace").decode()
    article = Article("a", text, text[:30], PUBLISHED, text[:20])
    sentences = split_sentences(plain(text), reference.lexicon)
    drafts = tuple(
        Draft(s.char_start, min(s.char_start + 1, s.char_end), 1, 1, 1, "exact", "arrested", None,
              "people", s.number, s.char_start, s.char_end, s.char_start, s.char_end)
        for s in sentences
    )  # fmt: skip
    figures = context.settle(article, sentences, drafts, reference.world)
    found = mentions.find(article, sentences, figures, reference.world)
    assert len(figures) == len(drafts)
    for mention in found:
        if mention.char_start is not None and mention.char_end is not None:
            assert 0 <= mention.char_start < mention.char_end <= len(text)
