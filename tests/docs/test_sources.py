"""docs/sources.md is true: its files are written, its commands run, their output compared."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, get_args

from ingest import commands
from ingest.cli import run
from ingest.sources.inputs import RejectReason
from ingest.sources.web import Answer, Version, Web

if TYPE_CHECKING:
    import pytest

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "docs" / "sources.md").read_text(encoding="utf-8")
PAGE = """<html><head><title>Ten held</title></head><body><article><h1>Ten held</h1>
<p>Police in Ridge arrested ten men on Friday, a spokesman for the town said on Saturday.</p>
<p>They had kept a house at the river under watch for weeks, he said, and waited until all of them
were inside. The street stayed quiet, and the neighbours slept through it, as he put it.</p>
</article></body></html>"""


class Step(NamedTuple):
    """A file to write (`name`), or a command to run, with what it holds or prints."""

    name: str | None
    command: str
    text: str


def steps() -> list[Step]:
    found: list[Step] = []
    for name, language, text in re.findall(
        r"^(?:`([^`\n]+)`:\n\n)?```(\w+)\n(.*?)^```$", TEXT, re.DOTALL | re.MULTILINE
    ):
        if language != "console":
            found.append(Step(name, "", text))
            continue
        for part in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
            command, _, output = part.partition("\n")
            found.append(Step(None, command, output))
    return found


class RidgeExample(Web):
    """The web as the document has it: one feed and the page it announces."""

    def fetch(self, url: str) -> Answer:
        """Answer as the site would."""
        if url in self.versions:
            self.unchanged += 1
            return Answer(url, is_unchanged=True)
        self.learned[url] = Version('"1"', None)
        if url.endswith("/feed.xml"):
            return Answer(url, Path("feed.xml").read_bytes(), "application/rss+xml")
        return Answer(url, PAGE.encode(), "text/html")


def printed(command: str, capsys: pytest.CaptureFixture[str]) -> str:
    """What a command prints: ours run here, notes first, as on a terminal."""
    if command.startswith("casecount ") and "|" not in command:
        capsys.readouterr()
        run(shlex.split(command)[1:])
        said = capsys.readouterr()
        return said.err + said.out
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-c", command],
        env={**os.environ, "PATH": path},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def test_every_example_does_what_it_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(commands, "Web", RidgeExample)
    done = 0
    for step in steps():
        if step.name:
            path = Path(step.name)
            path.parent.mkdir(parents=True, exist_ok=True)
            line_end = "\r\n" if path.suffix == ".warc" else "\n"
            path.write_text(step.text, encoding="utf-8", newline=line_end)
        elif step.command:
            done += 1
            assert printed(step.command, capsys) == step.text, step.command
    assert done >= 10


def test_every_reason_is_explained() -> None:
    table = TEXT.split("## Reasons for rejects")[1].split("\n## ")[0]
    named = re.findall(r"`([a-z_]+)`", table)
    assert sorted(named) == sorted(get_args(RejectReason))
