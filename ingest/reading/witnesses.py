"""What an article says of a figure's region: each saying a witness with a name and a region.

Witnesses may contradict each other; `region_choice` weighs them.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from ingest.reading.cases import around
from ingest.reading.cues import Cue
from ingest.reading.folding import plain
from ingest.reading.regions import cover, is_of_part
from ingest.reading.scenes import scene_after, scene_before
from ingest.reading.setting import only_place, setting_near, setting_of
from ingest.reading.where import hinted_region

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ingest.model import Sentence
    from ingest.reading.cases import Case
    from ingest.reading.places import Place
    from ingest.reading.scenes import Scene
    from ingest.reading.survey import Survey

TITLE = -1  # the sentence number of places of a title
_TELLING_COUNT = 5  # smaller counts are too common to say that two figures are the same
_PARTS_WITHIN = 3  # sentences within which the parts of a count stand

Witness = tuple[str, str | None]

# "carried out by 31 countries", "in several states of Europe"
_COUNTRIES = Cue(
    r"\b(?:\d+|{counted_countries_many}) (?:[\w-]+ ){0,2}{counted_countries}\b",
    "{counted_countries}",
)


@dataclass(frozen=True, slots=True)
class Spotted:
    """A place of an article: its sentence (TITLE for the title's), role and offset."""

    sentence: int
    region_id: str
    role: str  # those of Place, and: seat (a capital), agency, court, part (see `_role`)
    start: int


@dataclass(frozen=True)
class Scenery:
    """An article's places and scenes, gone through once for all its figures."""

    cases: list[Case]
    seen: Survey
    scenes: list[Scene]

    @cached_property
    def places(self) -> list[Spotted]:
        """Every place with the sentence it stands in; the title's first."""
        titled = [
            Spotted(TITLE, p.region_id, "title_from" if p.role == "origin" else "title", -1)
            for p in self.seen.title_places
        ]
        sentences = iter(self.seen.sentences)
        here = next(sentences, None)
        spotted = []
        for place in self.seen.places:
            while here is not None and here.char_end <= place.start:
                here = next(sentences, None)
            number = here.number if here is not None else len(self.seen.sentences)
            role = self._role(place)
            spotted.append(Spotted(number, place.region_id, role, place.start))
        return titled + spotted

    def _role(self, place: Place) -> str:
        """The role of a place, with what it is the place of."""
        seen = self.seen
        if place.role == "origin":
            return place.role
        inside = seen.is_in_agency(place.start)
        if place.role == "adjective":
            return "agency_adjective" if inside else place.role
        if place.role == "dateline":
            return "dateline_seat" if self._is_seat(place) else place.role
        if inside:
            kinds = {a.kind for a in seen.agencies_in(place.start - 60, place.end + 60)}
            return "court" if kinds <= {"court", "prosecutor"} else "agency"
        if is_of_part(place, seen):
            return "part"
        return "seat" if place.role == "named" and self._is_seat(place) else place.role

    def _is_seat(self, place: Place) -> bool:
        return plain(self.seen.text[place.start : place.end]) in self.seen.world.capital_names

    @cached_property
    def setting(self) -> str | None:
        """Where the article is set."""
        return setting_of(self.seen)

    def setting_near(self, sentence: Sentence) -> str | None:
        """Where a sentence and those around it are set: the same for all its figures."""
        if sentence.number not in self._near:
            self._near[sentence.number] = setting_near(sentence, self.seen)
        return self._near[sentence.number]

    @cached_property
    def _near(self) -> dict[int, str | None]:
        return {}

    @cached_property
    def only(self) -> str | None:
        """The only subdivision that the article is about."""
        return only_place(self.seen)

    @cached_property
    def told(self) -> list[Case]:
        """The figures whose own sentences tell a region."""
        return [c for c in self.cases if c.own.is_told]

    @cached_property
    def is_international(self) -> bool:
        """Whether the article has words for a whole country or for several."""
        wide = self.seen.world.terms("place", "country_wide", "international")
        return bool(self.seen.marks(wide, 0, len(self.seen.folded)))

    @cached_property
    def counted_countries(self) -> list[int]:
        """The numbers of the sentences that count countries: "police of 31 countries"."""
        if not _COUNTRIES.search(self.seen.folded):
            return []
        return [
            s.number
            for s in self.seen.sentences
            if _COUNTRIES.search(self.seen.folded, s.char_start, s.char_end)
        ]

    @cached_property
    def line_ends(self) -> list[int]:
        """Where the lines of the text end."""
        ends = []
        at = self.seen.folded.find("\n")
        while at >= 0:
            ends.append(at)
            at = self.seen.folded.find("\n", at + 1)
        return ends


def kind_of(case: Case, seen: Survey) -> str:
    """What kind of event a figure counts: action, harm, victims or, for all others, court."""
    kind = seen.world.measure_events[case.draft.measure]
    return kind if kind in ("action", "harm", "victims") else "court"


def span_of(case: Case) -> str:
    """Whether a figure is of one operation or of a total."""
    return "one" if case.scope == "operation" else "total"


def witnesses(case: Case, scenery: Scenery) -> list[Witness]:
    """Every witness of a figure's region; the rules' answer (`case.region`) is one of them."""
    kind, span = kind_of(case, scenery.seen), span_of(case)
    return [
        *_by_sentence(case, span),
        *_by_agency(case, scenery, kind, span),
        *_by_article(case, scenery, kind, span),
        *_by_scenes(case, scenery, kind, span),
        *_by_figures(case, scenery),
        *_by_rules(case, kind, span),
    ]


def _by_sentence(case: Case, span: str) -> Iterator[Witness]:
    own = case.own
    if own.is_told:
        signs = ("share" * own.is_share, "vague" * own.is_vague, "wide" * own.is_country_wide)
        yield "_".join(["own", *filter(None, signs)]), own.region_id
        if own.is_vague or own.is_country_wide:
            yield f"own_country_{span}", own.region_id


def _by_agency(case: Case, scenery: Scenery, kind: str, span: str) -> Iterator[Witness]:
    seen, agency, sentence = scenery.seen, case.agency, case.sentence
    hint = hinted_region(agency, case.draft.measure, sentence, seen)
    if hint:
        here = agency is not None and sentence.char_start <= agency.start < sentence.char_end
        listed = agency is not None and agency.agency_id in seen.world.agencies
        name = f"{'listed_' * listed}agency_{'here' if here else 'elsewhere'}"
        yield f"{name}_{span}", hint
        yield f"agency_{kind}", hint


def _by_article(case: Case, scenery: Scenery, kind: str, span: str) -> Iterator[Witness]:
    if scenery.setting:
        yield f"setting_{span}", scenery.setting
        yield f"setting_{kind}", scenery.setting
    near = scenery.setting_near(case.sentence)
    if near:
        yield "setting_near", near
    if scenery.only:
        yield f"only_{span}", scenery.only
    if scenery.seen.home_region:
        yield "home", scenery.seen.home_region


def _by_scenes(case: Case, scenery: Scenery, kind: str, span: str) -> Iterator[Witness]:
    number = case.sentence.number
    before = scene_before(case, scenery.scenes)
    if before is not None:
        near = "_near" * (number - before.number <= 1)
        yield f"scene_before{'_history' * before.is_history}{near}", before.region_id
        yield f"scene_before_{kind}_{span}", before.region_id
    after = scene_after(case, scenery.scenes, acts=kind == "action")
    if after is not None:
        yield f"scene_after{'_near' * (after.number - number <= 1)}", after.region_id
        yield f"scene_after_{kind}_{span}", after.region_id


def _by_figures(case: Case, scenery: Scenery) -> Iterator[Witness]:
    told = [c for c in around(case, scenery.told) if c is not case]
    if not told:
        return
    draft = case.draft
    nearest = min(told, key=lambda c: abs(c.draft.char_start - draft.char_start))
    same = "_same_measure" * (nearest.draft.measure == draft.measure)
    ahead = distance(nearest.sentence.number - case.sentence.number)
    share = "_share" * nearest.own.is_share
    yield f"figure_{ahead}{same}{share}", nearest.own.region_id
    counted = [c for c in told if is_same_count(c, case)]
    if counted:
        twin = min(counted, key=lambda c: abs(c.draft.char_start - draft.char_start))
        yield "same_count", twin.own.region_id
    over = parts_region(case, told)
    if over:
        yield "parts", over
    shares = [c for c in told if c.own.is_share and c.draft.measure == draft.measure]
    if len(shares) > 1:
        name = "shares_beside" if case.own.is_share else "shares"
        yield name, cover([c.own.region_id for c in shares if c.own.region_id])


def _by_rules(case: Case, kind: str, span: str) -> Iterator[Witness]:
    how = "untold" if not case.own.is_told else "vague" if case.own.is_vague else "told"
    yield "rules", case.region
    yield f"rules_{how}_{span}_{kind}", case.region


def distance(sentences: int) -> str:
    """How far a sentence is, in few steps: "0", "-1", "+3" (two or three), "-9" (more)."""
    if sentences == 0:
        return "0"
    far = abs(sentences)
    step = "1" if far == 1 else "3" if far <= 3 else "9"
    return ("-" if sentences < 0 else "+") + step


def is_same_count(told: Case, case: Case) -> bool:
    """Whether two figures are one count told twice."""
    one, other = told.draft, case.draft
    telling = one.value is not None and one.value >= _TELLING_COUNT
    same = one.measure == other.measure and one.qualifier == other.qualifier
    return telling and same and one.value == other.value


def parts_region(case: Case, told: list[Case]) -> str | None:
    """What covers the places of a figure's parts, where these are told for several places."""
    value = case.draft.value
    if value is None:
        return None
    parts = [
        c
        for c in told
        if c.draft.measure == case.draft.measure
        and c.draft.value is not None
        and c.draft.value < value
        and abs(c.sentence.number - case.sentence.number) <= _PARTS_WITHIN
        and len(c.own.region_id or "") > 2
    ]
    regions = {c.own.region_id for c in parts if c.own.region_id}
    total = sum(c.draft.value or 0 for c in parts)
    return cover(sorted(regions)) if len(regions) > 1 and total <= value else None
