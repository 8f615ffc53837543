"""Taking turns: a command that writes keeps others waiting from its first step to its last.

DuckDB locks its file only while it is open, and a command opens the work database more than once:
between a build and its publish another one's load would come in. The lock stands in a file beside
the work database; a process that is killed lets go of it.
"""

from __future__ import annotations

import fcntl
import os
import time
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_mine: set[Path] = set()  # turns of this process: what it does inside needs none of its own


class TakenError(Exception):
    """Another process doesn't end its turn; `holder` is its id, None where it can't be told."""

    def __init__(self, holder: int | None) -> None:
        super().__init__(holder)
        self.holder = holder


def take_turn(path: Path, patience: float) -> Callable[[], None]:
    """Take the turn at the database at `path`, whose folder is there; returns what ends it.

    Raises TakenError where another process held it for `patience` seconds and more, OSError where
    the lock's file can't be made.
    """
    path = path.resolve()
    if path in _mine:
        return lambda: None
    lock = path.with_suffix(".lock")
    opened = _locked(lock, time.monotonic() + patience)
    _mine.add(path)

    def end() -> None:
        _mine.discard(path)
        lock.unlink(missing_ok=True)
        os.close(opened)

    return end


def _locked(lock: Path, deadline: float) -> int:
    while True:
        opened = os.open(lock, os.O_RDWR | os.O_CREAT, 0o666)
        try:
            _wait(opened, deadline)
            if _is_still_there(opened, lock):
                with suppress(OSError):  # a full disk: nobody can be told who holds it, that is all
                    os.truncate(opened, 0)
                    os.write(opened, str(os.getpid()).encode())
                return opened
        except BaseException:
            os.close(opened)
            raise
        os.close(opened)  # who had it has removed the file, and the next one makes another


def _wait(opened: int, deadline: float) -> None:
    while True:
        try:
            # Of this kind a child process gets no part, so none keeps it when we are killed.
            fcntl.lockf(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            if time.monotonic() >= deadline:
                holder = os.pread(opened, 20, 0)
                raise TakenError(int(holder) if holder.isdigit() else None) from error
            time.sleep(0.1)
        else:
            return


def _is_still_there(opened: int, lock: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(opened), lock.stat())
    except FileNotFoundError:
        return False
