"""What an article says around its figures: outlet, places, agencies, campaigns and times."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from ingest.reading import outlets
from ingest.reading.agencies import AgencyMention, find_agencies
from ingest.reading.folding import fold, lowered, straighten
from ingest.reading.places import Place, find_all_places
from ingest.reading.referred_times import with_referred
from ingest.reading.times import Time, join_windows
from ingest.reading.wordlists import pattern

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from ingest.model import Article, Outlet, Sentence
    from ingest.reading.campaigns import CampaignMention
    from ingest.reading.world import Terms, World

T = TypeVar("T")

# What goes on in capitals is part of a name: "the Human Trafficking Response Team"
_IN_NAME = re.compile(r"(?<=\w )[A-Z][a-z]+ (?:and |of )?[A-Z][a-z]")
# Where one clause of a sentence gives way to another.
CLAUSE_BREAK = pattern(r"[;:]|, {clause_break_and}\b|\b{clause_break_after}\b")
_LONGEST_BREAK = 40  # letters that the words of a joint take at most
# What joins a court step to the deed: "with", "in connection with the", "to two counts of".
_FOR = pattern(r"[^.,;:]*\b{for}\b[^.,;:]*$")


# "According to the indictment, on May 7 …" tells no indictment.
_SOURCE = pattern(r"\baccording to (?:{source} ){0,3}$")


# "a four-day national crackdown", "the week of action"
_DAYS_LONG = pattern(
    r"\b(?:(?P<n>\d{1,2}|[a-z]+)-day (?:[a-z-]+ ){0,3}{days_long_operation}|(?P<m>\d{"
    r"1,2}|[a-z]+) days of (?:[a-z-]+ ){0,2}{days_long_raids}|over (?P<o>[a-z]+|\d{"
    r"1,2}) days,|week of action|week-?long (?:[a-z-]+ ){0,3}{days_long_operation_2}|"
    r"in the (?P<f>[a-z]+|\d{1,2}) days from)"
)
_EDGE = pattern(
    r"\b(?:{edge_ended}|(?P<began>{edge_started}))(?: {edge_on})*(?: the {edge_night} "
    r"of)? *$"
)


_SUBJECT_GAP = 20  # letters of "in the village" between a subject and its verb


@dataclass(frozen=True)
class Survey:
    """One article with all that was found in it; times of a sentence are read when asked for."""

    article: Article
    sentences: tuple[Sentence, ...]
    world: World
    outlet: Outlet
    text: str  # with plain quotes, dashes and spaces; offsets are those of the article
    folded: str
    published: date | None
    places: tuple[Place, ...]
    agencies: tuple[AgencyMention, ...]
    campaigns: tuple[CampaignMention, ...]
    title_places: tuple[Place, ...]  # of a title that isn't repeated in the text
    home_region: str | None  # where the outlet is, if its name or the seeds tell
    dated: dict[int, list[tuple[Time, str]]] = field(default_factory=dict)  # by told_times
    _times: dict[int, list[Time]] = field(default_factory=dict)
    _marks: dict[int, tuple[list[Any], list[int]]] = field(default_factory=dict)
    _events: dict[int, list[tuple[int, int, str]]] = field(default_factory=dict)
    _answers: dict[Hashable, Any] = field(default_factory=dict)

    def once(self, question: Hashable, answer: Callable[[], T]) -> T:
        """The answer to a question about the whole article, worked out when first asked."""
        if question not in self._answers:
            self._answers[question] = answer()
        found: T = self._answers[question]
        return found

    def times(self, sentence: Sentence) -> list[Time]:
        """The times in a sentence, in order of position."""
        found = self._times.get(sentence.number)
        if found is None:
            span = (sentence.char_start, sentence.char_end)
            found = self.world.clock.find(self.folded, *span, self.published, self._anchors)
            if self.published is None:
                found = [self._with_year(t, sentence) for t in found]
            found = [self._stretched(t) for t in join_windows(self.folded, found)]
            found = with_referred(found, sentence, self)
            self._times[sentence.number] = found
        return found

    def _with_year(self, time: Time, sentence: Sentence) -> Time:
        """A day of no year, in a text of no date, in the year nearest to the date told last."""
        if time.kind != "day" or time.first is not None or time.is_relative:
            return time
        told = [t for s in self.sentences[: sentence.number] for t in self.times(s)]
        known = [t.first for t in told if t.kind in ("day", "days", "month") and t.first]
        if not known:  # else the year of the first full date told after it
            told = [t for s in self.sentences[sentence.number + 1 :] for t in self._dated_in(s)]
            known = [t.first for t in told if t.first][:1]
        if not known:
            return time
        last = known[-1]
        years = (last.year - 1, last.year, last.year + 1)
        days = [self._read_in(time, year) for year in years]
        near = min((d for d in days if d), key=lambda d: abs((d - last).days), default=None)
        return replace(time, first=near, last=near) if near else time

    def _dated_in(self, sentence: Sentence) -> list[Time]:
        """The full dates of a sentence, months included."""
        span = (sentence.char_start, sentence.char_end)
        found = self.world.clock.find(self.folded, *span, None, self._anchors)
        return [t for t in found if t.kind in ("day", "days", "month") and t.first]

    def _read_in(self, time: Time, year: int) -> date | None:
        """The day of a time, read as if in a year."""
        found = self.world.clock.find(self.folded, time.start, time.end, date(year, 12, 31))
        return found[0].first if found and found[0].first and found[0].first.year == year else None

    def _stretched(self, time: Time) -> Time:
        """A day on which an operation of known length began or ended, as all its days."""
        if time.kind != "day" or time.first is None or self.operation_days < 2:
            return time
        edge = _EDGE.search(self.folded, max(0, time.start - 40), time.start)
        if edge is None:
            return time
        rest = timedelta(days=self.operation_days - 1)
        if edge["began"]:
            return replace(time, kind="days", last=time.first + rest)
        return replace(time, kind="days", first=time.first - rest)

    @cached_property
    def operation_days(self) -> int:
        """How many days an operation took ("a four-day sweep"); 0 if the article doesn't say."""
        if not any(
            word in self.folded
            for word in (
                "-day ",
                " days of ",
                " days,",
                " days from",
                "week of action",
                "week-long",
                "weeklong",
            )
        ):
            return 0
        said = _DAYS_LONG.search(self.folded)
        if said is None:
            return 0
        words = said["n"] or said["m"] or said["o"] or said["f"] or "7"
        number = int(words) if words.isdecimal() else self.world.small_numbers.get(words, 0)
        return number if number <= 31 else 0

    @cached_property
    def _anchors(self) -> list[tuple[int, int, str]]:
        return self.world.clock.anchors(self.folded)

    def breaks_between(self, start: int, end: int) -> int:
        """How many joints of clauses lie between two offsets."""
        breaks = self._breaks_around(start, end)
        return bisect_left(breaks, end) - bisect_left(breaks, start)

    def _breaks_around(self, start: int, end: int) -> list[int]:
        """The joints of clauses of the sentence that holds a span, else those of the text."""
        at = bisect_right(self._sentence_starts, start) - 1
        if at < 0 or end > self.sentences[at].char_end:
            return self.once("breaks", lambda: self._breaks_within(0, len(self.folded)))
        first, last = self.sentences[at].char_start, self.sentences[at].char_end
        return self.once(("breaks", at), lambda: self._breaks_within(first, last))

    def _breaks_within(self, first: int, last: int) -> list[int]:
        beyond = min(len(self.folded), last + _LONGEST_BREAK)
        return [
            m.start() for m in CLAUSE_BREAK.finditer(self.folded, first, beyond) if m.start() < last
        ]

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [s.char_start for s in self.sentences]

    def marks(self, terms: Terms[T], start: int, end: int) -> list[tuple[int, int, list[T]]]:
        """The matches of some terms within a span; the text is gone through once for each."""
        found = self._marks.get(id(terms))
        if found is None:
            matches = terms.longest(self.folded)
            found = self._marks[id(terms)] = (matches, [m[0] for m in matches])
        matches, starts = found
        return [
            m for m in matches[bisect_left(starts, start) : bisect_left(starts, end)] if m[1] <= end
        ]

    def events(self, sentence: Sentence) -> list[tuple[int, int, str]]:
        """Words in a sentence that tell an event: start, end, kind (action, harm, charged, …)."""
        found = self._events.get(sentence.number)
        if found is None:
            matches = self.marks(self.world.events, sentence.char_start, sentence.char_end)
            found = [
                (a, b, kinds[0])
                for a, b, kinds in matches
                if _SOURCE.search(self.folded, max(0, a - 40), a) is None
                and self.folded[a - 1 : a] != "-"
                and not self.is_in_agency(a)
                and (sentence.kind == "headline" or not _IN_NAME.match(self.text, a))
            ]
            found = [
                (a, b, "deed") if self._is_charge((a, b, k), found) else (a, b, k)
                for a, b, k in found
            ]
            found = [self._of_its_subject(e, found) for e in found]
            self._events[sentence.number] = found
        return found

    def _of_its_subject(
        self, event: tuple[int, int, str], events: list[tuple[int, int, str]]
    ) -> tuple[int, int, str]:
        """What "happened" is of the kind of its subject: "the shooting occurred"."""
        if event[2] != "any":
            return event
        subject = next((e for e in reversed(events) if 0 <= event[0] - e[1] < _SUBJECT_GAP), None)
        return (event[0], event[1], subject[2]) if subject is not None else event

    def _is_charge(self, event: tuple[int, int, str], events: list[tuple[int, int, str]]) -> bool:
        """Whether a harm only says what a court step was for: "pleaded guilty to murder"."""
        if event[2] != "harm":
            return False
        return any(
            kind not in ("harm", "action")
            and 0 <= event[0] - end < 45
            and _FOR.match(self.folded, end, event[0]) is not None
            for _, end, kind in events
        )

    def places_in(self, start: int, end: int) -> list[Place]:
        """The places within a span."""
        first = bisect_left(self._place_starts, start)
        last = bisect_left(self._place_starts, end)
        return [p for p in self.places[first:last] if p.end <= end]

    @cached_property
    def _place_starts(self) -> list[int]:
        return [p.start for p in self.places]

    def is_in_agency(self, offset: int) -> bool:
        """Whether an offset lies in an agency's name."""
        index = bisect_right(self._agency_starts, offset) - 1
        return index >= 0 and offset < self.agencies[index].end

    def agencies_in(self, start: int, end: int) -> list[AgencyMention]:
        """The agencies within a span."""
        first = bisect_left(self._agency_starts, start)
        last = bisect_left(self._agency_starts, end)
        return [a for a in self.agencies[first:last] if a.end <= end]

    @cached_property
    def _agency_starts(self) -> list[int]:
        return [a.start for a in self.agencies]


