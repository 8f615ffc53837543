"""The heads of plain text articles: title, publication date and outlet where they stand."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from ingest.project import seeds_dir
from ingest.sources.header_terms import load_header_terms
from ingest.sources.plain_text import Header, HeaderReader

ARTICLES = Path(__file__).resolve().parents[3] / "shared" / "articles"

BODY = (
    "Police in Northport arrested 12 suspects on Monday, officials said.\n\n"
    "The raids began at dawn. Officers searched four flats.\n\n"
    "Nobody was hurt, a spokeswoman said.\n"
)
reader = HeaderReader(load_header_terms(seeds_dir()), lambda line: line.startswith("Share this"))


def read(head: str) -> Header:
    return reader.read(head + BODY)


def test_a_wire_story_with_all_the_trimmings() -> None:
    header = read(
        "Twelve held in Northport raids\n\nUpdated: 2014-03-04 09:30\n\n(Harbour Press)\n\n"
        "Share this  Mail  0\n\nNORTHPORT - "
    )
    assert header.title == "Twelve held in Northport raids"
    assert header.outlet == "Harbour Press"
    assert header.published is not None
    assert header.published.day == date(2014, 3, 4)
    assert header.published.at == datetime(2014, 3, 4, 9, 30, tzinfo=UTC)


def test_a_first_line_that_is_a_sentence_is_no_title() -> None:
    header = reader.read(
        "After a long search, police have caught 12 suspects and freed 3. Read on after the jump!\n"
        "(KBC)–Calling it a success, the ministry described the effort in a statement.\n" + BODY
    )
    assert header == Header(title=None, published=None, outlet="KBC")


@pytest.mark.parametrize(
    "head",
    [
        "Twelve held in Northport raids\n\n",
        "TWELVE HELD IN NORTHPORT RAIDS\n\n",
        "Twelve held in Northport raids?\n\n",
        "Raids in U.S.A.\n\n",
        "Gang caught at last!\n\n",
        "March 4, 2014\nTwelve held in Northport raids\nCase # 12\n",
        "FOR IMMEDIATE RELEASE\n\nTwelve held in Northport raids\n\n",
        "\n\n  Twelve held in\nNorthport raids\n\n",
    ],
)
def test_headlines(head: str) -> None:
    title = read(head).title
    assert title is not None
    assert title.casefold().startswith(("twelve held in northport raids", "raids in", "gang"))


@pytest.mark.parametrize(
    "head",
    [
        "",
        "NORTHPORT (Harbour Press) - ",
        "The harbour was quiet when the officers came to the gate of the house, and\n"
        "nobody saw them go in, the neighbours said. ",
        "Twelve were held. Four were let go.\n\n",
    ],
)
def test_the_article_s_own_first_sentence_is_no_title(head: str) -> None:
    assert read(head).title is None


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Updated: 2014-03-04 09:30", date(2014, 3, 4)),
        ("Published: 4 March 2014", date(2014, 3, 4)),
        ("Tuesday, March 4, 2014", date(2014, 3, 4)),
        ("Last updated at 9:30 AM on March 4, 2014", date(2014, 3, 4)),
        ("Date: March 4, 2014", date(2014, 3, 4)),
        ("Posted on Tue 4 Mar 2014 09:30 GMT", date(2014, 3, 4)),
        ("Harbour Press | Updated: March 4, 2014", date(2014, 3, 4)),
        ("NORTHPORT, March 4, 2014 (Harbour Press) - It rained.", date(2014, 3, 4)),
        ("On March 4, 2014 the police went into the house of the harbour master.", None),
        ("(March 4, 2014)", date(2014, 3, 4)),
        ("06/05/2014", None),
    ],
)
def test_lines_with_dates(line: str, day: date | None) -> None:
    header = read(f"Twelve held in Northport raids\n\n{line}\n\n")
    assert (header.published.day if header.published else None) == day


def test_a_date_of_publication_stands_before_that_of_an_update() -> None:
    header = read("Twelve held\n\nUpdated: 2014-03-05\nPublished: 2014-03-04\n\n")
    assert header.published is not None
    assert header.published.day == date(2014, 3, 4)


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        ("(Harbour Press)", "Harbour Press"),
        ("[Share This]", None),
        ("By Ann Example, Harbour Press", "Harbour Press"),
        ("By Ann Example, Staff Writer", None),
        ("By Ann Example", None),
        ("Source: Harbour Press", "Harbour Press"),
        ("Harbour Press, March 4, 2014", "Harbour Press"),
        ("NORTHPORT, March 4, 2014", None),
        ("NORTHPORT (HP) - It rained.", "HP"),
        ("(Photo)", None),
        ("(see the picture above, taken by a neighbour)", None),
    ],
)
def test_lines_with_outlets(line: str, outlet: str | None) -> None:
    assert read(f"Twelve held in Northport raids\n\n{line}\n\n").outlet == outlet


@pytest.mark.parametrize(
    ("head", "title", "outlet"),
    [
        ("Twelve held\n\nThe Essex Courier\n12 March 2024", "Twelve held", "The Essex Courier"),
        ("Twelve held\n\nBy our reporter\nNorth Sea Radio\nPublished: 12 March 2024 11:04",
         "Twelve held", "North Sea Radio"),
        ("Twelve held\n12 March 2024\nEssex Police", "Twelve held", "Essex Police"),
        ("Twelve held\n\nMekong Daily\n3 June 2024", "Twelve held", "Mekong Daily"),
        ("Reuters\n3 June 2024\n\nTwelve held in Northport", "Twelve held in Northport", "Reuters"),
        # A headline, a place, an author, a sentence: none of them an outlet.
        ("Crash Near the Police Post\n3 June 2024", "Crash Near the Police Post", None),
        ("Twelve held\nAnn Example\n3 June 2024", "Twelve held", None),
        ("Twelve held\nNew South Wales\n3 June 2024", "Twelve held", None),
        ("Twelve held\n3 June 2024\nPolice said nothing to the press", "Twelve held", None),
        ("Twelve held\n\nDaily Life\n\nIt rained all day long.", "Twelve held", None),
    ],
)  # fmt: skip
def test_an_outlet_that_fills_a_line_beside_the_date(
    head: str, title: str, outlet: str | None
) -> None:
    header = read(f"{head}\n\n")
    assert (header.title, header.outlet) == (title, outlet)


def test_names_of_authors_are_not_kept() -> None:
    assert "Ann" not in str(read("Twelve held\n\nBy Ann Example, Harbour Press\n\n"))


def test_an_author_s_name_above_the_date_is_no_headline() -> None:
    header = reader.read("Ann Example\nMarch 4, 2014\nTwelve held in Northport raids\n\n" + BODY)
    assert header.title == "Twelve held in Northport raids"


def test_a_sentence_broken_over_lines_is_no_headline() -> None:
    text = "Northport County Sheriff\nAnn Example\nannounced on Monday that 12 were held.\n\n"
    assert reader.read(text + BODY).title is None


@pytest.mark.parametrize("text", ["", " ", "\n\n\n", "x", "(", "Updated:", "By", "\u202e\0"])
def test_odd_texts_give_nothing(text: str) -> None:
    assert reader.read(text) == Header()


@pytest.mark.skipif(not ARTICLES.is_dir(), reason="needs the project's two articles")
def test_the_two_articles() -> None:
    wire = reader.read((ARTICLES / "xinhua-2011-12-06.txt").read_text(encoding="utf-8"))
    assert wire.title == "Police rescue 178 in 2 child trafficking cases"
    assert wire.outlet == "Xinhua"
    assert wire.published is not None
    assert wire.published.day == date(2011, 12, 6)
    other = reader.read((ARTICLES / "cnn-2011-12.txt").read_text(encoding="utf-8"))
    assert other == Header(title=None, published=None, outlet="CNN")
