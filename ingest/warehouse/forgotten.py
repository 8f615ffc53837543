"""What was to be forgotten, and how it is known again: by hashes alone, no text is kept.

An article is known by its key; the same page, crawled once more with other furniture, by its
address, or by its wording with no number that the forgotten one had not (a release that fills the
same form with new numbers is another article).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from zlib import crc32

from courlan import normalize_url

from ingest.project import seeds_dir
from ingest.seeds import read_seed
from ingest.sources.inputs import Reject

if TYPE_CHECKING:
    from collections.abc import Iterable

    import duckdb

    from ingest.model import Reading
    from ingest.sources.inputs import Record

_Wording = tuple[list[int], frozenset[int]]  # bands of the signature, hashes of the numbers


@dataclass(slots=True)
class NotAgain:
    """What must not be read again."""

    keys: frozenset[str] = frozenset()
    addresses: frozenset[str] = frozenset()
    wordings: list[_Wording] = field(default_factory=list)
    least_bands: int = 0
    _by_band: dict[tuple[int, int], list[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        by_band = defaultdict(list)
        for number, (bands, _) in enumerate(self.wordings):
            for band in enumerate(bands):
                by_band[band].append(number)
        self._by_band = dict(by_band)

    def has_address(self, url: str | None) -> bool:
        """Whether a forgotten article stood at an address."""
        return bool(self.addresses) and address_hash(url) in self.addresses

    def has_wording(self, reading: Reading) -> bool:
        """Whether an article says what a forgotten one said, numbers and all."""
        if not self.wordings:
            return False
        shared: Counter[int] = Counter()
        for band in enumerate(reading.signature):
            shared.update(self._by_band.get(band, ()))
        numbers = number_hashes((figure.measure, figure.value) for figure in reading.figures)
        return any(
            count >= self.least_bands and numbers <= self.wordings[number][1]
            for number, count in shared.items()
        )


def read_forgotten(connection: duckdb.DuckDBPyConnection) -> NotAgain:
    """What a work database was to forget."""
    found = connection.execute(
        "select article_id, address_hash, bands, number_hashes from raw.forgotten"
    ).fetchall()
    if not found:
        return NotAgain()
    return NotAgain(
        frozenset(key for key, *_ in found),
        frozenset(address for _, address, *_ in found if address),
        [(bands, frozenset(numbers or ())) for *_, bands, numbers in found if bands],
        _own_copy_bands(),
    )


def refused(record: Record, what: str) -> Reject:
    """The reject of a record that is forgotten by its address or wording; nothing of it is kept."""
    where = record.source_path
    if where.startswith(("http://", "https://")):
        where = f"{urlsplit(where).scheme}://{urlsplit(where).hostname}/…"
    detail = f"an article {what} was to be forgotten (casecount forget), so this was not read"
    return Reject(where, "forgotten", detail, record.record_number)


def address_hash(url: str | None) -> str | None:
    """The hash of an address, the same with tracking parameters and without.

    None for what is no address of a page: no path, another scheme, nothing at all.
    """
    try:
        plain = urlsplit(normalize_url(url, strict=False)) if url else None
    except ValueError:
        return None
    if plain is None or plain.scheme not in {"http", "https"}:
        return None
    path = plain.path.rstrip("/")
    if not path and not plain.query:
        return None  # a site's front page is many articles
    host = plain.netloc.removeprefix("www.")
    return sha256(f"{host}{path}?{plain.query}".encode()).hexdigest()[:16]


def number_hashes(numbers: Iterable[tuple[str, int | None]]) -> frozenset[int]:
    """Hashes of printed numbers with their measures."""
    return frozenset(
        crc32(f"{measure}:{value}".encode()) for measure, value in numbers if value is not None
    )


def _own_copy_bands() -> int:
    """How many bands two articles of one outlet share that are copies: the rule of the models."""
    rules = read_seed(seeds_dir(), "matching_rules")
    return next(int(row["setting"]) for row in rules if row["rule"] == "own_copy_bands")
