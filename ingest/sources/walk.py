"""Which files a command's paths stand for, in an order that is the same every time."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ingest.sources.addresses import Address
from ingest.sources.inputs import Reject

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Source:
    """One file to read; `is_named` where the user named it, not a folder that it is in."""

    path: Path
    size: int  # bytes
    is_named: bool


def walk(
    paths: Iterable[Path | Address], passed_over: frozenset[Path] = frozenset()
) -> Iterator[Source | Address | Reject]:
    """The files of `paths`: each as it is named, folders with all in them, sorted by name.

    Addresses come as they are.

    Hidden files in folders are passed over, and what `passed_over` names (absolute paths: the
    warehouse's own files); links to folders are followed once.
    """
    walker = _Walker(passed_over)
    for path in paths:
        if isinstance(path, Address):
            yield path
        else:
            yield from walker.walk(path, named=True)


def total_size(paths: Iterable[Path | Address]) -> int:
    """The bytes in all files of `paths`, for a progress bar."""
    return sum(found.size for found in walk(paths) if isinstance(found, Source))


@dataclass(slots=True)
class _Walker:
    passed_over: frozenset[Path]
    seen: set[tuple[int, int]] = field(default_factory=set)  # folders, by device and number

    def walk(self, path: Path, *, named: bool) -> Iterator[Source | Reject]:
        try:
            status = path.stat()
        except FileNotFoundError:
            yield Reject(str(path), "not_found", "no such file or folder; check the path")
            return
        except (OSError, ValueError) as error:
            yield _unreadable(path, error)
            return
        if not named and self.passed_over and path.resolve() in self.passed_over:
            return
        if stat.S_ISDIR(status.st_mode):
            if (key := (status.st_dev, status.st_ino)) not in self.seen:
                self.seen.add(key)
                yield from self._walk_folder(path)
        elif not stat.S_ISREG(status.st_mode):
            detail = "neither a file nor a folder; name a file to read"
            yield Reject(str(path), "not_a_file", detail)
        else:
            yield Source(path, status.st_size, named)

    def _walk_folder(self, folder: Path) -> Iterator[Source | Reject]:
        try:
            names = sorted(entry.name for entry in os.scandir(folder) if entry.name[:1] != ".")
        except OSError as error:
            yield _unreadable(folder, error)
            return
        for name in names:
            yield from self.walk(folder / name, named=False)


def _unreadable(path: Path, error: Exception) -> Reject:
    why = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return Reject(str(path), "unreadable", f"can't be read ({why}); check its permissions")
