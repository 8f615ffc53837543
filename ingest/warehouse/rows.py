"""Rows of the raw tables, and the one place that writes them: a batch, whole or not at all."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ingest.warehouse.batches import Row, append
from ingest.warehouse.keys import figure_key

if TYPE_CHECKING:
    from datetime import date, datetime

    import duckdb

    from ingest.model import Reading
    from ingest.sources.inputs import Record, Reject

_ARTICLES = (
    "article_id", "arrival_number", "external_id", "source_name", "title", "url",
    "published_date", "published_at", "text", "source_path", "record_number", "run_id", "loaded_at",
)  # fmt: skip
_READINGS = (
    "reading_number", "article_id", "reader_hash", "figures_from", "outlet_id", "outlet_name",
    "outlet_agency_id", "run_id", "read_at",
)  # fmt: skip
_SENTENCES = (
    "reading_number", "article_id", "sentence_number", "char_start", "char_end", "kind",
)  # fmt: skip
_FIGURES = (
    "reading_number", "article_id", "figure_id", "sentence_number", "char_start", "char_end",
    "figure_text", "value", "lower", "upper", "qualifier", "measure", "counted", "category",
    "agency", "agency_id", "region", "period_start", "period_end", "scope", "campaign",
    "campaign_key", "part_of",
)  # fmt: skip
_MENTIONS = (
    "reading_number", "article_id", "mention_number", "kind", "key", "char_start", "char_end",
    "sentence_number", "name", "region", "detail", "weight", "from_value", "to_value",
)  # fmt: skip
_SIGNATURES = ("reading_number", "article_id", "bands")
_REJECTS = (
    "run_id", "source_path", "record_number", "reason", "detail", "excerpt", "rejected_at",
)  # fmt: skip
_TABLES = {
    "raw.articles": _ARTICLES,
    "raw.readings": _READINGS,
    "raw.sentences": _SENTENCES,
    "raw.figures": _FIGURES,
    "raw.mentions": _MENTIONS,
    "raw.signatures": _SIGNATURES,
}


@dataclass(slots=True)
class Rows:
    """The rows of one batch, by table, with what every row of a run shares."""

    run_id: str
    now: datetime
    by_table: dict[str, list[Row]] = field(default_factory=lambda: {name: [] for name in _TABLES})
    rejects: list[Row] = field(default_factory=list)
    records_read: list[Row] = field(default_factory=list)  # (source_path, record_number)

    def add_article(self, article_id: str, arrival_number: int, record: Record) -> None:
        """Add a new article."""
        article = record.article
        self.by_table["raw.articles"].append(
            (
                article_id,
                arrival_number,
                article.id,
                article.outlet,
                article.title,
                article.url,
                _iso(article.published),
                _iso(record.published_at),
                article.text,
                record.source_path,
                record.record_number,
                self.run_id,
                _iso(self.now),
            )
        )

    def add_reading(
        self, article_id: str, number: int, reader_hash: str, figures_from: str, reading: Reading
    ) -> None:
        """Add a reading with its figures and mentions, and the sentences that carry them."""
        tables, key, outlet = self.by_table, (number, article_id), reading.outlet
        about = (reader_hash, figures_from, outlet.outlet_id, outlet.outlet_name, outlet.agency_id)
        tables["raw.readings"].append((*key, *about, self.run_id, _iso(self.now)))
        if reading.signature:
            tables["raw.signatures"].append((*key, list(reading.signature)))
        carrying = {figure.sentence for figure in reading.figures}
        carrying.update(m.sentence for m in reading.mentions if m.sentence is not None)
        tables["raw.sentences"].extend(
            (*key, s.number, s.char_start, s.char_end, s.kind)
            for s in reading.sentences
            if s.number in carrying
        )
        tables["raw.figures"].extend(
            (
                *key,
                figure_key(article_id, f.char_start, f.measure),
                f.sentence,
                f.char_start,
                f.char_end,
                f.figure_text,
                f.value,
                f.lower,
                f.upper,
                f.qualifier,
                f.measure,
                f.counted,
                f.category,
                f.agency,
                f.agency_id,
                f.region,
                _iso(f.period_start),
                _iso(f.period_end),
                f.scope,
                f.campaign,
                f.campaign_key,
                f.part_of,
            )
            for f in reading.figures
        )
        tables["raw.mentions"].extend(
            (
                *key,
                mention_number,
                m.kind,
                m.key,
                m.char_start,
                m.char_end,
                m.sentence,
                m.name,
                m.region,
                m.detail,
                m.weight,
                m.from_value,
                m.to_value,
            )
            for mention_number, m in enumerate(reading.mentions)
        )

    def add_reject(self, reject: Reject) -> None:
        """Add an input that was not read."""
        where = (reject.source_path, reject.record_number)
        why = (reject.reason, reject.detail, reject.excerpt)
        self.rejects.append((self.run_id, *where, *why, _iso(self.now)))

    def add_read(self, record: Record) -> None:
        """Note that a record was read, so that an earlier reject of it can go."""
        self.records_read.append((record.source_path, record.record_number))


def write(connection: duckdb.DuckDBPyConnection, rows: Rows) -> None:
    """Write a batch into the raw tables, inside the caller's transaction."""
    for table, columns in _TABLES.items():
        append(connection, table, columns, rows.by_table[table])
    _write_rejects(connection, rows)


def _write_rejects(connection: duckdb.DuckDBPyConnection, rows: Rows) -> None:
    """Keep one reject per record and reason, so that loading twice changes nothing."""
    any_before = connection.execute("select count(*) > 0 from raw.rejects").fetchone()
    if any_before and any_before[0]:
        _stage(connection, "records_read", "source_path, record_number", rows.records_read)
        connection.execute(
            """
            delete from raw.rejects as r using records_read as b
            where r.source_path = b.source_path
              and r.record_number is not distinct from b.record_number
            """
        )
    if not rows.rejects:
        return
    _stage(connection, "new_rejects", ", ".join(_REJECTS), rows.rejects)
    connection.execute(
        """
        insert into raw.rejects by name
        select * from new_rejects as b
        where not exists (
            select 1 from raw.rejects as r
            where r.source_path = b.source_path
              and r.record_number is not distinct from b.record_number
              and r.reason = b.reason
              and r.excerpt is not distinct from b.excerpt
        )
        """
    )


def _stage(connection: duckdb.DuckDBPyConnection, name: str, columns: str, rows: list[Row]) -> None:
    connection.execute(
        f"create or replace temp table {name} as select {columns} from raw.rejects limit 0"  # noqa: S608
    )
    append(connection, name, columns.split(", "), rows)


def _iso(moment: date | datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()
