"""`casecount forget`: an article and all that rests on it are gone, to the last byte."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from ingest.errors import CasecountError
from ingest.sources.web import Answer, Version, Web
from ingest.warehouse import forget as forgetting
from ingest.warehouse.database import open_work, work_path
from ingest.warehouse.fetches import keep_versions
from ingest.warehouse.forget import forget
from tests.scenario.canonical import canonical
from tests.scenario.engine import Project, build, start
from tests.sources.helpers import PARAGRAPHS, page
from tests.warehouse.helpers import RAW_TABLES, Casecount, article, write_articles
from tests.warehouse.killing import copy_warehouse

if TYPE_CHECKING:
    from collections.abc import Iterable

NAME = "Zebulon Quarrington"
SECRET = article(
    900,
    id="secret",
    title=f"The house of {NAME}",
    url="https://paper.example/zebulon-quarrington",
    text=f"Police in Leeds arrested 41 men on Monday, officials said.\n\n{NAME} of Mill Street saw "
    "officers free 17 women from his neighbour's house, he told the paper at his door.",
)


def write(path: Path, articles: Iterable[dict[str, object]], *more: str) -> Path:
    path.write_text("\n".join([*(json.dumps(each) for each in articles), *more]) + "\n")
    return path


def ids(casecount: Casecount, *external: str) -> list[str]:
    names = ", ".join(f"'{each}'" for each in external)
    return [
        key
        for (key,) in casecount.raw(
            f"select article_id from raw.articles where external_id in ({names}) order by all"
        )
    ]


def bytes_of(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def test_no_byte_of_it_is_left_in_the_work_database(casecount: Casecount, tmp_path: Path) -> None:
    source = write(tmp_path / "zebulon.jsonl", [article(1), SECRET, article(2)], "{" + NAME)
    casecount("load", source)
    with open_work(casecount.database) as work:
        keep_versions(work, {str(SECRET["url"]): Version("1", None)}, work.execute(
            "select get_current_timestamp()").fetchall()[0][0])  # fmt: skip
    folder = work_path(casecount.database).parent
    log = folder / "casecount.dbt" / "logs" / "dbt.log"
    log.parent.mkdir(parents=True)
    log.write_text(NAME)
    assert NAME.encode() in work_path(casecount.database).read_bytes()
    assert b"zebulon-quarrington" in bytes_of(folder)
    [reject] = casecount("find", NAME).out.splitlines()[1:2]
    forgotten = forget(casecount.database, [*ids(casecount, "secret"), reject.split()[0]])
    forgetting.clear_logs(casecount.database)
    assert (forgotten.articles, forgotten.rejects, forgotten.copies) == (1, 1, ())
    left = bytes_of(folder)
    assert NAME.encode() not in left
    assert b"Quarrington" not in left
    assert b"quarrington" not in left
    assert sorted(path.name for path in folder.iterdir()) == ["casecount.work.duckdb"]
    assert casecount.raw("select count(*) from raw.fetches") == [(0,)]


def test_all_else_is_as_if_it_had_never_been(casecount: Casecount, tmp_path: Path) -> None:
    others = [article(number) for number in range(8)]
    casecount("load", write(tmp_path / "all.jsonl", [*others[:3], SECRET, *others[3:]]))
    gone = ids(casecount, "secret", "a5")
    assert forget(casecount.database, gone).articles == 2
    never = Casecount(tmp_path / "never" / "casecount.duckdb", casecount.capsys)
    never.database.parent.mkdir()
    never("load", write(tmp_path / "few.jsonl", [*others[:5], *others[6:]]))

    def said(of: Casecount) -> dict[str, list[Any]]:
        """What the raw tables say, numbers and places of arrival aside."""
        order = {"arrival_number", "reading_number", "source_path", "record_number", "run_id",
                 "loaded_at", "read_at", "rejected_at", "reader_hash"}  # fmt: skip
        with open_work(of.database) as work:
            found = {}
            for table in RAW_TABLES:
                columns = [
                    name
                    for (name,) in work.execute(
                        "select column_name from duckdb_columns() where schema_name = 'raw' "
                        f"and table_name = '{table}' and database_name = current_database()"
                    ).fetchall()
                    if name not in order
                ]
                found[table] = work.execute(
                    f"select {', '.join(columns)} from raw.{table} order by all"
                ).fetchall()
            return found

    assert said(casecount) == said(never)
    assert casecount.raw("select article_id from raw.forgotten order by all") == [
        (key,) for key in sorted(gone)
    ]


def test_it_is_not_read_again(casecount: Casecount, tmp_path: Path) -> None:
    source = write(tmp_path / "a.jsonl", [article(1), SECRET])
    casecount("load", source)
    forget(casecount.database, ids(casecount, "secret"))
    done = casecount("load", source)
    assert done.code == 0
    assert done.out == (
        "read 2: 0 new articles, 1 already known, 1 forgotten, so not read again, 0 rejected; "
        "0 figures found\n"
    )
    counts = casecount.raw(
        "select records_read, articles_new, articles_known, articles_forgotten, records_rejected "
        "from raw.runs order by started_at desc limit 1"
    )
    assert counts == [(2, 0, 1, 1, 0)]
    assert NAME.encode() not in bytes_of(work_path(casecount.database).parent)


AGAIN = {
    **SECRET,
    "id": "again",
    "text": f"Share this article\n\nBy our staff\n\n{SECRET['text']}\n\nMost read\n\nSign up",
}
OTHER_WORDS = "A house in Mill Street was searched in March, and what was found there is not known."


@pytest.mark.parametrize(
    ("again", "why"),
    [
        ({**AGAIN, "url": None}, "with this wording"),
        ({**AGAIN, "text": OTHER_WORDS}, "at this address"),
        ({**AGAIN, "text": OTHER_WORDS, "url": f"{SECRET['url']}/?utm_source=x#top"}, "at this"),
    ],
)
def test_its_page_with_other_furniture_is_not_read_again(
    casecount: Casecount, tmp_path: Path, again: dict[str, object], why: str
) -> None:
    casecount("load", write(tmp_path / "a.jsonl", [article(1), SECRET]))
    forget(casecount.database, ids(casecount, "secret"))
    done = casecount("load", write(tmp_path / "b.jsonl", [again, article(2)]))
    assert "1 new article, 0 already known, 1 rejected (forgotten 1)" in done.out
    assert f"an article {why}" in done.err
    [(detail, excerpt)] = casecount.raw("select detail, excerpt from raw.rejects")
    assert "was to be forgotten" in detail
    assert excerpt is None
    assert b"Quarrington" not in bytes_of(work_path(casecount.database).parent)
    assert b"quarrington" not in bytes_of(work_path(casecount.database).parent)


class Paper(Web):
    """A site that always answers with one page, other each time."""

    asked = 0

    def fetch(self, url: str) -> Answer:
        """Answer with the page."""
        Paper.asked += 1
        self.learned[url] = Version(f'"{self.asked}"', None)
        first = f"This is edition {self.asked} of a page that changes from one hour to the next."
        return Answer(url, page((first, *PARAGRAPHS)), "text/html; charset=utf-8")


def test_neither_page_nor_address_come_back_from_the_web(
    casecount: Casecount, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ingest.commands.Web", Paper)
    url = str(SECRET["url"])
    assert casecount("load", url).code == 0
    assert casecount.raw("select url from raw.fetches") == [(url,)]
    forget(casecount.database, [casecount.raw("select article_id from raw.articles")[0][0]])
    done = casecount("load", url)
    assert "an article at this address was to be forgotten" in done.err
    assert casecount.raw("select source_path, reason from raw.rejects") == [
        ("https://paper.example/…", "forgotten")
    ]
    assert b"quarrington" not in bytes_of(work_path(casecount.database).parent)


def test_the_same_form_with_new_numbers_is_another_article(
    casecount: Casecount, tmp_path: Path
) -> None:
    casecount("load", write(tmp_path / "a.jsonl", [SECRET]))
    forget(casecount.database, ids(casecount, "secret"))
    filled = {**AGAIN, "text": str(SECRET["text"]).replace("41", "56"), "url": None}
    done = casecount("load", write(tmp_path / "b.jsonl", [filled]))
    assert "1 new article" in done.out


def test_other_articles_of_a_page_that_many_stand_at_are_read(
    casecount: Casecount, tmp_path: Path
) -> None:
    """An export that gives the section's address for each article."""
    page = "https://paper.example/local"
    loaded = [{**SECRET, "url": page}, article(1, url=page), article(2, url="https://b.example/")]
    casecount("load", write(tmp_path / "a.jsonl", loaded))
    forget(casecount.database, ids(casecount, "secret", "a2"))
    more = [article(3, url=page), article(4, url="https://b.example/")]
    done = casecount("load", write(tmp_path / "b.jsonl", more))
    assert "2 new articles" in done.out


