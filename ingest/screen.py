"""What the commands print: progress on a terminal, plain lines elsewhere, never an escape."""

from __future__ import annotations

import sys
import time
from collections import Counter
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from ingest.echo import note, say
from ingest.errors import visible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ingest.sources.inputs import Reject, RejectReason
    from ingest.warehouse.changes import Change
    from ingest.warehouse.runs import Counts
    from ingest.warehouse.summary import Summary

_SHOWN_REJECTS = 20
_SHOWN_CHANGES = 40
_SECONDS_BETWEEN_LINES = 15.0


def on_terminal() -> bool:
    """Whether somebody is watching."""
    return sys.stderr.isatty()


class Watcher:
    """Follows a load: a progress bar on a terminal, now and then a line elsewhere."""

    def __init__(self, progress: Progress | None, total: int) -> None:
        self._progress = progress
        self._task = progress.add_task("reading", total=total or None) if progress else None
        self._last_line = time.monotonic()
        self._rejects_shown = 0

    def on_bytes(self, size: int) -> None:
        """Move the bar by what was read."""
        if self._progress and self._task is not None:
            self._progress.advance(self._task, size)

    def on_batch(self, counts: Counts) -> None:
        """Show how far it is."""
        text = f"{counts.read:,} read, {counts.new:,} new, {counts.rejected.total():,} rejected"
        if self._progress and self._task is not None:
            self._progress.update(self._task, description=text)
        elif time.monotonic() - self._last_line >= _SECONDS_BETWEEN_LINES:
            self._last_line = time.monotonic()
            note(f"… {text}")

    def on_step(self, name: str) -> None:
        """Show what was built last."""
        if self._progress and self._task is not None:
            self._progress.update(self._task, description=f"building: {name}")

    def on_reject(self, reject: Reject) -> None:
        """Say what was not read, the first ones one by one."""
        self._rejects_shown += 1
        if self._rejects_shown <= _SHOWN_REJECTS:
            self.tell(f"not read: {reject.line}")

    def tell(self, text: str) -> None:
        """Print a line without disturbing the bar."""
        if self._progress:
            self._progress.console.print(Text(visible(text)), soft_wrap=True)
        else:
            note(text)

    @property
    def rejects_not_shown(self) -> int:
        """How many rejects were not printed one by one."""
        return max(0, self._rejects_shown - _SHOWN_REJECTS)


@contextmanager
def watching(total: int = 0) -> Iterator[Watcher]:
    """A watcher; `total` is the number of bytes to come (0 = not known)."""
    if not on_terminal():
        yield Watcher(None, total)
        return
    columns = (TextColumn("{task.description}", markup=False), BarColumn(), TimeElapsedColumn())
    remaining = (TimeRemainingColumn(),) if total else ()
    with Progress(*columns, *remaining, console=Console(stderr=True), transient=True) as progress:
        yield Watcher(progress, total)


def say_counts(counts: Counts, watcher: Watcher) -> None:
    """Say what became of every record."""
    parts = [f"{counts.new:,} new articles" if counts.new != 1 else "1 new article"]
    parts.append(f"{counts.known:,} already known")
    if counts.reread:
        parts.append(f"{counts.reread:,} of them read anew")
    if counts.forgotten:
        parts.append(f"{counts.forgotten:,} forgotten, so not read again")
    parts.append(f"{counts.rejected.total():,} rejected{_reasons(counts.rejected)}")
    if watcher.rejects_not_shown:
        note(f"… and {watcher.rejects_not_shown:,} more not read (all are in raw.rejects)")
    say(f"read {counts.read:,}: {', '.join(parts)}; {counts.figures:,} figures found")


def say_summary(summary: Summary) -> None:
    """Print what a published warehouse holds as a short table."""
    say(
        f"{summary.articles:,} articles, {summary.figures:,} figures, "
        f"{summary.operations:,} operations, {summary.campaigns:,} campaigns"
    )
    table = Table(box=None, pad_edge=False, header_style="")
    for name, justify in (("", "left"), ("facts", "right"), ("sum", "left")):
        table.add_column(name, justify=justify)  # type: ignore[arg-type]
    for name in ("undecided", "in conflict"):
        table.add_column(name, justify="right")
    for fact in summary.facts:
        numbers = (f"{fact.undecided:,}", f"{fact.conflicts:,}")
        table.add_row(fact.table.noun, f"{fact.facts:,}", fact.sum_text, *numbers)
    _print(table)
    excluded = "; ".join(f"{reason} {count:,}" for reason, count in summary.excluded)
    say(f"figures in no fact: {excluded or 'none'}")
    if summary.to_review:
        say(f"pairs of reports that a person should look at (match_review): {summary.to_review:,}")
    if summary.rejects:
        say(f"records that were not read (rejects): {summary.rejects:,}")


def say_changes(changes: list[Change]) -> None:
    """Print which facts came, went and moved, and why."""
    if not changes:
        say("no fact changed")
        return
    for change in changes[:_SHOWN_CHANGES]:
        counts = " -> ".join(text for text in (change.before, change.after) if text)
        say(f"{change.kind:8} {change.fact_id}  {change.what}: {counts}; {change.why}")
    kinds = Counter(change.kind for change in changes)
    rest = len(changes) - _SHOWN_CHANGES
    more = f" ({rest:,} of them not shown)" if rest > 0 else ""
    summed = ", ".join(f"{count:,} {kind}" for kind, count in sorted(kinds.items()))
    say(f"facts: {summed}{more}")


def printer(watcher: Watcher) -> Callable[[str], None]:
    """What notices are told through."""
    return lambda text: watcher.tell(f"note: {text}")


def _reasons(rejected: Counter[RejectReason]) -> str:
    if not rejected:
        return ""
    return " (" + ", ".join(f"{name} {count:,}" for name, count in rejected.most_common()) + ")"


def _print(table: Table) -> None:
    Console(markup=False, highlight=False, emoji=False, width=100, no_color=True).print(table)
