"""What the cookbook and the page on exports show is what their queries and commands print."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from tests.conftest import ROOT
from tests.docs.test_readme import blocks, clone, printed

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["clone"]  # a fixture

COOKBOOK = blocks((ROOT / "docs" / "cookbook.md").read_text(encoding="utf-8"))
EXPORTS = blocks((ROOT / "docs" / "exports.md").read_text(encoding="utf-8"))
EXAMPLES = [
    (block.language, block.text, output.text)
    for block, output in pairwise(COOKBOOK)
    if block.language in {"sql", "python"}
]
COMMANDS = [
    line for b in EXPORTS if b.language == "sh" for line in b.text.splitlines() if line.strip()
]


@pytest.fixture(scope="module")
def exported(clone: Path) -> Path:
    printed(clone, ".venv/bin/casecount export --output export")
    return clone


def test_every_question_of_day_one_has_its_example() -> None:
    assert len(EXAMPLES) >= 13
    assert all(output for _, _, output in EXAMPLES)


@pytest.mark.parametrize(
    ("language", "text", "output"), EXAMPLES, ids=[f"{n}" for n, _ in enumerate(EXAMPLES)]
)
def test_example_prints_what_the_cookbook_says(
    exported: Path, language: str, text: str, output: str
) -> None:
    program = ".venv/bin/duckdb -readonly casecount.duckdb"
    assert printed(exported, program if language == "sql" else ".venv/bin/python -", text) == output


@pytest.mark.slow
@pytest.mark.parametrize("command", COMMANDS)
def test_command_works_in_a_clone(clone: Path, command: str) -> None:
    folder = clone / command.split("--output ")[1].split(maxsplit=1)[0]
    if not folder.exists():
        assert "tables" in printed(clone, command)
    assert (folder / "datapackage.json").exists()
