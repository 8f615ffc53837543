"""Page furniture: share buttons, links to other stories, captions' credits, notices."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from ingest.reading.normal import plain

if TYPE_CHECKING:
    from ingest.reading.lexicon import Lexicon
    from ingest.reference import Reference

_WORD = re.compile(r"[^\W\d_]+")
_MAX_WORDS = 12  # a longer line says something, even if it uses only such words


def is_furniture(line: str, reference: Reference) -> bool:
    """Return whether a line of an article is page furniture, which never holds figures."""
    return is_furniture_line(plain(line), reference.lexicon)


def is_furniture_line(line: str, lexicon: Lexicon) -> bool:
    """Return the same for a line of plain characters."""
    stripped = line.strip().lower()
    starts, vocabulary = _terms(lexicon.furniture)
    if stripped.startswith(starts):
        return True
    found = False
    for match in _WORD.finditer(stripped, 0, 200):  # most lines are out at their first word
        word = match[0]
        if word.isascii():
            if word not in vocabulary:
                return False
            found = True
    return found and sum(map(str.isascii, _WORD.findall(stripped[:200]))) <= _MAX_WORDS


@lru_cache(maxsize=4)
def _terms(furniture: tuple[tuple[str, str], ...]) -> tuple[tuple[str, ...], frozenset[str]]:
    """Return what furniture lines start with, and the words that alone make one up."""
    starts = tuple(phrase for phrase, match in furniture if match == "start")
    words = {word for phrase, match in furniture if match == "line" for word in phrase.split()}
    return starts, frozenset(words)
