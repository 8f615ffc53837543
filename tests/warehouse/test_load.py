"""Loading: every record is an article or a reject, once, whatever happens on the way."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from ingest.model import Article
from ingest.readers import OwnProcess
from ingest.reference import load_reference
from ingest.sources.inputs import Record
from ingest.warehouse import load as load_module
from ingest.warehouse.database import open_work, work_path
from ingest.warehouse.runs import start_run
from tests.warehouse.helpers import Casecount, article, write_articles

if TYPE_CHECKING:
    from pathlib import Path

    from ingest.sources.inputs import Inputs

HOLD = """
import sys, time, duckdb
connection = duckdb.connect(sys.argv[1])
print("held", flush=True)
time.sleep(60)
"""


def test_a_load_writes_articles_with_their_readings(casecount: Casecount, tmp_path: Path) -> None:
    done = casecount("load", write_articles(tmp_path / "a.jsonl", 3))
    assert done.code == 0
    assert "read 3: 3 new articles, 0 already known, 0 rejected" in done.out
    assert casecount.raw("select count(*), count(distinct article_id) from raw.articles") == [
        (3, 3)
    ]
    assert casecount.raw("select count(*) from raw.readings where figures_from = 'extractor'") == [
        (3,)
    ]
    assert casecount.raw(
        "select count(*) > 0, bool_and(substr(text, char_start + 1, char_end - char_start) "
        "= figure_text) from raw.figures join raw.articles using (article_id)"
    ) == [(True, True)]
    (run,) = casecount.raw(
        "select command, records_read, articles_new, articles_known, records_rejected, "
        "finished_at is not null from raw.runs"
    )
    assert run == ("load", 3, 3, 0, 0, True)


def test_loading_twice_changes_nothing(casecount: Casecount, tmp_path: Path) -> None:
    path = write_articles(tmp_path / "a.jsonl", 5)
    path.write_text(path.read_text() + "{broken\n\n[]\n")
    casecount("load", path)
    before = casecount.content()
    done = casecount("load", path)
    assert (
        "0 new articles, 5 already known, 2 rejected (broken_json 1, not_an_object 1)" in done.out
    )
    assert casecount.content() == before
    times = casecount.raw("select count(distinct run_id) from raw.rejects")
    assert times == [(1,)]


def test_many_small_batches_give_what_one_gives(
    casecount: Casecount, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_articles(tmp_path / "a.jsonl", 7)
    path.write_text(path.read_text() * 2 + "{broken\n")
    casecount("load", path)
    whole = casecount.content()
    work_path(casecount.database).unlink()
    monkeypatch.setattr(load_module, "BATCH_RECORDS", 2)
    casecount("load", path)
    assert casecount.content() == whole


class _Ahead(OwnProcess):
    ahead = 3


def test_sources_are_read_no_further_than_the_database_can_follow(
    casecount: Casecount, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Memory stays bounded: where writing is slow, reading waits for it."""
    monkeypatch.setattr(load_module, "BATCH_RECORDS", 5)
    taken = 0

    def inputs() -> Inputs:
        nonlocal taken
        for taken in range(1, 101):
            yield Record(Article(str(taken), f"Nothing new in story {taken}."), "a.jsonl", taken)

    waiting: list[int] = []
    with open_work(casecount.database, create=True) as connection:
        run = start_run(connection, "load", "today's")

        def on_batch() -> None:
            waiting.append(taken - run.counts.read)

        readers = _Ahead(load_reference())
        load_module.Loader(connection, run, readers, on_batch=on_batch).load(inputs())
    assert run.counts.new == 100
    assert 0 < max(waiting) <= (_Ahead.ahead + 1) * 5


