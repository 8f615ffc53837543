"""Reading articles anew that an older extractor, or older seeds, read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.model import Article
from ingest.readers import Failure, Readers, Task, readings_of
from ingest.warehouse.database import transaction
from ingest.warehouse.rows import Rows, write
from ingest.warehouse.runs import Run, note_run

if TYPE_CHECKING:
    from collections.abc import Callable

    import duckdb

_BATCH = 1000

_STALE = """
with newest as (
    select
        article_id,
        arg_max(reader_hash, reading_number) as reader_hash,
        arg_max(figures_from, reading_number) as figures_from
    from raw.readings
    group by article_id
)
"""


def count_stale(connection: duckdb.DuckDBPyConnection, reader_hash: str) -> tuple[int, int]:
    """How many articles an older reader read, and how many have figures from outside."""
    row = connection.execute(
        f"""
        {_STALE}
        select
            count(*) filter (where figures_from = 'extractor' and reader_hash <> $1),
            count(*) filter (where figures_from = 'given')
        from newest
        """,  # noqa: S608
        [reader_hash],
    ).fetchone()
    return (int(row[0]), int(row[1])) if row else (0, 0)


def reread(
    connection: duckdb.DuckDBPyConnection,
    run: Run,
    readers: Readers,
    on_batch: Callable[[], None] = lambda: None,
) -> None:
    """Read with today's reader what an older one read; the old readings stay, for the record.

    Articles with given figures are left as they are. Each batch is one transaction; stopped
    midway, it goes on when it is run again.
    """
    connection.execute(
        f"""
        create or replace temp table stale_articles as
        {_STALE}
        select a.arrival_number, a.article_id
        from raw.articles as a
        inner join newest as n on a.article_id = n.article_id
        where n.figures_from = 'extractor' and n.reader_hash <> ?
        """,  # noqa: S608
        [run.reader_hash],
    )
    after = 0
    while batch := _stale_batch(connection, after):
        readings = readings_of(readers.submit([Task(article) for _, _, article in batch]))
        rows = Rows(run.run_id, run.now)
        row = connection.execute(
            "select coalesce(max(reading_number), 0) from raw.readings"
        ).fetchone()
        number = int(row[0]) if row else 0
        for (arrival_number, article_id, _), reading in zip(batch, readings, strict=True):
            after = arrival_number
            run.counts.known += 1
            if isinstance(reading, Failure):
                continue  # its older reading stands
            number += 1
            run.counts.reread += 1
            run.counts.figures += len(reading.figures)
            rows.add_reading(article_id, number, run.reader_hash, "extractor", reading)
        with transaction(connection):
            write(connection, rows)
            note_run(connection, run)
        on_batch()


def _stale_batch(
    connection: duckdb.DuckDBPyConnection, after: int
) -> list[tuple[int, str, Article]]:
    """The next articles to read anew, in the order of their arrival."""
    found = connection.execute(
        f"""
        with batch as (
            select arrival_number, article_id
            from stale_articles
            where arrival_number > ?
            order by arrival_number
            limit {_BATCH}
        )

        select
            b.arrival_number, a.article_id, a.external_id, a.text, a.title, a.published_date,
            a.source_name, a.url
        from batch as b
        inner join raw.articles as a on b.article_id = a.article_id
        order by b.arrival_number
        """,  # noqa: S608
        [after],
    ).fetchall()
    return [(number, key, Article(*fields)) for number, key, *fields in found]
