"""Number expressions and the bounds that their words promise."""

from __future__ import annotations

import pytest

from ingest.reading.normal import plain
from ingest.reading.numbers import Number, find_numbers, half_unit
from ingest.reading.tokens import tokenize
from ingest.reference import load_reference

LEXICON = load_reference().lexicon


def numbers_in(text: str) -> list[tuple[str, Number]]:
    straight = plain(text)
    tokens = tokenize(straight, 0, len(straight), LEXICON)
    found = find_numbers(tokens, LEXICON)
    return [
        (text[tokens.starts[n.first] : tokens.ends[n.last - 1]], n)
        for n in found.values()
        if not n.is_other
    ]


@pytest.mark.parametrize(
    ("text", "span", "bounds"),
    [
        ("178 children", "178", (178, 178, 178, "exact")),
        ("18,518 children", "18,518", (18518, 18518, 18518, "exact")),
        ("1.2 million people", "1.2 million", (1200000, 1200000, 1200000, "exact")),
        ("twenty-three men", "twenty-three", (23, 23, 23, "exact")),
        ("six hundred and twelve men", "six hundred and twelve", (612, 612, 612, "exact")),
        ("seventeen (17) girls", "seventeen (17)", (17, 17, 17, "exact")),
        ("a dozen men", "a dozen", (12, 12, 12, "exact")),
        ("half a dozen men", "half a dozen", (6, 6, 6, "exact")),
        ("two dozen men", "two dozen", (24, 24, 24, "exact")),
        ("another 12 men", "12", (12, 12, 12, "exact")),
        ("a total of 12 men", "12", (12, 12, 12, "exact")),
        ("more than 18,000 children", "more than 18,000", (18000, 18001, None, "more_than")),
        ("at least 12 men", "at least 12", (12, 12, None, "at_least")),
        ("12 or more men", "12 or more", (12, 12, None, "at_least")),
        ("almost 50,000 suspects", "almost 50,000", (50000, None, 49999, "less_than")),
        ("fewer than 20 men", "fewer than 20", (20, None, 19, "less_than")),
        ("up to 30 men", "up to 30", (30, None, 30, "at_most")),
        ("as many as 30 men", "as many as 30", (30, None, 30, "at_most")),
        ("no more than 30 men", "no more than 30", (30, None, 30, "at_most")),
        ("no fewer than 30 men", "no fewer than 30", (30, 30, None, "at_least")),
        ("some 35,000 women", "some 35,000", (35000, 34500, 35500, "about")),
        ("about 178 women", "about 178", (178, 177, 179, "about")),
        ("20 or so men", "20 or so", (20, 15, 25, "about")),
        ("between 20 and 30 men", "between 20 and 30", (25, 20, 30, "range")),
        ("20 to 30 men", "20 to 30", (25, 20, 30, "range")),
        ("20-30 men", "20-30", (25, 20, 30, "range")),
        ("between 1.1 and 1.5 million people", "between 1.1 and 1.5 million", None),
        ("a couple of men", "a couple", (2, 2, 3, "about")),
        ("several men", "several", (None, 3, 9, "vague")),
        ("a handful of men", "a handful", (None, 3, 9, "vague")),
        ("dozens of men", "dozens", (None, 24, 99, "vague")),
        ("scores of men", "scores", (None, 40, 99, "vague")),
        ("several hundred men", "several hundred", (None, 300, 999, "vague")),
        ("tens of thousands of men", "tens of thousands", (None, 20000, 99999, "vague")),
        ("no one was hurt", "no one", (0, 0, 0, "exact")),
        ("not a single arrest", "not a single", (0, 0, 0, "exact")),
        ("18\u202f518 enfants", "18\u202f518", (18518, 18518, 18518, "exact")),
        ("12 450 officers", "12 450", (12450, 12450, 12450, "exact")),
    ],
)
def test_number(
    text: str, span: str, bounds: tuple[int | None, int | None, int | None, str] | None
) -> None:
    found = numbers_in(text)

    assert [said for said, _ in found] == [span]
    number = found[0][1]
    if bounds:
        assert (number.value, number.lower, number.upper, number.qualifier) == bounds


@pytest.mark.parametrize(
    "text",
    [
        "a man, 34, was",
        "John Smith, 34, of Leeds",
        "aged 34",
        "boys aged between 14 and 16",
        "girls as young as 11 were",
        "a 34-year-old man",
        "two- and 4-year-old brothers",
        "on March 16 he",
        "the Jan. 28 death",
        "in 2019 police",
        "paid $500,000 to",
        "5% of them",
        "three out of four women",
        "one in five people",
        "at 10:30 a.m. police",
        "Section 23 of the Act",
        "on Flight 370 to Beijing",
        "one another",
        "a 12-strong gang",
        "a four-member ring",
        "two-thirds of them",
        "phone 714-347-8405",
    ],
)
def test_what_counts_nothing(text: str) -> None:
    assert numbers_in(text) == []


@pytest.mark.parametrize(
    ("value", "half"), [(35000, 500), (50000, 5000), (178, 1), (70, 5), (3000, 500), (0, 1)]
)
def test_half_a_unit_of_the_last_place(value: int, half: int) -> None:
    assert half_unit(value) == half
