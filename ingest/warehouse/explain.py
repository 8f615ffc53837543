"""Explaining an id: a fact with its rule and every figure behind it, down to the sentence."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ingest.errors import CasecountError, visible
from ingest.project import seeds_dir
from ingest.seeds import descriptions
from ingest.warehouse.database import connect, open_published, work_path
from ingest.warehouse.facts import BY_NAME, BY_PREFIX, FACT_TABLES, FactTable

if TYPE_CHECKING:
    from pathlib import Path

    import duckdb

_FIGURES = """
select
    f.figure_id, f.figure_text, f.char_start - f.sentence_start as mark_start,
    f.char_end - f.sentence_start as mark_end, f.sentence_text, f.landed_in,
    o.outlet_name, a.published_date, a.title, a.url, a.article_id
from fct_figures as f
inner join dim_article as a on f.article_id = a.article_id
inner join dim_outlet as o on a.outlet_id = o.outlet_id
"""
_CORRECTIONS = """
select target_id, action, field, new_value, reason, decided_by, decided_on
from corrections_applied
where target_id in (select unnest(?::varchar[])) and is_applied
order by decided_on, target_id
"""


@dataclass(frozen=True, slots=True)
class _Published:
    """The published file, asked by column name."""

    connection: duckdb.DuckDBPyConnection

    def rows(self, query: str, *parameters: object) -> list[dict[str, Any]]:
        result = self.connection.execute(query, list(parameters))
        names = [column[0] for column in result.description or []]
        return [dict(zip(names, row, strict=True)) for row in result.fetchall()]

    def row(self, query: str, *parameters: object) -> dict[str, Any] | None:
        found = self.rows(query, *parameters)
        return found[0] if found else None


def explain(database: Path, wanted: str) -> list[str]:
    """Lines that explain `wanted`: the id of a fact, a figure, an operation or a campaign.

    Raises CasecountError where nothing of that id is or was there.
    """
    wanted = wanted.strip()
    with open_published(database) as connection:
        published = _Published(connection)
        lines = (
            _fact(published, wanted)
            or _figure(published, wanted)
            or _operation(published, wanted)
            or _campaign(published, wanted)
            or _article(published, wanted)
            or _retired(published, database, wanted)
        )
    if not lines:
        known = ", ".join(f"{prefix}_…" for prefix in (*BY_PREFIX, "op", "fig", "art"))
        raise CasecountError(
            f"{visible(wanted)}: no such id in {database}, now or in an earlier build ({known})"
        )
    return [visible(line) for line in lines]


def _fact(published: _Published, fact_id: str) -> list[str]:
    table = BY_PREFIX.get(fact_id.partition("_")[0])
    fact = published.row(f"from {table.name} where {table.key} = ?", fact_id) if table else None
    if table is None or fact is None:
        return []
    about = _about(published, table, fact)
    figures = published.rows(
        f"""
        with bridge as (select * from bridge_fact_figures where fact_id = ?)

        select f.*, b.fact_table, b.role, b.reason
        from ({_FIGURES}) as f
        inner join bridge as b on f.figure_id = b.figure_id
        order by
            b.fact_table = 'fct_parts', b.role <> 'chosen', b.role,
            f.published_date nulls last, f.outlet_name, f.mark_start, f.figure_id
        """,  # noqa: S608
        fact_id,
    )
    targets = [*(figure["figure_id"] for figure in figures), fact.get("operation_id")]
    return [
        f"{fact_id}  {fact['count_text']} {about}",
        f"  count {_number(fact[table.count])}, low {_bound(fact[f'{table.count}_low'])}, "
        f"high {_bound(fact[f'{table.count}_high'])}; {fact['count_kind']}"
        + ("; reports disagree, so there is no count" if fact["has_conflict"] else ""),
        f"  rule: {_rule(fact['resolution'])}",
        f"  {_plural(fact['figure_count'], 'figure')} in "
        f"{_plural(fact['article_count'], 'article')} of "
        f"{_plural(fact['outlet_count'], 'independent outlet')}, "
        f"{_plural(fact['dissent_count'], 'figure')} against it",
        "",
        *(line for n, figure in enumerate(figures, 1) for line in _behind(n, figure)),
        *_by_persons(published, [target for target in targets if target]),
        _citation(published, fact_id, f"{fact['count_text']} {about}", figures),
    ]


def _about(published: _Published, table: FactTable, fact: dict[str, Any]) -> str:
    """What was counted, whose, where and when, in words."""
    measure = fact.get("measure_id") or {"arr": "arrested", "res": "rescued"}[table.prefix]
    names = published.row(
        "select region_name, (select agency_name from dim_agency where agency_id = ?) as agency "
        "from dim_region where region_id = ?",
        fact["agency_id"],
        fact["region_id"],
    )
    place = names["region_name"] if names else fact["region_id"]
    agency = (names or {}).get("agency") or fact["agency_id"]
    return (
        f"{fact['category_id']} {str(measure).replace('_', ' ')}, "
        f"{_when(published, table, fact)}, {place}, {agency}"
    )


def _when(published: _Published, table: FactTable, fact: dict[str, Any]) -> str:
    if table.name == "fct_campaigns":
        campaign = _campaign_name(published, fact["campaign_id"])
        start = fact["window_start_date"] or "an unknown start"
        return f"running total of {campaign} from {start} to {fact['as_of_date']}"
    if table.name == "fct_period_totals":
        return f"total from {fact['period_start_date']} to {fact['period_end_date']}"
    operation = published.row(
        "select operation_name, start_date, end_date from dim_operation where operation_id = ?",
        fact["operation_id"],
    ) or {"operation_name": None, "start_date": None, "end_date": None}
    start, end = operation["start_date"], operation["end_date"]
    days = f"{start} to {end}" if start and end and start != end else start or "date unknown"
    return f"{operation['operation_name'] or 'operation'} ({fact['operation_id']}), {days}"


def _campaign_name(published: _Published, campaign_id: str | None) -> str:
    row = published.row("select campaign_name from dim_campaign where campaign_id = ?", campaign_id)
    name = row["campaign_name"] if row else None
    return f"{name} ({campaign_id})" if name else f"a campaign ({campaign_id})"


def _behind(number: int, figure: dict[str, Any]) -> list[str]:
    """One figure behind a fact: who printed it when, its sentence, its role and why."""
    part = " (part of it)" if figure["fact_table"] == "fct_parts" else ""
    return [
        f"  {number}. {figure['role']}{part}: {_source(figure)}  {figure['figure_id']}",
        f"     {_sentence(figure)}",
        f"     {figure['reason']}",
        "",
    ]


def _source(figure: dict[str, Any]) -> str:
    return f"{figure['outlet_name']}, {figure['published_date'] or 'undated'}"


def _sentence(figure: dict[str, Any]) -> str:
    """The sentence on one line, its number in brackets."""
    text, start, end = figure["sentence_text"], figure["mark_start"], figure["mark_end"]
    return " ".join(f"{text[:start]}[{text[start:end]}]{text[end:]}".split())


def _by_persons(published: _Published, targets: list[str]) -> list[str]:
    """What persons decided about these figures or this operation."""
    lines = []
    for row in published.rows(_CORRECTIONS, targets):
        what = f"{row['action']} {row['target_id']}"
        if row["field"]:
            what += f", {row['field']} = {row['new_value']}"
        lines.append(
            f"  a person's word: {what}, because {row['reason']} "
            f"({row['decided_by']}, {row['decided_on']})"
        )
    verdicts = published.rows(
        "select * from same_operation_applied where is_applied and "
        "(figure_id_a in (select unnest($1::varchar[])) "
        "or figure_id_b in (select unnest($1::varchar[]))) order by decided_on, figure_id_a",
        targets,
    )
    lines += [
        f"  a person's word: {row['figure_id_a']} and {row['figure_id_b']} are of "
        f"{'the same operation' if row['verdict'] == 'same' else 'different operations'}, because "
        f"{row['reason']} ({row['decided_by']}, {row['decided_on']})"
        for row in verdicts
    ]
    return [*lines, ""] if lines else []


def _citation(published: _Published, fact_id: str, what: str, figures: list[dict[str, Any]]) -> str:
    """One line, ready to cite: the fact, what it rests on, and which build says so."""
    rests = dict.fromkeys(_source(f) for f in figures if f["role"] not in {"conflicts", "part_of"})
    about = published.row("select build_id, built_at from about") or {}
    build = str(about.get("build_id", ""))[:8]
    built = about["built_at"].date() if about.get("built_at") else "unknown date"
    return f"Cite: {what}. Casecount {fact_id}, build {build} of {built}; after {'; '.join(rests)}."


def _figure(published: _Published, figure_id: str) -> list[str]:
    if not figure_id.startswith("fig_"):
        return []
    figure = published.row(f"select * from ({_FIGURES}) where figure_id = ?", figure_id)  # noqa: S608
    if figure is None:
        return []
    facts = published.rows(
        "select fact_table, fact_id, role, reason from bridge_fact_figures "
        "where figure_id = ? order by fact_table, fact_id",
        figure_id,
    )
    lines = [
        f"{figure_id}  “{figure['figure_text']}” in {_source(figure)}  {figure['article_id']}",
        f"  {_sentence(figure)}",
    ]
    if not facts:
        lines.append(f"  stands in no fact: {_landing(figure['landed_in'])}")
    lines += [
        f"  {fact['role']} in {fact['fact_table']} {fact['fact_id']}: {fact['reason']}"
        for fact in facts
    ]
    return [*lines, *_by_persons(published, [figure_id])]


def _operation(published: _Published, operation_id: str) -> list[str]:
    alias = published.row(
        "select operation_id from operation_aliases where alias_id = ?", operation_id
    )
    current = alias["operation_id"] if alias else operation_id
    operation = published.row("from dim_operation where operation_id = ?", current)
    if operation is None:
        return []
    lines = []
    if current != operation_id:
        lines.append(f"{operation_id} is another id of {current}, in which its report was joined")
    lines.append(
        f"{current}  {operation['operation_name'] or 'operation'}, "
        f"{operation['start_date'] or 'date unknown'}, {operation['region_id']}, "
        f"{operation['agency_id']}, {operation['subject']}; "
        f"{_plural(operation['article_count'], 'article')}"
    )
    return lines + _facts_over(published, "operation_id", current)


def _campaign(published: _Published, campaign_id: str) -> list[str]:
    campaign = published.row("from dim_campaign where campaign_id = ?", campaign_id)
    if campaign is None:
        return []
    name = campaign["campaign_name"] or "campaign without a name"
    start = campaign["start_date"] or "an unknown start"
    head = f"{campaign_id}  {name}, from {start}, {campaign['region_id']}"
    return [head, *_facts_over(published, "campaign_id", campaign_id)]


def _facts_over(published: _Published, over: str, key: str) -> list[str]:
    lines = []
    for table in FACT_TABLES:
        if table.over != over:
            continue
        measure = "measure_id" if table.has_measure else f"'{table.noun}'"
        date = "as_of_date" if table.name == "fct_campaigns" else "null"
        for fact in published.rows(
            f"select {table.key} as fact_id, {measure} as measure, category_id, count_text, "  # noqa: S608
            f"{date} as as_of from {table.name} where {over} = ? "
            "order by as_of, measure, category_id",
            key,
        ):
            as_of = f", as of {fact['as_of']}" if fact["as_of"] else ""
            lines.append(
                f"  {fact['fact_id']}  {fact['measure']} ({fact['category_id']}{as_of}): "
                f"{fact['count_text']}"
            )
    return lines


def _article(published: _Published, article_id: str) -> list[str]:
    if not article_id.startswith("art_"):
        return []
    figures = published.rows(
        f"select * from ({_FIGURES}) where article_id = ? order by mark_start",  # noqa: S608
        article_id,
    )
    article = published.row(
        "select a.*, o.outlet_name from dim_article as a "
        "inner join dim_outlet as o on a.outlet_id = o.outlet_id where a.article_id = ?",
        article_id,
    )
    if article is None:
        return []
    title = f"“{article['title']}”, " if article["title"] else ""
    head = f"{article_id}  {title}{_source(article)} (id {article['external_id']})"
    copy = [f"  a copy of {article['copy_of']}"] if article["copy_of"] else []
    return [
        head,
        *copy,
        *(f"  {f['figure_id']}  “{f['figure_text']}”: {f['landed_in']}" for f in figures),
    ]


def _retired(published: _Published, database: Path, fact_id: str) -> list[str]:
    """What became of a fact that an earlier build published: where its figures stand now."""
    path = work_path(database)
    if fact_id.partition("_")[0] not in BY_PREFIX or not path.exists():
        return []
    with closing(connect(path, read_only=True)) as work:
        has_memory = work.execute(
            "select count(*) from duckdb_tables() where table_name = 'published_facts'"
        ).fetchone()
        if not has_memory or not has_memory[0]:
            return []
        found = work.execute(
            "select fact_table, list(figure_id), min(first_build_id) from raw.published_facts "
            "where fact_id = ? group by fact_table",
            [fact_id],
        ).fetchone()
    if found is None:
        return []
    fact_table, figures, build_id = found
    kind = BY_NAME[fact_table].noun if fact_table in BY_NAME else fact_table
    lines = [
        f"{fact_id} is no longer a fact: it was one of the {kind} of an earlier build "
        f"(since build {build_id[:8]}); its figures stand now:"
    ]
    for row in published.rows(
        "select f.figure_id, f.figure_text, f.landed_in, "
        "string_agg(distinct b.fact_id, ', ' order by b.fact_id) as facts "
        "from fct_figures as f left join bridge_fact_figures as b on f.figure_id = b.figure_id "
        "where f.figure_id in (select unnest(?::varchar[])) group by all order by f.figure_id",
        figures,
    ):
        where = f"in {row['facts']}" if row["facts"] else _landing(row["landed_in"])
        lines.append(f"  {row['figure_id']}  “{row['figure_text']}”: {where}")
    if len(lines) == 1:
        lines.append("  nowhere: they are no longer read, or their articles were removed")
    return lines


def _rule(resolution: str) -> str:
    return f"{resolution}: {_described('resolution_rules', 'resolution', resolution)}"


def _landing(landed_in: str) -> str:
    return f"{landed_in}: {_described('landing_reasons', 'landed_in', landed_in)}"


def _described(seed: str, key: str, word: str) -> str:
    """The description that a seed has for a word, the word itself if it has none."""
    return descriptions(seeds_dir(), seed, key).get(word, word)


def _number(value: int | None) -> str:
    return "none" if value is None else f"{value:,}"


def _bound(value: int | None) -> str:
    return "not known" if value is None else f"{value:,}"


def _plural(count: int, noun: str) -> str:
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"