def survey(article: Article, sentences: tuple[Sentence, ...], world: World) -> Survey:
    """Look over an article once, for all its figures and mentions."""
    text = straighten(article.text)
    folded = lowered(text)
    outlet = outlets.resolve(article.outlet, world)
    home_region = outlets.home_of(article.outlet, outlet, world)
    home = home_region[:2] if home_region else None
    hidden = [(s.char_start, s.char_end) for s in sentences if s.kind == "furniture"]
    campaigns = world.campaign_finder.find(article.text, folded)
    hidden += [(c.start, c.end) for c in campaigns if c.key]
    title = article.title or ""
    named, titled = find_all_places(article.text, folded, world, home, title)
    places = tuple(p for p in named if not any(a <= p.start < b for a, b in hidden))
    agencies = find_agencies(article.text, places, world, home, outlet.agency_id)
    return Survey(
        article,
        sentences,
        world,
        outlet,
        text,
        folded,
        article.published or _date_in_head(folded, world),
        places,
        agencies,
        campaigns,
        () if fold(title) in folded else titled,
        home_region,
    )


def _date_in_head(folded: str, world: World) -> date | None:
    """The publication date that a text gives in its head: "Updated 6:10 p.m. April 18, 2018"."""
    said = _PUBLISHED.search(folded, 0, 400)
    if said is None:
        return None
    found = world.clock.find(folded, said.end(), min(len(folded), said.end() + 60), None)
    return next((t.first for t in found if t.kind == "day" and t.first is not None), None)


_PUBLISHED = pattern(r"\b{published}\b")
