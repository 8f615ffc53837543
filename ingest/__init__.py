"""Casecount: every arrest and rescue the news reports, counted once, traced to its sentence.

In a notebook: `from ingest import extract` reads a DataFrame of articles. On the command line:
`casecount --help`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    from ingest.frames import Extracted

__all__ = ["extract"]


def extract(articles: pd.DataFrame) -> Extracted:
    """Read a DataFrame of articles; returns (sentences, figures), two DataFrames.

    See `ingest.frames.extract` for their columns.
    """
    from ingest.frames import extract as extract_frames  # noqa: PLC0415 - pandas is slow to import

    return extract_frames(articles)
