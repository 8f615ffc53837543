"""A stream of generated news: what the world does each day, and what thousands of outlets print.

Of a hundred articles, some 93 are ordinary news of about 400 words without a figure, five are news
of an operation among other things, two are releases about one; three are reprints of another
outlet's article. Operations have one to forty reports, most numbers are small, and nothing depends
on anything but the number of the article: the same seed gives the same stream.
"""

from __future__ import annotations

import csv
import json
import math
import random
import re
from bisect import bisect
from collections import deque
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
STORIES: dict[str, list[str]] = json.loads(
    (ROOT / "benchmarks" / "stories.json").read_text("utf-8")
)
MATERIAL = json.loads((ROOT / "benchmarks" / "material.json").read_text("utf-8"))
ARTICLES_A_DAY = 20_000
FIRST_DAY = date(2024, 1, 1)
OUTLETS = 3_000
PLACES = 2_500
OPEN_OPERATIONS = 400  # that outlets still print reports of
REPORTS = ((1, 0.6), (2, 0.2), (3, 0.1), (5, 0.05), (8, 0.03), (15, 0.015), (40, 0.005))
OF_NEWS, OF_RELEASES, OF_REPRINTS = 0.05, 0.02, 0.03


@dataclass(frozen=True)
class Place:
    """A town, and where it lies."""

    city: str
    region: str
    country: str


@dataclass(frozen=True)
class Operation:
    """What happened, on a day, at a place; numbers in words as they are printed."""

    place: Place
    day: date
    subject: str
    numbers: dict[str, str]
    extras: tuple[str, ...]  # kinds of further sentences


