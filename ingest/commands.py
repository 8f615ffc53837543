"""What each command does, step by step; `cli.py` gives them their names and options."""

from __future__ import annotations

import gc
import os
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import import_module
from typing import TYPE_CHECKING

from ingest.corrections import Decision, tell_apart
from ingest.corrections import correct as add_correction
from ingest.echo import note, say
from ingest.errors import CasecountError
from ingest.extraction import source_reader
from ingest.interrupts import uninterrupted
from ingest.readers import open_readers, today_reference
from ingest.reference import reader_hash
from ingest.screen import (
    printer,
    say_changes,
    say_counts,
    say_summary,
    watching,
)
from ingest.sources.addresses import Address
from ingest.sources.inputs import Notices, Reject, silent
from ingest.sources.read import read_sources
from ingest.sources.walk import total_size
from ingest.sources.web import Version, Web
from ingest.warehouse.build import build as run_build
from ingest.warehouse.changes import changes, kept_aside
from ingest.warehouse.database import check_name, open_work, undisturbed, work_path
from ingest.warehouse.fetches import keep_versions, read_versions
from ingest.warehouse.forget import start_over
from ingest.warehouse.forgotten import read_forgotten
from ingest.warehouse.given import Given, read_given_file
from ingest.warehouse.keys import article_key
from ingest.warehouse.load import Loader
from ingest.warehouse.publish import publish as run_publish
from ingest.warehouse.reread import count_stale
from ingest.warehouse.reread import reread as run_reread
from ingest.warehouse.runs import Counts, note_run, start_run
from ingest.warehouse.summary import summarize

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path
    from typing import Any, Literal

    import duckdb


@dataclass(frozen=True, slots=True)
class LoadRequest:
    """What to load: `figures` is a file of given figures, `command` the name kept in raw.runs.

    `columns` says which columns hold which fields ("text=body").
    """

    paths: Sequence[Path | Address]
    figures: Path | None = None
    workers: int | None = None
    command: str = "load"
    columns: Sequence[str] = ()


def load(database: Path, request: LoadRequest) -> Counts:
    """Read articles into the work database. Raises CasecountError where nothing could be read."""
    check_name(database)
    _check_paths(request)
    given = read_given_file(request.figures) if request.figures else None
    web = Web()
    # DuckDB would import it in the midst of a query, and a Ctrl-C at that moment would be lost.
    import_module("pandas")
    with open_work(database, create=True) as connection:
        with uninterrupted():
            web.versions.update(read_versions(connection))
        counts = _load_into(connection, request, given, _own_files(database), web)
        with uninterrupted():
            keep_versions(connection, _to_keep(connection, web.learned), datetime.now(UTC))
    if given:
        _say_given(given)
    if counts.read == counts.rejected.total() and not web.unchanged:
        raise CasecountError("nothing could be read; the reasons are above")
    return counts


def _to_keep(
    connection: duckdb.DuckDBPyConnection, learned: Mapping[str, Version]
) -> dict[str, Version]:
    """The versions learned, but for those of addresses that were to be forgotten."""
    not_again = read_forgotten(connection)
    return {url: learned[url] for url in learned if not not_again.has_address(url)}


def _check_paths(request: LoadRequest) -> None:
    if not any(isinstance(path, Address) or path.exists() for path in request.paths):
        names = ", ".join(str(path) for path in request.paths)
        raise CasecountError(f"{names}: no such file or folder; check the path")


def _own_files(database: Path) -> frozenset[Path]:
    """What a walk through folders passes over: the warehouse itself."""
    return frozenset((database.resolve(), work_path(database).parent.resolve()))


def _load_into(
    connection: duckdb.DuckDBPyConnection,
    request: LoadRequest,
    given: Given | None,
    own_files: frozenset[Path],
    web: Web,
) -> Counts:
    reference = today_reference()
    gc.freeze()  # what is here stays: the collector need not walk through it again and again
    with uninterrupted():
        run = start_run(connection, request.command, reader_hash(reference))
    readers = open_readers(reference, request.workers)
    with watching(total_size(request.paths)) as watcher:
        notices = Notices(printer(watcher))
        reader = source_reader(reference, notices, request.columns, web)
        processes = request.workers or len(os.sched_getaffinity(0))
        inputs = read_sources(request.paths, reader, watcher.on_bytes, own_files, processes)
        try:
            Loader(
                connection,
                run,
                readers,
                given,
                on_batch=lambda: watcher.on_batch(run.counts),
                on_reject=watcher.on_reject,
            ).load(watcher.following(inputs))
        finally:
            readers.close()
        with uninterrupted():
            note_run(connection, run, finished=True)
    say_counts(run.counts, watcher)
    return run.counts


def _say_given(given: Given) -> None:
    unused = len(given.figures) - len(given.used)
    if given.missing:
        note(f"note: {given.missing:,} articles have no line in the figures; taken as without any")
    if unused:
        note(f"note: {unused:,} lines of the figures are of no article that was read")


