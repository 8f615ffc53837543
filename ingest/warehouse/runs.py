"""Rows of raw.runs: which command wrote what."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from uuid import uuid4

from ingest.project import casecount_version

if TYPE_CHECKING:
    import duckdb

    from ingest.sources.inputs import RejectReason


@dataclass(slots=True)
class Counts:
    """What a run has met so far; read = new + known + forgotten + rejected."""

    new: int = 0
    known: int = 0
    reread: int = 0  # known ones that were read anew
    forgotten: int = 0  # to be forgotten once, and not read again
    figures: int = 0
    rejected: Counter[RejectReason] = field(default_factory=Counter)

    @property
    def read(self) -> int:
        """Records met, whatever became of them."""
        return self.new + self.known + self.forgotten + self.rejected.total()


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a command."""

    run_id: str
    reader_hash: str
    counts: Counts = field(default_factory=Counts)

    @property
    def now(self) -> datetime:
        """The time that rows of the next batch carry (UTC)."""
        return datetime.now(UTC)


def start_run(connection: duckdb.DuckDBPyConnection, command: str, reader_hash: str) -> Run:
    """Write the row of a run that begins; its finished_at stays null until it ends."""
    run = Run(uuid4().hex, reader_hash)
    connection.execute(
        "insert into raw.runs (run_id, command, version, reader_hash, started_at) "
        "values (?, ?, ?, ?, ?)",
        [run.run_id, command, casecount_version(), reader_hash, run.now],
    )
    return run


def note_run(connection: duckdb.DuckDBPyConnection, run: Run, *, finished: bool = False) -> None:
    """Bring the row of a run up to its counts, and close it if it has `finished`."""
    counts = run.counts
    connection.execute(
        """
        update raw.runs
        set records_read = ?, articles_new = ?, articles_known = ?, records_rejected = ?,
            articles_forgotten = ?, finished_at = ?
        where run_id = ?
        """,
        [
            counts.read,
            counts.new,
            counts.known,
            counts.rejected.total(),
            counts.forgotten,
            run.now if finished else None,
            run.run_id,
        ],
    )