@dataclass
class Stream:
    """The generated articles in the order of their days, as records of JSON lines."""

    seed: int = 1
    dice: random.Random = field(init=False)
    places: list[Place] = field(init=False)
    pieces: list[str] = field(init=False)
    reprintable: deque[dict[str, str]] = field(init=False)
    underway: list[tuple[Operation, list[dict[str, str]]]] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Prepare what all articles are made of."""
        self.dice = random.Random(self.seed)
        self.places = read_places(self.dice)
        self.pieces = filled_pieces(self.dice)
        self.reprintable = deque(maxlen=500)

    def articles(self, count: int) -> Iterator[dict[str, str]]:
        """Yield so many articles, from the first day on."""
        for number in range(count):
            day = FIRST_DAY + timedelta(days=number // ARTICLES_A_DAY)
            yield self._article(number, day)

    def _article(self, number: int, day: date) -> dict[str, str]:
        chance = self.dice.random()
        if chance < OF_REPRINTS and self.reprintable:
            made = self._reprint(self.dice.choice(self.reprintable))
        elif chance < OF_REPRINTS + OF_NEWS + OF_RELEASES:
            made = self._report(day, is_release=chance > OF_REPRINTS + OF_NEWS)
        else:
            text = self._ordinary(22)
            made = {"title": text[: text.index(".")][:80], "text": text}
            made["source_name"] = self._outlet()
            if self.dice.random() < 0.1:
                self.reprintable.append(made)
        published = f"{day}T{self.dice.randrange(24):02}:{self.dice.randrange(60):02}:00Z"
        return {"id": f"s{number}", "published": published, **made}

    def _ordinary(self, sentences: int) -> str:
        """Sentences of pieces of others: like news in its words, no two alike in their order."""
        pieces = self.dice.choices(self.pieces, k=5 * sentences)
        told = [" ".join(pieces[at : at + 5]) for at in range(0, len(pieces), 5)]
        whole = [f"{one[0].upper()}{one[1:]}." for one in told]
        return "\n\n".join(" ".join(whole[at : at + 3]) for at in range(0, len(whole), 3))

    def _outlet(self) -> str:
        rank = int(OUTLETS * self.dice.random() ** 3)
        kinds = STORIES["outlets"]
        return f"{self.places[rank % PLACES].city} {kinds[rank % len(kinds)]}"

    def _reprint(self, first: dict[str, str]) -> dict[str, str]:
        outlet = self._outlet()
        credit = self.dice.choice(STORIES["credits"])
        credit = credit.format(city=self.places[0].city, outlet=first["source_name"])
        shortened, _, _ = first["text"].rpartition("\n\n")
        return {"title": first["title"], "text": f"{credit} {shortened}", "source_name": outlet}

    def _report(self, day: date, *, is_release: bool) -> dict[str, str]:
        operation, told = self._operation(day)
        if told and self.dice.random() < 0.25:
            return self._reprint(told[0])
        place, dice = operation.place, self.dice
        words = {
            **operation.numbers,
            "city": place.city,
            "region": place.region,
            "country": place.country,
            "subject": operation.subject,
            "day": f"on {operation.day:%A}",
        }
        told_sentences = [dice.choice(STORIES["opened"]).format(**words)]
        told_sentences += [dice.choice(STORIES[kind]).format(**words) for kind in operation.extras]
        rest = self._ordinary(6 if is_release else 18)
        lead = " ".join(sentence[0].upper() + sentence[1:] for sentence in told_sentences)
        title = dice.choice(STORIES["headlines"]).format(**words)
        outlet = f"{place.city} Police Department" if is_release else self._outlet()
        made = {"title": title, "text": f"{lead}\n\n{rest}", "source_name": outlet}
        told.append(made)
        return made

    def _operation(self, day: date) -> tuple[Operation, list[dict[str, str]]]:
        """The operation that the next report is of: a new one, or one of the last days."""
        if len(self.underway) > OPEN_OPERATIONS:
            return self.underway.pop(self.dice.randrange(len(self.underway)))
        operation = new_operation(self.dice, self.places, day)
        told: list[dict[str, str]] = []
        shares = list(accumulate(share for _, share in REPORTS))
        reports = REPORTS[min(bisect(shares, self.dice.random()), len(REPORTS) - 1)][0]
        self.underway.extend([(operation, told)] * (reports - 1))
        return operation, told


def new_operation(dice: random.Random, places: list[Place], day: date) -> Operation:
    """Return an operation of the day or the three days before it."""
    size = math.exp(1.2 + 1.4 * dice.gauss(0, 1))
    numbers = {
        "n": printed(size),
        "r": printed(size * dice.uniform(0.3, 2.3)),
        "s": printed(size * dice.uniform(0.1, 1.1)),
        "k": printed(dice.uniform(1, 5)),
        "h": printed(dice.uniform(1, 12)),
        "total": printed(dice.uniform(500, 20_000)),
    }
    kinds = {"rescued": 0.3, "searched": 0.25, "harmed": 0.1, "totals": 0.06}
    extras = tuple(kind for kind, share in kinds.items() if dice.random() < share)
    place = places[int(len(places) * dice.random() ** 1.6)]
    subject = dice.choice(STORIES["subjects"])
    return Operation(place, day - timedelta(days=dice.randrange(4)), subject, numbers, extras)


SMALL = ("two", "three", "four", "five", "six", "seven", "eight", "nine")


def printed(size: float) -> str:
    """A number as news prints it, two at least."""
    number = max(2, round(size))
    return SMALL[number - 2] if number < 10 else f"{number:,}"


def read_places(dice: random.Random) -> list[Place]:
    """Large towns whose name no other region shares, in an order of their own."""
    with (ROOT / "seeds" / "regions.csv").open(encoding="utf-8") as file:
        regions = {row["region_id"]: row for row in csv.DictReader(file)}
    found = []
    with (ROOT / "seeds" / "places.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            region, _, size = row["regions"].partition(":")
            if size.isdigit() and int(size) > 150_000 and region in regions:
                where = regions[region]
                name = row["name"].title()
                found.append(Place(name, where["region_name"], where["country_name"]))
    dice.shuffle(found)
    return found[:PLACES]


def filled_pieces(dice: random.Random) -> list[str]:
    """Pieces of three or four words of ordinary sentences, their slots filled."""
    slots = MATERIAL["slots"]
    cut = []
    for sentence in MATERIAL["news"]:
        words = sentence.rstrip(".").split()
        cut += [" ".join(words[at : at + 4]) for at in range(0, len(words), 4)]

    def fill(slot: re.Match[str]) -> str:
        return str(dice.choice(slots[slot[1]]))

    return [re.sub(r"\{(\w+)\}", fill, dice.choice(cut)) for _ in range(20_000)]


def write_stream(path: Path, first: int, count: int) -> int:
    """Write `count` articles of the stream after the first ones; returns the bytes written."""
    with path.open("w", encoding="utf-8") as out:
        for number, article in enumerate(Stream().articles(first + count)):
            if number >= first:
                out.write(json.dumps(article) + "\n")
    return path.stat().st_size
