"""Forgetting articles: they leave the work database with all that rests on them, for good.

Deleting rows leaves their bytes in the file, so all that stays is written into a new one, which
takes the old one's place at once. Kept of a forgotten article are hashes (`forgotten.py`), so that
it isn't read again. What was built goes too: the facts are worked out anew from what is left.
"""

from __future__ import annotations

import csv
import os
import re
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

import duckdb

from ingest.errors import CasecountError, visible
from ingest.project import seeds_dir
from ingest.warehouse.database import (
    RAW_SQL,
    explain_error,
    open_work,
    remove_left_over,
    transaction,
    work_path,
)
from ingest.warehouse.find import REJECTS, FoundArticle, articles_by_id
from ingest.warehouse.forgotten import address_hash, number_hashes

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

_ID = re.compile(r"art_[0-9a-f]{16}|rej_[0-9a-f]{16}")
_DRAFT = "rest"  # the new file's name inside the connection
# What rests on an article, by the column that says so. Runs hold counts alone; builds of what was
# there before say nothing about what is left.
_BY_ARTICLE = ("articles", "readings", "sentences", "figures", "mentions", "signatures")
_DECISIONS = ("corrections.csv", "same_operation.csv")


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What was forgotten now, and what a person should know about."""

    articles: int
    before: int  # asked for, and forgotten already
    rejects: int
    copies: tuple[FoundArticle, ...]  # other articles with the same wording
    decisions: tuple[str, ...]  # lines of seeds that name figures of theirs


def forget(database: Path, ids: Sequence[str]) -> Forgotten:
    """Remove articles (and rejects) from the work database of `database`.

    Raises CasecountError, and changes nothing, where an id is of nothing that was ever loaded.
    The published file is as it was until the next build.
    """
    wanted = list(dict.fromkeys(each.strip() for each in ids))
    odd = [each for each in wanted if not _ID.fullmatch(each)]
    if odd:
        raise CasecountError(
            f"{visible(odd[0])}: is no id of an article or a reject (art_… or rej_…, as casecount "
            "find shows them); nothing was forgotten"
        )
    path = work_path(database)
    try:
        with open_work(database) as work:
            _choose(work, wanted)
            forgotten = _told(work, wanted)
            _write_rest(work, path)
    except (duckdb.Error, OSError) as error:
        raise CasecountError(explain_error(path, error)) from error
    return forgotten


def clear_logs(database: Path) -> None:
    """Remove what dbt wrote beside the work database: its messages may quote what it read."""
    path = work_path(database)
    shutil.rmtree(path.with_name(f"{database.stem}.dbt"), ignore_errors=True)
    shutil.rmtree(path.with_name(f"{path.name}.tmp"), ignore_errors=True)


def _choose(work: duckdb.DuckDBPyConnection, wanted: list[str]) -> None:
    """Put what is to go into temporary tables; raises CasecountError where an id is unknown."""
    work.execute("create or replace temp table leaving (article_id varchar)")
    work.execute(
        "insert into leaving select article_id from raw.articles "
        "where article_id in (select unnest(?::varchar[]))",
        [wanted],
    )
    work.execute(
        f"""
        create or replace temp table leaving_rejects as
        select r.* exclude (reject_id)
        from ({REJECTS}) as r
        where r.reject_id in (select unnest($1::varchar[]))
        or exists (
            select 1 from raw.articles as a
            where a.article_id in (select article_id from leaving)
            and a.source_path = r.source_path
            and a.record_number is not distinct from r.record_number
        )
        """,  # noqa: S608
        [wanted],
    )
    known = {
        key
        for (key,) in work.execute(
            "select article_id from leaving union all select article_id from raw.forgotten "  # noqa: S608
            f"union all select reject_id from ({REJECTS})"
        ).fetchall()
    }
    if unknown := [each for each in wanted if each not in known]:
        raise CasecountError(
            f"{', '.join(unknown[:5])}: was never loaded; nothing was forgotten "
            "(casecount find TEXT shows the ids)"
        )


def _told(work: duckdb.DuckDBPyConnection, wanted: list[str]) -> Forgotten:
    figures = {
        key
        for (key,) in work.execute(
            "select distinct figure_id from raw.figures "
            "where article_id in (select article_id from leaving)"
        ).fetchall()
    }
    asked = sum(each.startswith("art_") for each in wanted)
    now = _count(work, "select count(*) from leaving")
    rejects = _count(work, "select count(*) from leaving_rejects")
    return Forgotten(now, asked - now, rejects, _copies(work), _decisions(figures))


def _copies(work: duckdb.DuckDBPyConnection) -> tuple[FoundArticle, ...]:
    """Other articles with their text, or, after a build, with their wording."""
    query = """
        select b.article_id
        from raw.articles as a
        inner join raw.articles as b on a.text = b.text
        where a.article_id in (select article_id from leaving)
    """
    if _exists(work, "main", "dim_article"):
        query += """
            union
            select unnest([a.article_id, a.copy_of])
            from main.dim_article as a
            where a.article_id in (select article_id from leaving)
            or a.copy_of in (select article_id from leaving)
            or a.copy_of in (
                select copy_of from main.dim_article
                where article_id in (select article_id from leaving)
            )
        """
    return tuple(
        articles_by_id(
            work,
            f"select article_id from ({query}) "  # noqa: S608
            "where article_id not in (select article_id from leaving)",
        )
    )


def _decisions(figures: set[str]) -> tuple[str, ...]:
    """Lines of people's decisions that name one of the figures."""
    found = []
    for name in _DECISIONS:
        with (seeds_dir() / name).open(encoding="utf-8", newline="") as file:
            rows = csv.reader(file)
            found += [f"seeds/{name}, line {rows.line_num}" for row in rows if figures & set(row)]
    return tuple(found)


