"""Patterns whose words are data: lists of seeds/context_words.csv, by name.

Patterns are compiled when their module is loaded, from the seeds of the clone or the wheel.
"""

from __future__ import annotations

import csv
import re
from functools import cache
from typing import TYPE_CHECKING

from ingest.reference import seeds_folder

if TYPE_CHECKING:
    from collections.abc import Mapping

_NAME = re.compile(r"\{([a-z]\w*)\}")
_ANY_LETTERS = {"*": r"\w*", "+": r"\w+"}


def pattern(source: str, flags: int = 0) -> re.Pattern[str]:
    """Compile a pattern in which "{name}" stands for any word of a list.

    Raises KeyError for a list that the seed doesn't have.
    """
    return re.compile(with_words(source), flags)


def with_words(source: str) -> str:
    """The source of a pattern with an alternation of its words for each "{name}"."""
    return _NAME.sub(lambda name: alternation(name[1]), source)


def alternation(name: str) -> str:
    """A group that matches any word of a list, the first that fits in the seed's order."""
    return "(?:" + "|".join(_as_pattern(word) for word in words(name)) + ")"


def words(name: str) -> tuple[str, ...]:
    """The words of a list, in the order of the seed. Raises KeyError if there is no such list."""
    return _lists()[name]


def _as_pattern(word: str) -> str:
    """A word with "*" for any letters at its end and "+" for at least one."""
    return "".join(_ANY_LETTERS.get(c) or (c if c in " '’" else re.escape(c)) for c in word)


@cache
def _lists() -> Mapping[str, tuple[str, ...]]:
    lists: dict[str, list[str]] = {}
    with (seeds_folder() / "context_words.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            lists.setdefault(row["list"], []).append(row["word"])
    return {name: tuple(held) for name, held in lists.items()}
