"""Scenes: where the sentences of an article say that something happens.

A figure whose sentence names no place belongs to the scene in force there: the last one told
before it or, in a headline or lead, the first one told after.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from ingest.reading.regions import cover, is_of_part, listed_with
from ingest.reading.when import is_aside
from ingest.reading.wordlists import pattern
from ingest.values import value

if TYPE_CHECKING:
    from ingest.model import Sentence
    from ingest.reading.cases import Case
    from ingest.reading.survey import Survey
    from ingest.reading.times import Time

_FAR = 12  # sentences after which a scene no longer tells for a headline
_NEAR = 3  # sentences within which a place is that of an event told beside it


# "the second ring, in Fujian": one of several
_ONE_OF = pattern(
    r"\b{one_of_first} (?:[a-z]+ )?{one_of_rings}\b|\bthe {one_of_young}est\b|\bone "
    r"of {one_of_them}\b"
)


@value
class Scene:
    """The region that a sentence tells; null where it tells several countries."""

    number: int
    region_id: str | None
    times: tuple[Time, ...]  # when, by the same sentence
    tells_event: bool
    is_history: bool = False  # of what was done to victims, in court, or of one of several cases


def scenes_of(cases: list[Case], seen: Survey) -> list[Scene]:
    """The scenes of an article in order: regions of sentences that tell an event."""
    told: dict[int, list[Case]] = {}
    for case in cases:
        told.setdefault(case.sentence.number, []).append(case)
    titled = cover([p.region_id for p in seen.title_places if p.role == "at"])
    found = [Scene(-1, titled, (), tells_event=True)] if titled and len(titled) > 2 else []
    for sentence in seen.sentences:
        scene = _scene(sentence, told.get(sentence.number, []), seen)
        if scene is not None:
            found.append(scene)
    return found


def _scene(sentence: Sentence, cases: list[Case], seen: Survey) -> Scene | None:
    """What a sentence tells: the places of its figures, else those of its events."""
    if sentence.kind == "furniture":
        return None
    own = [c.own for c in cases if c.own.is_told and (c.own.is_share or not c.own.is_vague)]
    if own:
        region = cover([o.region_id for o in own if o.region_id])
        return Scene(sentence.number, region, _times(sentence, seen), tells_event=True)
    courts = [
        a
        for a in seen.agencies_in(sentence.char_start, sentence.char_end)
        if a.kind in ("court", "ministry")
    ]
    places = [
        p
        for p in seen.places_in(sentence.char_start, sentence.char_end)
        if p.role == "at"
        and len(p.region_id) > 2
        and not is_of_part(p, seen)
        and not any(a.start <= p.start < a.end for a in courts)
    ]
    if not places:
        return _scene_of_countries(sentence, seen)
    kinds = {e[2] for e in seen.events(sentence)}
    return Scene(
        sentence.number,
        cover([p.region_id for p in places]),
        _times(sentence, seen),
        tells_event=not kinds.isdisjoint(("action", "harm", "any")),
        is_history=(bool(kinds) and kinds.isdisjoint(("action", "any")))
        or _ONE_OF.search(seen.folded, sentence.char_start, places[0].start) is not None,
    )


def _scene_of_countries(sentence: Sentence, seen: Survey) -> Scene | None:
    """The scene of a sentence that lists countries: "authorities in Italy, Albania and Poland"."""
    nations = [
        p
        for p in seen.places_in(sentence.char_start, sentence.char_end)
        if p.level == "country" and p.role in ("at", "named")
    ]
    listed = [p for p in nations if listed_with(p, [o for o in nations if o is not p], seen)]
    if len({p.country for p in listed}) < 2:
        return None
    tells = bool(seen.events(sentence))
    return Scene(sentence.number, None, _times(sentence, seen), tells_event=tells)


def _times(sentence: Sentence, seen: Survey) -> tuple[Time, ...]:
    return tuple(
        t for t in seen.times(sentence) if t.first and t.last and not is_aside(t, sentence, seen)
    )


def _number(scene: Scene) -> int:
    return scene.number


def scene_before(case: Case, scenes: list[Scene]) -> Scene | None:
    """The last scene before a figure's sentence."""
    number = case.sentence.number
    for at in range(bisect_left(scenes, number, key=_number) - 1, -1, -1):
        if scenes[at].tells_event or scenes[at].number >= number - _NEAR:
            return scenes[at]
    return None


def scene_after(case: Case, scenes: list[Scene], *, acts: bool) -> Scene | None:
    """The first scene after a figure's sentence that isn't of another time.

    What was done to victims is no scene of what the police did (`acts`).
    """
    number = case.sentence.number
    first, last = (bisect_right(scenes, n, key=_number) for n in (number, number + _FAR))
    for scene in scenes[first:last]:
        if acts and scene.is_history:
            continue
        near = scene.number - number <= (_FAR if scene.tells_event else _NEAR)
        if near and not _is_of_other_time(case, scene):
            return scene
    return None


def _is_of_other_time(case: Case, scene: Scene) -> bool:
    """Whether all the times of a scene exclude that of a figure."""
    first, last = case.period.first, case.period.last
    if first is None or last is None or not scene.times:
        return False
    return all(
        t.first is not None and t.last is not None and (t.last < first or last < t.first)
        for t in scene.times
    )