def start_over(work: duckdb.DuckDBPyConnection, database: Path) -> None:
    """Put an empty work database in the place of `work`, that of `database`, at once.

    What was to be forgotten is all that it keeps. Raises CasecountError where it can't be written;
    the old one is then as it was.
    """
    path = work_path(database)

    def copy(old: str) -> None:
        work.execute(f'insert into raw.forgotten by name from "{old}".raw.forgotten')

    try:
        _put_in_place(work, path, copy)
    except (duckdb.Error, OSError) as error:
        raise CasecountError(explain_error(path, error)) from error


def _write_rest(work: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Write all that stays into a new file, and put it in the place of the old one."""
    _prepare(work)
    _put_in_place(work, path, lambda old: _copy(work, old))


def _put_in_place(work: duckdb.DuckDBPyConnection, path: Path, fill: Callable[[str], None]) -> None:
    """Make a new file of the raw tables, let `fill` copy from the old database, and rename it."""
    remove_left_over(path.parent, f"{path.name}.forget-")
    draft = path.with_name(f"{path.name}.forget-{os.getpid()}")
    old = _text(work, "select current_database()")
    work.execute("checkpoint")
    try:
        work.execute(f"attach '{str(draft).replace(chr(39), chr(39) * 2)}' as {_DRAFT}")
        work.execute(f"use {_DRAFT}")
        try:
            work.execute(RAW_SQL.read_text(encoding="utf-8"))
            fill(old)
        finally:
            work.execute(f'use "{old}"')
        work.execute(f"detach {_DRAFT}")
        with draft.open("rb") as file:
            os.fsync(file.fileno())
        # The old file is still held, so that nobody writes into it meanwhile.
        draft.replace(path)
    finally:
        for left in (draft, draft.with_name(f"{draft.name}.wal")):
            left.unlink(missing_ok=True)


def _prepare(work: duckdb.DuckDBPyConnection) -> None:
    """What is kept in the place of what goes, as temporary tables: keys, and ids that lead on."""
    work.execute("create or replace temp table now_forgotten as from raw.forgotten")
    hashes = [(key, address_hash(url)) for key, url in _addresses(work)]
    numbers = _numbers(work)
    for key, address in hashes:
        work.execute(
            """
            insert into now_forgotten by name
            select
                $1 as article_id,
                get_current_timestamp() as forgotten_at,
                $2 as address_hash,
                arg_max(bands, reading_number) as bands,
                $3::uinteger[] as number_hashes
            from raw.signatures
            where article_id = $1
            """,
            [key, address, sorted(numbers.get(key, ()))],
        )
    if not _exists(work, "intermediate", "int_operation_members"):
        work.execute("create or replace temp table aliases as from raw.kept_aliases")
        return
    # Of an operation's reports that stay, the first-arrived stands for the one that goes.
    work.execute(
        """
        create or replace temp table aliases as
        with members as (
            select m.*, m.article_id in (select article_id from leaving) as is_leaving
            from intermediate.int_operation_members as m
        ),

        standing as (
            select
                m.operation_id,
                arg_min(m.report_id, (a.arrival_number, r.char_start, m.report_id)) as report_id
            from members as m
            inner join intermediate.int_reports as r on m.report_id = r.report_id
            inner join raw.articles as a on m.article_id = a.article_id
            where not m.is_leaving
            group by m.operation_id
        ),

        led as (
            select own_operation_id as alias_id, operation_id from members where is_leaving
            union
            select k.alias_id, m.operation_id
            from raw.kept_aliases as k
            inner join members as m on k.report_id = m.report_id
        )

        select distinct led.alias_id, standing.report_id
        from led
        inner join standing on led.operation_id = standing.operation_id
        """
    )


def _addresses(work: duckdb.DuckDBPyConnection) -> list[tuple[str, str | None]]:
    """The articles that leave, each with its address; without it where others stay at the same."""
    leaving = work.execute(
        "select article_id, url from raw.articles where article_id in (from leaving)"
    ).fetchall()
    at_same_page = work.execute(
        r"""
        select url from raw.articles
        where
            article_id not in (from leaving)
            and regexp_replace(url, '[?#].*', '') in (
                select regexp_replace(url, '[?#].*', '') from raw.articles
                where article_id in (from leaving)
            )
        """
    ).fetchall()
    shared = {address_hash(url) for (url,) in at_same_page}
    return [(key, None if address_hash(url) in shared else url) for key, url in leaving]


def _numbers(work: duckdb.DuckDBPyConnection) -> dict[str, frozenset[int]]:
    """The hashes of the numbers that the newest readings of leaving articles hold."""
    found = work.execute(
        """
        select article_id, measure, value from raw.figures
        where (article_id, reading_number) in (
            select (article_id, max(reading_number)) from raw.readings
            where article_id in (from leaving)
            group by article_id
        )
        """
    ).fetchall()
    printed: dict[str, list[tuple[str, int | None]]] = {}
    for key, measure, value in found:
        printed.setdefault(key, []).append((measure, value))
    return {key: number_hashes(numbers) for key, numbers in printed.items()}


def _copy(work: duckdb.DuckDBPyConnection, old: str) -> None:
    source = f'"{old}".raw'
    with transaction(work):
        for table in _BY_ARTICLE:
            work.execute(
                f"insert into raw.{table} by name select * from {source}.{table} "  # noqa: S608
                "where article_id not in (select article_id from temp.leaving)"
            )
        work.execute(f"insert into raw.runs by name from {source}.runs")
        work.execute("insert into raw.forgotten by name from temp.now_forgotten")
        work.execute("insert into raw.kept_aliases by name from temp.aliases")
        work.execute(
            f"insert into raw.rejects by name from {source}.rejects as r "  # noqa: S608
            "where not exists "
            "(select 1 from temp.leaving_rejects as l where l is not distinct from r)"
        )
        work.execute(
            f"""
            insert into raw.fetches by name
            from {source}.fetches
            where url not in (
                select unnest([url, source_path]) from {source}.articles
                where article_id in (select article_id from temp.leaving) and url is not null
            )
            """  # noqa: S608
        )
        work.execute(
            f"""
            insert into raw.published_facts by name
            from {source}.published_facts
            where figure_id not in (
                select figure_id from {source}.figures
                where article_id in (select article_id from temp.leaving)
            )
            """  # noqa: S608
        )


def _exists(work: duckdb.DuckDBPyConnection, schema: str, table: str) -> bool:
    return bool(
        _count(
            work,
            "select count(*) from duckdb_tables() where database_name = current_database() "  # noqa: S608
            f"and schema_name = '{schema}' and table_name = '{table}'",
        )
    )


def _count(work: duckdb.DuckDBPyConnection, query: str) -> int:
    row = work.execute(query).fetchone()
    return int(row[0]) if row else 0


def _text(work: duckdb.DuckDBPyConnection, query: str) -> str:
    row = work.execute(query).fetchone()
    return str(row[0]) if row else ""
