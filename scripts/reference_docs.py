"""Write the reference pages of the documentation from a published warehouse.

    python scripts/reference_docs.py casecount.duckdb docs

The data dictionary and the diagram of the star come from the tables `readme` and `readme_columns`,
which dbt writes from its own graph (descriptions, contracts, tested relationships), so they say
what was built. The page of analyses holds each query with the answer that the samples give. All of
it is committed, to be read wherever Markdown is shown; a test (tests/docs/test_reference.py) fails
when it is stale.
"""

from __future__ import annotations

import subprocess
import sys
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

import duckdb
import pygraphviz

ROOT = Path(__file__).resolve().parent.parent
NOTE = "<!-- Written by scripts/reference_docs.py: make reference -->\n"
CLI = Path(sys.executable).parent / "duckdb"


class Table(NamedTuple):
    """One published table or view, as the table `readme` tells of it."""

    name: str
    kind: str
    what: str
    grain: str
    adds_up: str
    warnings: str
    when_joined: str


class Column(NamedTuple):
    """One column, as the table `readme_columns` tells of it."""

    table: str
    name: str
    data_type: str
    description: str
    in_grain: bool
    refers_to: str | None


def tables_of(warehouse: duckdb.DuckDBPyConnection) -> list[Table]:
    """Return the published tables in reading order."""
    rows = warehouse.execute(
        "select table_name, table_kind, what_it_is, grain, adds_up, usage_warnings, when_joined"
        " from readme order by reading_order"
    ).fetchall()
    return [Table(*row) for row in rows]


def columns_of(warehouse: duckdb.DuckDBPyConnection) -> dict[str, list[Column]]:
    """Return the columns of each published table, in their order."""
    rows = warehouse.execute(
        "select table_name, column_name, data_type, description, is_in_grain, refers_to"
        " from readme_columns order by reading_order, column_number"
    ).fetchall()
    columns = (Column(*row) for row in rows)
    return {name: list(group) for name, group in groupby(columns, key=lambda c: c.table)}


def warnings_of(warehouse: duckdb.DuckDBPyConnection) -> list[tuple[str, bool, str]]:
    """Return the vocabulary of usage warnings: name, whether adding up goes wrong, meaning."""
    rows = warehouse.execute(
        "select usage_warning, is_aggregation_hazard, what_it_means from usage_warnings"
        " order by is_aggregation_hazard desc, usage_warning"
    ).fetchall()
    return [(str(name), bool(hazard), str(meaning)) for name, hazard, meaning in rows]


def cell(text: str | None) -> str:
    """Return a text that stays within its cell of a Markdown table."""
    return " ".join((text or "").split()).replace("|", "\\|")


def told_columns(columns: list[Column]) -> str:
    """Return the columns of one table as a Markdown table."""
    lines = ["| column | type | what it holds | key of |", "|---|---|---|---|"]
    for column in columns:
        name = f"**`{column.name}`**" if column.in_grain else f"`{column.name}`"
        reference = f"`{column.refers_to}`" if column.refers_to else ""
        lines.append(f"| {name} | {column.data_type} | {cell(column.description)} | {reference} |")
    return "\n".join(lines)


def told_table(table: Table, columns: list[Column]) -> str:
    """Return the section of one table."""
    facts = [f"*{table.kind}*", f"adds up: {cell(table.adds_up)}"]
    if table.warnings:
        facts.append("warnings: " + ", ".join(f"`{w}`" for w in table.warnings.split(", ")))
    parts = [f"### `{table.name}`", cell(table.what), " · ".join(facts)]
    if table.when_joined:
        parts.append(f"When joined: {cell(table.when_joined)}")
    return "\n\n".join([*parts, told_columns(columns)])


def dimensions_of(tables: list[Table]) -> list[str]:
    """Return the names of the dimensions, in reading order."""
    return [table.name for table in tables if table.name.startswith("dim_")]


def told_bus(tables: list[Table], columns: dict[str, list[Column]]) -> str:
    """Return the bus matrix: which fact and bridge has a key of which dimension."""
    dimensions = dimensions_of(tables)
    heads = [name.removeprefix("dim_") for name in dimensions]
    lines = ["| | " + " | ".join(heads) + " |", "|---|" + ":-:|" * len(heads)]
    for table in tables:
        if table.name.startswith(("fct_", "bridge_")):
            keys = {(c.refers_to or "").split(".")[0] for c in columns[table.name]}
            marks = " | ".join("●" if name in keys else "" for name in dimensions)
            lines.append(f"| `{table.name}` | {marks} |")
    return "\n".join(lines)


def dictionary(warehouse: duckdb.DuckDBPyConnection) -> str:
    """Return the data dictionary as one Markdown page."""
    tables, columns = tables_of(warehouse), columns_of(warehouse)
    vocabulary = "\n".join(
        f"| `{name}` | {'yes' if hazard else ''} | {cell(meaning)} |"
        for name, hazard, meaning in warnings_of(warehouse)
    )
    sections = (
        ("Views with plain names", [t for t in tables if t.kind != "table"]),
        ("Tables", [t for t in tables if t.kind == "table"]),
    )
    parts = [
        NOTE + "# Data dictionary",
        "Every published table and view, with its grain, whether its numbers add up, and its"
        " columns (those of the grain in bold). The same stands in the file itself: `from readme`,"
        " `from readme_columns`, and as comments on tables and columns.",
        "## The star",
        "![Facts, bridges and dimensions with their keys](diagrams/star.svg)",
        "Keys of the dimensions that most facts share are not drawn as lines. Which fact has a key"
        " of which dimension:",
        told_bus(tables, columns),
        "## Usage warnings",
        "| warning | aggregation hazard | what it means |\n|---|:-:|---|\n" + vocabulary,
    ]
    for title, listed in sections:
        parts.append(f"## {title}")
        parts += [told_table(table, columns[table.name]) for table in listed]
    return "\n\n".join(parts) + "\n"


