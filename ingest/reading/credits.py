"""Credits: other outlets that a text names as the source of what it says."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ingest.reading import outlets
from ingest.reading.wordlists import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ingest.reading.survey import Survey

_BRACKETS = re.compile(r"\(([^()\n]{2,60})\)")
_NAME_BEFORE = pattern(r"(?:(?:{name_before} )?(?:[A-Z][\w&'.-]*[ -]){1,4})$")
_SPLIT = re.compile(r"\s+via\s+|\s*[/;,]\s*|\s+and\s+")


@dataclass(frozen=True, slots=True)
class Credit:
    """An outlet credited at a span of the text."""

    start: int
    end: int
    outlet_id: str
    name: str


def find_credits(survey: Survey) -> list[Credit]:
    """The credits to outlets other than the article's own, in order of position, each once."""
    found: dict[str, Credit] = {}
    for credit in sorted(
        [*_listed(survey), *_unlisted(survey), *_bracketed(survey)], key=lambda c: c.start
    ):
        own = credit.name.lower().removeprefix("the ") in survey.outlet.outlet_name.lower()
        if credit.outlet_id not in (survey.outlet.outlet_id, "unknown") and not own:
            found.setdefault(credit.outlet_id, credit)
    return list(found.values())


def _listed(survey: Survey) -> Iterator[Credit]:
    """Listed outlets that are said to report: "Reuters reported", "according to Xinhua"."""
    for start, end, values in survey.world.outlet_names.longest(survey.folded):
        spelled = survey.text[start:end]
        alias, outlet_id = values[0]
        if spelled != alias and not (
            len(alias) > 5 and spelled.lower() == alias.lower() and spelled[0].isupper()
        ):
            continue
        if _is_credit(survey, start, end):
            yield Credit(start, end, outlet_id, spelled)


def _unlisted(survey: Survey) -> Iterator[Credit]:
    """Outlets by the last word of their name: "the Delta Beacon reported"."""
    for start, end, _ in survey.world.terms("mention", "outlet_noun").find(survey.folded):
        before = _NAME_BEFORE.search(survey.text, max(0, start - 60), start)
        if before is None or not survey.text[start].isupper():
            continue
        if _is_credit(survey, before.start(), end):
            name = survey.text[before.start() : end]
            outlet = outlets.resolve(name.removeprefix("the "), survey.world)
            yield Credit(before.start(), end, outlet.outlet_id, name)


def _bracketed(survey: Survey) -> Iterator[Credit]:
    """Outlets in brackets that are listed: "(AFP via Arab News)"."""
    for match in _BRACKETS.finditer(survey.text):
        offset = match.start(1)
        for part in _SPLIT.split(match[1]):
            listed = outlets.listed(part.strip(), survey.world)
            if listed is not None and part.strip()[:1].isupper():
                start = survey.text.find(part, offset)
                yield Credit(start, start + len(part), listed, part.strip())


def _is_credit(survey: Survey, start: int, end: int) -> bool:
    """Whether the words beside an outlet's name make it the source."""
    verbs = survey.world.words("mention", "credit_verb")
    before = survey.folded[max(0, start - 40) : start].rstrip(" (:").removesuffix(" the")
    if before.endswith(tuple(verbs)) and not before.endswith(" told"):
        return True
    if before.endswith(" told"):
        return True
    after = survey.folded[end : end + 25].lstrip(" ,)")
    return after.startswith(
        (
            "reported",
            "reports",
            "has learned",
            "contributed",
            "news agency",
            "newspaper reported",
            "said in a report",
            "quoted",
            "cited",
        )
    )
