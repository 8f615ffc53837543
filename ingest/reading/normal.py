"""Plain characters for reading: one for one, so that every offset stays what it was."""

from __future__ import annotations

import re

_SAME_LENGTH = {
    "'": "‘’‛`´ʼ′＇",
    '"': "“”„‟«»″＂",
    "-": "‐‑‒–−﹣－",
    "—": "―⸺",
    " ": "\t\x0b\x0c\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006"
    "\u2007\u2008\u2009\u200a\u200b\u200c\u200d\u202f\u205f\u2060\u3000\ufeff\xad",
    "\n": "\r\u2028\u2029",
    ",": "，",
    ".": "．",
    ":": "：",
    ";": "；",
    "(": "（",
    ")": "）",
    "%": "％",
}
_TABLE = {ord(char): plain for plain, chars in _SAME_LENGTH.items() for char in chars} | {
    0xFF10 + digit: str(digit) for digit in range(10)
}
# Surrogates are no characters of a text, and encoders refuse them.
_ODD = re.compile("[" + "".join(map(re.escape, map(chr, _TABLE))) + "\ud800-\udfff]")
# A space of a kind that does not break a line, between a digit and three more, groups thousands.
_GROUPING_SPACES = "\xa0\u2007\u2009\u202f"
_GROUPING_SPACE = re.compile(f"(?<=[0-9])[{_GROUPING_SPACES}](?=[0-9]{{3}}(?![0-9]))")


def plain(text: str) -> str:
    """Return the text with quotes, dashes, spaces and line ends unified, of the same length."""
    if text.isascii():
        return text.replace("\t", " ").replace("\r", "\n") if "\t" in text or "\r" in text else text
    if any(space in text for space in _GROUPING_SPACES):
        text = _GROUPING_SPACE.sub(",", text)
    for odd in set(_ODD.findall(text)):  # few, each many times: as fast as one pass in C
        text = text.replace(odd, _TABLE.get(ord(odd), "\ufffd"))
    return text
