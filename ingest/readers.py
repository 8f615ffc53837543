"""Reading articles, in this process or in several."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from ingest.errors import CasecountError, one_line
from ingest.interrupts import uninterrupted
from ingest.project import seeds_dir
from ingest.reading.article import read_article, read_given
from ingest.reference import Reference, load_reference

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ingest.model import Article, Reading

_PART = 100  # tasks that a process takes at once: a tenth of a second's work, or a few

GivenFigures = list[dict[str, object]]


@dataclass(frozen=True, slots=True)
class Task:
    """One article to read; `given` are figures from outside, None where the extractor reads."""

    article: Article
    given: GivenFigures | None = None


@dataclass(frozen=True, slots=True)
class Failure:
    """An article that could not be read; `given_is_wrong` where its given figures are at fault."""

    detail: str
    given_is_wrong: bool = False


Outcome = "Reading | Failure"


def read_one(task: Task, reference: Reference) -> Reading | Failure:
    """Read one article; never raises, so that one article can't stop a load."""
    if task.given is not None:
        try:
            _check_together(task.given)
            return read_given(task.article, task.given, reference)
        except (ValueError, KeyError, TypeError) as error:
            return Failure(f"its given figures are wrong ({one_line(str(error))})", True)
    try:
        return read_article(task.article, reference)
    except Exception as error:
        what = f"{type(error).__name__}: {one_line(str(error))}"
        return Failure(f"the extractor failed ({what}); please report it with the article")


def _check_together(given: GivenFigures) -> None:
    """Refuse what no single field shows: bounds the wrong way round, one figure given twice."""
    seen: set[tuple[object, object]] = set()
    for figure in given:
        start, lower, upper = (figure.get(name) for name in ("char_start", "lower", "upper"))
        if isinstance(lower, int) and isinstance(upper, int) and lower > upper:
            raise ValueError(f"lower {lower} is above upper {upper}")
        if (start, figure.get("measure")) in seen:
            raise ValueError(f"two figures of one measure at char_start {start}")
        seen.add((start, figure.get("measure")))


class Answers(Protocol):
    """What becomes of the tasks of a batch, in their order."""

    def result(self) -> list[Reading | Failure]:
        """The readings; waits until all are there."""


@dataclass(frozen=True, slots=True)
class _ReadHere:
    """Tasks that are read in this process, when their answers are asked for."""

    tasks: Sequence[Task]
    reference: Reference

    def result(self) -> list[Reading | Failure]:
        """Read the tasks."""
        return [read_one(task, self.reference) for task in self.tasks]


@dataclass(frozen=True, slots=True)
class _ReadElsewhere:
    """Tasks that other processes read, in parts."""

    parts: Sequence[Future[list[Reading | Failure]]]

    def result(self) -> list[Reading | Failure]:
        """Wait for all parts."""
        return [outcome for part in self.parts for outcome in part.result()]


class Readers(Protocol):
    """Whatever reads batches of articles."""

    def submit(self, tasks: Sequence[Task]) -> Answers:
        """Take `tasks` to be read."""

    @property
    def ahead(self) -> int:
        """How many batches may wait while one is being written."""

    def close(self) -> None:
        """Let go of all that was started."""


class OwnProcess:
    """Reads in this process."""

    ahead = 0

    def __init__(self, reference: Reference) -> None:
        self._reference = reference

    def submit(self, tasks: Sequence[Task]) -> Answers:
        """Take `tasks` to be read when their answers are asked for."""
        return _ReadHere(tasks, self._reference)

    def close(self) -> None:
        """Nothing was started."""


class SeveralProcesses:
    """Reads the first batch in this process, and what follows in `count` others.

    Most loads are one batch, and are done before another process would have started. Of a longer
    load this process reads the first batch while the others start. They take a batch in small
    parts, so that none of them waits while another still has much to read.
    """

    def __init__(self, reference: Reference, count: int) -> None:
        self.ahead = count + 1
        self._here = OwnProcess(reference)
        self._count = count
        self._is_first = True
        self._pool: ProcessPoolExecutor | None = None

    def submit(self, tasks: Sequence[Task]) -> Answers:
        """Keep the first `tasks` for this process, hand others to the next free ones."""
        if self._is_first or not tasks:
            self._is_first = self._is_first and not tasks
            return self._here.submit(tasks)
        if self._pool is None:
            self._pool = ProcessPoolExecutor(
                self._count,
                mp_context=multiprocessing.get_context("forkserver"),
                initializer=_start_worker,
            )
        with uninterrupted():  # `close` can't wait for a process that is half started
            return _ReadElsewhere(
                [
                    self._pool.submit(_read_in_worker, list(tasks[at : at + _PART]))
                    for at in range(0, len(tasks), _PART)
                ]
            )

    def close(self) -> None:
        """End the processes; what they have not begun is dropped."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)


def open_readers(reference: Reference, workers: int | None) -> Readers:
    """Readers in as many processes as `workers` says (None: one a core); one means this process."""
    count = workers or len(os.sched_getaffinity(0))
    return OwnProcess(reference) if count == 1 else SeveralProcesses(reference, count)


def readings_of(answers: Answers) -> list[Reading | Failure]:
    """The readings that were submitted. Raises CasecountError where a process died over them."""
    try:
        return answers.result()
    except BrokenProcessPool as error:
        raise CasecountError(
            "a reading process died (out of memory?); what was loaded is kept, run the command "
            "again with fewer --workers"
        ) from error


def today_reference() -> Reference:
    """The reference data of this installation; raises CasecountError where a seed is broken."""
    try:
        return load_reference(seeds_dir())
    except (OSError, ValueError, KeyError) as error:
        raise CasecountError(
            f"{seeds_dir()}: the reference data can't be read ({one_line(str(error), 200)})"
        ) from error


_worker_reference: Reference | None = None


def be_a_worker() -> None:
    """Live as a process that another waits for: its end is ours, and Ctrl-C is its business."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _start_worker() -> None:
    global _worker_reference  # noqa: PLW0603 - a process reads its reference data once
    be_a_worker()
    _worker_reference = today_reference()


def _end_with_parent() -> None:
    """A worker whose parent was killed has nobody to read for."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _read_in_worker(tasks: list[Task]) -> list[Reading | Failure]:
    assert _worker_reference is not None  # noqa: S101 - set when the process started
    return [read_one(task, _worker_reference) for task in tasks]
