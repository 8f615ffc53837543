"""Text is data: what articles, titles, outlets, addresses and file names hold acts nowhere."""

from __future__ import annotations

import json
import unicodedata
from typing import TYPE_CHECKING

import duckdb
import pytest

from tests.scenario.engine import Project, build, start
from tests.warehouse.killing import copy_warehouse
from tests.warehouse.test_copies import take

if TYPE_CHECKING:
    from pathlib import Path

    from tests.warehouse.helpers import Casecount

EVIL = (
    "'; drop table raw.articles; --",
    "{{ run_query('drop table raw.articles') }} {% do exceptions.raise_compiler_error('x') %}",
    '=cmd|"/c calc"!A0',
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "\x1b]0;owned\x07\x1b[31mred\x1b[2J\x9b31m",
    "\u202egnp.exe\u2066\u200b\u2028",
    "[link=file:///etc/passwd]click[/link] [bold red]x[/]",
    "$(touch owned) `touch owned` %s %n {0} \\x1b",
    'a","b"\r\nc\td',
)
ADDRESSES = {
    "https://a.example/1?x=1&y=2": True,
    "http://a.example": True,
    "javascript:alert(1)": False,
    "JaVaScRiPt:alert(1)": False,
    "data:text/html,<script>alert(1)</script>": False,
    "file:///etc/passwd": False,
    "//a.example/1": False,
    'https://a.example/"onclick="alert(1)': False,
    "https://a.example/\u202egnp": False,
    "https://a.example/\x1b[31m": False,
}


def evil_article(number: int, evil: str) -> dict[str, object]:
    return {
        "id": f"{number} {evil}",
        "title": f"Raid {evil}",
        "source_name": f"Paper {evil}",
        "published": "2014-03-04",
        "url": f"https://a.example/{number}",
        "text": f"Police in Leeds arrested {number + 30} men {evil} on Monday, officials said.\n\n"
        f"{evil}\n\nOfficers freed {number + 20} women from a house.",
    }


def is_still(said: str) -> bool:
    """Whether nothing in it acts on a terminal or hides: line ends and tabs apart."""
    hidden = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
    return all(c in "\n\t" or unicodedata.category(c) not in hidden for c in said)


@pytest.fixture
def loaded(casecount: Casecount, tmp_path: Path) -> Casecount:
    """Give a work database of articles that hold what might act."""
    return with_evil(casecount, tmp_path)


def with_evil(casecount: Casecount, tmp_path: Path) -> Casecount:
    """Load articles that hold what might act, from a file named so."""
    folder = tmp_path / "in"
    folder.mkdir()
    path = folder / "'; drop {{ x }} \x1b[31m\u202e=1+1.jsonl"
    lines = [json.dumps(evil_article(n, evil)) for n, evil in enumerate(EVIL)]
    path.write_text("\n".join([*lines, *("{" + evil for evil in EVIL if "\n" not in evil)]))
    done = casecount("load", folder)
    assert done.code == 0, done.err
    assert f"{len(EVIL)} new articles" in done.out
    assert is_still(done.out + done.err)
    return casecount


def test_it_is_stored_as_it_was_written(loaded: Casecount) -> None:
    texts = [
        text for (text,) in loaded.raw("select text from raw.articles order by arrival_number")
    ]
    assert texts == [evil_article(n, evil)["text"] for n, evil in enumerate(EVIL)]


@pytest.mark.parametrize("evil", EVIL)
def test_commands_show_it_and_do_not_obey(loaded: Casecount, evil: str) -> None:
    done = loaded("find", evil)
    assert done.code == 0
    assert "\n1 article holds it" in done.out
    assert is_still(done.out + done.err)
    for wrong in (loaded("forget", evil), loaded("explain", evil), loaded("check", evil[:50])):
        assert wrong.code in {1, 2}
        assert is_still(wrong.out + wrong.err)
    assert loaded.raw("select count(*) from raw.articles") == [(len(EVIL),)]


def test_only_addresses_of_the_web_become_links(
    casecount: Casecount, tmp_path: Path, project: Project
) -> None:
    path = tmp_path / "a.jsonl"
    lines = [{"id": url, "url": url, "text": f"Nothing {n}."} for n, url in enumerate(ADDRESSES)]
    path.write_text("\n".join(map(json.dumps, lines)))
    assert casecount("load", path).code == 0
    connection = start(project)
    take(connection, casecount.database)
    build(connection, project)
    urls = {url for (url,) in connection.execute("select url from main.dim_article").fetchall()}
    assert urls == {url for url, is_link in ADDRESSES.items() if is_link} | {None}


@pytest.mark.slow
def test_it_passes_dbt_and_every_command_as_it_is(
    casecount: Casecount, tmp_path: Path, sample_warehouse: Path
) -> None:
    copy_warehouse(sample_warehouse, casecount.database)
    loaded = with_evil(casecount, tmp_path)
    done = loaded("build")
    assert done.code == 0, done.err
    assert is_still(done.out + done.err)
    assert loaded("check", loaded.database).code == 0
    of_these = "where url like 'https://a.example/%'"
    titles = loaded.published(f"select title from dim_article {of_these} order by url")
    assert titles == [(" ".join(f"Raid {evil}".split()),) for evil in EVIL]
    with duckdb.connect(loaded.database, read_only=True) as connection:
        articles = f"(select article_id from dim_article {of_these})"
        keys = connection.execute(
            f"""
            with figures as (from fct_figures where article_id in {articles})

            select operation_id from figures
            union select figure_id from figures
            union select fact_id from bridge_fact_figures semi join figures using (figure_id)
            union from {articles}
            """
        ).fetchall()
    assert len(keys) > 4 * len(EVIL)
    for (key,) in keys:
        explained = loaded("explain", key)
        assert explained.code == 0
        assert is_still(explained.out + explained.err)
    differs = loaded("diff", loaded.database, sample_warehouse)  # what is gone is told first
    assert differs.code == 0
    assert differs.out.startswith("gone")
    assert is_still(differs.out + differs.err)
    assert not list(tmp_path.rglob("owned"))
