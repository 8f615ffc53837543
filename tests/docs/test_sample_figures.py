"""The extractor reads in each sample what a careful person reads there (expected_figures.jsonl)."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
# These are cut out of the text, and may be cut longer or shorter.
NOT_COMPARED = {"agency", "campaign", "counted"}
# 26 children, sold from Sichuan to other regions: the province, or the country? Both can be read.
DOUBTFUL_REGIONS = {("meridian-press-2011-12-06", "26")}


def compared(article: str, figure: dict[str, Any]) -> dict[str, Any]:
    doubtful = {"region"} if (article, figure["figure_text"]) in DOUBTFUL_REGIONS else set()
    return {k: v for k, v in figure.items() if k not in NOT_COMPARED | doubtful}


def figures_by_article(lines: str) -> dict[str, list[dict[str, Any]]]:
    records = [json.loads(line) for line in lines.splitlines()]
    return {
        record["id"]: [compared(record["id"], figure) for figure in record["figures"]]
        for record in records
    }


EXPECTED = figures_by_article(
    (Path(__file__).parent / "expected_figures.jsonl").read_text(encoding="utf-8")
)


@pytest.fixture(scope="module")
def extracted() -> dict[str, list[dict[str, Any]]]:
    done = subprocess.run(
        [sys.executable, "-m", "ingest", "extract", "articles"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return figures_by_article(done.stdout)


def test_every_sample_is_expected(extracted: dict[str, list[dict[str, Any]]]) -> None:
    assert set(extracted) == set(EXPECTED)


@pytest.mark.parametrize("article", EXPECTED)
def test_figures_of_a_sample(extracted: dict[str, list[dict[str, Any]]], article: str) -> None:
    assert extracted[article] == EXPECTED[article]
