"""Records that are made by the thousand: frozen to the type checker, quick to make."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeVar, dataclass_transform

Record = TypeVar("Record")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def value(record: type[Record]) -> type[Record]:
    """Make a class a dataclass that nobody changes, compared and hashed by its fields.

    Only the type checker holds off changes: a frozen dataclass takes five times as long to make,
    because it can't set its own fields in the plain way.
    """
    return dataclass(slots=True, unsafe_hash=True)(record)
