"""Hold a warehouse against the facts that a scenario expects, and look into one by its figures."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import combinations
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

Record = dict[str, Any]
Row = tuple[Any, ...]

COUNTS = {
    "fct_arrests": "arrested_count",
    "fct_rescues": "rescued_count",
    "fct_outcomes": "outcome_count",
}
TOTALS = """
    select measure_id, category_id, as_of_date, running_total, running_total_low,
        running_total_high
    from fct_campaigns
"""
PERIOD_TOTALS = """
    select measure_id, category_id, period_start_date, period_end_date, period_total,
        period_total_low, period_total_high, region_id
    from fct_period_totals
"""


class Look:
    """Questions to a warehouse, asked by article and printed number; shapes are rows as dicts."""

    def __init__(self, connection: Any) -> None:
        self.connection = connection

    def rows(self, sql: str, *values: object) -> list[Row]:
        """Return the rows of a query."""
        return list(self.connection.execute(sql, list(values)).fetchall())

    def records(self, sql: str, *values: object) -> list[Record]:
        """Return the rows of a query as dicts."""
        done = self.connection.execute(sql, list(values))
        names = [column[0] for column in done.description]
        return [dict(zip(names, row, strict=True)) for row in done.fetchall()]

    def figure(self, article: str, printed: str, measure: str | None = None) -> Record:
        """Return the first figure of an article that is printed so."""
        found = self.records(
            """
            select f.* from fct_figures as f join dim_article as a using (article_id)
            where a.external_id = ? and f.figure_text = ? and f.measure_id = coalesce(?, measure_id)
            order by f.char_start
            """,
            article,
            printed,
            measure,
        )
        assert found, f"no figure {printed!r} in {article}"
        return found[0]

    def operation_of(self, article: str, printed: str, measure: str | None = None) -> str | None:
        """Return the operation of a figure, null where it has none."""
        operation: str | None = self.figure(article, printed, measure)["operation_id"]
        return operation

    def operation(self, article: str, printed: str) -> Record:
        """Return the row of dim_operation of a figure."""
        (found,) = self.records(
            "select * from dim_operation where operation_id = ?",
            self.operation_of(article, printed),
        )
        return found

    def roles(self, article: str, printed: str, measure: str | None = None) -> set[str]:
        """Return the roles that a figure plays behind facts."""
        figure_id = self.figure(article, printed, measure)["figure_id"]
        found = self.rows("select role from bridge_fact_figures where figure_id = ?", figure_id)
        return {role for (role,) in found}

    def facts(self, article: str, printed: str, measure: str | None = None) -> dict[str, Record]:
        """Return the facts of a figure's operation and measure, by category."""
        figure = self.figure(article, printed, measure)
        measure_id, operation_id = figure["measure_id"], figure["operation_id"]
        table = {"arrested": "fct_arrests", "rescued": "fct_rescues"}.get(measure_id)
        sql = f"select * from {table or 'fct_outcomes'} where operation_id = ?"
        found = self.records(sql, operation_id)
        if table is None:
            found = [fact for fact in found if fact["measure_id"] == measure_id]
        count = COUNTS[table or "fct_outcomes"]
        keys = ("", "_low", "_high")
        told = [{**f, **{f"count{key}": f[count + key] for key in keys}} for f in found]
        return {fact["category_id"]: fact for fact in told}

    def fact(self, article: str, printed: str, measure: str | None = None) -> Record:
        """Return the one fact of a figure's operation and measure."""
        found = self.facts(article, printed, measure)
        assert len(found) == 1, f"{article} {printed}: {sorted(found)}"
        return next(iter(found.values()))

    def parts(self, fact: Record) -> set[Row]:
        """Return the parts of an operation fact: category, region, count, low, high, complete."""
        fact_id = next(fact[key] for key in ("arrest_id", "rescue_id", "outcome_id") if key in fact)
        return set(
            self.rows(
                """
                select category_id, region_id, part_count, part_count_low, part_count_high,
                    is_complete
                from fct_parts where fact_id = ?
                """,
                fact_id,
            )
        )

    def together(self, *articles: str) -> bool:
        """Say whether one operation holds figures of all these articles."""
        return any(set(articles) <= members for members in self.members().values())

    def members(self) -> dict[str, set[str]]:
        """Return the articles of each operation, by their own ids."""
        members: dict[str, set[str]] = defaultdict(set)
        for operation_id, article in self.rows(
            """
            select distinct f.operation_id, a.external_id
            from fct_figures as f join dim_article as a using (article_id)
            where f.operation_id is not null
            """
        ):
            members[operation_id].add(article)
        return dict(members)

    def in_review(self, one: str, other: str) -> bool:
        """Say whether a pair of reports of these two articles waits for a person."""
        pairs = self.rows(
            """
            select a.external_id, b.external_id
            from match_review as r
            join dim_article as a on r.article_id_a = a.article_id
            join dim_article as b on r.article_id_b = b.article_id
            """
        )
        return (one, other) in pairs or (other, one) in pairs


