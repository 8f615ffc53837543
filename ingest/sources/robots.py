"""What a site's robots.txt asks of us, by RFC 9309; Protego reads it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ingest.sources.blobs import RefusedError

if TYPE_CHECKING:
    from protego import Protego

    from ingest.sources.inputs import RejectReason

_NAME = "casecount"
_LONGEST_DELAY = 30.0


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of one site; where there are none, all is allowed unless `closed` says why not."""

    rules: Protego | None = None
    closed: tuple[RejectReason, str] | None = None
    seconds_between: float = 0.0

    def check(self, url: str) -> None:
        """Raise RefusedError where `url` may not be fetched."""
        if self.closed:
            raise RefusedError(*self.closed)
        if self.rules is not None and not self.rules.can_fetch(url, _NAME):
            detail = "the site's robots.txt asks not to fetch this; it is not fetched"
            raise RefusedError("refused_by_robots", detail)


def rules_of(status: int, text: bytes) -> Rules:
    """The rules in an answer: no such file allows all, a server that can't say allows nothing."""
    from protego import Protego  # noqa: PLC0415 - start-up is short

    if status == 200:
        rules = Protego.parse(text.decode("utf-8", "replace"))
        delay = rules.crawl_delay(_NAME)
        return Rules(rules, None, min(float(delay), _LONGEST_DELAY) if delay else 0.0)
    if 400 <= status < 500 and status != 429:
        return Rules()
    detail = f"the site can't say what it allows (robots.txt: {status}), so it is left alone"
    return Rules(closed=("refused_by_robots", detail))