def label(table: str, columns: list[Column]) -> str:
    """Return the label of a node: the table, and below it the keys, those of the grain in bold."""
    keys = [c for c in columns if c.in_grain or c.refers_to]
    colour = {"fct": "#fde8d7", "bri": "#eee7f5", "dim": "#dcebf7"}[table[:3]]
    rows = [f'<tr><td bgcolor="{colour}"><b>{table}</b></td></tr>']
    for column in keys:
        name = f"<b>{column.name}</b>" if column.in_grain else column.name
        rows.append(f'<tr><td port="{column.name}" align="left">{name}</td></tr>')
    frame = 'border="0" cellborder="1" cellspacing="0" cellpadding="4"'
    return f"<<table {frame}>{''.join(rows)}</table>>"


def shared_dimensions(tables: list[Table], columns: dict[str, list[Column]]) -> set[str]:
    """Return the dimensions that most facts have in common: their lines would hide the rest."""
    facts = [table.name for table in tables if table.name.startswith("fct_")]
    keys = [{(c.refers_to or "").split(".")[0] for c in columns[fact]} for fact in facts]
    return {
        name
        for name in dimensions_of(tables)
        if 4 * sum(name in own for own in keys) > 3 * len(facts)
    }


def star(warehouse: duckdb.DuckDBPyConnection) -> str:
    """Return the diagram of the star in Graphviz's language: each table with its keys."""
    tables, columns = tables_of(warehouse), columns_of(warehouse)
    shared = shared_dimensions(tables, columns)
    parts = ("fct_", "bridge_", "dim_")
    drawn = [t.name for t in tables if t.name.startswith(parts) and t.name not in shared]
    lines = [
        "// Written by scripts/reference_docs.py: make reference",
        "digraph star {",
        '  graph [rankdir=LR, nodesep=0.2, ranksep=1.1, fontname="Helvetica"];',
        '  node [shape=plain, fontname="Helvetica", fontsize=11];',
        '  edge [color="#7a8a99", arrowsize=0.6];',
    ]
    lines += [f"  {name} [label={label(name, columns[name])}];" for name in drawn]
    for name in drawn:
        for column in columns[name]:
            target, _, field = (column.refers_to or "").partition(".")
            if target in drawn and target != name:
                lines.append(f"  {name}:{column.name}:e -> {target}:{field}:w;")
    return "\n".join([*lines, "}"]) + "\n"


def question_and_query(path: Path) -> tuple[str, str, str]:
    """Return the question of an analysis, what else its comment says, and its query."""
    lines = path.read_text(encoding="utf-8").splitlines()
    comment = [line.removeprefix("--").strip() for line in lines if line.startswith("--")]
    question, _, rest = " ".join(comment).partition("?")
    query = "\n".join(line for line in lines if not line.startswith("--"))
    return question + "?", rest.strip(), query.strip()


def answer(database: Path, query: str) -> str:
    """Return what the DuckDB CLI prints for a query."""
    done = subprocess.run(
        [CLI, "-readonly", "-markdown", database],
        input=query,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.rstrip()


def analyses(database: Path, folder: Path = ROOT / "analyses") -> str:
    """Return the page of all analyses: question, answer on the samples, query."""
    parts = [
        NOTE + "# Analyses",
        "Questions that the project answers as they stand, each with the answer that the sample"
        " articles give. Run one with `duckdb -readonly casecount.duckdb < analyses/NAME.sql`.",
    ]
    for path in sorted(folder.glob("*.sql")):
        question, rest, query = question_and_query(path)
        parts += [f"## {question}", rest, answer(database, query)]
        parts += [f"`analyses/{path.name}`:", f"```sql\n{query}\n```"]
    return "\n\n".join(part for part in parts if part) + "\n"


def pages(database: Path) -> dict[str, str]:
    """Return the generated files: their path below docs/, and their text."""
    with duckdb.connect(str(database), read_only=True) as warehouse:
        return {
            "dictionary.md": dictionary(warehouse),
            "diagrams/star.dot": star(warehouse),
            "analyses.md": analyses(database),
        }


def render(dot: Path) -> None:
    """Draw a diagram as SVG beside its source."""
    graph = pygraphviz.AGraph(str(dot))
    graph.draw(str(dot.with_suffix(".svg")), format="svg", prog="dot")


def main() -> int:
    """Write the generated pages and draw all diagrams."""
    database, docs = Path(sys.argv[1]), Path(sys.argv[2])
    for name, text in pages(database).items():
        (docs / name).write_text(text, encoding="utf-8")
    for dot in sorted((docs / "diagrams").glob("*.dot")):
        render(dot)
    return 0


if __name__ == "__main__":
    sys.exit(main())
