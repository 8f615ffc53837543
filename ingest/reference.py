"""Reference data: the seeds that reading needs, read once."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.reading.gate import Gate
from ingest.reading.lexicon import Lexicon, load_lexicon

if TYPE_CHECKING:
    from ingest.reading.world import World

_HERE = Path(__file__).parent


@dataclass(frozen=True)
class Reference:
    """What the extractor knows: its words (`lexicon`) and the world's names (`world`)."""

    seeds_dir: Path

    @cached_property
    def lexicon(self) -> Lexicon:
        """The words of measures, categories and numbers."""
        return load_lexicon(self.seeds_dir)

    @cached_property
    def gate(self) -> Gate:
        """The automata that tell whether text can hold a figure."""
        return Gate(self.lexicon)

    @cached_property
    def hash(self) -> str:
        """The sha256 of every seed that the extractor reads (all but those of the SQL)."""
        return _hash(sorted(self.seeds_dir.glob("*.csv")))

    @cached_property
    def world(self) -> World:
        """Places, agencies, outlets and words of time and scope."""
        from ingest.reading.world import load_world  # noqa: PLC0415 - large; many need only words

        return load_world(self.seeds_dir)


def load_reference(seeds_dir: Path | None = None) -> Reference:
    """Return the reference data of a seeds folder: the clone's, or the one in the wheel.

    Raises FileNotFoundError if the folder has no seeds; files are read when first needed.
    """
    return Reference(seeds_folder(seeds_dir))


def seeds_folder(given: Path | None = None) -> Path:
    """Return the folder that has the seeds: the given one, the clone's, or the one in the wheel.

    Raises FileNotFoundError if there are none.
    """
    folders = [given] if given else [_HERE.parent / "seeds", _HERE / "_seeds"]
    for folder in folders:
        if (folder / "measures.csv").is_file():
            return folder
    raise FileNotFoundError(f"no seeds (measures.csv) in {' or '.join(map(str, folders))}")


def reader_hash(reference: Reference) -> str:
    """Return the hash of everything that decides what is read: seeds and the reading code."""
    code = [*sorted((_HERE / "reading").glob("*.py")), _HERE / "model.py"]
    return hashlib.sha256((reference.hash + _hash(code)).encode()).hexdigest()


def _hash(paths: list[Path]) -> str:
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()
