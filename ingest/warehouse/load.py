"""Loading articles into the work database: batch after batch, each in one transaction.

An article that is known already is not read again, so a load that was stopped, by whatever, goes
on where it was when it is run once more.
"""

from __future__ import annotations

import os
from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ingest.interrupts import uninterrupted
from ingest.readers import Answers, Failure, GivenFigures, Readers, Task, readings_of
from ingest.sources.inputs import Input, Inputs, Record, Reject, RejectReason
from ingest.warehouse.database import transaction
from ingest.warehouse.forgotten import NotAgain, read_forgotten, refused
from ingest.warehouse.given import Given, given_hash
from ingest.warehouse.keys import article_key
from ingest.warehouse.known import KnownArticles
from ingest.warehouse.rows import Rows, write
from ingest.warehouse.runs import Run, note_run

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import duckdb

    from ingest.model import Reading

BATCH_RECORDS = int(os.environ.get("CASECOUNT_BATCH_RECORDS", "2000"))
BATCH_CHARACTERS = 8_000_000

FromReader = "extractor"
FromOutside = "given"


@dataclass(slots=True)
class _Item:
    """A record to read: `is_new` unless the article is there and only its figures changed."""

    article_id: str
    record: Record
    given: GivenFigures | None
    reader_hash: str
    is_new: bool


@dataclass(slots=True)
class _Batch:
    """One batch on its way: what is to be read, what is known, what was rejected."""

    items: list[_Item] = field(default_factory=list)
    known_records: list[Record] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)
    known: int = 0
    forgotten: int = 0
    answers: Answers | None = None


@dataclass(slots=True)
class Loader:
    """Loads inputs into the raw tables over `connection`, for one run."""

    connection: duckdb.DuckDBPyConnection
    run: Run
    readers: Readers
    given: Given | None = None
    on_batch: Callable[[], None] = lambda: None
    on_reject: Callable[[Reject], None] = lambda _: None
    _loaded: KnownArticles = field(init=False)
    _underway: set[str] = field(default_factory=set)  # ids in batches not yet written
    _not_again: NotAgain = field(default_factory=NotAgain)
    _last_reading: int = 0
    _last_arrival: int = 0

    def load(self, inputs: Inputs) -> None:
        """Load all `inputs`; what is written when it is stopped midway stays."""
        with uninterrupted():
            self._last_reading = _number(
                self.connection, "select coalesce(max(reading_number), 0) from raw.readings"
            )
            self._last_arrival = _number(
                self.connection, "select coalesce(max(arrival_number), 0) from raw.articles"
            )
            self._not_again = read_forgotten(self.connection)
            self._loaded = KnownArticles(self.connection)
        waiting: deque[_Batch] = deque()
        for inputs_of_batch in in_batches(inputs):
            with uninterrupted():
                batch = self._plan(inputs_of_batch)
            batch.answers = self.readers.submit(
                [Task(item.record.article, item.given) for item in batch.items]
            )
            waiting.append(batch)
            while len(waiting) > self.readers.ahead:
                self._finish(waiting.popleft())
        while waiting:
            self._finish(waiting.popleft())

    def _finish(self, batch: _Batch) -> None:
        assert batch.answers is not None  # noqa: S101 - submitted before it is written
        outcomes = readings_of(batch.answers)
        with uninterrupted():
            self._write(batch, outcomes)

    def _plan(self, inputs: list[Input]) -> _Batch:
        batch = _Batch()
        keyed: list[tuple[str, Record]] = []
        for found in inputs:
            if isinstance(found, Reject):
                batch.rejects.append(found)
                continue
            key = article_key(found.article.outlet, found.article.text)
            if key in self._not_again.keys:
                batch.forgotten += 1
            elif self._not_again.has_address(found.article.url):
                batch.rejects.append(refused(found, "at this address"))
            else:
                keyed.append((key, found))
        known = self._known([key for key, _ in keyed])
        for article_id, record in keyed:
            figures = self.given.take(record.article.id) if self.given else None
            reader_hash = self.run.reader_hash
            if figures is not None:
                reader_hash = given_hash(reader_hash, figures)
            is_new = article_id not in known and article_id not in self._underway
            changed = figures is not None and not is_new and known.get(article_id) != reader_hash
            if is_new or (changed and article_id not in self._underway):
                self._underway.add(article_id)
                batch.items.append(_Item(article_id, record, figures, reader_hash, is_new))
            if not is_new:
                batch.known += 1
                batch.known_records.append(record)
        return batch

    def _known(self, article_ids: list[str]) -> dict[str, str]:
        """Of `article_ids` those that are loaded, with the hash of their newest reading."""
        known = self._loaded.among(article_ids)
        if not self.given:
            return dict.fromkeys(known, "")
        found = self.connection.execute(
            "select article_id, arg_max(reader_hash, reading_number) from raw.readings "
            "where article_id in (select unnest(?::varchar[])) group by article_id",
            [list(known)],
        )
        return dict(found.fetchall())

    def _write(self, batch: _Batch, outcomes: list[Reading | Failure]) -> None:
        rows = Rows(self.run.run_id, self.run.now)
        counts = self.run.counts
        arrived: list[str] = []
        for record in batch.known_records:
            rows.add_read(record)
        for item, outcome in zip(batch.items, outcomes, strict=True):
            if isinstance(outcome, Failure):
                batch.rejects.append(_failed(item.record, outcome))
                counts.known -= 0 if item.is_new else 1
                continue
            if item.is_new and self._not_again.has_wording(outcome):
                batch.rejects.append(refused(item.record, "with this wording"))
                continue
            counts.new += item.is_new
            counts.reread += not item.is_new
            counts.figures += len(outcome.figures)
            rows.add_read(item.record)
            if item.is_new:
                arrived.append(item.article_id)
                self._last_arrival += 1
                rows.add_article(item.article_id, self._last_arrival, item.record)
            self._last_reading += 1
            source = FromReader if item.given is None else FromOutside
            rows.add_reading(item.article_id, self._last_reading, item.reader_hash, source, outcome)
        counts.known += batch.known
        counts.forgotten += batch.forgotten
        for reject in batch.rejects:
            counts.rejected[reject.reason] += 1
            rows.add_reject(reject)
        with transaction(self.connection):
            write(self.connection, rows)
            note_run(self.connection, self.run)
        self._loaded.add(arrived)
        self._underway.difference_update(item.article_id for item in batch.items)
        for reject in batch.rejects:
            self.on_reject(reject)
        self.on_batch()


def in_batches(inputs: Inputs) -> Iterator[list[Input]]:
    """`inputs` in batches of bounded size, in their order."""
    batch: list[Input] = []
    characters = 0
    for found in inputs:
        batch.append(found)
        characters += len(found.article.text) if isinstance(found, Record) else 200
        if len(batch) >= BATCH_RECORDS or characters >= BATCH_CHARACTERS:
            yield batch
            batch, characters = [], 0
    if batch:
        yield batch


def _failed(record: Record, failure: Failure) -> Reject:
    reason: RejectReason = "broken_figures" if failure.given_is_wrong else "reader_failed"
    return Reject(
        record.source_path, reason, failure.detail, record.record_number, record.article.id
    )


def _number(connection: duckdb.DuckDBPyConnection, query: str) -> int:
    row = connection.execute(query).fetchone()
    return int(row[0]) if row else 0
