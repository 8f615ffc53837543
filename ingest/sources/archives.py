"""Members of zip and tar archives, each read where it lies: nothing is ever unpacked to disk."""

from __future__ import annotations

import errno
import io
import re
import stat
import struct
import tarfile
import zipfile
import zlib
from contextlib import contextmanager
from pathlib import PurePosixPath
from typing import IO, TYPE_CHECKING

from ingest.errors import one_line
from ingest.sources.blobs import Blob, RefusedError, buffered, read_fully, read_some
from ingest.sources.compression import Unpacked
from ingest.sources.inputs import Reject

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ingest.sources.limits import Budget

_BEFORE_NAMES = re.compile(r"^(?:[/\\]|[A-Za-z]:)")
_NO_FILE = "a link or a device, not a file; it is passed over"
_NOT_ARTICLES = "__MACOSX"
_OFFICE_MARKS = frozenset(("[Content_Types].xml", "mimetype"))
_DIRECTORY_BYTES = 256 * 1024**2  # of a zip's list of members
_HEADER_BYTES = 1024**2  # of a tar's long names and attributes
_END_BYTES = 65_535 + 22  # where a zip's last record can begin, from its end
_BROKEN_MEMBER = (
    zipfile.BadZipFile,
    NotImplementedError,
    RuntimeError,
    ValueError,
    EOFError,
)
_HEADER_TYPES = frozenset(
    (
        tarfile.GNUTYPE_LONGNAME,
        tarfile.GNUTYPE_LONGLINK,
        tarfile.XHDTYPE,
        tarfile.XGLTYPE,
        tarfile.SOLARIS_XHDTYPE,
    )
)


def members_of_zip(stream: IO[bytes], shown: str, budget: Budget) -> Iterator[Blob | Reject]:
    """The members of a zip, in its order. Raises RefusedError where it can't be read."""
    whole = stream if stream.seekable() else _held(stream, budget)
    _check_directory(whole)
    try:
        with _within_it():
            archive = zipfile.ZipFile(whole)
    except (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError) as error:
        raise RefusedError("broken_archive", f"not a whole zip ({one_line(str(error))})") from error
    with archive:
        members = archive.infolist()
        _check_count(len(members), budget)
        if _OFFICE_MARKS & {member.filename for member in members[:20]}:
            detail = "an office document or a book; save it as text, HTML or CSV first"
            raise RefusedError("unknown_kind", detail)
        for member in members:
            where = f"{shown}/{member.filename}"
            if refused := _refused_name(member.filename, where):
                yield refused
            elif not (member.is_dir() or _is_hidden(member.filename)):
                yield _zip_member(archive, member, where, budget)


def _zip_member(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, where: str, budget: Budget
) -> Blob | Reject:
    if stat.S_ISLNK(member.external_attr >> 16):
        return Reject(where, "not_a_file", _NO_FILE)
    if member.flag_bits & 0x1:
        return Reject(where, "encrypted", "locked with a password; unlock it first")
    name = PurePosixPath(member.filename).name
    return Blob(where, name, _opener(archive, member, budget))


def _opener(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, budget: Budget
) -> Callable[[], IO[bytes]]:
    def open_member() -> IO[bytes]:
        try:
            with _within_it():
                opened = archive.open(member)
        except _BROKEN_MEMBER as error:
            why = one_line(str(error))
            raise RefusedError("broken_archive", f"can't be unpacked ({why})") from error
        return buffered(_Member(opened, "zip", budget))

    return open_member


@contextmanager
def _within_it() -> Iterator[None]:
    """Raise ValueError where a damaged zip leads to a place before its start, wherever it lies."""
    try:
        yield
    except OSError as error:
        if error.errno != errno.EINVAL:
            raise
        raise ValueError("a place in it stands before its start") from error


class _Member(Unpacked):
    """A zip's member: its sum is checked when it ends."""

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        try:
            return super().readinto(buffer)
        except (zipfile.BadZipFile, zlib.error) as error:
            detail = "the zip data is broken; what came before it is read"
            raise RefusedError("broken_compression", detail) from error


def _held(stream: IO[bytes], budget: Budget) -> IO[bytes]:
    """A stream that can't be walked back, held in memory whole."""
    limit = budget.limits.held_bytes
    data = read_fully(stream, limit + 1)
    if len(data) > limit:
        raise RefusedError(
            "too_long",
            f"more than {limit // 1024**2:,} MiB in another packing; unpack the outer one first",
        )
    return io.BytesIO(data)


