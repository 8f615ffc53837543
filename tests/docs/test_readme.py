"""What the README says is true: its queries, commands and outputs are run."""

from __future__ import annotations

import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


class Block(NamedTuple):
    language: str
    text: str


def blocks(text: str) -> list[Block]:
    found = re.findall(r"^```(\w*)\n(.*?)^```$", text, flags=re.DOTALL | re.MULTILINE)
    return [Block(*pair) for pair in found]


BLOCKS = blocks(README)


def pairs(language: str, *documents: Path) -> list[tuple[str, str]]:
    """Blocks of a language, each with the block of output that follows it."""
    return [
        (block.text, output.text)
        for document in documents or (ROOT / "README.md",)
        for block, output in pairwise(blocks(document.read_text(encoding="utf-8")))
        if (block.language, output.language) == (language, "text")
    ]


def console() -> list[tuple[str, str]]:
    """Commands after `$ ` with the output printed below each."""
    found: list[tuple[str, str]] = []
    for block in BLOCKS:
        if block.language == "console":
            for part in re.split(r"^\$ ", block.text, flags=re.MULTILINE)[1:]:
                command, _, output = part.partition("\n")
                found.append((command, output))
    return found


def commands() -> list[str]:
    """Each line of the shell blocks, without its comment."""
    lines = "\n".join(block.text for block in BLOCKS if block.language == "sh").splitlines()
    return [line.split(" #")[0].strip() for line in lines if line.strip()]


@pytest.fixture(scope="module")
def clone(sample_warehouse: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that looks like a clone after `make warehouse`."""
    folder = tmp_path_factory.mktemp("clone")
    (folder / "casecount.duckdb").symlink_to(sample_warehouse)
    (folder / "articles").symlink_to(ROOT / "articles")
    (folder / "analyses").symlink_to(ROOT / "analyses")
    (folder / ".venv").symlink_to(Path(sys.executable).parent.parent)
    return folder


def printed(clone: Path, command: str, given: str = "") -> str:
    done = subprocess.run(
        ["bash", "-c", command], cwd=clone, input=given, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_first_query_and_its_output_are_there() -> None:
    assert pairs("sql")
    assert console()
    assert pairs("python")


@pytest.mark.parametrize(("query", "output"), pairs("sql", *DOCUMENTS))
def test_query_prints_what_the_page_says(clone: Path, query: str, output: str) -> None:
    assert printed(clone, ".venv/bin/duckdb -readonly casecount.duckdb", query) == output


@pytest.mark.parametrize(
    "query",
    [
        b.text
        for d in DOCUMENTS
        for b in blocks(d.read_text(encoding="utf-8"))
        if b.language == "sql"
    ],
)
def test_queries_of_all_documents_run(clone: Path, query: str) -> None:
    assert printed(clone, ".venv/bin/duckdb -readonly casecount.duckdb", query)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda p: p.name)
def test_figures_and_articles_named_are_in_the_samples(clone: Path, document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    named = set(re.findall(r"\bfig_[0-9a-f]{16}\b|`(?:beja|lake|open-hands)-[a-z0-9-]+`", text))
    query = "select figure_id from figures union all select external_id from figures"
    there = printed(clone, ".venv/bin/duckdb -readonly -noheader -csv casecount.duckdb", query)
    assert {name.strip("`") for name in named} <= set(there.splitlines())


@pytest.mark.parametrize(("command", "output"), console())
def test_command_prints_what_the_readme_says(clone: Path, command: str, output: str) -> None:
    """An ellipsis in the README stands for anything, such as the id of the build."""
    pattern = ".*".join(map(re.escape, output.rstrip().split("…")))
    assert re.fullmatch(pattern, printed(clone, command).rstrip())


@pytest.mark.parametrize(("script", "output"), pairs("python"))
def test_python_prints_what_the_readme_says(clone: Path, script: str, output: str) -> None:
    assert printed(clone, ".venv/bin/python -", script) == output


@pytest.mark.parametrize("command", [c for c in commands() if c.startswith("make ")])
def test_make_targets_and_their_settings_exist(command: str) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    _, target, *_ = command.split()
    assert re.search(rf"^{target}:.*## ", makefile, flags=re.MULTILINE)
    for setting in re.findall(r"\b([A-Z]+)=", command):
        assert f"$({setting})" in makefile or f"$(filter 1,$({setting}))" in makefile


@pytest.mark.parametrize("command", [c for c in commands() if "bin/casecount" in c])
def test_casecount_commands_and_their_options_exist(clone: Path, command: str) -> None:
    program, name, *arguments = command.split()
    help_text = printed(clone, f"{program} {name} --help")
    for option in (a for a in arguments if a.startswith("--")):
        assert option in help_text


def test_commands_named_in_passing_exist(clone: Path) -> None:
    help_text = printed(clone, ".venv/bin/casecount --help")
    for document in DOCUMENTS:
        named = re.findall(
            r"casecount ([a-z]+)\b", "\n".join(re.findall(r"`[^`]+`", document.read_text()))
        )
        for name in named:
            assert re.search(rf"^  {name} ", help_text, flags=re.MULTILINE), (document.name, name)


def test_every_command_is_named(clone: Path) -> None:
    listed = printed(clone, ".venv/bin/casecount --help").split("Commands:")[1]
    for name in re.findall(r"^  ([a-z]+) ", listed, flags=re.MULTILINE):
        assert re.search(rf"casecount {name}\b|`{name}`", README), name


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda p: p.name)
def test_links_lead_somewhere(document: Path) -> None:
    links = re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", document.read_text(encoding="utf-8"))
    missing = [
        link for link in links if "://" not in link and not (document.parent / link).exists()
    ]
    assert missing == []


def test_ten_questions_are_the_files_there() -> None:
    listed = dict(re.findall(r"^\| ([^|]+\?) \| \[([a-z_]+\.sql)\]", README, flags=re.MULTILINE))
    there = {path.name for path in (ROOT / "analyses").glob("*.sql")}
    assert set(listed.values()) == there
    for question, name in listed.items():
        comment = (ROOT / "analyses" / name).read_text(encoding="utf-8").splitlines()
        asked = " ".join(
            line.removeprefix("--").strip() for line in comment if line.startswith("--")
        )
        assert asked.startswith(question), name
