"""How well and how fast copies are found: `python -m benchmarks.copies [FILE.jsonl …]`.

Makes near copies of articles (other page furniture, another dateline, a paragraph cut, words
edited, all of these) and counts how many the signature of the wording finds, as the rule of the
models has it (so many bands in common); and of pairs that are no copies, how many it takes for
one: two reports of one operation in other words, and any two articles. Without files: our sample
articles, our scenario, and generated news; a file of JSON lines with `text` is read instead. Last,
signatures a second, on one core.
"""

from __future__ import annotations

import csv
import json
import random
import re
import sys
import time
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.speed import news
from ingest.reading.normal import plain
from ingest.reading.wording import signature

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

ROOT = Path(__file__).resolve().parent.parent
FURNITURE = (
    "Share this article",
    "Home | News | Sport | Weather",
    "Subscribe to our newsletter and never miss a story",
    "Most read",
    "Copyright 2024 The Herald. All rights reserved.",
    "Follow us",
    "Read more: Council to debate budget next week",
    "Comments are closed.",
)
WORDS = ("reportedly", "the", "officials", "on Tuesday", "about")
GENERATED = 500
PAIRS = 200_000
LEAST_WORDS = 40
SHORT_CHARACTERS = 500  # in a shorter text every change weighs more
NEEDED = int(
    next(
        row["setting"]
        for row in csv.DictReader((ROOT / "seeds" / "matching_rules.csv").open(encoding="utf-8"))
        if row["rule"] == "copy_bands"
    )
)


def paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a text; of one without breaks, its sentences in threes."""
    found = [each for each in re.split(r"\n+", text) if each.strip()]
    if len(found) > 2:
        return found
    sentences = re.split(r"(?<=[.!?]) ", " ".join(found))
    return [" ".join(sentences[at : at + 3]) for at in range(0, len(sentences), 3)]


def with_furniture(text: str, chance: random.Random) -> str:
    """Return a text with two to five lines of page furniture in it."""
    parts = paragraphs(text)
    for _ in range(chance.randint(2, 5)):
        parts.insert(chance.randint(0, len(parts)), chance.choice(FURNITURE))
    return "\n\n".join(parts)


def with_dateline(text: str, chance: random.Random) -> str:
    """Return a text under a dateline of a wire."""
    place = chance.choice(("NORTHPORT, Ohio", "LEEDS", "NEW DELHI, March 4"))
    return f"{place} (Wire Service) -- {text}"


def cut(text: str, chance: random.Random) -> str:
    """Return a text without one of its paragraphs."""
    parts = paragraphs(text)
    if len(parts) > 2:
        del parts[chance.randrange(len(parts))]
    return "\n\n".join(parts)


def edited(text: str, chance: random.Random) -> str:
    """Return a text with one word in sixty replaced."""
    words = text.split(" ")
    for _ in range(max(1, len(words) // 60)):
        words[chance.randrange(len(words))] = chance.choice(WORDS)
    return " ".join(words)


def changed_all_over(text: str, chance: random.Random) -> str:
    """Return a text with furniture, a dateline, and words edited."""
    return with_furniture(with_dateline(edited(text, chance), chance), chance)


def changed_in_all(text: str, chance: random.Random) -> str:
    """Return a text with furniture, a dateline, and a paragraph less."""
    return with_furniture(with_dateline(cut(text, chance), chance), chance)


CHANGES: dict[str, Callable[[str, random.Random], str]] = {
    "other page furniture": with_furniture,
    "another dateline": with_dateline,
    "a paragraph cut": cut,
    "one word in sixty edited": edited,
    "furniture, dateline and cut": changed_in_all,
}


def is_copy(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    """Return whether two signatures are those of copies."""
    return sum(a == b for a, b in zip(one, other, strict=False)) >= NEEDED


def texts_of(paths: Iterable[Path]) -> list[str]:
    """Return the texts of files of JSON lines."""
    return [
        json.loads(line)["text"]
        for path in paths
        for line in path.read_text(encoding="utf-8").splitlines()
    ]


def own_texts() -> list[str]:
    """Return the texts of our samples and scenario, and generated news."""
    samples = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "articles").glob("*"))
               if path.suffix == ".txt"]  # fmt: skip
    scenario = texts_of([ROOT / "tests" / "scenario" / "articles.jsonl"])
    return [*samples, *scenario, *(each.text for each in news(GENERATED))]


def same_operation() -> list[tuple[str, str]]:
    """Return pairs of texts of our scenario that report one operation in words of their own."""
    folder = ROOT / "tests" / "scenario"
    lines = (folder / "articles.jsonl").read_text(encoding="utf-8").splitlines()
    texts = {each["id"]: each["text"] for each in map(json.loads, lines)}
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    return [
        (texts[one], texts[other])
        for operation in expected["operations"]
        for one, other in combinations(operation["articles"], 2)
    ]


def tell_recall(
    name: str,
    change: Callable[[str, random.Random], str],
    pairs: Sequence[tuple[str, tuple[int, ...]]],
    chance: random.Random,
) -> None:
    """Print how many of these texts are found again once they are changed."""
    found = sum(is_copy(own, signature(plain(change(text, chance)))) for text, own in pairs)
    print(f"{name:<30} recall {found / max(1, len(pairs)):.3f} of {len(pairs):,}", flush=True)


def main() -> None:
    """Measure and print."""
    chance = random.Random(1)
    texts = texts_of(map(Path, sys.argv[1:])) or own_texts()
    texts = [text for text in dict.fromkeys(texts) if len(text.split()) >= LEAST_WORDS]
    started = time.process_time()
    signatures = [signature(plain(text)) for text in texts]
    seconds = time.process_time() - started
    pairs = list(zip(texts, signatures, strict=True))
    for name, change in CHANGES.items():
        tell_recall(name, change, pairs, chance)
    short = [pair for pair in pairs if len(pair[0]) < SHORT_CHARACTERS]
    tell_recall("furniture, dateline and edited", changed_all_over, pairs, chance)
    tell_recall("the same, of short texts", changed_all_over, short, chance)
    wrong = sum(is_copy(*chance.sample(signatures, 2)) for _ in range(PAIRS))
    print(f"any two articles               taken for copies {wrong:,} of {PAIRS:,}")
    reports = same_operation()
    wrong = sum(is_copy(signature(plain(a)), signature(plain(b))) for a, b in reports)
    print(f"two reports of one operation   taken for copies {wrong:,} of {len(reports):,}")
    words = sum(len(text.split()) for text in texts) / len(texts)
    print(f"{len(texts) / seconds:,.0f} signatures a second, articles of {words:.0f} words")


if __name__ == "__main__":
    main()
