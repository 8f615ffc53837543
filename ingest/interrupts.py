"""Ctrl-C at moments that can be left in good order."""

from __future__ import annotations

import signal
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def uninterrupted() -> Iterator[None]:
    """Hold Ctrl-C back until the block is done; it is then raised as KeyboardInterrupt.

    For short work in the main thread that must not be left midway: a process half started can't
    be waited for, and DuckDB turns an interrupt in the midst of reading a data frame into an error
    of its own, or loses it. Signal masks don't do: DuckDB's threads take the signal instead.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    is_held = False

    def hold(*_: object) -> None:
        nonlocal is_held
        is_held = True

    before = signal.signal(signal.SIGINT, hold)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
    if is_held:
        raise KeyboardInterrupt
