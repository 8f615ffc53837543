"""Spelling made comparable: lower case, plain quotes and spaces, accents left out.

`fold` keeps every character's place, so offsets into the folded text are offsets into the text;
`plain` doesn't, and is for keys that are looked up.
"""

from __future__ import annotations

import re
import unicodedata

# Quotes, dashes and spaces that differ in print only; each is replaced by one character.
_PRINT_VARIANTS = {
    "’": "'",
    "‘": "'",
    "ʼ": "'",
    "`": "'",
    "´": "'",
    "“": '"',
    "”": '"',
    "„": '"',
    "«": '"',
    "»": '"',
    "–": "-",
    "—": "-",
    "‑": "-",
    "‐": "-",
    "−": "-",
    "\u2012": "-",
    "\u2015": "-",
    "\u00a0": " ",
    "\u2009": " ",
    "\u202f": " ",
    "\u2007": " ",
    "\n": " ",
    "\r": " ",
    "\t": " ",
}
_ASCII_VARIANTS = {a: b for a, b in _PRINT_VARIANTS.items() if a.isascii()}
_LETTERS_WITHOUT_DECOMPOSITION = str.maketrans(
    {"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ß": "s", "æ": "a"}
)
_NOT_WORD = re.compile(r"[^a-z0-9]+")


def straighten(text: str) -> str:
    """The text with plain quotes, dashes and spaces, of the same length."""
    variants = _ASCII_VARIANTS if text.isascii() else _PRINT_VARIANTS
    for variant, usual in variants.items():  # many times faster than translating
        if variant in text:
            text = text.replace(variant, usual)
    return text


def fold(text: str) -> str:
    """The text in lower case with plain quotes, dashes and spaces, of the same length."""
    return lowered(straighten(text))


def lowered(text: str) -> str:
    """A text in lower case, of the same length."""
    low = text.lower()
    if len(low) == len(text):
        return low
    # A few capitals (such as the Turkish dotted I) are two characters in lower case.
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def plain(name: str) -> str:
    """A name as look-ups spell it: lower case, without accents, single spaces."""
    if name.isascii():
        return " ".join(name.replace("`", "'").lower().split())
    low = fold(name).casefold()
    if not low.isascii():
        parts = unicodedata.normalize("NFKD", low.translate(_LETTERS_WITHOUT_DECOMPOSITION))
        low = "".join(c for c in parts if not unicodedata.combining(c))
    return " ".join(low.split())


def slug(name: str) -> str:
    """A name as part of a key: letters and digits of `plain`, joined by hyphens."""
    return _NOT_WORD.sub("-", plain(name).replace("'s", "s").replace("'", "")).strip("-")
