"""Generated worlds: operations far from each other, and reports of them as outlets might print.

No two operations share a month and a first-level place, so that only what belongs together can be
joined; every report names place and day, and the first number of an operation is distinctive.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from tests.scenario.build import Record, bounds
from tests.scenario.rows import Raw, raw_rows

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn, SearchStrategy

PLACES = (
    *("IN-BR", "IN-KL", "IN-AS", "BR-BA", "BR-PE", "BR-AM", "KE-30", "KE-28", "IT-75", "IT-25"),
    *("MX-CHP", "MX-TAM", "PL-20", "PL-06", "UA-46", "GH-AA", "AU-NSW", "AU-VIC", "CO-ANT"),
)
OUTLETS = tuple(f"{word} Gazette" for word in ("Amber", "Birch", "Cedar", "Dune", "Elm", "Fjord"))
MEASURES = {
    "arrested": ("suspects", "men", "women"),
    "rescued": ("victims", "women", "children", "girls"),
    "groups_dismantled": ("groups",),
    "officers_deployed": ("officers",),
    "killed": ("people",),
}
WIDER = {
    "men": "suspects",
    "girls": "children",
    "children": "victims",
    "women": None,
    "suspects": None,
    "victims": None,
    "groups": None,
    "officers": None,
    "people": None,
}
QUALIFIERS = ("exact", "more_than", "at_least", "less_than", "at_most", "about")


@dataclass(frozen=True)
class Count:
    """One number that a report prints."""

    measure: str
    category: str
    value: int
    qualifier: str = "exact"


@dataclass(frozen=True)
class Told:
    """One report: who prints which counts, how many days after the day, and at what time of it."""

    outlet: str
    counts: tuple[Count, ...]
    delay: int = 1
    time: str = ""


@dataclass(frozen=True)
class Event:
    """One operation as it was, and its reports."""

    place: str
    day: date
    counts: tuple[Count, ...]
    reports: tuple[Told, ...]


def distinctive() -> SearchStrategy[int]:
    """Give numbers that are large and not round."""
    return st.integers(101, 997).filter(lambda number: number % 10 != 0)


@st.composite
def true_counts(draw: DrawFn) -> tuple[Count, ...]:
    """Give the counts of one operation, one a measure, the first distinctive."""
    measures = draw(st.lists(st.sampled_from(sorted(MEASURES)), min_size=1, unique=True))
    return tuple(
        Count(
            measure,
            draw(st.sampled_from(MEASURES[measure])),
            draw(st.integers(1, 400) if n else distinctive()),
        )
        for n, measure in enumerate(measures)
    )


@st.composite
def any_reports(draw: DrawFn, counts: tuple[Count, ...]) -> tuple[Told, ...]:
    """Give one to four reports of these counts: vaguer, wider, incomplete or simply wrong."""
    outlets = draw(st.lists(st.sampled_from(OUTLETS), min_size=1, max_size=4, unique=True))
    return tuple(
        Told(
            outlet,
            tuple(draw(any_count(c)) for c in counts),
            time=draw(st.sampled_from(("", "T08:00+09:00", "T19:30Z"))),
        )
        for outlet in outlets
    )


@st.composite
def any_count(draw: DrawFn, count: Count) -> Count:
    """Give a count as some outlet might print it."""
    shift = draw(st.sampled_from((0, 0, 0, 0, 1, -1, 7)))
    return replace(
        count,
        value=max(1, count.value + shift),
        qualifier=draw(st.sampled_from(QUALIFIERS)),
        category=draw(st.sampled_from((count.category, WIDER[count.category] or count.category))),
    )


@st.composite
def events(draw: DrawFn, most: int = 4) -> tuple[Event, ...]:
    """Give operations that lie apart in place and month, with any reports of them."""
    places = draw(st.lists(st.sampled_from(PLACES), min_size=1, max_size=most, unique=True))
    told = []
    for n, place in enumerate(places):
        counts = draw(true_counts())
        day = date(2021, 1 + n, draw(st.integers(1, 28)))
        told.append(Event(place, day, counts, draw(any_reports(counts))))
    return tuple(told)


def agreeing(count: Count, how: str) -> Count | None:
    """Return a count as an outlet prints it that agrees and is no narrower; null if none does."""
    if how == "wider":
        wider = WIDER[count.category]
        return replace(count, category=wider) if wider else None
    if how == "at_least":
        return replace(count, value=max(1, count.value - 3), qualifier="at_least")
    if how == "at_most":
        return replace(count, value=count.value + 3, qualifier="at_most")
    return replace(count, qualifier=how)


def article_of(event: Event, told: Told, number: int) -> tuple[Record, Record]:
    """Return the article of one report and its figures; each sentence prints one count."""
    name = f"{event.place}-{event.day}-{number}"
    text, figures = "", []
    for count in told.counts:
        start = len(text)
        printed = f"{count.value:,}"
        text += f"{printed} ({count.qualifier}) {count.category} {count.measure}, {told.outlet}.\n"
        lower, upper = bounds(count.value, count.qualifier)
        figures.append(
            {
                "char_start": start,
                "char_end": start + len(printed),
                "figure_text": printed,
                "value": count.value,
                "lower": lower,
                "upper": upper,
                "qualifier": count.qualifier,
                "measure": count.measure,
                "counted": count.category,
                "category": count.category,
                "agency": None,
                "region": event.place,
                "period_start": event.day.isoformat(),
                "period_end": event.day.isoformat(),
                "scope": "operation",
                "campaign": None,
                "part_of": None,
            }
        )
    published = (event.day + timedelta(days=told.delay)).isoformat() + told.time
    article = {
        "id": name,
        "source_name": told.outlet,
        "title": None,
        "url": None,
        "published": published,
        "text": f"{text}({name})",
    }
    return article, {"id": name, "figures": figures}


def rows_of(world: tuple[Event, ...]) -> Raw:
    """Return the raw rows of a generated world."""
    pairs = [
        article_of(event, told, number)
        for event in world
        for number, told in enumerate(event.reports)
    ]
    return raw_rows([article for article, _ in pairs], [figures for _, figures in pairs])
