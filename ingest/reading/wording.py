"""The signature of an article's wording: copies share bands of it, independent reports don't.

A MinHash over runs of five words of the body, cut into bands of four: two texts whose runs are the
same to 80 parts of 100 share a band almost surely, at 30 of 100 hardly ever. The seed is fixed, so
signatures of any two loads compare.
"""

from __future__ import annotations

import re
from hashlib import blake2b
from typing import TYPE_CHECKING

from rensa import RMinHash

from ingest.reading.folding import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

BANDS = 32
ROWS = 4
_SEED = 20111206
_RUN = 5
_LEAST_WORDS = 20
_WORD = re.compile(r"[^\W_]+")


def bands(parts: Sequence[str]) -> tuple[str, ...]:
    """The bands ("07:91f3…") of a body given as its sentences; none for a very short one."""
    words = [w for part in parts for w in _WORD.findall(part if part.islower() else fold(part))]
    if len(words) < _LEAST_WORDS:
        return ()
    runs = {" ".join(words[n : n + _RUN]) for n in range(len(words) - _RUN + 1)}
    minhash = RMinHash(BANDS * ROWS, _SEED)
    minhash.update([run.encode("utf-8", "replace") for run in runs])
    digest = minhash.digest()
    return tuple(
        f"{band:02d}:{_digest(digest[band * ROWS : (band + 1) * ROWS])}" for band in range(BANDS)
    )


def _digest(rows: Sequence[int]) -> str:
    return blake2b(b"".join(int(r).to_bytes(8, "big") for r in rows), digest_size=6).hexdigest()
