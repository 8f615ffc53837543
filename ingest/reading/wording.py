"""The signature of an article's wording: copies share bands of it, independent reports don't.

A MinHash over stretches of the whole text, cut into 16 bands of three: of two texts whose stretches
are the same to 70 parts of 100, 99 in 100 share two bands, at 30 of 100 seven, at 10 of 100 none.
Seed and hashes are fixed, so signatures of any two loads compare. More and longer bands (32 of
four) found no more copies, and cost a database of a million articles twice the room.

A stretch is 24 letters, about five words, from a word that begins with A or T: one in four does,
in any English text. So few find as many copies as the stretches from every word, and are cut out
in one pass of a pattern; joining words one by one took four times as long as all the rest.

In a short text a dateline, a changed word and some page furniture leave too few of these. It has
16 bands more, of shorter stretches (about three words) from every word: of texts under 500
characters that were changed so, 94 in 100 are found instead of 80.
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
_SHORT_WORDS = 150  # page furniture may make a text of a hundred words this long
_LEAST_STRETCHES = 5  # of a text with fewer (in another language), those from every word are taken
_STRETCHES = re.compile(rb"(?s) (?=([at].{23}))")
_ALL_STRETCHES = re.compile(rb"(?s) (?=([^ ].{23}))")
_SHORT_STRETCHES = re.compile(rb"(?s) (?=([^ ].{17}))")
_NUMBERS = BANDS * ROWS
_PACKED = Struct(f">{_NUMBERS}I")
_BANDS = Struct(f"{ROWS * 4}s" * BANDS)
_SMALL = bytes.maketrans(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ\n", b"abcdefghijklmnopqrstuvwxyz ")
_NO_LETTERS = bytes(code for code in range(33, 128) if not chr(code).isalnum())


def signature(text: str) -> tuple[int, ...]:
    """The bands of a text, numbers of 32 bits each; none for a text without words.

    There are `BANDS` of them, for a short text twice as many, of which the first `BANDS` mean the
    same. `text` is plain (`normal.plain`): copies differ in quotes, dashes and spaces.
    """
    words = _words(text)
    if not words:
        return ()
    count = words.count(b" ")
    if count < _LEAST_WORDS:
        return _bands([words])
    bands = _bands(_stretches(words))
    if count <= _SHORT_WORDS:
        bands += _bands(_SHORT_STRETCHES.findall(words) or [words])
    return bands


def _bands(stretches: list[bytes]) -> tuple[int, ...]:
    minhash = RMinHash(_NUMBERS, _SEED)
    minhash.update(stretches)
    return tuple(map(crc32, _BANDS.unpack(_PACKED.pack(*minhash.digest()))))


def _words(text: str) -> bytes:
    """The words in lower case, without punctuation, one blank before each; none: nothing."""
    text = text if text.isascii() else text.replace("—", " ")
    words = b" " + text.encode("utf-8", "replace").translate(_SMALL, _NO_LETTERS)
    while b"  " in words:
        words = words.replace(b"  ", b" ")
    return words.rstrip()


def _stretches(words: bytes) -> list[bytes]:
    stretches: list[bytes] = _STRETCHES.findall(words)
    if len(stretches) < _LEAST_STRETCHES:
        stretches = _ALL_STRETCHES.findall(words)
    return stretches or [words]