def best_match(expected: list[Record], members: dict[str, set[str]]) -> dict[str, str]:
    """Return the expected key of each operation: those that share most articles find each other."""
    pairs = sorted(
        (
            (-len(told & found) / len(told | found), wanted["key"], operation_id)
            for wanted in expected
            for told in [set(wanted["articles"])]
            for operation_id, found in members.items()
            if told & found
        ),
    )
    key_of: dict[str, str] = {}
    for _, wanted_key, operation_id in pairs:
        if operation_id not in key_of and wanted_key not in key_of.values():
            key_of[operation_id] = wanted_key
    return key_of


def told_day(value: date | str | None) -> str | None:
    """Return a day as yyyy-mm-dd."""
    return None if value is None else str(value)[:10]


def compare(name: str, expected: Iterable[Row], found: Iterable[Row]) -> list[str]:
    """Return a line for each row that is missing, and for each that is too much."""
    wanted, there = Counter(expected), Counter(found)
    missing = [f"{name}: missing {row}" for row in (wanted - there).elements()]
    return missing + [f"{name}: too much {row}" for row in (there - wanted).elements()]


def expected_facts(world: Record, kind: str) -> list[Row]:
    """Return the expected rows of arrests, rescues or outcomes."""
    return [
        (
            operation["key"],
            *([fact["measure"]] if "measure" in fact else []),
            *(fact[key] for key in ("category", "count", "low", "high", "conflict")),
        )
        for operation in world["operations"]
        for fact in operation.get(kind, [])
    ]


def found_facts(look: Look, table: str, key_of: dict[str, str]) -> list[Row]:
    """Return the rows of an operation fact table, by the keys of the scenario."""
    count = COUNTS[table]
    measure = "measure_id, " if table == "fct_outcomes" else ""
    return [
        (key_of.get(operation, operation), *rest)
        for operation, *rest in look.rows(
            f"select operation_id, {measure} category_id, {count}, {count}_low, {count}_high, "
            f"has_conflict from {table}"
        )
    ]


def compare_operations(look: Look, world: Record, key_of: dict[str, str]) -> list[str]:
    """Compare articles, dates and regions of the operations."""
    members = look.members()
    wanted = [
        (
            each["key"],
            tuple(sorted(each["articles"])),
            each["operation_date"],
            each["operation_end"] or each["operation_date"],
            each["region_id"] or "ZZ",
        )
        for each in world["operations"]
    ]
    found = [
        (
            key_of.get(operation_id, operation_id),
            tuple(sorted(members.get(operation_id, ()))),
            told_day(start),
            told_day(end),
            region,
        )
        for operation_id, start, end, region in look.rows(
            "select operation_id, start_date, end_date, region_id from dim_operation"
        )
    ]
    return compare("operations", wanted, found)


def words_of(text: str | None) -> set[str]:
    """Return the words of a name that tell it from others."""
    plain = "".join(letter if letter.isalnum() else " " for letter in (text or "").lower())
    return set(plain.split()) - {"the", "of", "and"}


def compare_agencies(look: Look, world: Record, key_of: dict[str, str]) -> list[str]:
    """Compare who did it: a word of the name must be shared."""
    wanted = {each["key"]: each["agency"] for each in world["operations"]}
    return [
        f"agencies: {key_of[operation_id]} is {name}, not {wanted[key_of[operation_id]]}"
        for operation_id, name in look.rows(
            "select operation_id, agency_name from dim_operation join dim_agency using (agency_id)"
        )
        if operation_id in key_of
        and wanted[key_of[operation_id]]
        and not words_of(name) & words_of(wanted[key_of[operation_id]])
    ]