def _check_directory(stream: IO[bytes]) -> None:
    """Refuse a list of members too long to be held, before anything reads it."""
    end = stream.seek(0, io.SEEK_END)
    start = max(0, end - _END_BYTES)
    stream.seek(start)
    tail = read_fully(stream, end - start)
    stream.seek(0)
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or at + 22 > len(tail):
        raise RefusedError("broken_archive", "not a whole zip (its list of members is missing)")
    size = struct.unpack_from("<L", tail, at + 12)[0]
    locator = tail.rfind(b"PK\x06\x06", 0, at)
    if size == 0xFFFFFFFF and 0 <= locator <= len(tail) - 48:
        size = struct.unpack_from("<Q", tail, locator + 40)[0]
    if size > _DIRECTORY_BYTES:
        raise RefusedError("bomb", "its list of members is too long; split it up")


def members_of_tar(stream: IO[bytes], shown: str, budget: Budget) -> Iterator[Blob | Reject]:
    """The members of a tar, as they come; each must be read before the next is asked for.

    Raises RefusedError where the archive breaks off.
    """
    count = 0
    try:
        with tarfile.open(fileobj=stream, mode="r|", tarinfo=_TarMember) as archive:
            for member in archive:
                archive.members = []  # type: ignore[attr-defined]  # else the archive remembers every member it has passed
                count += 1
                _check_count(count, budget)
                where = f"{shown}/{member.name}"
                if refused := _refused_name(member.name, where):
                    yield refused
                elif not (member.isdir() or _is_hidden(member.name)):
                    yield _tar_member(archive, member, where)
    except (tarfile.TarError, EOFError, UnicodeError, ValueError) as error:
        detail = f"the tar is broken ({one_line(str(error))}); what came before it is read"
        raise RefusedError("broken_archive", detail) from error


class _TarMember(tarfile.TarInfo):
    """A member whose header is checked: the library takes a broken one for the archive's end."""

    @classmethod
    def fromtarfile(cls, archive: tarfile.TarFile) -> _TarMember:
        """Read the next header."""
        try:
            member = super().fromtarfile(archive)
        except (tarfile.HeaderError, ValueError) as error:
            if type(error).__name__ in {"EOFHeaderError", "EmptyHeaderError"}:
                raise  # the end, as it should be
            detail = "the tar is broken here (no member begins where one should)"
            raise RefusedError("broken_archive", detail) from error
        return member

    def _proc_member(self, archive: tarfile.TarFile) -> tarfile.TarInfo:
        if self.type in _HEADER_TYPES and self.size > _HEADER_BYTES:
            raise RefusedError("bomb", "a header longer than any name; the rest is not read")
        return super()._proc_member(archive)  # type: ignore[misc,no-any-return]


def _tar_member(archive: tarfile.TarFile, member: tarfile.TarInfo, where: str) -> Blob | Reject:
    if not member.isreg() or member.issparse():
        return Reject(where, "not_a_file", _NO_FILE)

    def open_member() -> IO[bytes]:
        opened = archive.extractfile(member)
        if opened is None:
            raise RefusedError("broken_archive", "can't be read")
        return buffered(_TarData(opened))

    return Blob(where, PurePosixPath(member.name).name, open_member)


class _TarData(io.RawIOBase):
    """A tar's member, which can't be walked back."""

    def __init__(self, source: IO[bytes]) -> None:
        self._source = source

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        try:
            data = read_some(self._source, len(buffer))
        except tarfile.TarError as error:
            detail = f"the tar is broken ({one_line(str(error))})"
            raise RefusedError("broken_archive", detail) from error
        buffer[: len(data)] = data
        return len(data)


def _check_count(count: int, budget: Budget) -> None:
    limit = budget.limits.members
    if count > limit:
        raise RefusedError("bomb", f"holds more than {limit:,} members; split it up")


def _is_hidden(name: str) -> bool:
    """What folders pass over, archives do too."""
    parts = PurePosixPath(name).parts
    return any(
        part == _NOT_ARTICLES or (part.startswith(".") and part.strip(".")) for part in parts
    )


def _refused_name(name: str, where: str) -> Reject | None:
    """A name that reaches out of its archive: nothing is written, but such a file is no export."""
    parts = name.replace("\\", "/").split("/")
    if _BEFORE_NAMES.match(name) or ".." in parts or "\0" in name:
        detail = "its name leads out of the archive, as no honest one does; it is not read"
        return Reject(where, "unsafe_path", detail)
    return None