def test_a_warehouse_made_anew_does_not_bring_it_back(
    casecount: Casecount, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ingest.commands.build", lambda _: None)
    source = write(tmp_path / "a.jsonl", [article(1), SECRET, article(2)])
    casecount("load", source)
    forget(casecount.database, ids(casecount, "secret"))
    kept = casecount.raw("from raw.forgotten")
    done = casecount("warehouse", "--fresh", write(tmp_path / "b.jsonl", [article(1), SECRET]))
    assert done.code == 0, done.err
    assert "1 new article, 0 already known, 1 forgotten, so not read again" in done.out
    assert casecount.raw("from raw.forgotten") == kept

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("ingest.warehouse.forget.os.fsync", full)
    assert "the disk is full" in casecount("warehouse", "--fresh", source).err
    assert casecount.raw("from raw.forgotten") == kept
    assert casecount.raw("select external_id from raw.articles") == [("a1",)]


def test_what_was_never_loaded_can_t_be_forgotten(casecount: Casecount, tmp_path: Path) -> None:
    casecount("load", write_articles(tmp_path / "a.jsonl", 2))
    before = work_path(casecount.database).read_bytes()
    known = ids(casecount, "a0")[0]
    for wrong in ("art_0123456789abcdef", "a0", "'; drop table raw.articles", "art_\x1b[31m"):
        done = casecount("forget", known, wrong)
        assert (done.code, len(done.err.splitlines())) == (1, 1)
        assert "nothing was forgotten" in done.err
        assert "\x1b" not in done.err
    assert casecount.raw("select count(*) from raw.articles") == [(2,)]
    assert len(before) == len(work_path(casecount.database).read_bytes())


def test_copies_are_named_and_stay(casecount: Casecount, tmp_path: Path) -> None:
    other = {**SECRET, "id": "copy", "source_name": "Another Paper"}
    casecount("load", write(tmp_path / "a.jsonl", [SECRET, other]))
    forgotten = forget(casecount.database, ids(casecount, "secret"))
    assert [copy.external_id for copy in forgotten.copies] == ["copy"]
    assert ids(casecount, "copy")


def test_a_failure_leaves_all_as_it_was(
    casecount: Casecount, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    casecount("load", write(tmp_path / "a.jsonl", [article(1), SECRET]))
    before = casecount.content()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("ingest.warehouse.forget.os.fsync", full)
    with pytest.raises(CasecountError, match="disk is full"):
        forget(casecount.database, ids(casecount, "secret"))
    assert casecount.content() == before
    assert [path.name for path in work_path(casecount.database).parent.iterdir()] == [
        "casecount.work.duckdb"
    ]


@pytest.mark.parametrize("seed", [1, 2])
def test_facts_are_those_of_a_warehouse_that_never_had_it(
    casecount: Casecount, tmp_path: Path, project: Project, seed: int
) -> None:
    chance = random.Random(seed)
    told = Path(__file__).parent.parent / "scenario" / "articles.jsonl"
    articles = [json.loads(line) for line in told.read_text(encoding="utf-8").splitlines()]
    given = told.with_name("figures.jsonl")
    gone = {each["id"] for each in chance.sample(articles, k=4)}
    casecount("load", write(tmp_path / "all.jsonl", articles), "--figures", given)
    forget(casecount.database, ids(casecount, *gone))
    never = Casecount(tmp_path / "never" / "casecount.duckdb", casecount.capsys)
    never.database.parent.mkdir()
    few = [each for each in articles if each["id"] not in gone]
    never("load", write(tmp_path / "few.jsonl", few), "--figures", given)
    assert facts(project, casecount) == facts(project, never)


def facts(project: Project, of: Casecount) -> dict[str, Any]:
    """The facts of a work database, worked out without dbt."""
    connection = start(project)
    path = str(work_path(of.database))
    connection.execute(f"attach '{path}' as loaded (read_only)")
    for table in (*RAW_TABLES, "runs", "kept_aliases"):
        connection.execute(f"insert into raw.{table} by name from loaded.raw.{table}")
    build(connection, project)
    return canonical(connection)


@pytest.mark.slow
def test_the_published_file_forgets_too_and_ids_lead_on(
    casecount: Casecount, tmp_path: Path, sample_warehouse: Path
) -> None:
    copy_warehouse(sample_warehouse, casecount.database)
    arrested = "select sum(arrested_count) from fct_arrests"
    [(before,)] = casecount.published(arrested)
    other = {
        **SECRET,
        "id": "other",
        "source_name": "Another Paper",
        "published": "2014-03-05",
        "title": "Raid in Leeds",
        "text": "In Leeds 41 men were arrested on Monday, 3 March, and 17 women freed from a "
        "house, the police said. A judge will see the men on Friday, a spokeswoman said.",
    }
    casecount("update", write(tmp_path / "a.jsonl", [SECRET, other, article(1)]))
    folder = casecount.database.parent
    [(operation,)] = casecount.published(
        "select distinct operation_id from fct_figures where article_id in "
        "(select article_id from dim_article where external_id in ('secret', 'other'))"
    )
    assert NAME.encode() in casecount.database.read_bytes()
    (tmp_path / "a.jsonl").unlink()
    done = casecount("forget", *ids(casecount, "secret"))
    assert done.code == 0, done.err
    assert "forgotten: 1 article" in done.out
    assert NAME.encode() not in bytes_of(folder)
    assert casecount("check", casecount.database).code == 0
    explained = casecount("explain", operation)
    assert explained.code == 0
    assert f"{operation} is another id of " in explained.out
    assert casecount.published(arrested) == [(before + 41 + 3,)]
    again = casecount("update", write(tmp_path / "b.jsonl", [article(2)]))
    assert again.code == 0, again.err
    assert casecount("explain", operation).code == 0
