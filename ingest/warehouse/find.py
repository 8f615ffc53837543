"""Finding the articles that hold a text: somebody asks, by name, what is kept of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ingest.errors import CasecountError
from ingest.warehouse.database import open_work

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path

    import duckdb

# How a text is compared: without case, accents, kinds of quotes, dashes and spaces, and what is
# not seen (soft hyphens, marks of direction). `translate` drops what has no counterpart.
_ALIKE = {
    "print": "‘’ʼ`´“”„«»–—‑‐−\u00a0\u2007\u2009\u202f"
    "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff",
    "plain": "'" * 5 + '"' * 5 + "-" * 5 + " " * 4,
}
_COMPARED = (
    "trim(regexp_replace(strip_accents(lower(translate({}, $print, $plain))), '\\s+', ' ', 'g'))"
)

# As the published table `rejects` names them.
REJECTS = """
select
    'rej_' || substr(md5(concat_ws('|',
        run_id, source_path, record_number, reason, detail, excerpt,
        row_number() over (partition by run_id, source_path, record_number order by reason)
    )), 1, 16) as reject_id,
    *
from raw.rejects
"""


@dataclass(frozen=True, slots=True)
class FoundArticle:
    """An article that holds the text; `figures` of it stand in the warehouse."""

    article_id: str
    external_id: str
    outlet_name: str
    published: date | None
    title: str | None
    url: str | None
    figures: int

    @property
    def line(self) -> str:
        """The article as one line."""
        title = f"“{self.title}”" if self.title else "no title"
        figures = "1 figure" if self.figures == 1 else f"{self.figures:,} figures"
        return (
            f"{self.article_id}  {self.outlet_name}, {self.published or 'undated'}, {title}, "
            f"{self.url or 'no address'} (id {self.external_id}; {figures})"
        )


@dataclass(frozen=True, slots=True)
class FoundReject:
    """An input that was not read, of which what is kept holds the text."""

    reject_id: str
    source_path: str
    record_number: int | None
    reason: str

    @property
    def line(self) -> str:
        """The reject as one line."""
        record = "" if self.record_number is None else f", record {self.record_number}"
        return f"{self.reject_id}  not read: {self.source_path}{record} ({self.reason})"


def find(database: Path, text: str) -> tuple[list[FoundArticle], list[FoundReject]]:
    """The loaded articles, and the rejects, in which `text` stands, in the order of arrival.

    Case, accents, line breaks and kinds of quotes are no difference. Looked at are text, title,
    outlet and address of articles; place, detail and excerpt of rejects. Raises CasecountError
    where `text` is empty or there is no work database.
    """
    if not text.strip():
        raise CasecountError("there is nothing to look for; give the text, in quotes")
    with open_work(database) as work:
        compared = f"select {_COMPARED.format('$wanted::varchar')}"
        wanted = work.execute(compared, {**_ALIKE, "wanted": text}).fetchone()
        if not wanted or not wanted[0]:
            raise CasecountError("there is nothing to look for; give a text with letters or digits")
        asked = {**_ALIKE, "wanted": wanted[0]}
        held = _COMPARED.format("concat_ws(chr(10), a.title, a.text, a.source_name, a.url)")
        holding = f"select a.article_id from raw.articles as a where contains({held}, $wanted)"  # noqa: S608
        articles = articles_by_id(work, holding, asked)
        kept = _COMPARED.format("concat_ws(chr(10), source_path, detail, excerpt)")
        rejects = work.execute(
            f"""
            select reject_id, source_path, record_number, reason
            from ({REJECTS})
            where contains({kept}, $wanted)
            order by source_path, record_number, reject_id
            """,  # noqa: S608
            asked,
        ).fetchall()
    return articles, [FoundReject(*row) for row in rejects]


def articles_by_id(
    work: duckdb.DuckDBPyConnection, ids: str, parameters: Mapping[str, object] | None = None
) -> list[FoundArticle]:
    """The articles whose ids the query `ids` gives, in the order of their arrival."""
    found = work.execute(
        f"""
        with wanted as (
            select distinct article_id from ({ids})
        ),

        newest as (
            select
                article_id,
                max(reading_number) as reading_number,
                arg_max(outlet_name, reading_number) as outlet_name
            from raw.readings
            where article_id in (select article_id from wanted)
            group by article_id
        ),

        figures as (
            select n.article_id, count(*) as figure_count
            from raw.figures as f
            inner join newest as n
                on f.article_id = n.article_id and f.reading_number = n.reading_number
            group by n.article_id
        )

        select
            a.article_id, a.external_id, n.outlet_name, a.published_date, a.title, a.url,
            coalesce(f.figure_count, 0)
        from raw.articles as a
        inner join newest as n on a.article_id = n.article_id
        left join figures as f on a.article_id = f.article_id
        order by a.arrival_number
        """,  # noqa: S608
        dict(parameters) if parameters else None,
    ).fetchall()
    return [FoundArticle(*row) for row in found]
