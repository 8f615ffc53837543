"""Copies over all articles loaded: with figures or without, of another outlet or the same."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from ingest.warehouse.database import open_work, work_path
from tests.scenario.engine import Project, build, start
from tests.warehouse.helpers import RAW_TABLES, Casecount

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

RAID = (
    "Police in the port of Northport said on Tuesday that they had arrested 12 men near the quay.",
    "Officers found a false wall behind crates of olives and freed 7 women from the other side.",
    "The drivers are expected before a judge on Monday, and the haulier says it knew nothing.",
)
BAKERY = (
    "A bakery opened on the corner of Mill Street on Tuesday, and the queue went round the block.",
    "The owner said the bread is baked in an oven that his grandfather built with his own hands.",
    "The town hopes that other shops will follow, for half of the street has stood empty for long.",
)
OTHER_RAID = (
    "A dozen suspects are in custody after lorries with a hidden space were searched at the docks.",
    "Seven women came out of it alive, the harbour force announced, and are being looked after.",
)


def text(*paragraphs: str) -> str:
    return "\n\n".join(paragraphs)


def told(name: str, outlet: str, day: int, body: str, **more: str) -> dict[str, str]:
    published = f"2014-03-{day:02d}"
    return {"id": name, "source_name": outlet, "published": published, "text": body, **more}


ARTICLES = [
    told("raid", "Paper A", 4, text(*RAID), url="https://a.example/1?utm_source=feed"),
    told("dateline", "Paper B", 5, "NORTHPORT (Wire) - " + text(*RAID)),
    told(
        "furniture", "Paper A", 5, text("Share this", *RAID, "Most read"), url="https://a.example/1"
    ),
    told("update", "Paper A", 6, text(RAID[0].replace("12", "15"), *RAID[1:])),
    told("another report", "Paper D", 5, text(*OTHER_RAID)),
    told("months later", "Paper E", 31, "By our staff. " + text(*RAID)),
    told("bakery", "Paper C", 4, text(*BAKERY), published="2014-03-04T08:00:00+02:00"),
    told("bakery again", "Paper A", 6, text(*BAKERY, "Read more: what is on")),
    told("bakery the same day", "Paper B", 4, text(*BAKERY), published="2014-03-04T22:00:00Z"),
    told("exact", "Paper D", 7, text(*BAKERY)),
    told("short", "Paper A", 4, "The fair is cancelled."),
    told("short too", "Paper B", 5, "The fair is cancelled"),
]
COPIES = {
    "dateline": "raid",
    "furniture": "raid",
    "bakery again": "bakery",
    "bakery the same day": "bakery",
    "exact": "bakery",
    "short too": "short",
}


# Printed every ten days: no two of them but neighbours lie within the days of a copy.
SERIES = [
    told("day 1", "Paper A", 1, text(*RAID)),
    told("day 11", "Paper B", 11, "NORTHPORT (Wire) - " + text(*RAID)),
    told("day 21", "Paper C", 21, text("Share this", *RAID)),
    told("day 31", "Paper D", 31, text(*RAID, "Most read")),
]


def load(casecount: Casecount, path: Path, articles: Iterable[dict[str, str]]) -> None:
    path.write_text("\n".join(map(json.dumps, articles)))
    done = casecount("load", path)
    assert done.code == 0, done.err


def take(connection: Any, database: Path, after: int = 0) -> None:
    """Bring what was loaded since a reading into a database without dbt."""
    connection.execute(f"attach '{work_path(database)}' as loaded (read_only)")
    for table in RAW_TABLES:
        if table not in {"articles", "rejects"}:
            connection.execute(
                f"insert into raw.{table} by name from loaded.raw.{table} "
                f"where reading_number > {after}"
            )
    connection.execute(
        "insert into raw.articles by name from loaded.raw.articles as a "
        "where a.article_id not in (select article_id from raw.articles)"
    )
    connection.execute("detach loaded")


def copies(connection: Any) -> dict[str, str]:
    found = connection.execute(
        "select a.external_id, b.external_id from main.dim_article as a "
        "inner join main.dim_article as b on a.copy_of = b.article_id"
    ).fetchall()
    return dict(found)


@pytest.mark.parametrize("order", [1, -1])
def test_copies_are_found_in_any_order(
    casecount: Casecount, tmp_path: Path, project: Project, order: int
) -> None:
    load(casecount, tmp_path / "a.jsonl", ARTICLES[::order])
    connection = start(project)
    take(connection, casecount.database)
    build(connection, project)
    assert copies(connection) == COPIES


def in_batches(
    casecount: Casecount, path: Path, project: Project, batches: Iterable[list[dict[str, str]]]
) -> Any:
    """Load and build batch after batch; returns the database without dbt."""
    connection = start(project)
    last = 0
    for batch in batches:
        load(casecount, path, batch)
        take(connection, casecount.database, last)
        build(connection, project)
        with open_work(casecount.database) as work:
            row = work.execute("select max(reading_number) from raw.readings").fetchone()
        last = row[0] if row else 0
    return connection


def test_copies_that_come_later_are_found_and_originals_that_come_later_too(
    casecount: Casecount, tmp_path: Path, project: Project
) -> None:
    late = {"raid", "bakery"}
    batches = ([each for each in ARTICLES if each["id"] not in late],
               [each for each in ARTICLES if each["id"] in late])  # fmt: skip
    connection = in_batches(casecount, tmp_path / "a.jsonl", project, batches)
    assert copies(connection) == COPIES


@pytest.mark.parametrize("batches", [((3, 2, 1, 0),), ((3, 0), (2,), (1,))])
def test_what_is_printed_for_weeks_is_a_copy_of_the_first(
    casecount: Casecount, tmp_path: Path, project: Project, batches: tuple[tuple[int, ...], ...]
) -> None:
    in_order = [[SERIES[place] for place in batch] for batch in batches]
    connection = in_batches(casecount, tmp_path / "a.jsonl", project, in_order)
    assert copies(connection) == {f"day {day}": "day 1" for day in (11, 21, 31)}
