"""`casecount report`: the page, written whole or not at all."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

from ingest.echo import say
from ingest.errors import CasecountError
from ingest.report.data import Warehouse
from ingest.report.page import render
from ingest.warehouse.database import open_published

if TYPE_CHECKING:
    from pathlib import Path


def run_report(database: Path, output: Path, limit: int) -> None:
    """Write the report on `database` to `output`, with at most `limit` rows in its lists.

    Raises CasecountError where the warehouse can't be read or the file can't be written.
    """
    with open_published(database) as published:
        known = published.execute(
            "select count(*) from duckdb_columns() where table_name = 'totals_beside_counts'"
        ).fetchone()
        if not known or not known[0]:
            raise CasecountError(
                f"{database}: was published by an older version; run: casecount build"
            )
        page = render(Warehouse(published, limit))
    draft = output.with_name(f".{output.name}.draft-{os.getpid()}")
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        draft.write_text(page, encoding="utf-8")
        draft.replace(output)
    except OSError as error:
        raise CasecountError(
            f"{output}: can't be written ({error.strerror or error}); name another file"
        ) from error
    finally:
        with suppress(OSError):
            draft.unlink()
    say(f"the report is in {output} ({len(page.encode()) / 1e6:.1f} MB)")
