"""The signature of an article's wording: copies share bands of it, independent reports don't.

A MinHash over stretches of the whole text, cut into 16 bands of three: of two texts whose stretches
are the same to 70 parts of 100, 99 in 100 share two bands, at 30 of 100 seven, at 10 of 100 none.
Seed and hashes are fixed, so signatures of any two loads compare. More and longer bands (32 of
four) found no more copies, and cost a database of a million articles twice the room.

A stretch is 24 letters, about five words, from a word that begins with A or T: one in four does,
in any English text. So few find as many copies as the stretches from every word, and are cut out
in one pass of a pattern; joining words one by one took four times as long as all the rest.
"""

from __future__ import annotations

import re
from struct import Struct
from zlib import crc32

from rensa import RMinHash

BANDS = 16
ROWS = 3
_SEED = 20111206
_LEAST_WORDS = 20  # a shorter text is compared as a whole
_LEAST_STRETCHES = 5  # of a text with fewer (in another language), those from every word are taken
_STRETCHES = re.compile(rb"(?s) (?=([at].{23}))")
_ALL_STRETCHES = re.compile(rb"(?s) (?=([^ ].{23}))")
_NUMBERS = BANDS * ROWS
_PACKED = Struct(f">{_NUMBERS}I")
_BANDS = Struct(f"{ROWS * 4}s" * BANDS)
_SMALL = bytes.maketrans(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ\n", b"abcdefghijklmnopqrstuvwxyz ")
_NO_LETTERS = bytes(code for code in range(33, 128) if not chr(code).isalnum())


def signature(text: str) -> tuple[int, ...]:
    """The bands of a text, `BANDS` numbers of 32 bits each; none for a text without words.

    `text` is plain (`normal.plain`): copies differ in quotes, dashes and spaces.
    """
    words = _words(text)
    if not words:
        return ()
    minhash = RMinHash(_NUMBERS, _SEED)
    minhash.update(_stretches(words))
    return tuple(map(crc32, _BANDS.unpack(_PACKED.pack(*minhash.digest()))))


def _words(text: str) -> bytes:
    """The words in lower case, without punctuation, one blank before each; none: nothing."""
    text = text if text.isascii() else text.replace("—", " ")
    words = b" " + text.encode("utf-8", "replace").translate(_SMALL, _NO_LETTERS)
    while b"  " in words:
        words = words.replace(b"  ", b" ")
    return words.rstrip()


def _stretches(words: bytes) -> list[bytes]:
    if words.count(b" ") < _LEAST_WORDS:
        return [words]
    stretches: list[bytes] = _STRETCHES.findall(words)
    if len(stretches) < _LEAST_STRETCHES:
        stretches = _ALL_STRETCHES.findall(words)
    return stretches or [words]
