"""Which encoding bytes are in: byte order marks, UTF-8, UTF-16 by its zeros, else detection."""

from __future__ import annotations

import codecs
from typing import Literal

from charset_normalizer import from_bytes

SAMPLE_BYTES = 256 * 1024

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Short Western texts fit several code pages equally well; this one is by far the commonest.
_COMMONEST = "cp1252"
_DETECTION_BYTES = 64 * 1024
# Control characters that texts do hold: tab, line ends, form feed, escape.
_TEXT_CONTROLS = frozenset(b"\t\n\r\x0b\x0c\x1b\x1a")

Unreadable = Literal["binary", "unknown_encoding"]


def detect(sample: bytes, *, complete: bool) -> tuple[str | None, Unreadable | None]:
    """The encoding of `sample`, or why it has none.

    `complete` says that the sample is the whole input; else its last character may be cut.
    Returns (encoding, None) or (None, reason).
    """
    for mark, encoding in _MARKS:
        if sample.startswith(mark):
            return encoding, None
    if wide := _wide(sample):
        return wide, None
    if _looks_binary(sample):
        return None, "binary"
    if _decodes(sample, "utf-8", complete=complete):
        return "utf-8", None
    guess = _guess(sample)
    return (guess, None) if guess else (None, "unknown_encoding")


def detect_lines(sample: bytes, *, complete: bool) -> str | None:
    """The encoding of a file of records; None where it holds no lines of text at all.

    A stray bad line must not decide for the others: it is judged alone, later.
    """
    encoding, why = detect(sample, complete=complete)
    if why == "binary":
        return "utf-8" if any(map(_is_clean_line, sample.split(b"\n", 50)[:50])) else None
    if encoding == "utf-8" or encoding in dict.fromkeys(name for _, name in _MARKS):
        return encoding
    accented = [line for line in sample.split(b"\n")[:2000] if not line.isascii()]
    valid = sum(_decodes(line, "utf-8", complete=True) for line in accented)
    return "utf-8" if valid * 2 >= len(accented) else encoding or "utf-8"


def _is_clean_line(line: bytes) -> bool:
    if len(line) < 16 or any(byte < 32 and byte not in _TEXT_CONTROLS for byte in line[:4096]):
        return False
    return _decodes(line, "utf-8", complete=False)


def read_anew(line: str) -> str | None:
    """`line`, some of whose bytes were not UTF-8 (surrogate escapes), in an encoding that fits it.

    One line of another encoding is common where exports were glued together. None where none fits.
    """
    try:
        line.encode()
    except UnicodeEncodeError:
        data = line.encode("utf-8", "surrogateescape")
        guess = _guess(data)
        return data.decode(guess, "replace") if guess else None
    return line


def decode(data: bytes) -> tuple[str | None, Unreadable | None]:
    """`data` as text, without its byte order mark, or why it can't be read."""
    encoding, why = detect(data[:SAMPLE_BYTES], complete=len(data) <= SAMPLE_BYTES)
    if encoding is None:
        return None, why
    try:
        return data.decode(encoding), None
    except UnicodeDecodeError:
        # Valid at its start only; judge by the whole.
        guess = _guess(data) if encoding == "utf-8" else None
    if guess is None:
        return None, "unknown_encoding"
    try:
        return data.decode(guess), None
    except UnicodeDecodeError:
        return None, "unknown_encoding"


def _decodes(data: bytes, encoding: str, *, complete: bool) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        decoder.decode(data, final=complete)
    except UnicodeDecodeError:
        return False
    return True


def _wide(sample: bytes) -> str | None:
    """UTF-16 without a mark: mostly Latin text has a zero in every other byte."""
    pairs = len(sample) // 2
    if pairs < 8:
        return None
    even = sample[0 : pairs * 2 : 2].count(0) / pairs
    odd = sample[1 : pairs * 2 : 2].count(0) / pairs
    for encoding, zeros, others in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        if zeros > 0.5 and others < 0.05 and _decodes(sample, encoding, complete=False):
            return encoding
    return None


def _looks_binary(sample: bytes) -> bool:
    """Zeros or many control characters in a file: an image, an archive, a program."""
    if not sample:
        return False
    if 0 in sample:
        return True
    controls = sum(1 for byte in sample if byte < 32 and byte not in _TEXT_CONTROLS)
    return controls / len(sample) > 0.01


def _guess(sample: bytes) -> str | None:
    matches = from_bytes(_sample_with_accents(sample))
    best = matches.best()
    if best is None:
        return None
    for match in matches:
        if _COMMONEST in match.could_be_from_charset and match.chaos <= best.chaos:
            return _COMMONEST
    return best.encoding


def _sample_with_accents(sample: bytes) -> bytes:
    """A stretch around the first byte that isn't ASCII: the rest says nothing about encoding."""
    if len(sample) <= _DETECTION_BYTES:
        return sample
    first = next((i for i, byte in enumerate(sample) if byte > 127), 0)
    start = max(0, first - _DETECTION_BYTES // 2)
    return sample[start : start + _DETECTION_BYTES]
