"""Loading other sources than text: what they give arrives in the work database, once."""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING

from ingest import commands
from ingest.sources.web import Answer, Version, Web
from tests.sources.helpers import GERMAN, http_response, page, warc_record, zip_of
from tests.warehouse.helpers import Casecount, article

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_a_crawl_is_loaded_once_with_its_rejects(casecount: Casecount, tmp_path: Path) -> None:
    crawl = b"".join(
        (
            warc_record(http_response(page())),
            warc_record(http_response(page([GERMAN] * 4))),
            warc_record(http_response(page(title="A second raid"))),
        )
    )
    path = tmp_path / "crawl.warc.gz"
    path.write_bytes(gzip.compress(crawl))
    done = casecount("load", path)
    assert "read 3: 2 new articles, 0 already known, 1 rejected (not_english 1)" in done.out
    assert casecount.raw(
        "select external_id, source_name, source_path, record_number, text like title || chr(10) "
        "|| '%' from raw.articles order by 1"
    ) == [
        ("crawl:1", "Harbour Press", str(path), 1, True),
        ("crawl:3", "Harbour Press", str(path), 3, True),
    ]
    assert casecount.raw(
        "select bool_and(substr(text, char_start + 1, char_end - char_start) = figure_text) "
        "from raw.figures join raw.articles using (article_id)"
    ) == [(True,)]
    before = casecount.content()
    assert "0 new articles, 2 already known, 1 rejected" in casecount("load", path).out
    assert casecount.content() == before


def test_an_archive_gives_what_its_files_give(casecount: Casecount, tmp_path: Path) -> None:
    lines = "".join(json.dumps({**article(n), "body": f"{n} held."}) + "\n" for n in range(3))
    path = tmp_path / "a.zip"
    path.write_bytes(zip_of({"a.jsonl": lines.encode(), "../b.txt": b"x"}))
    done = casecount("load", path, "--column", "text=body")
    assert "read 4: 3 new articles, 0 already known, 1 rejected (unsafe_path 1)" in done.out
    assert casecount.raw("select distinct source_path from raw.articles") == [(f"{path}/a.jsonl",)]


def test_a_column_option_that_says_nothing_is_a_misuse(
    casecount: Casecount, tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_text("12 held.")
    done = casecount("load", tmp_path, "--column", "body")
    assert done.code == 2
    assert "write FIELD=COLUMN" in done.err


class _OnePage(Web):
    """The web with one page in it, which changes when it is told to."""

    body = page()
    asked: list[dict[str, str]] = []  # noqa: RUF012 - shared on purpose

    def fetch(self, url: str) -> Answer:
        """Answer as a server that keeps versions would."""
        version = self.versions.get(url)
        self.asked.append(version.headers() if version else {})
        current = Version(f'"{hash(self.body)}"', None)
        if version == current:
            self.unchanged += 1
            return Answer(url, is_unchanged=True)
        self.learned[url] = current
        return Answer(url, self.body, "text/html")


def test_an_address_is_not_loaded_again_until_it_changes(
    casecount: Casecount, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(commands, "Web", _OnePage)
    url = "https://news.example/1"
    assert "1 new article" in casecount("load", url).out
    again = casecount("load", url)
    assert again.code == 0
    assert "unchanged since it was last loaded" in again.err
    assert "read 0" in again.out
    monkeypatch.setattr(_OnePage, "body", page(title="Thirteen held"))
    assert "1 new article" in casecount("load", url).out
    assert _OnePage.asked[0] == {}
    assert "If-None-Match" in _OnePage.asked[1]
    assert casecount.raw("select count(*), min(url) from raw.fetches") == [(1, url)]


def test_a_warehouse_is_never_made_of_addresses(casecount: Casecount) -> None:
    done = casecount("warehouse", "https://news.example/1")
    assert done.code == 1
    assert len(done.err.splitlines()) == 1
    assert "casecount load" in done.err
