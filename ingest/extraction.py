"""Figures of articles as plain records, without any database."""

from __future__ import annotations

import json
import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from ingest.echo import note
from ingest.errors import CasecountError
from ingest.project import seeds_dir
from ingest.readers import Failure, Task, read_one, today_reference
from ingest.reading.furniture import is_furniture
from ingest.sources.columns import load_columns
from ingest.sources.header_terms import load_header_terms
from ingest.sources.inputs import Inputs, Notices, Reject
from ingest.sources.plain_text import HeaderReader
from ingest.sources.read import BlobReader, read_sources

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path
    from typing import TextIO

    from ingest.model import Figure, Reading
    from ingest.reference import Reference
    from ingest.sources.addresses import Address
    from ingest.sources.web import Web


def figure_record(figure: Figure) -> dict[str, object]:
    """A figure as the fields of the figure specification; dates as ISO text."""
    return {
        "char_start": figure.char_start,
        "char_end": figure.char_end,
        "figure_text": figure.figure_text,
        "value": figure.value,
        "lower": figure.lower,
        "upper": figure.upper,
        "qualifier": figure.qualifier,
        "measure": figure.measure,
        "counted": figure.counted,
        "category": figure.category,
        "agency": figure.agency,
        "region": figure.region,
        "period_start": figure.period_start.isoformat() if figure.period_start else None,
        "period_end": figure.period_end.isoformat() if figure.period_end else None,
        "scope": figure.scope,
        "campaign": figure.campaign,
        "part_of": figure.part_of,
    }


def article_record(article_id: str, reading: Reading) -> dict[str, object]:
    """One article's line of `casecount extract`."""
    return {"id": article_id, "figures": [figure_record(figure) for figure in reading.figures]}


def source_reader(
    reference: Reference, notices: Notices, columns: Sequence[str] = (), web: Web | None = None
) -> BlobReader:
    """Reads sources with this installation's words; `columns` are what --column said."""
    seeds = seeds_dir()
    headers = HeaderReader(load_header_terms(seeds), lambda line: is_furniture(line, reference))
    return BlobReader(headers, load_columns(seeds, columns), notices, web=web)


def extract(
    paths: Sequence[Path | Address], output: Path | None, columns: Sequence[str] = ()
) -> None:
    """Write the figures of articles as JSON lines."""
    reference = today_reference()
    notices = Notices(lambda text: note(f"note: {text}"))
    inputs = read_sources(paths, source_reader(reference, notices, columns))
    with _output(output) as lines:
        written, rejected = _extract(inputs, reference, lines)
    if not written:
        raise CasecountError("nothing could be read; the reasons are above")
    if rejected:
        note(f"{rejected:,} inputs were not read")


def _extract(inputs: Inputs, reference: Reference, lines: TextIO) -> tuple[int, int]:
    written = rejected = 0
    for found in inputs:
        if isinstance(found, Reject):
            rejected += 1
            note(f"not read: {found.line}")
            continue
        reading = read_one(Task(found.article), reference)
        if isinstance(reading, Failure):
            rejected += 1
            note(f"not read: {found.source_path}, {found.article.id}: {reading.detail}")
            continue
        record = article_record(found.article.id, reading)
        lines.write(json.dumps(record, ensure_ascii=False) + "\n")
        written += 1
    return written, rejected


@contextmanager
def _output(path: Path | None) -> Iterator[TextIO]:
    """Standard output, or a file that appears whole or not at all."""
    if path is None:
        sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
        yield sys.stdout
        return
    draft = path.with_name(f".{path.name}.{os.getpid()}.draft")
    try:
        with draft.open("w", encoding="utf-8") as file:
            yield file
        draft.replace(path)
    except OSError as error:
        why = error.strerror or str(error)
        raise CasecountError(f"{path}: can't be written ({why}); name another file") from error
    finally:
        draft.unlink(missing_ok=True)
