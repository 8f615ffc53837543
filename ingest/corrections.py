"""A person's word: checked rows for seeds/corrections.csv and seeds/same_operation.csv."""

from __future__ import annotations

import csv
import io
import os
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, get_args

from ingest import model
from ingest.errors import CasecountError, one_line
from ingest.project import project_dir, seeds_dir
from ingest.seeds import read_seed
from ingest.warehouse.database import open_published

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path
    from typing import Literal

    Check = Callable[[str], str | None]  # what is wrong with a value, None if nothing

_EMPTY = "null"  # the word that empties a field
_MOST = 10**12


@dataclass(frozen=True, slots=True)
class Decision:
    """Who decided something, when and why."""

    reason: str
    decided_by: str
    decided_on: date

    @property
    def cells(self) -> tuple[str, str, str]:
        """The decision as the last columns of a row."""
        return (
            " ".join(self.reason.split()),
            " ".join(self.decided_by.split()),
            self.decided_on.isoformat(),
        )


def correct(
    database: Path,
    target: str,
    change: tuple[Literal["change", "add", "exclude"], str | None, str | None],
    decision: Decision,
) -> str:
    """Append a row to corrections.csv; returns the line that was written.

    `change` is (action, field, value). Raises CasecountError where the target can't have that
    field, the value is impossible, or the row contradicts one that is there.
    """
    action, field, value = change
    _check_decision(decision)
    checks = _checks(target, action)
    if action != "exclude":
        assert field is not None  # noqa: S101 - the command line asks for both
        assert value is not None  # noqa: S101
        if field not in checks:
            raise CasecountError(
                f"{one_line(target)}: {one_line(field)} can't be given by {action}; "
                f"what can: {', '.join(sorted(checks))}"
            )
        if wrong := checks[field](value):
            raise CasecountError(f"{one_line(value)}: {wrong}")
    elif not target.startswith("fig_"):
        raise CasecountError(f"{one_line(target)}: only a figure can be excluded; name a fig_… id")
    _check_target(database, target, field, value)
    row = (target, action, field or "", value or "", *decision.cells)
    file = _seed("corrections.csv")

    def contradicts(old: Mapping[str, str]) -> bool:
        same = (old["target_id"], old["action"], old["field"]) == (target, action, field or "")
        return same and (action == "exclude" or old["decided_on"] == row[-1])

    return _append(file, row, contradicts)


def tell_apart(
    database: Path,
    figures: tuple[str, str],
    verdict: Literal["same", "different"],
    decision: Decision,
) -> str:
    """Append a row to same_operation.csv: two figures are of one operation, or of two.

    Returns the line that was written. Raises CasecountError where the row contradicts one that is
    there, or where the ids are no figures.
    """
    _check_decision(decision)
    first, second = figures
    if first == second:
        raise CasecountError(f"{one_line(first)}: is one figure; name two")
    for figure in figures:
        if not figure.startswith("fig_"):
            raise CasecountError(f"{one_line(figure)}: is no figure; name two fig_… ids")
        _check_target(database, figure, None, None)

    def contradicts(old: Mapping[str, str]) -> bool:
        return {old["figure_id_a"], old["figure_id_b"]} == {first, second}

    row = (first, second, verdict, *decision.cells)
    return _append(_seed("same_operation.csv"), row, contradicts)


def _seed(name: str) -> Path:
    return project_dir() / "seeds" / name


def _check_decision(decision: Decision) -> None:
    if not decision.reason.strip() or not decision.decided_by.strip():
        raise CasecountError("a correction needs a reason and the name of who decided it")


def _checks(target: str, action: str) -> dict[str, Check]:
    """The fields that an action may give a figure or an operation, with a check of each."""
    if target.startswith("fig_"):
        return _figure_checks() if action == "change" else {}
    if not target.startswith("op_"):
        raise CasecountError(
            f"{one_line(target)}: neither a figure (fig_…) nor an operation (op_…); "
            "casecount explain shows the ids behind a fact"
        )
    added: dict[str, Check] = {"agency_id": _is_agency, "region_id": _is_region}
    if action == "add":
        return added
    return {
        **added,
        "operation_name": _is_text,
        "start_date": _or_empty(_is_date),
        "end_date": _or_empty(_is_date),
        "subject": _is_one_of(_column("subjects", "subject") | {"unknown", "other"}),
    }


