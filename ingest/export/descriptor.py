"""The description of an export: a Frictionless Data Package beside the files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ingest.export.files import file_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    import duckdb

    from ingest.export.files import Kind, Table
    from ingest.export.relations import Column, Relation

DESCRIPTOR = "datapackage.json"
_TYPES = {
    "varchar": "string",
    "bigint": "integer",
    "integer": "integer",
    "double": "number",
    "boolean": "boolean",
    "date": "date",
    "timestamp with time zone": "datetime",
}
_MEDIA = {
    "parquet": "application/vnd.apache.parquet",
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def describe(
    published: duckdb.DuckDBPyConnection,
    tables: Sequence[Table],
    kind: Kind,
    where: str | None,
) -> dict[str, Any]:
    """The descriptor of an export: tables, columns with types and descriptions, and keys."""
    build_id, built_at, version = published.execute(
        "select build_id, strftime(built_at, '%Y-%m-%dT%H:%M:%SZ'), version from about"
    ).fetchall()[0]
    exported = {table.relation.name: table.relation for table in tables}
    chosen = f" Chosen facts: {where}." if where else ""
    return {
        "name": "casecount",
        "title": "Casecount",
        "description": "Arrests and rescues that the news reports, counted once, each traced to "
        f"its sentences. Build {build_id}.{chosen} Events as police and reporters tell them: "
        "neither different persons nor crime.",
        "version": version,
        "created": built_at,
        "resources": [_resource(table, kind, exported) for table in tables],
    }


def _resource(table: Table, kind: Kind, exported: dict[str, Relation]) -> dict[str, Any]:
    relation = table.relation
    resource: dict[str, Any] = {
        "name": relation.name,
        "type": "table",
        "path": file_name(relation, kind),
        "format": kind,
        "mediatype": _MEDIA[kind],
        "encoding": "utf-8",
        "description": relation.description,
        "rows": table.rows,
        "addsUp": relation.adds_up,
        "usageWarnings": list(relation.usage_warnings),
        "schema": {
            "fields": [_field(column) for column in relation.columns],
            "missingValues": [""],
            "primaryKey": list(relation.primary_key),
        },
    }
    if kind == "xlsx":
        resource["dialect"] = {"sheetName": relation.name, "excel": {"sheet": relation.name}}
    if keys := _foreign_keys(relation, exported):
        resource["schema"]["foreignKeys"] = keys
    return resource


def _field(column: Column) -> dict[str, Any]:
    return {
        "name": column.name,
        "type": _TYPES.get(column.data_type, "any"),
        "description": column.description,
    }


def _foreign_keys(relation: Relation, exported: dict[str, Relation]) -> list[dict[str, Any]]:
    keys = []
    for column in relation.columns:
        if column.refers_to is None or column.refers_to[0] not in exported:
            continue
        table, key = column.refers_to
        keys.append(
            {
                "fields": [column.name],
                # An empty name is how the standard spells "this table".
                "reference": {"resource": "" if table == relation.name else table, "fields": [key]},
            }
        )
    return keys
