"""Each analysis answers its question from the published file as it stands.

The expected answers were reviewed by hand. To renew one after a change that should change it:
`duckdb -readonly -csv casecount.duckdb < analyses/NAME.sql > tests/docs/expected/NAME.csv`.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ANALYSES = sorted((ROOT / "analyses").glob("*.sql"))
EXPECTED = Path(__file__).parent / "expected"
DUCKDB = Path(sys.executable).parent / "duckdb"


def test_there_are_ten() -> None:
    assert len(ANALYSES) == 10
    assert {p.stem for p in EXPECTED.iterdir()} == {p.stem for p in ANALYSES}


@pytest.mark.parametrize("analysis", ANALYSES, ids=lambda p: p.stem)
def test_opens_with_its_question(analysis: Path) -> None:
    text = analysis.read_text(encoding="utf-8")
    opening = text[: text.index("?") + 1]
    assert all(line.startswith("-- ") for line in opening.splitlines())


@pytest.mark.parametrize("analysis", ANALYSES, ids=lambda p: p.stem)
def test_gives_the_reviewed_answer(sample_warehouse: Path, analysis: Path) -> None:
    with analysis.open("rb") as query:
        done = subprocess.run(
            [DUCKDB, "-readonly", "-csv", sample_warehouse],
            stdin=query,
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.returncode == 0, done.stderr
    answer = (EXPECTED / f"{analysis.stem}.csv").read_text(encoding="utf-8")
    assert done.stdout.replace("\r\n", "\n") == answer
