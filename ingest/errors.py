"""What may go wrong in a way that a person can mend, and text that is safe to show."""

from __future__ import annotations

import unicodedata

_HIDDEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
_KEPT = {"\n", "\t"}


class CasecountError(Exception):
    """One clear line for the user: what, where, what to do. The command ends with `exit_code`."""

    def __init__(self, message: str, exit_code: int = 1) -> None:
        super().__init__(message)
        self.exit_code = exit_code


def visible(text: str) -> str:
    """`text` with every character that could act on a terminal, or hide, written as an escape.

    Articles are data: their escape sequences, direction overrides and control characters are
    shown, never obeyed. Line ends and tabs stay.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(
        c if c in _KEPT or unicodedata.category(c) not in _HIDDEN else ascii(c)[1:-1] for c in text
    )


def one_line(text: str, limit: int = 160) -> str:
    """The start of `text` on one line, safe to show, at most `limit` characters long."""
    line = visible(" ".join(text[: limit * 8].split()))
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"