def build(database: Path, *, full_refresh: bool = False) -> None:
    """Build, test and publish, and say what the warehouse holds.

    Loads that wait meanwhile come after the publish: it must be of what was built.
    """
    with undisturbed(database):
        with watching() as watcher:
            built = run_build(database, watcher.on_step, full_refresh=full_refresh)
        for warning in built.warnings:
            note(f"warning: {warning}")
        publish(database)
    say_summary(summarize(database))


def publish(database: Path) -> None:
    """Publish the last build."""
    published = run_publish(database)
    say(
        f"published {database}: {published.tables} tables, {published.views} views, "
        f"{published.rows:,} rows"
    )


def update(database: Path, request: LoadRequest, *, full_refresh: bool = False) -> None:
    """Load, build, publish, and say which facts changed."""
    with undisturbed(database, create=True), kept_aside(database) as before:
        load(database, request)
        build(database, full_refresh=full_refresh)
        if before:
            say_changes(changes(before, database))


def warehouse(database: Path, request: LoadRequest, *, fresh: bool) -> None:
    """A warehouse of exactly these articles, made anew.

    Raises CasecountError rather than lose other articles, unless `fresh`.
    """
    check_name(database)
    if any(isinstance(path, Address) for path in request.paths):
        raise CasecountError(
            "what is at an address changes, and would be asked for twice; load it with casecount "
            "load or casecount update"
        )
    _check_paths(request)
    with undisturbed(database, create=True):
        _make_room(database, request, fresh=fresh)
        load(database, request)
        build(database)


def _make_room(database: Path, request: LoadRequest, *, fresh: bool) -> None:
    """Remove the work database that is there, but for what it was to forget."""
    path = work_path(database)
    if not path.exists():
        return
    if not _has_articles(database, request):
        raise CasecountError("nothing could be read; the warehouse stays as it is")
    with open_work(database) as connection:
        if others := 0 if fresh else _others(connection, request):
            these = "1 other article" if others == 1 else f"{others:,} other articles"
            raise CasecountError(
                f"{path}: holds {these}, which would be lost; add to it with casecount update, "
                "name another DATABASE, or replace it with FRESH=1 (--fresh)"
            )
        start_over(connection, database)


def _has_articles(database: Path, request: LoadRequest) -> bool:
    """Whether there is anything to read; says what there is instead, up to the first article."""
    reader = source_reader(today_reference(), silent(), request.columns)
    for found in read_sources(request.paths, reader, passed_over=_own_files(database)):
        if not isinstance(found, Reject):
            return True
        note(f"not read: {found.line}")
    return False


def _others(connection: duckdb.DuckDBPyConnection, request: LoadRequest) -> int:
    """How many articles of the work database are not asked for, or have figures from outside."""
    connection.execute("create or replace temp table offered (article_id varchar)")
    reader = source_reader(today_reference(), silent(), request.columns)
    batch: list[str] = []
    for found in read_sources(request.paths, reader):
        if not isinstance(found, Reject):
            batch.append(article_key(found.article.outlet, found.article.text))
        if len(batch) >= 10_000:
            _offer(connection, batch)
    _offer(connection, batch)
    row = connection.execute(
        "select count(*) from raw.articles where article_id not in (select article_id from offered)"
        " or article_id in (select article_id from raw.readings where figures_from = 'given')"
    ).fetchone()
    return int(row[0]) if row else 0


def _offer(connection: duckdb.DuckDBPyConnection, batch: list[str]) -> None:
    connection.execute("insert into offered select unnest(?::varchar[])", [batch])
    batch.clear()


def reread(database: Path, workers: int | None) -> None:
    """Read anew what an older extractor or older seeds read."""
    reference = today_reference()
    today = reader_hash(reference)
    with open_work(database) as connection:
        stale, given = count_stale(connection, today)
        run = start_run(connection, "reread", today)
        readers = open_readers(reference, workers)
        with watching() as watcher:
            try:
                run_reread(connection, run, readers, lambda: watcher.on_batch(run.counts))
            finally:
                readers.close()
        note_run(connection, run, finished=True)
    say(f"read anew {run.counts.reread:,} of {stale:,} articles that an older reader had read")
    if given:
        say(f"{given:,} articles with given figures were left as they are")
    if run.counts.reread < stale:
        raise CasecountError(
            f"{stale - run.counts.reread:,} articles could not be read anew; their older reading "
            "stands; please report it"
        )
    if stale:
        say("the facts follow with: casecount build")


def correct(database: Path, target: str, given: Mapping[str, Any]) -> None:
    """Add a person's word to the seeds; `given` holds the options of the command."""
    on = given["decided_on"]
    decision = Decision(
        given["reason"], given["decided_by"], on.date() if on else datetime.now(UTC).date()
    )
    if other := given["same_as"] or given["different_from"]:
        verdict: Literal["same", "different"] = "same" if given["same_as"] else "different"
        line = tell_apart(database, (target, other), verdict, decision)
    elif given["exclude"]:
        line = add_correction(database, target, ("exclude", None, None), decision)
    else:
        action: Literal["change", "add"] = "change" if given["changed"] else "add"
        field, value = given["changed"] or given["added"]
        line = add_correction(database, target, (action, field, value), decision)
    say(f"added: {line}")
    say("the facts follow with: casecount build")
