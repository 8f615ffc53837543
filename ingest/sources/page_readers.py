"""Pages on their way to becoming articles: in this process, or many at once in others.

Taking a page apart costs a hundred times what reading its text does, so this is where cores count.
What comes out keeps the order of what came in.
"""

from __future__ import annotations

import multiprocessing
from collections import deque
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import TYPE_CHECKING

from ingest.errors import CasecountError
from ingest.interrupts import uninterrupted
from ingest.readers import be_a_worker
from ingest.sources.inputs import Found, Input, Inputs, Page
from ingest.sources.pages import read_page

if TYPE_CHECKING:
    from collections.abc import Iterator

_CHUNK_PAGES = 16
_CHUNK_BYTES = 4 * 1024 * 1024
_READ_HERE = 32  # pages; as many are done before another process would have started


def with_pages_read(found: Iterator[Found], processes: int = 1) -> Inputs:
    """What was `found`, in order, each page read: an article, or a reject with its reason."""
    here = _READ_HERE if processes > 1 else None
    for item in found:
        if not isinstance(item, Page):
            yield item
        elif here is None:
            yield read_page(item)
        elif here > 0:
            here -= 1
            yield read_page(item)
        else:
            yield from _in_processes(item, found, processes)
            return


def _in_processes(first: Page, rest: Iterator[Found], processes: int) -> Inputs:
    pool = ProcessPoolExecutor(
        processes, mp_context=multiprocessing.get_context("forkserver"), initializer=be_a_worker
    )
    waiting: deque[Future[list[Input]]] = deque()
    try:
        for chunk in _chunks(first, rest):
            with uninterrupted():
                waiting.append(pool.submit(_read_chunk, chunk))
            while len(waiting) > 2 * processes:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()
    except BrokenProcessPool as error:
        raise CasecountError(
            "a process that reads pages died (out of memory?); what was loaded is kept, run the "
            "command again with --workers 1"
        ) from error
    finally:
        pool.shutdown(cancel_futures=True)


def _chunks(first: Page, rest: Iterator[Found]) -> Iterator[list[Found]]:
    chunk: list[Found] = [first]
    size = len(first.data)
    for item in rest:
        chunk.append(item)
        size += len(item.data) if isinstance(item, Page) else 200
        if len(chunk) >= _CHUNK_PAGES or size >= _CHUNK_BYTES:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


def _read_chunk(chunk: list[Found]) -> list[Input]:
    return [read_page(item) if isinstance(item, Page) else item for item in chunk]
