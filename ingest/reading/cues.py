"""Patterns that are tried only where a word that they need stands."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING

from ingest.reading.wordlists import pattern, words

if TYPE_CHECKING:
    from collections.abc import Iterator

_ENDING = re.compile(r"[*+].*")


class Cue:
    """A pattern with the parts of which each of its matches has one at the least.

    Looking for a few plain parts is many times as fast as trying a pattern at every letter, and
    most sentences have none of them.
    """

    def __init__(self, source: str, *needs: str) -> None:
        """`source` is as for `pattern`; `needs` are parts, or "{name}" for the words of a list.

        Raises KeyError for a list that the seed doesn't have.
        """
        self._pattern = pattern(source)
        parts = [w for need in needs for w in (words(need[1:-1]) if need[0] == "{" else (need,))]
        self.needs = tuple(dict.fromkeys(_ENDING.sub("", part) for part in parts))

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """Return the first match within a span, if any."""
        within = text[start:end]
        for part in self.needs:
            if part in within:
                return self._pattern.search(text, start, end)
        return None

    def finditer(
        self, text: str, start: int = 0, end: int = sys.maxsize
    ) -> Iterator[re.Match[str]]:
        """Yield all matches within a span."""
        within = text[start:end]
        if any(part in within for part in self.needs):
            yield from self._pattern.finditer(text, start, end)
