"""The choice of a figure's region among all that its article names.

Every region is described by cues: which witnesses name it (or a part of it, or what it lies in),
where it stands in the article and in which role. The weights of cues (seeds/choice_cues.csv) were
learned from figures read by people (benchmarks/choosing.py); the heaviest region is chosen.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from typing import TYPE_CHECKING

from ingest.reading.witnesses import TITLE, Scenery, distance, kind_of, span_of, witnesses
from ingest.values import value

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ingest.reading.cases import Case
    from ingest.reading.scenes import Scene
    from ingest.reading.survey import Survey
    from ingest.reading.weighing import Said, Weights
    from ingest.reading.witnesses import Spotted, Witness

# A region with its cues; the null region is that of several countries.
Described = list[tuple[str | None, list["Said"]]]

_PLACED = frozenset({"at", "named", "seat"})
_SET = _PLACED | {"dateline"}
_SPREAD = frozenset({"at", "named", "agency"})  # roles told apart by what is counted
_MOST = 40  # candidates above which only near places count
_NEAR = 4  # sentences
_MANY_COUNTRIES = 3
_SHARES = 5  # steps in which shares of all places are told apart


def choose_regions(cases: list[Case], seen: Survey, scenes: list[Scene]) -> None:
    """Set each figure's region to the one that weighs most; `scenes` are those of the article."""
    for view, candidates in _views(cases, seen, scenes):
        view.case.region = max(candidates, key=view.weigher(seen.world.region_weights))


def describe_regions(cases: list[Case], seen: Survey, scenes: list[Scene]) -> Iterator[Described]:
    """The candidates of each figure with their cues; the rules' answers are in `case.region`."""
    for view, candidates in _views(cases, seen, scenes):
        yield [(c, view.cues(c)) for c in candidates]


def _views(
    cases: list[Case], seen: Survey, scenes: list[Scene]
) -> Iterator[tuple[_View, list[str | None]]]:
    """Each figure's view of the article, with its candidates."""
    scenery = Scenery(cases, seen, scenes)
    outline = _Outline(scenery)
    for case in cases:
        told = witnesses(case, scenery)
        yield _View(case, told, outline), _candidates(case, told, outline)


def _candidates(case: Case, told: list[Witness], outline: _Outline) -> list[str | None]:
    """All regions that are named or meant, and their countries; the null region first."""
    by_witness = {region for _, region in told if region}
    if len(outline.candidates) <= _MOST and by_witness <= outline.known:
        return outline.candidates
    regions = by_witness | outline.regions
    if len(regions) > _MOST:
        places, number = outline.scenery.places, case.sentence.number
        regions = by_witness | {p.region_id for p in places if abs(p.sentence - number) < _NEAR}
    return [None, *sorted(regions | {r[:2] for r in regions})]


def _level_of(candidate: str | None) -> tuple[str, str]:
    """The level of a candidate, and how it stands to the regions of its country that it is not."""
    if candidate is None:
        return "several", ""
    return ("country", "around") if len(candidate) == 2 else ("part", "inside")


def _relation(candidate: str | None, region: str | None) -> str:
    """How a candidate stands to a region: the same, around it or inside it; else empty."""
    if candidate == region:
        return "same"
    if candidate is None or region is None:
        return ""
    if len(candidate) == 2 and region[:2] == candidate:
        return "around"
    return "inside" if len(region) == 2 and candidate[:2] == region else ""


def _by_relation(told: list[Witness]) -> dict[tuple[str, str | None], list[Said]]:
    """The cues of witnesses by how a candidate stands to what they name, and by the candidate.

    Candidates around a region are its country; those inside a country are told by the country.
    """
    said: dict[tuple[str, str | None], list[Said]] = defaultdict(list)
    for name, region in told:
        said["same", region].append((_of_witness, (name, "same")))
        if region is not None and len(region) > 2:
            said["around", region[:2]].append((_of_witness, (name, "around")))
        elif region is not None and len(region) == 2:
            said["inside", region].append((_of_witness, (name, "inside")))
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
    if len(places) == 1:
        return places[0]
    at = bisect_left(sentences, sentence)
    if at == len(sentences):
        return places[-1]
    before = at > 0 and sentence - sentences[at - 1] <= sentences[at] - sentence
    return places[at - before]


# A place with the role and the relation in which it stands to a candidate.
Related = tuple[str, str, "Spotted"]


