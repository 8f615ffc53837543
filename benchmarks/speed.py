"""How fast the extractor reads: `python -m benchmarks.speed [--articles N] [--load N]`.

Measures, in one process on one core, articles and megabytes a second of ordinary news (400 words
an article, one in twenty with a figure) and of police releases (figures in every one); then, in
processes of their own, what `casecount load` takes into a fresh database, its memory, and the
start-up. All texts are generated here, always the same ones. The baseline of the same run is
spaCy's small English pipeline without entities where it is installed, else a pass of Python's own
regular expressions over words, numbers and sentences.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import date, timedelta
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.model import Article
from ingest.reading.article import read_article
from ingest.reference import load_reference

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).resolve().parent.parent
MATERIAL = json.loads((ROOT / "benchmarks" / "material.json").read_text("utf-8"))
SLOTS: dict[str, list[str]] = MATERIAL["slots"]
NEWS: list[str] = MATERIAL["news"]
RELEASES: list[str] = MATERIAL["releases"]
FILLERS: list[str] = MATERIAL["fillers"]
WORDS_OF_NEWS = 400
ONE_IN = 20
# Reference data is read when it is first needed: by the first article that has a figure.
START_UP = """
from ingest.model import Article
from ingest.reading.article import read_article
from ingest.reference import load_reference
article = Article("first", "Police in Fujian arrested 12 men on Friday.", outlet="Xinhua")
assert read_article(article, load_reference()).figures
"""


@dataclass(frozen=True)
class Speed:
    """One measurement: what was read, how much of it, how long it took."""

    name: str
    articles: int
    megabytes: float
    seconds: float

    @property
    def a_second(self) -> float:
        """Articles a second."""
        return self.articles / self.seconds


def filled(sentence: str, chance: random.Random) -> str:
    """Put words into the slots of a sentence."""
    return re.sub(r"\{(\w+)\}", lambda slot: chance.choice(SLOTS[slot[1]]), sentence)


def article(number: int, sentences: list[str], chance: random.Random) -> Article:
    """Make one article of sentences, three a paragraph, published on a day of 2024."""
    parts = [" ".join(sentences[at : at + 3]) for at in range(0, len(sentences), 3)]
    return Article(
        id=f"speed-{number}",
        text="\n\n".join(parts),
        title=sentences[0],
        published=date(2024, 1, 1) + timedelta(days=chance.randrange(366)),
        outlet=f"Outlet {number % 40}",
    )


def news(count: int) -> Iterator[Article]:
    """Yield ordinary news of about 400 words, one in twenty with figures among the rest."""
    chance = random.Random(1)
    for number in range(count):
        sentences: list[str] = []
        words = 0
        while words < WORDS_OF_NEWS:
            sentences.append(filled(chance.choice(NEWS), chance))
            words += len(sentences[-1].split())
        if number % ONE_IN == 0:
            at = chance.randrange(len(sentences))
            sentences[at : at + 2] = [filled(chance.choice(RELEASES), chance) for _ in range(2)]
        yield article(number, sentences, chance)


def releases(count: int) -> Iterator[Article]:
    """Yield police releases of some 250 words, every second sentence with figures."""
    chance = random.Random(2)
    for number in range(count):
        sentences = [
            filled(chance.choice(RELEASES if at % 2 == 0 else FILLERS), chance) for at in range(14)
        ]
        yield article(number, sentences, chance)


def measured(name: str, articles: list[Article], read: Callable[[Article], object]) -> Speed:
    """Read all the articles once, after a few to warm up; measure the processor's time."""
    for one in articles[:20]:
        read(one)
    start = time.process_time()
    for one in articles:
        read(one)
    seconds = time.process_time() - start
    size = sum(len(one.text.encode()) for one in articles) / 1e6
    return Speed(name, len(articles), size, seconds)