def test_the_memory_of_the_database_is_limited(
    casecount: Casecount, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ingest.warehouse.database._MEMORY_LIMIT", "300MB")
    with open_work(casecount.database, create=True) as work:
        assert work.execute("select current_setting('memory_limit')").fetchall() == [("286.1 MiB",)]


def test_more_processes_give_what_one_gives(
    casecount: Casecount, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_articles(tmp_path / "a.jsonl", 9)
    casecount("load", path)
    whole = casecount.content()
    work_path(casecount.database).unlink()
    monkeypatch.setattr(load_module, "BATCH_RECORDS", 4)
    monkeypatch.setattr("ingest.readers._PART", 1)
    casecount("load", "--workers", "2", path)
    assert casecount.content() == whole


def test_the_same_text_in_another_outlet_is_another_article(
    casecount: Casecount, tmp_path: Path
) -> None:
    path = tmp_path / "a.jsonl"
    outlets = ["Harbour Press", "harbour  PRESS", "Other Paper", None]
    path.write_text("\n".join(json.dumps(article(1, source_name=name)) for name in outlets))
    assert "3 new articles, 1 already known" in casecount("load", path).out


def test_a_reject_is_kept_with_its_reason_until_its_record_is_read(
    casecount: Casecount, tmp_path: Path
) -> None:
    path = tmp_path / "a.txt"
    path.write_text("")
    write_articles(tmp_path / "b.jsonl", 1)
    done = casecount("load", tmp_path)
    assert done.code == 0
    assert f"not read: {path}: the file is empty" in done.err
    assert casecount.raw("select source_path, reason from raw.rejects") == [(str(path), "empty")]
    path.write_text("Twelve were held on Monday.")
    casecount("load", tmp_path)
    assert casecount.raw("select count(*) from raw.rejects") == [(0,)]


def test_where_nothing_can_be_read_the_command_fails(casecount: Casecount, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("")
    done = casecount("load", tmp_path / "a.txt")
    assert done.code == 1
    assert "nothing could be read" in done.err
    assert casecount.raw("select reason from raw.rejects") == [("empty",)]


def test_a_path_that_is_not_there(casecount: Casecount, tmp_path: Path) -> None:
    done = casecount("load", tmp_path / "nothing")
    assert done.code == 1
    assert done.err.splitlines() == [
        f"casecount: {tmp_path / 'nothing'}: no such file or folder; check the path"
    ]
    assert not work_path(casecount.database).exists()


def test_no_path_at_all_is_a_misuse(casecount: Casecount) -> None:
    assert casecount("load").code == 2


@pytest.mark.parametrize("name", ["main.duckdb", "raw.duckdb", "Seeds.duckdb", "."])
def test_names_that_no_database_can_have(tmp_path: Path, casecount: Casecount, name: str) -> None:
    path = write_articles(tmp_path / "a.jsonl", 1)
    done = casecount.run("load", "--database", tmp_path / name, path)
    assert done.code == 1
    assert len(done.err.splitlines()) == 1


def test_a_folder_that_can_not_be_written(casecount: Casecount, tmp_path: Path) -> None:
    path = write_articles(tmp_path / "a.jsonl", 1)
    done = casecount.run("load", "--database", "/proc/nowhere/casecount.duckdb", path)
    assert done.code == 1
    assert len(done.err.splitlines()) == 1
    assert "name another place" in done.err


def test_a_file_that_is_no_database(casecount: Casecount, tmp_path: Path) -> None:
    work = work_path(casecount.database)
    work.parent.mkdir()
    work.write_text("this is not a database, whatever its name says" * 100)
    done = casecount("load", write_articles(tmp_path / "a.jsonl", 1))
    assert done.code == 1
    assert len(done.err.splitlines()) == 1
    assert "is not a DuckDB database" in done.err


def test_a_database_that_another_process_writes_is_waited_for_then_named(
    casecount: Casecount, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_articles(tmp_path / "a.jsonl", 1)
    casecount("load", path)
    monkeypatch.setattr("ingest.warehouse.database._LOCK_SECONDS", 0.5)
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, work_path(casecount.database)],
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        done = casecount("load", path)
        assert done.code == 1
        assert len(done.err.splitlines()) == 1
        assert f"process {holder.pid}" in done.err
    finally:
        holder.kill()
        holder.wait()
    assert casecount("load", path).code == 0


def test_text_never_acts_on_the_terminal(casecount: Casecount, tmp_path: Path) -> None:
    path = tmp_path / "a\x1b[31m.jsonl"
    path.write_text('{"text": "\x1b]0;owned\x07", broken\n{"text": 5, "\x1b[2J": "\x9b31m"}\n')
    done = casecount("load", path)
    assert done.code == 1
    assert "\\x1b[31m.jsonl" in done.err
    assert not {c for c in done.out + done.err if c != "\n" and not c.isprintable()}
    assert casecount.raw("select count(*) from raw.rejects where excerpt like '%\x1b%'") == [(0,)]


def test_strange_text_is_stored_as_it_is(casecount: Casecount, tmp_path: Path) -> None:
    text = "Twelve held'; drop table raw.articles; -- {{ ref('x') }} \0 \u202e =cmd|'/C calc'!A0"
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"text": text, "id": "=1+1", "title": "{{ x }}"}))
    assert casecount("load", path).code == 0
    assert casecount.raw("select text, external_id, title from raw.articles") == [
        (text, "=1+1", "{{ x }}")
    ]