@value
class _Standing:
    """What a candidate weighs for all figures of a sentence and kind, and the places in it."""

    weight: int
    here: list[Related]


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
        self.regions = {p.region_id for p in scenery.places}
        everything = self.regions | {r[:2] for r in self.regions}
        self.candidates: list[str | None] = [None, *sorted(everything)]
        self.known = frozenset(everything)
        self.first = next((p.region_id for p in placed if p.role == "at"), None)
        self.wide = "wide" if scenery.is_international else "local"
        self.placed: dict[int, list[Spotted]] = defaultdict(list)  # by sentence
        for place in placed:
            self.placed[place.sentence].append(place)
        self.lines = _lines(scenery.places)
        self.figures: dict[int, list[int]] = defaultdict(list)  # where they start, by sentence
        for case in scenery.cases:
            self.figures[case.sentence.number].append(case.draft.char_start)
        self._shares: dict[str, list[Said]] = {}
        self._nearest: dict[tuple[str, int], list[Related]] = {}
        self.standings: dict[tuple[int, int, str, str], dict[str, _Standing]] = {}

    def line_of(self, offset: int) -> int:
        """The number of the line that an offset lies in."""
        return bisect_left(self.scenery.line_ends, offset)

    def nearest(self, candidate: str, sentence: int) -> list[Related]:
        """The place of each role nearest to a sentence that is a candidate or lies in it."""
        found = self._nearest.get((candidate, sentence))
        if found is None:
            found = self._nearest[candidate, sentence] = [
                (role, relation, _nearest_of(line, sentence))
                for relation in ("same", "around")
                for role, line in self.lines.get((relation, candidate), {}).items()
            ]
        return found

    def shares(self, candidate: str, level: str) -> list[Said]:
        """How much of the article is there: cues that are the same for all its figures."""
        cues = self._shares.get(candidate)
        if cues is None:
            first = _relation(candidate, self.first) if self.first else ""
            cues = [(_of_first, (first,))] if first in ("same", "around") else []
            inside = sum(p.region_id.startswith(candidate) for p in self.settings)
            share = inside / max(1, len(self.settings))
            cues.append((_of_share, (level, int(min(share, 0.99) * _SHARES))))
            self._shares[candidate] = cues
        return cues


