"""Keys of articles and figures: the same input always has the same key."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from hashlib import sha256


def article_key(outlet: str | None, text: str) -> str:
    """The key of a text in an outlet; the same text elsewhere is another article, a copy.

    The outlet's name counts without regard to case, width and spacing.
    """
    return _key("art", _outlet_name(outlet or ""), text)


@lru_cache(maxsize=10_000)
def _outlet_name(outlet: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", outlet).casefold().split())


def figure_key(article_id: str, char_start: int, measure: str) -> str:
    """The key of a figure: it outlives a rereading that finds the same number again."""
    return _key("fig", article_id, str(char_start), measure)


def _key(prefix: str, *parts: str) -> str:
    return f"{prefix}_{sha256(chr(0).join(parts).encode()).hexdigest()[:16]}"
