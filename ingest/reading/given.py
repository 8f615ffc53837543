"""Figures that come from outside (`--figures`): checked, and completed with our own keys."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, cast, get_args

from ingest import model
from ingest.model import Figure
from ingest.reading import context

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ingest.model import Article, Category, Measure, Qualifier, Scope, Sentence
    from ingest.reading.world import World

_WORDS = {
    "measure": frozenset(get_args(model.Measure)),
    "qualifier": frozenset(get_args(model.Qualifier)),
    "category": frozenset(get_args(model.Category)),
    "scope": frozenset(get_args(model.Scope)),
}


def given_figure(
    record: Mapping[str, Any], article: Article, sentences: tuple[Sentence, ...], world: World
) -> Figure:
    """Turn one record in the fields of the figure specification into a figure of an article.

    Raises ValueError with one line that says which field is wrong.
    """
    start, end = _span(record, article)
    words = {name: _word(record, name) for name in _WORDS}
    agency, campaign = _text(record, "agency"), _text(record, "campaign")
    region = _text(record, "region")
    agency_id, campaign_key = context.identify(
        article, world, agency=agency, region=region, campaign=campaign
    )
    return Figure(
        char_start=start,
        char_end=end,
        figure_text=article.text[start:end],
        value=_number(record, "value"),
        lower=_number(record, "lower"),
        upper=_number(record, "upper"),
        qualifier=cast("Qualifier", words["qualifier"]),
        measure=cast("Measure", words["measure"]),
        counted=_text(record, "counted"),
        category=cast("Category", words["category"]),
        agency=agency,
        region=region,
        period_start=_date(record, "period_start"),
        period_end=_date(record, "period_end"),
        scope=cast("Scope", words["scope"]),
        campaign=campaign,
        part_of=_number(record, "part_of"),
        sentence=_sentence_at(start, sentences),
        agency_id=agency_id,
        campaign_key=campaign_key,
    )


def _span(record: Mapping[str, Any], article: Article) -> tuple[int, int]:
    start, end = _number(record, "char_start"), _number(record, "char_end")
    if start is None or end is None or not 0 <= start < end <= len(article.text):
        raise ValueError(
            f"char_start {start} and char_end {end} are no span of a text "
            f"of {len(article.text)} characters"
        )
    said = record.get("figure_text")
    if said is not None and said != article.text[start:end]:
        raise ValueError(f"figure_text {said!r} is not the text at {start} to {end}")
    return start, end


def _word(record: Mapping[str, Any], name: str) -> str:
    value = record.get(name)
    if value not in _WORDS[name]:
        raise ValueError(f"{name} {value!r} is none of {', '.join(sorted(_WORDS[name]))}")
    return str(value)


def _number(record: Mapping[str, Any], name: str) -> int | None:
    value = record.get(name)
    if value is not None and (not isinstance(value, int) or isinstance(value, bool)):
        raise ValueError(f"{name} {value!r} is no whole number")
    return value


def _text(record: Mapping[str, Any], name: str) -> str | None:
    value = record.get(name)
    if value is not None and not isinstance(value, str):
        raise ValueError(f"{name} {value!r} is no text")
    return value or None


def _date(record: Mapping[str, Any], name: str) -> date | None:
    value = _text(record, name)
    try:
        return date.fromisoformat(value) if value else None
    except ValueError:
        raise ValueError(f"{name} {value!r} is no date (YYYY-MM-DD)") from None


def _sentence_at(start: int, sentences: tuple[Sentence, ...]) -> int:
    """Return the number of the sentence at an offset, or of the nearest one before it."""
    number = 0
    for sentence in sentences:
        if sentence.char_start > start:
            break
        number = sentence.number
    return number