def baseline() -> tuple[str, Callable[[Article], object]]:
    """Give what the extractor is compared with: its name, and how it reads an article."""
    if find_spec("spacy") and find_spec("en_core_web_sm"):
        pipeline = import_module("spacy").load("en_core_web_sm", exclude=["ner"])
        return "spaCy en_core_web_sm without ner", lambda one: pipeline(one.text)
    patterns = [
        re.compile(pattern, re.IGNORECASE)
        for pattern in (
            r"[^.!?\n]+[.!?]?",
            r"\b\w+\b",
            r"\b(?:\d[\d,.]*|one|two|three|four|five|six|seven|eight|nine|ten|dozens?|hundreds?)\b",
            r"\b(?:arrest|detain|rescu|free|charg|convict|sentenc|kidnap|kill|injur|raid)\w*",
        )
    ]
    return "four passes of Python's re", lambda one: [p.findall(one.text) for p in patterns]


def peak_megabytes(who: int) -> float:
    """Peak memory of this process or of its children."""
    return resource.getrusage(who).ru_maxrss / 1024


def start_up() -> float:
    """Seconds from nothing to a first article read, the best of three processes."""
    best = float("inf")
    for _ in range(3):
        start = time.perf_counter()
        subprocess.run([sys.executable, "-c", START_UP], cwd=ROOT, check=True)
        best = min(best, time.perf_counter() - start)
    return best


def loaded(count: int) -> Speed:
    """Let `casecount load` take ordinary news into a database of its own, as a user would."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "news.jsonl"
        with source.open("w", encoding="utf-8") as out:
            for one in news(count):
                record = {"id": one.id, "title": one.title, "text": one.text}
                record |= {"published": str(one.published), "source_name": one.outlet}
                out.write(json.dumps(record) + "\n")
        size = source.stat().st_size / 1e6
        command = [sys.executable, "-m", "ingest", "load"]
        command += ["--workers", "2", "--database", str(Path(folder) / "speed.duckdb")]
        start = time.perf_counter()
        done = subprocess.run(
            [*command, "--", str(source)], cwd=ROOT, check=False, capture_output=True, text=True
        )
        if done.returncode:
            raise SystemExit(f"casecount load ended with {done.returncode}: {done.stderr.strip()}")
        return Speed("casecount load, two processes", count, size, time.perf_counter() - start)


def print_speed(speed: Speed, compared: Speed | None) -> None:
    """Print a line of the table."""
    ratio = f"{speed.a_second / compared.a_second:8.2f} ×" if compared else " " * 10
    print(
        f"{speed.name:46} {speed.articles:8,} {speed.a_second:10,.0f} "
        f"{speed.megabytes / speed.seconds:8.1f} {ratio}"
    )


def main() -> int:
    """Measure, and print the table."""
    words = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    words.add_argument("--articles", type=int, default=4000, help="articles of ordinary news")
    words.add_argument("--load", type=int, default=20000, help="articles to load; 0: don't")
    options = words.parse_args()
    if options.articles < ONE_IN:
        words.error(f"--articles must be {ONE_IN} or more")
    reference = load_reference()
    ordinary = list(news(options.articles))
    police = list(releases(max(options.articles // 8, 50)))
    name, read = baseline()
    compared = measured(f"baseline: {name}", ordinary[:200], read)
    print(f"{'':46} {'articles':>8} {'a second':>10} {'MB/s':>8} {'ratio':>10}")
    print_speed(compared, None)
    for title, articles in (("ordinary news", ordinary), ("police releases", police)):
        print_speed(measured(title, articles, lambda one: read_article(one, reference)), compared)
    print(f"peak memory of this process: {peak_megabytes(resource.RUSAGE_SELF):.0f} MB")
    print(f"start-up: {start_up():.2f} s")
    if options.load:
        print_speed(loaded(options.load), compared)
        peak = peak_megabytes(resource.RUSAGE_CHILDREN)
        print(f"peak memory of the largest process of the load: {peak:.0f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