class _View:
    """An article as seen from one figure."""

    def __init__(self, case: Case, told: list[Witness], outline: _Outline) -> None:
        self.case, self.outline = case, outline
        self.kind = kind_of(case, outline.scenery.seen)
        self.span = span_of(case)
        self.how = "told" if case.own.is_told else "untold"
        here = outline.placed.get(case.sentence.number, [])
        self.parts_here = {p.region_id for p in here if len(p.region_id) > 2}
        self.countries_here = {p.region_id[:2] for p in here}
        self.said = _by_relation(told)
        self.line = outline.line_of(case.draft.char_start)

    def weigher(self, weights: Weights) -> Callable[[str | None], int]:
        """What the cues of a candidate weigh: the sum of those of `cues`.

        What is the same for all figures of a sentence, of one kind and span, is summed up once.
        """
        place = self.case.sentence.number, self.line, self.span, self.kind
        standings = self.outline.standings.setdefault(place, {})
        levels = {level: weights.of([self._level(level)]) for level in ("country", "part")}
        said = {of: weights.of(cues) for of, cues in self.said.items()}

        def weight(candidate: str | None) -> int:
            if candidate is None:
                return weights.of(self.cues(None))
            standing = standings.get(candidate)
            if standing is None:
                standing = standings[candidate] = self._standing(candidate, weights)
            level, wider = _level_of(candidate)
            total = standing.weight + levels[level] + said.get(("same", candidate), 0)
            total += said.get((wider, candidate[:2]), 0)
            return total + weights.of(map(self._of_place, standing.here))

        return weight

    def _standing(self, candidate: str, weights: Weights) -> _Standing:
        """What the cues weigh that don't depend on where in its sentence a figure stands."""
        number = self.case.sentence.number
        related = self.outline.nearest(candidate, number)
        away = [self._of_place(one) for one in related if one[2].sentence != number]
        return _Standing(
            weights.of([*away, *self._of_all(candidate)]),
            [one for one in related if one[2].sentence == number],
        )

    def _of_all(self, candidate: str) -> list[Said]:
        """What the whole article, and the places of the sentence, say of a candidate."""
        level, _ = _level_of(candidate)
        return [*self.outline.shares(candidate, level), self._company(candidate, level)]

    def _level(self, level: str) -> Said:
        many = self.outline.countries >= _MANY_COUNTRIES
        return _of_level, (level, self.kind, self.span, self.how, many)

    def cues(self, candidate: str | None) -> list[Said]:
        """The cues of one candidate."""
        level, wider = _level_of(candidate)
        cues = [self._level(level), *self.said.get(("same", candidate), ())]
        if candidate is None:
            return cues + self._several()
        cues += self.said.get((wider, candidate[:2]), ())
        cues += map(self._of_place, self.outline.nearest(candidate, self.case.sentence.number))
        return cues + self._of_all(candidate)

    def _several(self) -> list[Said]:
        """What stands for several countries."""
        here, countries = len(self.countries_here), self.outline.countries
        counts = min(here, 4), min(countries, 5)
        return [
            (_of_several, (*counts, self.how, self.outline.wide)),
            (_of_told, (self._told_countries(),)),
        ]

    def _told_countries(self) -> str:
        """Where the article counts countries: "in 31 countries"."""
        told = self.outline.scenery.counted_countries
        near = any(abs(n - self.case.sentence.number) <= 1 for n in told)
        return "near" if near else "far" if told else "never"

    def _of_place(self, related: Related) -> Said:
        """Where the nearest place of a role stands that is a candidate or lies in it."""
        role, relation, place = related
        gap = self._figures_between(place) if place.sentence == self.case.sentence.number else None
        return _of_place, (role, self._where(place), relation, f"{self.span}_{self.kind}", gap)

    def _figures_between(self, place: Spotted) -> int:
        """How many other figures of its sentence stand between a place and the figure."""
        first, last = sorted((place.start, self.case.draft.char_start))
        starts = set(self.outline.figures[place.sentence])
        return min(2, sum(first < start < last for start in starts))

    def _where(self, place: Spotted) -> str:
        """Where a place stands from the figure: title, clause, sentence, paragraph, distance."""
        draft = self.case.draft
        if place.sentence == TITLE:
            return "title"
        ahead = place.sentence - self.case.sentence.number
        if ahead == 0:
            clause = "clause" if draft.clause_start <= place.start < draft.clause_end else "here"
            return f"{clause}_{'before' if place.start < draft.char_start else 'after'}"
        return distance(ahead) + "_line" * (self.outline.line_of(place.start) == self.line)

    def _company(self, candidate: str, level: str) -> Said:
        """How many places stand beside a candidate."""
        parts = len(self.outline.parts.get(candidate[:2], ()))
        if level == "country":
            here = sum(r.startswith(candidate) for r in self.parts_here)
        else:
            here = len(self.parts_here) - (candidate in self.parts_here)
        others = len(self.countries_here) - (candidate[:2] in self.countries_here)
        return _of_company, (level, min(here, 3), min(parts, 4), self.span, min(others, 3))


# How cues are spelled.


def _of_witness(name: str, relation: str) -> list[str]:
    return [f"{name}:{relation}"]


def _of_first(relation: str) -> list[str]:
    return [f"first:{relation}"]


def _of_share(level: str, share: int) -> list[str]:
    return [f"share_{level}_{share}"]


def _of_level(level: str, kind: str, span: str, how: str, many: bool) -> list[str]:
    cues = [f"{level}_{kind}_{span}", f"{level}_{how}"]
    return [*cues, f"{level}_many_countries"] if many else cues


def _of_several(here: int, countries: int, how: str, wide: str) -> list[str]:
    counts = [f"several_here_{here}", f"several_in_all_{countries}"]
    return [*counts, f"several_{how}_{min(here, 3)}", f"several_{wide}"]


def _of_told(told: str) -> list[str]:
    return [f"several_told_{told}"]


def _of_place(role: str, where: str, relation: str, what: str, figures: int | None) -> list[str]:
    cues = [f"{role}_{where}:{relation}"]
    if figures is not None:
        cues.append(f"{where}_figures_{figures}:{relation}")
        cues.append(f"{role}_{where}_figures_{figures}:{relation}")
    return [*cues, f"{role}_{where}_{what}:{relation}"] if role in _SPREAD else cues


def _of_company(level: str, here: int, parts: int, span: str, others: int) -> list[str]:
    return [
        f"{level}_parts_here_{here}",
        f"{level}_parts_{parts}_{span}",
        f"{level}_others_here_{others}",
    ]
