"""Articles from JSON lines: one object a line, each line judged on its own."""

from __future__ import annotations

import json
from typing import IO, TYPE_CHECKING, AnyStr, TextIO

import orjson

from ingest.errors import one_line
from ingest.sources.encoding import read_anew
from ingest.sources.inputs import MAX_RECORD_CHARACTERS, Inputs, Record, Reject
from ingest.sources.records import Table, to_record

if TYPE_CHECKING:
    from collections.abc import Iterator

_SKIP_CHARACTERS = 1024 * 1024


def bounded_lines(stream: IO[AnyStr], limit: int) -> Iterator[tuple[AnyStr, bool]]:
    """The lines of `stream`, each with whether it is whole; a longer one is cut at `limit`."""
    while line := stream.readline(limit):
        whole = len(line) < limit or _is_ended(line)
        yield line, whole
        while not whole:
            rest = stream.readline(_SKIP_CHARACTERS)
            whole = not rest or _is_ended(rest)


def _is_ended(line: str | bytes) -> bool:
    return line.endswith("\n") if isinstance(line, str) else line.endswith(b"\n")


def read_utf8_lines(stream: IO[bytes], table: Table) -> Inputs:
    """The same as `read_json_lines`, quicker, of bytes that are UTF-8 but for single lines."""
    for number, (line, whole) in enumerate(bounded_lines(stream, MAX_RECORD_CHARACTERS), start=1):
        fields = _plain_object(line) if whole else None
        if fields is not None:
            yield to_record(fields, table, number)
        elif found := _read_any(line.decode("utf-8", "surrogateescape"), table, number, whole):
            yield found


def _plain_object(line: bytes) -> dict[str, object] | None:
    """The object in a line that is JSON by the book; None where more patience is asked for."""
    try:
        value = orjson.loads(line)
    except ValueError:
        return None
    return value if isinstance(value, dict) and float not in map(type, value.values()) else None


def read_json_lines(stream: TextIO, table: Table) -> Inputs:
    """The articles of a stream of JSON lines; blank lines are passed over, broken ones rejected."""
    for number, (line, whole) in enumerate(bounded_lines(stream, MAX_RECORD_CHARACTERS), start=1):
        if found := _read_any(line, table, number, whole):
            yield found


def _read_any(line: str, table: Table, number: int, whole: bool) -> Record | Reject | None:
    """What a line gives; nothing where it is blank."""
    if not whole:
        detail = f"a line longer than {MAX_RECORD_CHARACTERS:,} characters, no article is"
        return Reject(table.shown, "too_long", detail, number, one_line(line))
    return _read_line(line, table, number) if line.strip("\ufeff \t\r\n") else None


def _read_line(line: str, table: Table, number: int) -> Record | Reject:
    where = table.shown
    if _is_noise(line):  # to look for its encoding would take fifty times as long as to read a line
        detail = "not valid JSON (no object, in no encoding that writes it in ASCII)"
        return Reject(where, "broken_json", detail, number, one_line(line))
    readable = read_anew(line)
    if readable is None:
        detail = "bytes in no encoding that is known; save the file as UTF-8"
        return Reject(where, "unknown_encoding", detail, number, one_line(line))
    try:
        value = _parse(readable.strip("\ufeff \t\r\n"))
    except RecursionError:
        return Reject(where, "broken_json", "nested too deeply to be an article", number)
    except ValueError as error:
        what = str(error).split(":", 1)[0].lower()
        if line.lstrip().startswith("["):
            what += "; a JSON array? Write one object a line"
        return Reject(where, "broken_json", f"not valid JSON ({what})", number, one_line(line))
    if not isinstance(value, dict):
        detail = "valid JSON, but not an object with a text field"
        return Reject(where, "not_an_object", detail, number, one_line(line))
    return to_record(value, table, number)


def _is_noise(line: str) -> bool:
    """Whether a line that is no UTF-8 can't be an object in a code page, nor in UTF-16."""
    if line.isascii() or "\0" in line or line.lstrip("\ufeff \t\r\n").startswith(("{", "[")):
        return False
    try:
        line.encode()
    except UnicodeEncodeError:
        return True
    return False


def _parse(line: str) -> object:
    """What a line of JSON says: quickly where it is plain, patiently where it is odd.

    Raises ValueError or RecursionError where it is no JSON.
    """
    try:
        value = orjson.loads(line)
    except ValueError:
        return json.loads(line)  # half characters, NaN: no JSON by the book, but they are written
    if isinstance(value, dict) and float in map(type, value.values()):
        return json.loads(line)  # a long whole number, such as an id, keeps all its digits
    return value
