"""Which articles are known: the same as a set of their ids would say."""

from __future__ import annotations

import random

import duckdb
import pytest

from ingest.warehouse.keys import article_key
from ingest.warehouse.known import KnownArticles
from tests.warehouse.helpers import Casecount, write_articles


@pytest.mark.parametrize("most_recent", [1, 7, 1000])
def test_ids_are_known_once_they_are_there(
    monkeypatch: pytest.MonkeyPatch, most_recent: int
) -> None:
    monkeypatch.setattr("ingest.warehouse.known._MOST_RECENT", most_recent)
    dice = random.Random(most_recent)
    ends = ["art_0000000000000000", "art_ffffffffffffffff"]
    ids = [*ends, *(f"art_{dice.getrandbits(64):016x}" for _ in range(300))]
    there = dice.sample(ids, k=100)
    connection = duckdb.connect()
    connection.execute("create schema raw")
    connection.execute("create table raw.articles as select unnest(?) as article_id", [there])
    known, told = KnownArticles(connection), set(there)
    assert known.among([]) == set()
    for _ in range(40):
        some = dice.choices(ids, k=20)
        assert known.among(some) == told.intersection(some)
        known.add(new := dice.sample(sorted(set(ids) - told), k=2))
        told.update(new)
    assert known.among(ids) == told


def test_nothing_is_known_of_an_empty_database() -> None:
    connection = duckdb.connect()
    connection.execute("create schema raw")
    connection.execute("create table raw.articles (article_id varchar)")
    known = KnownArticles(connection)
    key = article_key("Paper", "Text")
    assert known.among([key]) == set()
    known.add([key])
    assert known.among([key, article_key("Paper", "Other")]) == {key}


def test_what_came_in_an_earlier_batch_is_known_in_a_later_one(
    casecount: Casecount, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ingest.warehouse.load.BATCH_RECORDS", 4)
    monkeypatch.setattr("ingest.warehouse.known._MOST_RECENT", 6)
    folder = casecount.database.parent
    path = write_articles(folder / "a.jsonl", 15)
    path.write_text(path.read_text() * 2)
    assert "15 new articles, 15 already known" in casecount("load", path).out
    more = write_articles(folder / "b.jsonl", 20)
    assert "5 new articles, 15 already known" in casecount("load", more).out
    assert casecount.raw("select count(distinct external_id), count(*) from raw.articles") == [
        (20, 20)
    ]
