"""What a load says while it runs: records, rate, time left and rejects."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import pytest

from ingest.extraction import source_reader
from ingest.readers import today_reference
from ingest.sources.inputs import silent
from ingest.sources.read import read_sources
from ingest.warehouse import load as load_module
from tests.warehouse.helpers import write_articles

if TYPE_CHECKING:
    from tests.warehouse.helpers import Casecount

ROOT = Path(__file__).resolve().parents[2]
ESCAPES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


def test_lines_tell_how_far_it_is(
    casecount: Casecount, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ingest.screen._SECONDS_BETWEEN_LINES", 0.0)
    monkeypatch.setattr(load_module, "BATCH_RECORDS", 100)
    path = write_articles(tmp_path / "a.jsonl", 300)
    path.write_text("{broken\n" * 100 + path.read_text())
    lines = [line for line in casecount("load", path).err.splitlines() if " new, " in line]
    told = [line.split(" rejected, ")[0] for line in lines]
    assert told == [
        "… 100 read, 0 new, 100",
        "… 200 read, 100 new, 100",
        "… 300 read, 200 new, 100",
        "… 400 read, 300 new, 100",
    ]
    timed = [line for line in lines if re.search(r" [\d,]+ a second, \d+ s left$", line)]
    assert len(timed) == 4
    assert timed[-1].endswith(", 0 s left")


def test_a_table_read_by_rows_tells_how_far_it_is(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    text = "'12 men: ' || list_transform(range(100), lambda n: hash(i * 100 + n))::varchar"
    duckdb.execute(f"copy (select {text} as text from range(5000) as t(i)) to '{path}'")
    reader = source_reader(today_reference(), silent())
    done, size = 0, path.stat().st_size

    def on_bytes(read: int) -> None:
        nonlocal done
        done += read

    seen = [done / size for _ in read_sources([path], reader, on_bytes)]
    # A look at its start tells its kind; then it is as far as its rows are, two hundred behind.
    assert all(n / 5000 - 0.05 <= share for n, share in enumerate(seen))
    late = [share - n / 5000 for n, share in enumerate(seen) if n > 4000]
    assert max(late) < 0.05
    assert done == size


@pytest.mark.slow
def test_a_terminal_shows_a_bar(casecount: Casecount, tmp_path: Path) -> None:
    path = write_articles(tmp_path / "a.jsonl", 300)
    path.write_text(path.read_text() + "{broken\n")
    ours, its = pty.openpty()
    command = ["load", "--workers", "1", "--database", str(casecount.database), str(path)]
    process = subprocess.Popen(
        [sys.executable, "-m", "ingest", *command],
        cwd=ROOT,
        env={**os.environ, "CASECOUNT_BATCH_RECORDS": "100", "TERM": "xterm", "COLUMNS": "80"},
        stdout=subprocess.DEVNULL,
        stderr=its,
    )
    os.close(its)
    shown = b""
    try:
        while read := os.read(ours, 65536):
            shown += read
    except OSError:
        pass  # the other end was closed: how a terminal says that there is no more
    os.close(ours)
    assert process.wait() == 0
    text = ESCAPES.sub("", shown.decode())
    assert re.search(r"301 read, 1 rejected, [\d,]+/s ━+ +\d:\d\d:\d\d 0 s left", text), text
    assert "record 301: not valid JSON" in text
