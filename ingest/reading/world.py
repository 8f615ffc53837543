"""The reference data of the world: regions, places, agencies, outlets and the words around them.

Loaded once from the seeds and never changed. Look-ups are by `folding.plain` spelling.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Generic, TypeVar

from ingest.reading.automata import Automaton
from ingest.reading.folding import plain
from ingest.reading.weighing import Weights
from ingest.seeds import read_seed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from ingest.model import Outlet
    from ingest.reading.campaigns import CampaignFinder
    from ingest.reading.clock import Clock

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A region that a name may stand for; `weight` is about how many people live there."""

    region_id: str
    level: str  # country, subdivision, within (a part of a subdivision), place
    weight: int


@dataclass(frozen=True, slots=True)
class Agency:
    """A listed agency."""

    agency_id: str
    name: str
    kind: str
    country_id: str
    is_national_police: bool
    is_every_local_police: bool


@dataclass(frozen=True, slots=True)
class AgencyPattern:
    """A head word of agencies' names ("police department"), and what it says."""

    words: str
    kind: str
    slug: str
    role: str


@dataclass(frozen=True, slots=True)
class ListedOutlet:
    """A listed outlet; `agency_id` is set where it is an agency's own."""

    outlet_id: str
    name: str
    kind: str
    is_official: bool
    independence_group: str
    country_id: str | None
    agency_id: str | None


class Terms(Generic[T]):
    """Many terms sought at once in folded text; each term leads to its values."""

    def __init__(self, entries: Iterable[tuple[str, T]]) -> None:
        """`entries` are terms in any spelling with a value each; a term may have several."""
        values: dict[str, list[T]] = defaultdict(list)
        for term, value in entries:
            values[" ".join(term.replace("’", "'").lower().split())].append(value)
        self._values = list(values.values())
        self._automaton = Automaton(list(values)) if values else None

    def find(
        self, folded: str, start: int = 0, end: int | None = None
    ) -> Iterator[tuple[int, int, list[T]]]:
        """Whole-word matches as (start, end, values), every one, also inside longer ones."""
        if self._automaton is None:
            return
        part = folded if start == 0 and end is None else folded[start:end]
        last = len(part)
        for index, a, b in self._automaton.find(part, overlapping=True):
            if a and part[a - 1].isalnum() and part[a].isalnum():
                continue
            if b < last and part[b].isalnum() and part[b - 1].isalnum():
                continue
            yield start + a, start + b, self._values[index]

    def longest(
        self, folded: str, start: int = 0, end: int | None = None
    ) -> list[tuple[int, int, list[T]]]:
        """Whole-word matches that touch no longer one, in order of position."""
        matches = list(self.find(folded, start, end))
        if len(matches) < 2:
            return matches
        matches.sort(key=lambda m: (m[0] - m[1], m[0]))
        covered = bytearray(len(folded))
        kept: list[tuple[int, int, list[T]]] = []
        for match in matches:
            a, b, _ = match
            if not covered[a] and not covered[b - 1]:  # what overlaps a longer one ends in it
                covered[a:b] = b"\1" * (b - a)
                kept.append(match)
        kept.sort(key=lambda m: m[0])
        return kept


