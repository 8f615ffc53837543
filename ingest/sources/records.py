"""A record of named fields, from JSON or CSV, as an article."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from ingest.errors import one_line
from ingest.model import Article
from ingest.sources.dates import Published, parse_published
from ingest.sources.inputs import Notices, Record, Reject, without_surrogates

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

FIELDS = ("id", "title", "published", "source_name", "url", "text")


def to_record(
    fields: Mapping[str, object], path: Path, number: int, notices: Notices
) -> Record | Reject:
    """The article that `fields` give; only `text` is required, other columns are named once."""
    _name_others(fields, path, notices)
    text = fields.get("text")
    if not isinstance(text, str) or not text.strip():
        what = "no text" if "text" in fields else "no field named text"
        detail = f"{what}; an article needs its words in the field text"
        return Reject(str(path), "no_text", detail, number, _excerpt(fields))
    published = _published(fields.get("published"), path, number, notices)
    article = Article(
        id=_label(fields.get("id")) or f"{path.stem}:{number}",
        text=without_surrogates(text),
        title=_label(fields.get("title")),
        published=published.day if published else None,
        outlet=_label(fields.get("source_name")),
        url=_label(fields.get("url")),
    )
    return Record(article, str(path), number, published.at if published else None)


def _name_others(fields: Mapping[str, object], path: Path, notices: Notices) -> None:
    for name in fields:
        if name not in FIELDS:
            label = one_line(str(name), 40)
            notices.once(
                f"column:{label}", f"{path.name}: the column {label} is not used, and is ignored"
            )


def _label(value: object) -> str | None:
    """A short field on one line: text and numbers as they are, anything else is none."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    if isinstance(value, float) and math.isnan(value):
        return None
    text = " ".join(without_surrogates(str(value)).split())
    return text or None


def _published(value: object, path: Path, number: int, notices: Notices) -> Published | None:
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    found = parse_published(value)
    if found is None:
        notices.once(
            f"published:{path}",
            f"{path.name}, record {number}: published {one_line(str(value), 40)!r} is no date that "
            "can be read for certain; left empty, as in others like it (write 2011-12-06)",
        )
    return found


def _excerpt(fields: Mapping[str, object]) -> str:
    return one_line(", ".join(f"{name}: {str(value)[:60]}" for name, value in fields.items()))
