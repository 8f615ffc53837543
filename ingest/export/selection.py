"""Choosing rows: the facts that a condition holds for, and all that these lead to.

A fact leads to its figures, parts and dimensions, a figure to its article, an operation to the
regions and agencies that took part, a region to its country, and so on, along the keys that the
warehouse tells of. So an export of a few facts is whole: every key in it finds its row.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import duckdb

from ingest.errors import CasecountError, one_line, visible
from ingest.warehouse.facts import BY_NAME, FACT_TABLES

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    import pandas as pd

    from ingest.export.relations import Relation

_FACT_KEYS = (*(table.key for table in FACT_TABLES), "fact_id")
# Told of what is led to, in both columns where there are two.
_OF_FIGURES = ("figure_id_a", "figure_id_b")
_WHOLE = frozenset({"about", "readme", "readme_columns", "usage_warnings"})
_NOTHING_LEADS_TO = frozenset({"rejects"})


def choose_facts(database: Path, where: str) -> pd.DataFrame:
    """The ids (column `fact_id`) of the facts for which the condition `where` holds.

    The condition is SQL over the view `facts`. It is run on a connection that can read nothing but
    the published file, and write nothing. Raises CasecountError where it is no such condition.
    """
    with duckdb.connect(
        database,
        read_only=True,
        config={
            "enable_external_access": False,
            "autoload_known_extensions": False,
            "autoinstall_known_extensions": False,
            "lock_configuration": True,
        },
    ) as connection:
        query = f"select fact_id from facts where (\n{where}\n)"  # noqa: S608
        try:
            statements = connection.extract_statements(query)
            if len(statements) != 1 or statements[0].type != duckdb.StatementType.SELECT:
                raise CasecountError(_explain("it is more than one condition"))
            chosen: pd.DataFrame = connection.execute(statements[0]).df()
        except duckdb.Error as error:
            raise CasecountError(_explain(one_line(str(error), 300))) from error
    if chosen.empty:
        raise CasecountError(f"no fact matches --where {visible(where)}; nothing was written")
    return chosen


def _explain(problem: str) -> str:
    return (
        f"--where can't be used: {problem}. It is a condition in SQL over the view facts, such as "
        "\"country_id = 'KE' and subject = 'human_trafficking'\""
    )


class Selection:
    """The rows that chosen facts lead to; `condition` tells them for each table and view."""

    def __init__(
        self,
        published: duckdb.DuckDBPyConnection,
        relations: Iterable[Relation],
        chosen: pd.DataFrame,
    ) -> None:
        """`chosen` has the ids of the facts in its column `fact_id`."""
        self._published = published
        self._relations = tuple(relations)
        self._targets = frozenset(
            column.refers_to for relation in self._relations for column in relation.columns
        )
        published.register("chosen_rows", chosen)
        published.execute("create or replace temp table chosen_facts as from chosen_rows")
        published.unregister("chosen_rows")
        published.execute(
            "create or replace temp table kept_rows "
            "(table_name varchar, row_key varchar, primary key (table_name, row_key))"
        )
        self._follow_keys()

    def condition(self, relation: Relation) -> str:
        """Which rows of `relation` belong to the selection, as SQL over its columns."""
        if relation.name in _WHOLE:
            return "true"
        if relation.name in _NOTHING_LEADS_TO:
            return "false"
        return (
            self._by_own_key(relation)
            or self._by_fact(relation)
            or self._by_what_is_kept(relation)
            or "false"
        )

    def _follow_keys(self) -> None:
        """Keep what the keys of the rows kept so far lead to, until they lead to nothing new."""
        tables = [relation for relation in self._relations if not relation.is_view]
        before = -1
        while before != (before := self._count()):
            for relation in tables:
                self._keep_targets(relation)

    def _keep_targets(self, relation: Relation) -> None:
        for column in relation.columns:
            if column.refers_to is None or relation.name in _WHOLE:
                continue
            table, _ = column.refers_to
            self._published.execute(
                f"insert or ignore into kept_rows select distinct '{table}', "  # noqa: S608
                f"cast({column.name} as varchar) from {relation.name} "
                f"where {column.name} is not null and {self.condition(relation)}"
            )

    def _count(self) -> int:
        row = self._published.execute("select count(*) from kept_rows").fetchone()
        return int(row[0]) if row else 0

    def _by_own_key(self, relation: Relation) -> str | None:
        """For a table that others have keys of: its rows that they lead to."""
        key = relation.primary_key[0]
        if (
            relation.is_view
            or relation.name in BY_NAME
            or (relation.name, key) not in self._targets
        ):
            return None
        return _kept(key, relation.name)

    def _by_fact(self, relation: Relation) -> str | None:
        for key in _FACT_KEYS:
            if key in relation.column_names:
                return f"{key} in (select fact_id from chosen_facts)"  # noqa: S608
        return None

    def _by_what_is_kept(self, relation: Relation) -> str | None:
        names = relation.column_names
        if names.issuperset(_OF_FIGURES):
            return " and ".join(_kept(column, "fct_figures") for column in _OF_FIGURES)
        if "target_id" in names:
            figure = _kept("target_id", "fct_figures")
            return f"({figure} or {_kept('target_id', 'dim_operation')})"
        if "figure_id" in names:
            return _kept("figure_id", "fct_figures")
        for column in relation.columns:
            if column.refers_to is not None:
                return _kept(column.name, column.refers_to[0])
        return None


def _kept(column: str, table: str) -> str:
    kept = f"select row_key from kept_rows where table_name = '{table}'"  # noqa: S608
    return f"cast({column} as varchar) in ({kept})"