class World:
    """All reference data of the world, read from a folder of seeds when first asked for."""

    def __init__(self, folder: Path) -> None:
        """`folder` holds the seeds as CSV files."""
        self.folder = folder

    @cached_property
    def region_names(self) -> dict[str, str]:
        """English names by region."""
        return {r["region_id"]: r["region_name"] for r in read_seed(self.folder, "regions")}

    def candidates(self, name: str) -> tuple[Candidate, ...]:
        """What a name (in `plain` spelling) may stand for, countries and subdivisions included."""
        found = self._candidates.get(name)
        if found is None:
            spaced = name.replace("-", " ")
            parts = (self._regions.get(name), self._places.get(name))
            if not any(parts) and spaced != name:
                parts = (self._regions.get(spaced), self._places.get(spaced))
            rows = " ".join(part for part in parts if part)
            found = self._candidates[name] = _read_candidates(rows) if rows else ()
        return found

    @cached_property
    def _candidates(self) -> dict[str, tuple[Candidate, ...]]:
        """What was looked up so far; reading the notation costs more than keeping the answer."""
        return {}

    @cached_property
    def name_openings(self) -> dict[str, int]:
        """First words of names of places, each with the words of the longest name so begun.

        What a hyphen joins counts as its first part, too: names are also written with spaces.
        """
        names = [*self._regions, *self._places, *self.words("place", "never")]
        openings = dict.fromkeys((n for n in names if " " not in n and "-" not in n), 1)
        for name in names:
            if " " not in name and "-" not in name:
                continue
            first, _, rest = name.partition(" ")
            count = rest.count(" ") + 2 if rest else 1
            if "-" in name:
                count += name.count("-")
                opening = first.partition("-")[0]
                openings[opening] = max(openings.get(opening, 0), count)
            if openings.get(first, 0) < count:
                openings[first] = count
        return openings

    @cached_property
    def _places(self) -> dict[str, str]:
        """Regions and populations ("US-AL:196357 …") by name of place."""
        with (self.folder / "places.csv").open(encoding="utf-8", newline="") as lines:
            names: dict[str, str] = dict(csv.reader(lines))
        written: set[str] = set()  # what people wrote stands instead of GeoNames' in its country
        for row in read_seed(self.folder, "place_names"):
            name = plain(row["name"])
            ours = f"{row['region_id']}:{row['population']}"
            country = row["region_id"][:2]
            others = [r for r in names.get(name, "").split() if not r.startswith(country)]
            kept = [r for r in names.get(name, "").split() if r in written]
            written.add(ours)
            names[name] = " ".join([*kept, ours, *(r for r in others if r not in kept)])
        return names

    @cached_property
    def _regions(self) -> dict[str, str]:
        """Regions and levels ("GE:country …") by name of country or subdivision."""
        names: dict[str, str] = {}
        for row in read_seed(self.folder, "region_words"):
            if row["kind"] == "name":
                level = "country" if len(row["region_id"]) == 2 else "subdivision"
                _append(names, plain(row["word"]), f"{row['region_id']}:{level}")
        with (self.folder / "region_names.csv").open(encoding="utf-8", newline="") as lines:
            rows = csv.reader(lines)
            next(rows, None)
            for name, region_id, level in rows:
                _append(
                    names, name.lower() if name.isascii() else plain(name), f"{region_id}:{level}"
                )
        return names

    @cached_property
    def capitals(self) -> dict[str, str]:
        """Names of capitals (in `plain` spelling) by country."""
        return {r["country_id"]: plain(r["capital"]) for r in read_seed(self.folder, "capitals")}

    @cached_property
    def capital_names(self) -> frozenset[str]:
        """Names of all capitals."""
        return frozenset(self.capitals.values()) | self.words("place", "seat")

    @cached_property
    def abbreviations(self) -> dict[str, str]:
        """Regions by abbreviation exactly as printed ("Minn.", "TX")."""
        return {
            r["word"]: r["region_id"]
            for r in reversed(read_seed(self.folder, "region_words"))
            if r["kind"] in ("abbreviation", "postal")
        }

    @cached_property
    def acronym_names(self) -> frozenset[str]:
        """Names of regions that are so only in capitals ("ACT", "US")."""
        return frozenset(
            plain(r["word"])
            for r in read_seed(self.folder, "region_words")
            if r["kind"] == "name" and r["word"].isupper() and r["word"].isalpha()
        )

    @cached_property
    def generic_aliases(self) -> frozenset[str]:
        """Aliases that are no more than a kind of agency ("Metropolitan Police")."""
        heads = {r["words"] for r in read_seed(self.folder, "agency_patterns")}
        endings = tuple(f" {h}" for h in heads)
        rows = read_seed(self.folder, "agency_aliases")
        return frozenset(
            r["alias"]
            for r in rows
            if r["alias"].lower() in heads or r["alias"].lower().endswith(endings)
        )

    @cached_property
    def adjectives(self) -> dict[str, str]:
        """Regions by adjective ("nigerian")."""
        return {
            plain(r["word"]): r["region_id"]
            for r in reversed(read_seed(self.folder, "region_words"))
            if r["kind"] in ("adjective", "demonym")
        }

    @cached_property
    def adjective_terms(self) -> Terms[str]:
        """The adjectives, to be sought; those of continents lead to no region."""
        rows = read_seed(self.folder, "region_words")
        words = [(r["word"], r["region_id"]) for r in rows if r["kind"] == "adjective"]
        return Terms(words + [(w, "") for w in sorted(self.words("place", "wide_adjective"))])

    @cached_property
    def _roles(self) -> dict[str, dict[str, frozenset[str]]]:
        """Words by role of each of the seeds of small word lists."""
        lists: dict[str, dict[str, frozenset[str]]] = {}
        for seed in ("place", "agency", "campaign", "mention"):
            words: dict[str, set[str]] = defaultdict(set)
            for row in read_seed(self.folder, f"{seed}_terms"):
                words[row["role"]].add(row["term"].lower())
            lists[seed] = {role: frozenset(terms) for role, terms in words.items()}
        return lists

    def words(self, seed: str, role: str) -> frozenset[str]:
        """The words of one role in `<seed>_terms.csv`."""
        return self._roles[seed].get(role, frozenset())

    def endings(self, seed: str, role: str, before: str = "") -> tuple[str, ...]:
        """The same, to try what a text begins or ends with; `before` stands before each."""
        found = self._endings.get((seed, role, before))
        if found is None:
            words = sorted(self.words(seed, role))
            found = self._endings[seed, role, before] = tuple(before + w for w in words)
        return found

    @cached_property
    def _endings(self) -> dict[tuple[str, str, str], tuple[str, ...]]:
        return {}

    def terms(self, seed: str, *roles: str) -> Terms[str]:
        """The words of some roles of `<seed>_terms.csv`, each with its role, to be sought."""
        found = self._term_sets.get((seed, roles))
        if found is None:
            pairs = [(term, role) for role in roles for term in self.words(seed, role)]
            found = self._term_sets[seed, roles] = Terms(sorted(pairs))
        return found

    @cached_property
    def _term_sets(self) -> dict[tuple[str, tuple[str, ...]], Terms[str]]:
        return {}

    @cached_property
    def times(self) -> dict[str, dict[str, str]]:
        """Time words by role, each with its value."""
        words: dict[str, dict[str, str]] = defaultdict(dict)
        for row in read_seed(self.folder, "time_terms"):
            words[row["role"]][row["term"]] = row["value"]
        return dict(words)

    @cached_property
    def events(self) -> Terms[str]:
        """Words that say what kind of event a sentence tells: action, harm, court."""
        return Terms((r["term"], r["event"]) for r in read_seed(self.folder, "event_terms"))

    @cached_property
    def measure_events(self) -> dict[str, str]:
        """The kind of event that dates a measure."""
        return {r["measure"]: r["event"] for r in read_seed(self.folder, "measure_events")}

    @cached_property
    def scope_terms(self) -> Terms[tuple[str, int]]:
        """Words that say a figure totals more than one operation, with scope and weight."""
        return Terms(
            (r["term"], (r["scope"], int(r["weight"])))
            for r in read_seed(self.folder, "scope_terms")
        )

    def choice_cues(self, choice: str) -> dict[str, int]:
        """The weights of the cues of one choice (region, …)."""
        return self._choice_cues.get(choice, {})

    @cached_property
    def region_weights(self) -> Weights:
        """What cues of a figure's region weigh."""
        return Weights(self.choice_cues("region"))

    @cached_property
    def agency_weights(self) -> Weights:
        """What cues of a figure's agency weigh."""
        return Weights(self.choice_cues("agency"))

    @cached_property
    def _choice_cues(self) -> dict[str, dict[str, int]]:
        weights: dict[str, dict[str, int]] = defaultdict(dict)
        for row in read_seed(self.folder, "choice_cues"):
            weights[row["choice"]][row["cue"]] = int(row["weight"])
        return dict(weights)

    @cached_property
    def subjects(self) -> Terms[tuple[str, float]]:
        """Words of each subject, with weight."""
        return Terms(
            (r["term"], (r["subject"], float(r["weight"])))
            for r in read_seed(self.folder, "subjects")
        )

    @cached_property
    def agencies(self) -> dict[str, Agency]:
        """The listed agencies by id."""
        return {
            r["agency_id"]: Agency(
                r["agency_id"],
                r["agency_name"],
                r["kind"],
                r["country_id"],
                r["is_national_police"] == "true",
                r["is_every_local_police"] == "true",
            )
            for r in read_seed(self.folder, "agencies")
        }

    def agency_region(self, agency_id: str | None) -> str | None:
        """The region in a listed agency's name ("Georgia Bureau of Investigation"), if any."""
        agency = self.agencies.get(agency_id or "")
        if agency is None:
            return None
        if agency.agency_id not in self._agency_regions:
            from ingest.reading.places import find_places  # noqa: PLC0415 - it needs this world

            found = find_places(agency.name, agency.name.lower(), self, agency.country_id)
            inside = [p.region_id for p in found if p.country == agency.country_id]
            self._agency_regions[agency.agency_id] = inside[0] if inside else None
        return self._agency_regions[agency.agency_id]

    @cached_property
    def _agency_regions(self) -> dict[str, str | None]:
        return {}

    @cached_property
    def national_police(self) -> dict[str, Agency]:
        """The national police by country."""
        return {a.country_id: a for a in self.agencies.values() if a.is_national_police}

    @cached_property
    def agency_names(self) -> Terms[AgencyPattern | tuple[str, str]]:
        """Listed agencies' names as (name as spelled, id), and head words of others' names."""
        aliases: list[tuple[str, AgencyPattern | tuple[str, str]]] = [
            (r["alias"], (r["alias"], r["agency_id"]))
            for r in read_seed(self.folder, "agency_aliases")
        ]
        heads: list[tuple[str, AgencyPattern | tuple[str, str]]] = [
            (r["words"], AgencyPattern(r["words"], r["kind"], r["slug"], r["role"]))
            for r in read_seed(self.folder, "agency_patterns")
        ]
        return Terms(aliases + heads)

    @cached_property
    def clock(self) -> Clock:
        """The reader of times."""
        from ingest.reading.clock import Clock  # noqa: PLC0415 - it needs the words of this world

        return Clock(self)

    @cached_property
    def campaign_finder(self) -> CampaignFinder:
        """The finder of operations and campaigns."""
        from ingest.reading.campaigns import CampaignFinder  # noqa: PLC0415 - likewise

        return CampaignFinder(self)

    @cached_property
    def resolved_outlets(self) -> dict[str, Outlet]:
        """The outlets resolved so far, by name as given."""
        return {}

    @cached_property
    def outlet_homes(self) -> dict[str, str | None]:
        """Where the outlets read so far are, by name as given."""
        return {}

    @cached_property
    def outlets(self) -> dict[str, ListedOutlet]:
        """The listed outlets by id."""
        return {
            r["outlet_id"]: ListedOutlet(
                r["outlet_id"],
                r["outlet_name"],
                r["kind"],
                r["is_official"] == "true",
                r["independence_group"],
                r["country_id"] or None,
                r["agency_id"] or None,
            )
            for r in read_seed(self.folder, "outlets")
        }

    @cached_property
    def outlet_names(self) -> Terms[tuple[str, str]]:
        """Listed outlets' names as (name as spelled, outlet id); web addresses are no names."""
        rows = [(r["alias"], r["outlet_id"]) for r in read_seed(self.folder, "outlet_aliases")]
        rows += [(o.name, o.outlet_id) for o in self.outlets.values()]
        return Terms(
            (name, (name, outlet_id)) for name, outlet_id in rows if " " in name or "." not in name
        )

    @cached_property
    def people_nouns(self) -> frozenset[str]:
        """Nouns of people in the plural ("individuals", "fishermen")."""
        classes = {"person", "victim", "captive", "migrant", "officer"}
        return frozenset(
            r["plural"]
            for r in read_seed(self.folder, "category_nouns")
            if r["noun_class"] in classes and r["plural"]
        )

    @cached_property
    def small_numbers(self) -> dict[str, int]:
        """Number words up to ninety, by word."""
        return {
            r["word"]: int(r["value"])
            for r in read_seed(self.folder, "number_words")
            if r["kind"] in ("unit", "teen", "ten", "tens") and r["value"]
        }

    @cached_property
    def outlet_aliases(self) -> dict[str, str]:
        """Outlets by name, web address or short name."""
        names = {
            plain(r["alias"]): r["outlet_id"] for r in read_seed(self.folder, "outlet_aliases")
        }
        names.update((plain(o.name), o.outlet_id) for o in self.outlets.values())
        return names


_LEVEL_WEIGHTS = {"country": 30_000_000, "subdivision": 5_000_000, "within": 300_000}


def _append(names: dict[str, str], name: str, entry: str) -> None:
    held = names.get(name)
    names[name] = entry if held is None else f"{held} {entry}"


def _read_candidates(rows: str) -> tuple[Candidate, ...]:
    """Candidates from "region:level" and "region:population", one for each region."""
    held: dict[str, Candidate] = {}
    for entry in rows.split():
        region_id, _, said = entry.partition(":")
        level = said if said in _LEVEL_WEIGHTS else "place"
        weight = _LEVEL_WEIGHTS[level] if level in _LEVEL_WEIGHTS else int(said or 0)
        other = held.get(region_id)
        if other is None:
            held[region_id] = Candidate(region_id, level, weight)
        else:
            kept = other.level if other.level != "place" else level
            held[region_id] = Candidate(region_id, kept, max(weight, other.weight))
    return tuple(held.values())


def load_world(folder: Path) -> World:
    """The reference data in a folder of seeds; each part is read when it is first used."""
    return World(folder)