def test_reread_reads_what_an_older_reader_read(casecount: Casecount, tmp_path: Path) -> None:
    casecount("load", write_articles(tmp_path / "a.jsonl", 4))
    assert "read anew 0 of 0 articles" in casecount("reread").out
    import duckdb  # noqa: PLC0415

    with duckdb.connect(work_path(casecount.database)) as connection:
        connection.execute("update raw.readings set reader_hash = 'old' where reading_number <= 2")
    figures = casecount.raw("select count(*) from raw.figures")[0][0]
    done = casecount("reread")
    assert done.code == 0
    assert "read anew 2 of 2 articles" in done.out
    assert casecount.raw("select count(*), max(reading_number) from raw.readings") == [(6, 6)]
    assert casecount.raw("select count(distinct figure_id) from raw.figures") == [(figures,)]
    assert "read anew 0 of 0 articles" in casecount("reread").out


def test_extract_gives_one_line_per_article_in_order(casecount: Casecount, tmp_path: Path) -> None:
    write_articles(tmp_path / "b.jsonl", 2)
    (tmp_path / "a.txt").write_text("Nothing happened.\n")
    (tmp_path / "c.txt").write_text("")
    done = casecount("extract", tmp_path)
    assert done.code == 0
    lines = [json.loads(line) for line in done.out.splitlines()]
    assert [line["id"] for line in lines] == ["a", "a0", "a1"]
    assert lines[0]["figures"] == []
    figure = lines[1]["figures"][0]
    assert list(figure) == [
        "char_start", "char_end", "figure_text", "value", "lower", "upper", "qualifier", "measure",
        "counted", "category", "agency", "region", "period_start", "period_end", "scope",
        "campaign", "part_of",
    ]  # fmt: skip
    text = str(article(0)["text"])
    assert text[figure["char_start"] : figure["char_end"]] == figure["figure_text"]
    assert f"not read: {tmp_path / 'c.txt'}" in done.err
    output = tmp_path / "out" / "found.jsonl"
    assert casecount("extract", tmp_path, "--output", output).code == 1
    output.parent.mkdir()
    assert casecount("extract", tmp_path, "--output", output).code == 0
    assert output.read_text() == done.out


def test_ctrl_c_stops_in_good_order(casecount: Casecount, tmp_path: Path) -> None:
    path = write_articles(tmp_path / "a.jsonl", 300)
    environment = {**os.environ, "CASECOUNT_BATCH_RECORDS": "3"}
    process = subprocess.Popen(
        [sys.executable, "-m", "ingest", "load", path, "--database", casecount.database],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
    )
    work = work_path(casecount.database)
    deadline = time.monotonic() + 60
    while not work.exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    time.sleep(0.5)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert out == ""
    assert err.strip() == "stopped; what was done so far is kept, run the same command again"
    assert casecount("load", path).code == 0
    assert casecount.raw("select count(*) from raw.articles") == [(300,)]


def test_a_reader_of_the_output_may_leave_early(tmp_path: Path) -> None:
    path = write_articles(tmp_path / "a.jsonl", 3000)
    complaints = tmp_path / "complaints.txt"
    with complaints.open("w") as err:
        process = subprocess.Popen(
            [sys.executable, "-m", "ingest", "extract", path],
            stdout=subprocess.PIPE,
            stderr=err,
            text=True,
        )
    assert process.stdout is not None
    assert process.stdout.readline().startswith('{"id": "a0"')
    process.stdout.close()
    assert process.wait(timeout=60) == 1
    assert complaints.read_text() == ""
