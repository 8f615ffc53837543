"""What the clause analysis joins, kind by kind; the wide suite is in tests/sentences."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from ingest.model import Article
from ingest.reading.article import read_article, read_drafts, read_given
from ingest.reading.furniture import is_furniture
from ingest.reading.normal import plain
from ingest.reading.sentences import split_sentences
from ingest.reference import load_reference, reader_hash

REFERENCE = load_reference()
SHARED = Path(__file__).parents[3] / "shared"


def read(text: str) -> list[str]:
    """Every figure as "measure number category", a part with a star."""
    _, drafts = read_drafts(Article("a", text), REFERENCE)
    return [
        f"{d.measure} {text[d.char_start : d.char_end]} {d.category}"
        + ("*" if d.part_of is not None else "")
        for d in drafts
    ]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("Police arrested 12 men.", ["arrested 12 men"]),
        ("Authorities arrest six people.", ["arrested six suspects"]),
        ("Twelve men were arrested.", ["arrested Twelve men"]),
        ("TWO CHARGED OVER ROBBERY", ["charged TWO suspects"]),
        ("The operation led to 19 arrests.", ["arrested 19 suspects"]),
        ("the arrest of 12 men and the rescue of nine girls", None),
        (
            "arrested 12 men, charged five and freed three girls",
            ["arrested 12 men", "charged five men", "rescued three girls"],
        ),
        ("18 boys and 34 women rescued", ["rescued 18 boys", "rescued 34 women"]),
        ("It killed one and injured eight people.", ["killed one people", "injured eight people"]),
        ("Four dead and 12 injured", ["killed Four people", "injured 12 people"]),
        ("Police took 12 people into custody.", ["arrested 12 suspects"]),
        ("Another 15 were freed.", ["rescued 15 victims"]),
        (
            "608 suspects, 32 of them women, were arrested.",
            ["arrested 608 suspects", "arrested 32 women*"],
        ),
        (
            "They freed 178 children, including 26 in Fujian.",
            ["rescued 178 children", "rescued 26 children*"],
        ),
        (
            "Eighteen people were arrested: 11 men and seven women.",
            ["arrested Eighteen suspects", "arrested 11 men*", "arrested seven women*"],
        ),
        (
            "31 children were rescued in Punjab and 11 in Haryana.",
            ["rescued 31 children", "rescued 11 children"],
        ),
        ("The number of arrests rose to 36.", ["arrested 36 suspects"]),
        ("Five men face charges.", ["charged Five men"]),
        ("No one was arrested.", ["arrested No one suspects"]),
        ("More than 200 officers took part.", ["officers_deployed More than 200 officers"]),
        ("Police have broken up two rings.", ["groups_dismantled two groups"]),
        ("Six homes were raided.", ["places_searched Six places"]),
        ("12 people were held hostage by gunmen.", ["trafficked 12 victims"]),
        ("He was convicted of murdering three women.", ["killed three women"]),
    ],
)
def test_kinds_of_sentence(text: str, figures: list[str] | None) -> None:
    expected = figures or ["arrested 12 men", "rescued nine girls"]
    assert read(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Police hope to arrest 12 men.",
        "Twelve men could be arrested.",
        "If 12 men were arrested, trade would suffer.",
        "Officers failed to rescue 12 girls.",
        "Twelve men were not arrested.",
        "He was charged with two murders.",
        "He faces two counts of kidnapping.",
        "Police seized 12 cars and arrested a man.",
        "Police in 10 provinces arrested a man.",
        "A 34-year-old man was arrested.",
        "Both men were arrested.",
        "He was jailed for 12 years.",
        "The virus killed 12 people.",
        "Officials fear 30 people have died.",
        "Read more: 12 men arrested in Leeds",
    ],
)
def test_no_figure(text: str) -> None:
    assert read(text) == []


def test_more_is_said_of_people_counted_before() -> None:
    text = "Police freed 318 victims. Of the victims, 203 are nationals of Myanmar, 71 of Cambodia."

    assert read(text) == ["rescued 318 victims", "rescued 203 victims*", "rescued 71 victims*"]


def test_wrapping_quotes_and_spaces_do_not_matter() -> None:
    text = "Police in the northern province said on Monday they had arrested more than 12 men."
    wrapped = "Police in the northern province said on Monday\nthey had arrested more than\n12 men."
    nbsp = text.replace("12 men", "12\u00a0men")

    assert read(text) == read(nbsp) == ["arrested more than 12 men"]
    assert read(wrapped) == ["arrested more than\n12 men"]


def test_sentences_know_abbreviations_and_lines() -> None:
    text = plain(
        "Two Held In Raid\n\nMr. Li of No. 3 Street spoke. Police came at 5 p.m. that day."
    )
    found = split_sentences(text, REFERENCE.lexicon)

    assert [(text[s.char_start : s.char_end], s.kind) for s in found] == [
        ("Two Held In Raid", "headline"),
        ("Mr. Li of No. 3 Street spoke.", "body"),
        ("Police came at 5 p.m. that day.", "body"),
    ]


def test_furniture() -> None:
    assert is_furniture("  Print Mail Large Medium  Small 分享按钮 0", REFERENCE)
    assert is_furniture("Read more: three arrested", REFERENCE)
    assert not is_furniture("Police arrest three", REFERENCE)


def test_a_given_figure_is_checked_and_completed() -> None:
    article = Article("a", "Police freed 12 girls.", published=date(2020, 1, 2))
    figure = {
        "char_start": 13,
        "char_end": 15,
        "figure_text": "12",
        "value": 12,
        "lower": 12,
        "upper": 12,
        "qualifier": "exact",
        "measure": "rescued",
        "counted": "girls",
        "category": "girls",
        "agency": None,
        "region": None,
        "period_start": "2020-01-01",
        "period_end": "2020-01-01",
        "scope": "operation",
        "campaign": None,
        "part_of": None,
    }

    reading = read_given(article, [figure], REFERENCE)
    assert [(f.figure_text, f.sentence, f.period_start) for f in reading.figures] == [
        ("12", 0, date(2020, 1, 1))
    ]
    with pytest.raises(ValueError, match="measure 'freed' is none of"):
        read_given(article, [{**figure, "measure": "freed"}], REFERENCE)
    with pytest.raises(ValueError, match="no span"):
        read_given(article, [{**figure, "char_end": 99}], REFERENCE)


def test_reader_hash_is_stable_within_a_clone() -> None:
    assert reader_hash(load_reference()) == reader_hash(REFERENCE)


@pytest.mark.skipif(not (SHARED / "gold").is_dir(), reason="needs the project's gold")
@pytest.mark.parametrize("article_id", ["xinhua-2011-12-06", "cnn-2011-12"])
def test_the_projects_two_articles_come_out_exactly(article_id: str) -> None:
    gold = {
        row["id"]: row
        for name in ("articles", "figures")
        for row in map(json.loads, (SHARED / "gold" / f"{name}.jsonl").open(encoding="utf-8"))
        if row["id"] == article_id and (name == "figures") == ("figures" in row)
    }
    figures = gold[article_id]["figures"]
    text_row = next(
        row
        for row in map(json.loads, (SHARED / "gold" / "articles.jsonl").open(encoding="utf-8"))
        if row["id"] == article_id
    )
    published = date.fromisoformat(text_row["published"]) if text_row["published"] else None
    article = Article(
        article_id, text_row["text"], text_row["title"], published, text_row["source_name"]
    )

    found = read_article(article, REFERENCE).figures
    fields = (
        "char_start", "char_end", "figure_text", "value", "lower", "upper", "qualifier", "measure",
        "category", "region", "scope", "campaign", "part_of",
    )  # fmt: skip
    assert [{name: getattr(figure, name) for name in fields} for figure in found] == [
        {name: figure[name] for name in fields} for figure in figures
    ]
    for figure, expected in zip(found, figures, strict=True):
        assert (figure.agency or "").startswith(expected["agency"] or "")
        assert (figure.agency is None) == (expected["agency"] is None)
    assert [
        (f.period_start and f.period_start.isoformat(), f.period_end and f.period_end.isoformat())
        for f in found
    ] == [(figure["period_start"], figure["period_end"]) for figure in figures]
