"""Commands that look after what is stored: check a file, find a text, forget articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest import commands
from ingest.echo import note, say
from ingest.errors import CasecountError
from ingest.warehouse.check import check as run_check
from ingest.warehouse.database import undisturbed
from ingest.warehouse.find import find as run_find
from ingest.warehouse.forget import Forgotten, clear_logs
from ingest.warehouse.forget import forget as run_forget

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


def check(file: Path) -> None:
    """Say in one line that a published file is whole. Raises CasecountError where it is not."""
    found = run_check(file)
    say(
        f"{file}: whole: {found.tables} tables, {found.views} views, {found.rows:,} rows as "
        f"published (build {found.build_id[:8]} of {found.built_at.date()}), every key and span "
        "holds"
    )


def find(database: Path, text: str) -> None:
    """List the articles that hold a text, one a line."""
    articles, rejects = run_find(database, text)
    for line in (*(found.line for found in articles), *(found.line for found in rejects)):
        say(line)
    figures = sum(article.figures for article in articles)
    number = "1 article holds it" if len(articles) == 1 else f"{len(articles):,} articles hold it"
    not_read = f"; so do {len(rejects):,} records that were not read" if rejects else ""
    say(f"{number}; {_figures(figures)} on that{not_read}")


def _figures(count: int) -> str:
    return "1 figure rests" if count == 1 else f"{count:,} figures rest"


def forget(database: Path, ids: Sequence[str]) -> None:
    """Remove articles and all that rests on them; build and publish what is left."""
    with undisturbed(database):
        forgotten = run_forget(database, ids)
        clear_logs(database)
        _say_forgotten(forgotten)
        try:
            commands.build(database)
        except CasecountError as error:
            raise CasecountError(
                f"the work database has forgotten, but nothing was published: {database} still "
                f"holds what it held; run casecount build ({error})"
            ) from error
        clear_logs(database)


def _say_forgotten(forgotten: Forgotten) -> None:
    articles = "1 article" if forgotten.articles == 1 else f"{forgotten.articles:,} articles"
    parts = [articles]
    if forgotten.rejects:
        parts.append(f"{forgotten.rejects:,} rejects")
    before = f"; {forgotten.before:,} had been before" if forgotten.before else ""
    say(f"forgotten: {', '.join(parts)}{before}")
    for copy in forgotten.copies:
        note(f"note: other articles have the same wording, and stay: {copy.line}")
    for line in forgotten.decisions:
        note(f"note: {line}: a person's decision about a figure that is gone; remove it by hand")
