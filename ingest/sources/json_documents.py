"""Articles from JSON that is no JSON lines: arrays of objects, and objects over several lines.

Read value by value, so that memory is bounded by one article however long the array is. Where a
value is broken, reading goes on at what looks like the next one.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, TextIO

from ingest.errors import one_line
from ingest.sources.inputs import MAX_RECORD_CHARACTERS, Input, Inputs, Reject
from ingest.sources.records import Table, to_record

if TYPE_CHECKING:
    from collections.abc import Iterator

_CHUNK_CHARACTERS = 64 * 1024
_WORD = 16  # characters; no number or name of JSON that may be cut is worth more
_BETWEEN = re.compile(r"[\s,\ufeff]*")
_NEXT = re.compile(r"\}\s*,?\s*(?=\{)")
_DECODER = json.JSONDecoder()


class _BrokenError(Exception):
    """A value that is no JSON, with what is wrong and where it starts."""

    def __init__(self, detail: str, excerpt: str) -> None:
        super().__init__(detail)
        self.detail = detail
        self.excerpt = excerpt


class _Values:
    """The values of a stream of JSON, one after the other."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._text = ""
        self._at = 0
        self._is_done = False

    def skip_opening(self) -> None:
        """Pass the bracket of an array."""
        if self._goes_on() and self._text[self._at] == "[":
            self._at += 1

    def next(self) -> object:
        """The next value. Raises StopIteration at the end, _BrokenError where it is none."""
        if not self._goes_on() or self._text[self._at] == "]":
            raise StopIteration
        while True:
            try:
                value, self._at = _DECODER.raw_decode(self._text, self._at)
            except RecursionError:
                raise self._broken("nested too deeply to be an article") from None
            except json.JSONDecodeError as error:
                if len(self._text) - self._at > MAX_RECORD_CHARACTERS:
                    raise self._broken("a value longer than any article, or broken") from None
                if not (self._may_be_cut(error) and self._read_more()):
                    what = error.msg.split(":", 1)[0].lower()
                    raise self._broken(f"not valid JSON ({what})") from None
            except ValueError as error:  # a number of too many digits
                raise self._broken(one_line(str(error))) from None
            else:
                return value

    def _may_be_cut(self, error: json.JSONDecodeError) -> bool:
        """Whether what follows may mend it: the trouble is at the end, or a string is open."""
        return error.pos > len(self._text) - _WORD or error.msg.startswith("Unterminated")

    def _broken(self, detail: str) -> _BrokenError:
        """What to raise; the reading place moves to what looks like the next value."""
        excerpt = one_line(self._text[self._at : self._at + 400])
        self._at += 1
        while not (match := _NEXT.search(self._text, self._at)):
            # The end of one value may lie on both sides of what has been read.
            self._at = max(self._at, len(self._text) - 200)
            if not self._read_more():
                self._at = len(self._text)
                return _BrokenError(detail, excerpt)
        self._at = match.end()
        return _BrokenError(detail, excerpt)

    def _goes_on(self) -> bool:
        """Whether anything follows; the reading place moves to it."""
        while True:
            found = _BETWEEN.match(self._text, self._at)
            self._at = found.end() if found else self._at
            if self._at < len(self._text):
                return True
            if not self._read_more():
                return False

    def _read_more(self) -> bool:
        """Read on, more each time for one value, so that long ones don't take for ever."""
        if self._is_done:
            return False
        waiting = self._text[self._at :]
        more = self._stream.read(max(_CHUNK_CHARACTERS, len(waiting)))
        self._is_done = not more
        self._text, self._at = waiting + more, 0
        return bool(more)


def read_json_document(stream: TextIO, table: Table) -> Inputs:
    """The articles of a JSON document, numbered in their order."""
    values = _Values(stream)
    values.skip_opening()
    number = 0
    while True:
        try:
            value = values.next()
        except StopIteration:
            return
        except _BrokenError as error:
            number += 1
            yield Reject(table.shown, "broken_json", error.detail, number, error.excerpt)
            continue
        for found in _articles(value, table):
            number += 1
            yield _numbered(found, table, number)


def _articles(value: object, table: Table) -> Iterator[object]:
    """The value itself, or the objects of the list that it wraps ({"articles": [...]})."""
    if isinstance(value, dict) and "text" not in table.columns.find(value):
        for inner in value.values():
            if isinstance(inner, list) and inner and isinstance(inner[0], dict):
                yield from inner
                return
    yield value


def _numbered(value: object, table: Table, number: int) -> Input:
    if isinstance(value, dict):
        return to_record(value, table, number)
    detail = "valid JSON, but not an object with a text field"
    return Reject(table.shown, "not_an_object", detail, number, one_line(str(value)[:400]))
