"""Reading articles in a notebook: a DataFrame of articles in, DataFrames of what they say out."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from ingest.errors import CasecountError
from ingest.extraction import figure_record
from ingest.readers import today_reference
from ingest.reading.article import read_article
from ingest.sources.columns import FIELDS, Columns
from ingest.sources.inputs import Reject, silent
from ingest.sources.records import Table, to_record

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping

    from ingest.model import Article

_SENTENCE_TYPES = {
    "id": "string",
    "sentence": "Int64",
    "char_start": "Int64",
    "char_end": "Int64",
    "kind": "string",
    "text": "string",
}
_FIGURE_TYPES = {
    "id": "string",
    "sentence": "Int64",
    "char_start": "Int64",
    "char_end": "Int64",
    "figure_text": "string",
    "value": "Int64",
    "lower": "Int64",
    "upper": "Int64",
    "qualifier": "string",
    "measure": "string",
    "counted": "string",
    "category": "string",
    "agency": "string",
    "region": "string",
    "period_start": "datetime64[s]",
    "period_end": "datetime64[s]",
    "scope": "string",
    "campaign": "string",
    "part_of": "Int64",
}


class Extracted(NamedTuple):
    """What articles say: one row per sentence, one row per figure; see `extract`."""

    sentences: pd.DataFrame
    figures: pd.DataFrame


def extract(articles: pd.DataFrame) -> Extracted:
    """Read articles and return their sentences and figures.

    `articles` has one row per article and the column `text`; `id`, `title`, `published` (text,
    dates or timestamps), `source_name` and `url` are used where they are there, other columns are
    ignored. Without `id`, the index names the articles.

    Returns two DataFrames, in the order of the articles and of the text:

    - `sentences`, those that carry a figure or say something about one (a place, an agency …):
      `id`, `sentence` (number from 0 in the article), `char_start`, `char_end`, `kind` (headline,
      body, furniture), `text`;
    - `figures`: `id`, `sentence` and the fields of the figure specification (docs/figures.md).

    Offsets are half-open, in characters of the article's text. Numbers are `Int64` (with `<NA>`
    for no bound), dates `datetime64[s]`, everything else `string`.

    Raises CasecountError where a row has no text.
    """
    if "text" not in articles.columns:
        raise CasecountError("the DataFrame has no column text; name the articles' text so")
    reference = today_reference()
    sentences: list[dict[str, object]] = []
    figures: list[dict[str, object]] = []
    columns = [name for name in FIELDS if name in articles.columns]
    for index, row in zip(articles.index, articles[columns].to_dict("records"), strict=True):
        article = _article(index, row)
        reading = read_article(article, reference)
        for found in reading.sentences:
            span = {"char_start": found.char_start, "char_end": found.char_end}
            about = {"id": article.id, "sentence": found.number, **span, "kind": found.kind}
            sentences.append({**about, "text": article.text[found.char_start : found.char_end]})
        for figure in reading.figures:
            about = {"id": article.id, "sentence": figure.sentence}
            figures.append({**about, **figure_record(figure)})
    return Extracted(_typed(sentences, _SENTENCE_TYPES), _typed(figures, _FIGURE_TYPES))


def _article(index: Hashable, row: Mapping[Hashable, object]) -> Article:
    fields: dict[str, object] = {str(name): _plain(value) for name, value in row.items()}
    if fields.get("id") is None:
        fields["id"] = str(index)
    record = to_record(fields, Table("DataFrame", "DataFrame", Columns({}, {}), silent()), 0)
    if isinstance(record, Reject):
        raise CasecountError(f"row {index!r}: {record.detail}")
    return record.article


def _plain(value: object) -> object:
    """A cell as JSON would have it: gaps are None, dates are text."""
    if value is None or value is pd.NaT or value is pd.NA or value != value:  # noqa: PLR0124
        return None
    return value.isoformat() if hasattr(value, "isoformat") else value


def _typed(rows: list[dict[str, object]], types: dict[str, str]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=list(types), dtype=object)
    return frame.astype(types)
