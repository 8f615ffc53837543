"""The choice of a figure's region among all that its article names.

Every region is described by cues: which witnesses name it (or a part of it, or what it lies in),
where it stands in the article and in which role. The weights of cues (seeds/choice_cues.csv) were
learned from figures read by people (benchmarks/choosing.py); the heaviest region is chosen.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from typing import TYPE_CHECKING

from ingest.reading.scenes import scenes_of
from ingest.reading.witnesses import TITLE, Scenery, distance, kind_of, span_of, witnesses

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ingest.reading.cases import Case
    from ingest.reading.survey import Survey
    from ingest.reading.witnesses import Spotted, Witness

# A region with its cues; the null region is that of several countries.
Described = list[tuple[str | None, list[str]]]

_PLACED = frozenset({"at", "named", "seat"})
_SET = _PLACED | {"dateline"}
_SPREAD = frozenset({"at", "named", "agency"})  # roles told apart by what is counted
_MOST = 40  # candidates above which only near places count
_NEAR = 4  # sentences
_SHARES = 5  # steps in which shares of all places are told apart


def choose_regions(cases: list[Case], seen: Survey) -> None:
    """Set each figure's region to the one that weighs most."""
    weights = seen.world.choice_cues("region")
    for case, described in zip(cases, describe(cases, seen), strict=True):
        case.region = max(
            described,
            key=lambda d: sum([weights[cue] for cue in d[1] if cue in weights]),
            default=(None, []),
        )[0]


def describe(cases: list[Case], seen: Survey) -> Iterator[Described]:
    """The candidates of each figure with their cues; the rules' answers are in `case.region`."""
    scenery = Scenery(cases, seen, scenes_of(cases, seen))
    outline = _Outline(scenery)
    for case in cases:
        told = witnesses(case, scenery)
        view = _View(case, told, outline)
        yield [(c, view.cues(c)) for c in _candidates(case, told, scenery.places)]


def _candidates(case: Case, told: list[Witness], places: list[Spotted]) -> list[str | None]:
    """All regions that are named or meant, and their countries; the null region first."""
    by_witness = {region for _, region in told if region}
    regions = by_witness | {p.region_id for p in places}
    if len(regions) > _MOST:
        near = (p for p in places if abs(p.sentence - case.sentence.number) < _NEAR)
        regions = by_witness | {p.region_id for p in near}
    return [None, *sorted(regions | {r[:2] for r in regions})]


def _relation(candidate: str | None, region: str | None) -> str:
    """How a candidate stands to a region: the same, around it or inside it; else empty."""
    if candidate == region:
        return "same"
    if candidate is None or region is None:
        return ""
    if len(candidate) == 2 and region[:2] == candidate:
        return "around"
    return "inside" if len(region) == 2 and candidate[:2] == region else ""


def _by_relation(told: list[Witness]) -> dict[tuple[str, str | None], list[str]]:
    """The cues of witnesses by how a candidate stands to what they name, and by the candidate.

    Candidates around a region are its country; those inside a country are told by the country.
    """
    said: dict[tuple[str, str | None], list[str]] = defaultdict(list)
    for name, region in told:
        said["same", region].append(f"{name}:same")
        if region is not None and len(region) > 2:
            said["around", region[:2]].append(f"{name}:around")
        elif region is not None and len(region) == 2:
            said["inside", region].append(f"{name}:inside")
    return said


# Places in the order of their sentences, the first of each sentence, with the sentences.
Line = tuple[list[int], list["Spotted"]]


def _lines(places: list[Spotted]) -> dict[tuple[str, str], dict[str, Line]]:
    """The places of each role, by relation ("same", "around") and the candidate so related."""
    lines: dict[tuple[str, str], dict[str, Line]] = defaultdict(dict)
    for place in places:
        keys = [("same", place.region_id)]
        if len(place.region_id) > 2:
            keys.append(("around", place.region_id[:2]))
        for key in keys:
            sentences, first = lines[key].setdefault(place.role, ([], []))
            if not sentences or sentences[-1] < place.sentence:
                sentences.append(place.sentence)
                first.append(place)
    return dict(lines)


def _nearest_of(line: Line, sentence: int) -> Spotted:
    """The place of a line that is the fewest sentences off; of two, the one before."""
    sentences, places = line
    at = bisect_left(sentences, sentence)
    if at == len(sentences):
        return places[-1]
    before = at > 0 and sentence - sentences[at - 1] <= sentences[at] - sentence
    return places[at - before]


