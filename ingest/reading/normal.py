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
_PLAIN = {char: plain for plain, chars in _SAME_LENGTH.items() for char in chars} | {
    chr(0xFF10 + digit): str(digit) for digit in range(10)
}
_NOT_PLAIN = re.compile(r"[^\x20-\x7e\n]")
# A space of a kind that does not break a line, between a digit and three more, groups thousands.
_GROUPING_SPACES = "\xa0\u2007\u2009\u202f"
_GROUPING_SPACE = re.compile(f"(?<=[0-9])[{_GROUPING_SPACES}](?=[0-9]{{3}}(?![0-9]))")


def plain(text: str) -> str:
    """Return the text with quotes, dashes, spaces and line ends unified, of the same length."""
    if text.isascii():
        return text.replace("\t", " ").replace("\r", "\n") if "\t" in text or "\r" in text else text
    if any(space in text for space in _GROUPING_SPACES):
        text = _GROUPING_SPACE.sub(",", text)
    for odd in set(_NOT_PLAIN.findall(text)):  # few, each many times
        if odd in _PLAIN:
            text = text.replace(odd, _PLAIN[odd])
        elif "\ud800" <= odd <= "\udfff":  # surrogates are no characters, and encoders refuse them
            text = text.replace(odd, "\ufffd")
    return text
