"""What the commands print: progress on a terminal, plain lines elsewhere, never an escape."""

from __future__ import annotations

import sys
import time
from collections import Counter, deque
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from ingest.echo import note, say
from ingest.errors import visible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ingest.sources.inputs import Inputs, Reject, RejectReason
    from ingest.warehouse.changes import Change
    from ingest.warehouse.runs import Counts
    from ingest.warehouse.summary import Summary

_SHOWN_REJECTS = 20
_SHOWN_CHANGES = 40
_SECONDS_BETWEEN_LINES = 15.0
_SECONDS_OF_SPEED = 30.0
_RECORDS_A_MARK = 100


def on_terminal() -> bool:
    """Whether somebody is watching."""
    return sys.stderr.isatty()


class _Speed:
    """Records a second, over the last half minute."""

    def __init__(self, started: float) -> None:
        self._known: deque[tuple[float, int]] = deque([(started, 0)])

    def after(self, records: int, now: float) -> float:
        """The rate when so many records are done."""
        self._known.append((now, records))
        while len(self._known) > 2 and self._known[1][0] < now - _SECONDS_OF_SPEED:
            self._known.popleft()
        then, before = self._known[0]
        return (records - before) / max(now - then, 0.001)


class Watcher:
    """Follows a load: a progress bar on a terminal, now and then a line elsewhere.

    `total` is the number of bytes to come, 0 where it is not known. What counts as done is what is
    in the database: reading runs some batches ahead of it.
    """

    def __init__(self, progress: Progress | None, total: int) -> None:
        self._progress = progress
        self._total = total
        self._task = (
            progress.add_task("reading", total=total or None, left="") if progress else None
        )
        self._started = self._last_line = time.monotonic()
        self._bytes = 0
        self._records = 0
        self._marks: deque[tuple[int, int]] = deque()  # so many records in, so many bytes
        self._done = 0
        self._speed = _Speed(self._started)
        self._rejects_shown = 0

    def on_bytes(self, size: int) -> None:
        """Count what was read of the sources."""
        self._bytes += size

    def following(self, inputs: Inputs) -> Inputs:
        """The same inputs; notes how many bytes the first so many of them took."""
        for found in inputs:
            self._records += 1
            if self._records % _RECORDS_A_MARK == 0:
                self._marks.append((self._records, self._bytes))
            yield found

    def on_batch(self, counts: Counts) -> None:
        """Show how far it is: records, rate, rejects, time left."""
        now = time.monotonic()
        rate = self._speed.after(counts.read, now)
        done = self._bytes_of(counts.read)
        left = ""
        if self._total and done:
            left = f"{_in_words((self._total - done) * (now - self._started) / done)} left"
        rejected = f"{counts.rejected.total():,} rejected"
        if self._progress and self._task is not None:
            text = f"{counts.read:,} read, {rejected}, {rate:,.0f}/s"
            self._progress.update(self._task, description=text, completed=done, left=left)
        elif now - self._last_line >= _SECONDS_BETWEEN_LINES:
            self._last_line = now
            told = f"… {counts.read:,} read, {counts.new:,} new, {rejected}, {rate:,.0f} a second"
            note(f"{told}, {left}" if left else told)

    def _bytes_of(self, records: int) -> int:
        """The bytes that the first so many records took, roughly."""
        done = 0
        while self._marks and self._marks[0][0] <= records:
            _, done = self._marks.popleft()
        self._done = max(done, self._done)
        return self._done

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
    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(bar_width=20),
        TimeElapsedColumn(),
        TextColumn("{task.fields[left]}", markup=False),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
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


def _in_words(seconds: float) -> str:
    """A time span as a person would say it."""
    minutes = round(seconds / 60)
    if seconds < 90:
        return f"{seconds:.0f} s"
    return f"{minutes} min" if minutes < 90 else f"{minutes // 60} h {minutes % 60} min"


def printer(watcher: Watcher) -> Callable[[str], None]:
    """What notices are told through."""
    return lambda text: watcher.tell(f"note: {text}")


def _reasons(rejected: Counter[RejectReason]) -> str:
    if not rejected:
        return ""
    return " (" + ", ".join(f"{name} {count:,}" for name, count in rejected.most_common()) + ")"


def _print(table: Table) -> None:
    Console(markup=False, highlight=False, emoji=False, width=100, no_color=True).print(table)