class _Outline:
    """What an article's places come to as a whole."""

    def __init__(self, scenery: Scenery) -> None:
        self.scenery = scenery
        self.parts: dict[str, set[str]] = defaultdict(set)  # subdivisions named, by country
        placed = [p for p in scenery.places if p.role in _PLACED]
        settings = [p for p in scenery.places if p.role in _SET]
        for place in settings:
            if len(place.region_id) > 2:
                self.parts[place.region_id[:2]].add(place.region_id)
        self.countries = len({p.region_id[:2] for p in placed})
        self.settings = settings
        self.first = next((p.region_id for p in placed if p.role == "at"), None)
        self.wide = "wide" if scenery.is_international else "local"
        self.lines = _lines(scenery.places)
        self._shares: dict[str, list[str]] = {}

    def shares(self, candidate: str, level: str) -> list[str]:
        """How much of the article is there: cues that are the same for all its figures."""
        cues = self._shares.get(candidate)
        if cues is None:
            first = _relation(candidate, self.first) if self.first else ""
            cues = [f"first:{first}"] if first in ("same", "around") else []
            inside = sum(p.region_id.startswith(candidate) for p in self.settings)
            share = inside / max(1, len(self.settings))
            cues.append(f"share_{level}_{int(min(share, 0.99) * _SHARES)}")
            self._shares[candidate] = cues
        return cues


class _View:
    """An article as seen from one figure."""

    def __init__(self, case: Case, told: list[Witness], outline: _Outline) -> None:
        self.case, self.outline = case, outline
        self.kind = kind_of(case, outline.scenery.seen)
        self.span = span_of(case)
        self.how = "told" if case.own.is_told else "untold"
        here = [
            p
            for p in outline.scenery.places
            if p.sentence == case.sentence.number and p.role in _PLACED
        ]
        self.regions_here = {p.region_id for p in here}
        self.countries_here = {p.region_id[:2] for p in here}
        self.said = _by_relation(told)
        self.nearest = self._nearest()

    def cues(self, candidate: str | None) -> list[str]:
        """The cues of one candidate."""
        level = "several" if candidate is None else "country" if len(candidate) == 2 else "part"
        cues = [f"{level}_{self.kind}_{self.span}", f"{level}_{self.how}"]
        if self.outline.countries >= 3:
            cues.append(f"{level}_many_countries")
        cues += self.said.get(("same", candidate), ())
        if candidate is not None:
            wider = "around" if level == "country" else "inside"
            cues += self.said.get((wider, candidate[:2]), ())
        if candidate is None:
            cues += self._cues_of_several()
        else:
            cues += self._cues_of_places(candidate)
            cues += self._cues_of_company(candidate, level)
        return cues

    def _cues_of_several(self) -> list[str]:
        here = len(self.countries_here)
        return [
            f"several_here_{min(here, 4)}",
            f"several_in_all_{min(self.outline.countries, 5)}",
            f"several_{self.how}_{min(here, 3)}",
            f"several_{self.outline.wide}",
        ]

    def _nearest(self) -> dict[tuple[str, str], dict[str, str]]:
        """Where the nearest place of each role stands, in each region and each country's parts.

        By relation ("same", "around") and candidate.
        """
        number = self.case.sentence.number
        return {
            key: {role: self._where(_nearest_of(line, number)) for role, line in by_role.items()}
            for key, by_role in self.outline.lines.items()
        }

    def _cues_of_places(self, candidate: str) -> Iterator[str]:
        """Where the nearest place of each role stands that is the candidate or lies in it."""
        for relation in ("same", "around"):
            for role, where in self.nearest.get((relation, candidate), {}).items():
                yield f"{role}_{where}:{relation}"
                if role in _SPREAD:
                    yield f"{role}_{where}_{self.span}_{self.kind}:{relation}"

    def _where(self, place: Spotted) -> str:
        """Where a place stands from the figure: title, clause, sentence, paragraph, distance."""
        draft = self.case.draft
        if place.sentence == TITLE:
            return "title"
        ahead = place.sentence - self.case.sentence.number
        if ahead == 0:
            clause = "clause" if draft.clause_start <= place.start < draft.clause_end else "here"
            return f"{clause}_{'before' if place.start < draft.char_start else 'after'}"
        first, last = sorted((place.start, draft.char_start))
        ends = self.outline.scenery.line_ends
        index = bisect_left(ends, first)
        same_line = index == len(ends) or ends[index] >= last
        return distance(ahead) + "_line" * same_line

    def _cues_of_company(self, candidate: str, level: str) -> Iterator[str]:
        """How much of the article is there, and how many places stand beside it."""
        yield from self.outline.shares(candidate, level)
        parts = len(self.outline.parts.get(candidate[:2], ()))
        here = {r for r in self.regions_here if len(r) > 2 and r != candidate}
        if level == "country":
            here = {r for r in here if r[:2] == candidate}
        yield f"{level}_parts_here_{min(len(here), 3)}"
        yield f"{level}_parts_{min(parts, 4)}_{self.span}"
        others = len(self.countries_here - {candidate[:2]})
        yield f"{level}_others_here_{min(others, 3)}"
