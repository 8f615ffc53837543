"""The fact tables of the star: their keys and what they count."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FactTable:
    """One fact table; `count` is also the stem of its bounds (`…_low`, `…_high`)."""

    name: str
    key: str
    prefix: str  # of its ids
    count: str
    noun: str  # for people
    over: str  # what its rows hang on: operation_id or campaign_id
    has_measure: bool


FACT_TABLES = (
    FactTable(
        "fct_arrests", "arrest_id", "arr", "arrested_count", "arrests", "operation_id", False
    ),
    FactTable("fct_rescues", "rescue_id", "res", "rescued_count", "rescues", "operation_id", False),
    FactTable(
        "fct_outcomes", "outcome_id", "out", "outcome_count", "other outcomes", "operation_id", True
    ),
    FactTable(
        "fct_campaigns",
        "campaign_total_id",
        "cam",
        "running_total",
        "running totals",
        "campaign_id",
        True,
    ),
    FactTable(
        "fct_period_totals",
        "period_total_id",
        "per",
        "period_total",
        "period totals",
        "campaign_id",
        True,
    ),
)
BY_PREFIX = {table.prefix: table for table in FACT_TABLES}
BY_NAME = {table.name: table for table in FACT_TABLES}
