"""Patterns whose words are data: lists of seeds/context_words.csv, by name.

Patterns are made of the seeds of the clone or the wheel, and compiled when they are first tried:
most articles need few of them.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, cast

from ingest.reference import seeds_folder
from ingest.seeds import read_seed

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_NAME = re.compile(r"\{([a-z]\w*)\}")
_ANY_LETTERS = {"*": r"\w*", "+": r"\w+"}


def pattern(source: str, flags: int = 0) -> re.Pattern[str]:
    """A pattern in which "{name}" stands for any word of a list.

    Raises KeyError for a list that the seed doesn't have.
    """
    for name in _NAME.findall(source):
        words(name)
    return lazily(lambda: re.compile(with_words(source), flags))


def lazily(compiled: Callable[[], re.Pattern[str]]) -> re.Pattern[str]:
    """A pattern that is compiled when it is first tried."""
    return cast("re.Pattern[str]", _Pattern(compiled))


class _Pattern:
    """Stands for a pattern; once that is compiled, its methods are the pattern's own."""

    def __init__(self, compiled: Callable[[], re.Pattern[str]]) -> None:
        self._compiled = compiled

    def __getattr__(self, name: str) -> object:
        compiled = self._compiled()
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "sub", "split", "pattern")


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
    for row in read_seed(seeds_folder(), "context_words"):
        lists.setdefault(row["list"], []).append(row["word"])
    return {name: tuple(held) for name, held in lists.items()}