def expected_totals(world: Record) -> dict[str, list[Row]]:
    """Return the expected running totals of each campaign."""
    keys = ("measure", "category", "as_of", "count", "low", "high")
    return {
        campaign["key"]: [tuple(each[key] for key in keys) for each in campaign["totals"]]
        for campaign in world["campaigns"]
    }


def expected_period_totals(world: Record) -> list[Row]:
    """Return the expected totals of closed windows."""
    keys = ("measure", "category", "start", "end", "count", "low", "high")
    return [
        (*(each[key] for key in keys), each["region_id"] or "ZZ") for each in world["period_totals"]
    ]


def compare_campaigns(look: Look, world: Record) -> list[str]:
    """Say which campaigns have several identities, and which share one."""
    campaign_of = {
        (a, b, told_day(c), d): campaign_id
        for campaign_id, a, b, c, d in look.rows(
            "select campaign_id, measure_id, category_id, as_of_date, running_total "
            "from fct_campaigns"
        )
    }
    ids = {
        key: {campaign_of[row[:4]] for row in rows if row[:4] in campaign_of}
        for key, rows in expected_totals(world).items()
    }
    several = [
        f"campaigns: {key} has {len(own)} identities" for key, own in ids.items() if len(own) > 1
    ]
    return several + [
        f"campaigns: {a} and {b} are one" for a, b in combinations(ids, 2) if ids[a] & ids[b]
    ]


def pairs_of(groups: Iterable[Iterable[str]]) -> list[Row]:
    """Return every pair of articles that share an operation, once."""
    return sorted({pair for group in groups for pair in combinations(sorted(group), 2)})


def fact_tables(look: Look, world: Record) -> dict[str, tuple[list[Row], list[Row]]]:
    """Return, by table, the rows that are expected and those that are there."""
    members = look.members()
    key_of = best_match(world["operations"], members)
    totals = expected_totals(world).values()
    return {
        "pairs of articles": (
            pairs_of(each["articles"] for each in world["operations"]),
            pairs_of(members.values()),
        ),
        "arrests": (expected_facts(world, "arrests"), found_facts(look, "fct_arrests", key_of)),
        "rescues": (expected_facts(world, "rescues"), found_facts(look, "fct_rescues", key_of)),
        "outcomes": (expected_facts(world, "outcomes"), found_facts(look, "fct_outcomes", key_of)),
        "running totals": (
            [row for rows in totals for row in rows],
            [(a, b, told_day(c), *rest) for a, b, c, *rest in look.rows(TOTALS)],
        ),
        "period totals": (
            expected_period_totals(world),
            [
                (a, b, told_day(c), told_day(d), *rest)
                for a, b, c, d, *rest in look.rows(PERIOD_TOTALS)
            ],
        ),
    }


def agreement(connection: Any, world: Record) -> dict[str, float]:
    """Return how well a warehouse agrees with a scenario: F1 by table, 0 to 1."""
    return {
        name: f1(Counter(wanted), Counter(there))
        for name, (wanted, there) in fact_tables(Look(connection), world).items()
    }


def f1(wanted: Counter[Row], there: Counter[Row]) -> float:
    """Return the harmonic mean of precision and recall; 1 where nothing is wanted or there."""
    both = wanted.total() + there.total()
    return 2 * (wanted & there).total() / both if both else 1.0


def compare_sums(look: Look, world: Record) -> list[str]:
    """Compare the two sums that promise 1 is about."""
    wanted = [(world["sum_arrested"], world["sum_rescued"])]
    found = look.rows(
        """
        select
            (select coalesce(sum(arrested_count), 0)::bigint from fct_arrests),
            (select coalesce(sum(rescued_count), 0)::bigint from fct_rescues)
        """
    )
    return compare("sums of arrests and rescues", wanted, found)


def differences(connection: Any, world: Record) -> list[str]:
    """Return a line for each thing in which a warehouse differs from what a scenario expects."""
    look = Look(connection)
    key_of = best_match(world["operations"], look.members())
    return [
        *compare_operations(look, world, key_of),
        *(
            line
            for name, (wanted, there) in fact_tables(look, world).items()
            for line in compare(name, wanted, there)
        ),
        *compare_agencies(look, world, key_of),
        *compare_campaigns(look, world),
        *compare_sums(look, world),
    ]