def _figure_checks() -> dict[str, Check]:
    return {
        "value": _or_empty(_is_number),
        "lower": _or_empty(_is_number),
        "upper": _or_empty(_is_number),
        "qualifier": _is_one_of(frozenset(get_args(model.Qualifier))),
        "measure": _is_one_of(frozenset(get_args(model.Measure))),
        "category": _is_one_of(frozenset(get_args(model.Category))),
        "scope": _is_one_of(frozenset(get_args(model.Scope))),
        "agency_id": _or_empty(_is_agency),
        "region": _or_empty(_is_region),
        "period_start": _or_empty(_is_date),
        "period_end": _or_empty(_is_date),
        "campaign": _or_empty(_is_text),
        "part_of": _or_empty(_is_number),
    }


def _check_target(database: Path, target: str, field: str | None, value: str | None) -> None:
    """Refuse ids that the warehouse doesn't know, and bounds that the change would cross."""
    with open_published(database) as published:
        if target.startswith("op_"):
            known = published.execute(
                "select 1 from operation_aliases where alias_id = ?", [target]
            ).fetchone()
            row: dict[str, Any] = {}
        else:
            found = published.execute(
                "select lower, upper, period_start, period_end from fct_figures "
                "where figure_id = ?",
                [target],
            )
            known = found.fetchone()
            row = dict(
                zip(("lower", "upper", "period_start", "period_end"), known or (), strict=False)
            )
    if known is None:
        raise CasecountError(
            f"{one_line(target)}: no such id in {database}; casecount explain shows the ids behind "
            "a fact"
        )
    if field in row and value is not None:
        row[field] = None if value == _EMPTY else _typed(field, value)
        for low, high in (("lower", "upper"), ("period_start", "period_end")):
            if row[low] is not None and row[high] is not None and row[low] > row[high]:
                raise CasecountError(f"{low} {row[low]} would be above {high} {row[high]}")


def _typed(field: str, value: str) -> date | int:
    return date.fromisoformat(value) if field.startswith("period") else int(value)


def _append(
    file: Path, row: tuple[str, ...], contradicts: Callable[[Mapping[str, str]], bool]
) -> str:
    """Add a row to a seed, which then has it or is as it was."""
    try:
        content = file.read_text(encoding="utf-8")
        for number, old in enumerate(csv.DictReader(io.StringIO(content)), start=2):
            if contradicts(old):
                raise CasecountError(
                    f"{file}, line {number}: has this already, or the contrary "
                    f"({one_line(','.join(str(cell) for cell in old.values()))}); change that line"
                )
        line = io.StringIO()
        csv.writer(line, lineterminator="\n").writerow(row)
        joint = "" if content.endswith("\n") or not content else "\n"
        draft = file.with_name(f".{file.name}.{os.getpid()}")
        draft.write_text(content + joint + line.getvalue(), encoding="utf-8")
        draft.replace(file)
    except OSError as error:
        raise CasecountError(f"{file}: can't be written ({error.strerror})") from error
    return line.getvalue().rstrip("\n")


def _column(seed: str, name: str) -> frozenset[str]:
    return frozenset(row[name] for row in read_seed(seeds_dir(), seed))


def _or_empty(check: Check) -> Check:
    return lambda value: None if value == _EMPTY else check(value)


def _is_one_of(words: frozenset[str]) -> Check:
    return lambda value: None if value in words else f"is none of {', '.join(sorted(words))}"


def _is_number(value: str) -> str | None:
    if value.isascii() and value.isdigit() and int(value) <= _MOST:
        return None
    return "is no whole number from 0 up (or null)"


def _is_date(value: str) -> str | None:
    try:
        day = date.fromisoformat(value)
    except ValueError:
        return "is no date; write 2011-12-06 (or null)"
    return None if 1800 <= day.year <= 2200 else "is no date of our times"


def _is_text(value: str) -> str | None:
    return None if value.strip() and len(value) <= 200 else "is empty, or too long for a name"


def _is_region(value: str) -> str | None:
    known = value in _column("regions", "region_id")
    return None if known else "is no region; ISO 3166 codes are: CN, CN-SC"


def _is_agency(value: str) -> str | None:
    if value in _column("agencies", "agency_id"):
        return None
    return "is no agency of seeds/agencies.csv; add it there first"
