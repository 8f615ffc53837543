"""Thousands of malformed records: each is an article or a reject, and the good ones all arrive.

`CASECOUNT_SOAK_RECORDS` sets how many (20,000 without it, a million in `make soak`).
"""

from __future__ import annotations

import os
import random
import resource
import shutil
from typing import TYPE_CHECKING

import pytest

from tests.warehouse.malformed import Made, in_rounds, write_all

if TYPE_CHECKING:
    from pathlib import Path

    from tests.warehouse.helpers import Casecount

COUNT = int(os.environ.get("CASECOUNT_SOAK_RECORDS", "20000"))
MOST_AT_ONCE = 20_000
MOST_MEMORY_GB = 2.5  # of this process, with all that pytest and DuckDB hold


@pytest.mark.slow
def test_malformed_records_are_all_told(casecount: Casecount, tmp_path: Path) -> None:
    done = 0
    for number, count in enumerate(in_rounds(COUNT, MOST_AT_ONCE)):
        folder = tmp_path / f"round-{number}"
        made = write_all(folder, count, random.Random(20 + number), number)
        done += check_round(casecount, folder, made)
        shutil.rmtree(folder)
        with casecount.capsys.disabled():
            print(f"{done:,} records read", flush=True)
        if done >= COUNT:
            break  # a round holds more records than it was asked for: torn ones come in pieces
    assert done >= COUNT * 0.9
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20 < MOST_MEMORY_GB


def check_round(casecount: Casecount, folder: Path, made: Made) -> int:
    """Load a folder, and hold what came of it against what was written; returns records read."""
    done = casecount("load", folder)
    assert done.code == 0, done.err[-2000:]
    assert not {c for c in done.out + done.err if c != "\n" and not c.isprintable()}
    ((run_id, read, new, known, rejected),) = casecount.raw(
        "select run_id, records_read, articles_new, articles_known, records_rejected "
        "from raw.runs order by started_at desc limit 1"
    )
    of_run = f"where run_id = '{run_id}'"
    assert read == new + known + rejected
    assert casecount.raw(f"select count(*) from raw.articles {of_run}") == [(new,)]
    assert casecount.raw(f"select count(*) from raw.rejects {of_run}") == [(rejected,)]
    our_fault = f"{of_run} and reason in ('reader_failed', 'unreadable')"
    assert casecount.raw(f"select detail, excerpt from raw.rejects {our_fault}") == []
    arrived = casecount.raw(
        "select distinct regexp_extract(text, 'good-[a-z]+-[0-9]+-[0-9]+') "
        f"from raw.articles {of_run}"
    )
    missing = made.goods - {mark for (mark,) in arrived}
    assert not missing, sorted(missing)[:20]
    told = dict(
        casecount.raw(
            "select source_path, count(*) from (select source_path from raw.articles "
            f"{of_run} union all select source_path from raw.rejects {of_run}) group by 1"
        )
    )
    for path, records in made.records.items():
        assert told[path] + known >= records, path
    silent = [path for path in made.files if not any(name.startswith(path) for name in told)]
    assert len(silent) <= known, silent[:20]
    return int(read)
