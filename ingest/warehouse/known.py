"""Which articles are loaded already, kept in memory for as long as a load takes.

The database would look through all its articles for each batch; eight bytes for each of them, in
their order, answer at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import duckdb
    import numpy as np

_MOST_RECENT = 50_000  # ids; then they are sorted in among the others


class KnownArticles:
    """The ids of the articles in a work database, as they were when it was made, and those added.

    It holds for as long as nobody else writes into the database.
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        import numpy as np  # noqa: PLC0415 - only where articles are loaded: start-up is short

        found = connection.execute(
            "select ('0x' || substr(article_id, 5))::ubigint as number from raw.articles"
        ).fetchnumpy()
        self._sorted = np.sort(np.asarray(found["number"], dtype=np.uint64))
        self._recent: set[str] = set()

    def among(self, article_ids: Sequence[str]) -> set[str]:
        """Those of `article_ids` that are known."""
        import numpy as np  # noqa: PLC0415

        known = self._recent.intersection(article_ids)
        if not article_ids or not self._sorted.size:
            return known
        numbers = _numbers(article_ids)
        at = np.minimum(np.searchsorted(self._sorted, numbers), self._sorted.size - 1)
        is_known = (self._sorted[at] == numbers).tolist()
        return known.union(key for key, known in zip(article_ids, is_known, strict=True) if known)

    def add(self, article_ids: Iterable[str]) -> None:
        """Note articles that were loaded since."""
        import numpy as np  # noqa: PLC0415

        self._recent.update(article_ids)
        if len(self._recent) >= _MOST_RECENT:
            together = np.concatenate([self._sorted, np.sort(_numbers(list(self._recent)))])
            together.sort(kind="stable")  # two sorted runs: they are merged
            self._sorted = together
            self._recent.clear()


def _numbers(article_ids: Sequence[str]) -> np.ndarray[tuple[int], np.dtype[np.uint64]]:
    """The ids ("art_" and 16 hexadecimal digits) as the numbers that they write."""
    import numpy as np  # noqa: PLC0415

    return np.fromiter((int(key[4:], 16) for key in article_ids), np.uint64, len(article_ids))
