"""What a site's robots.txt asks of us, by RFC 9309; Protego reads it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from protego import Protego

_NAME = "casecount"
_LONGEST_DELAY = 30.0


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of one site; `rules` is None where all or nothing is allowed."""

    rules: Protego | None
    is_open: bool = True
    seconds_between: float = 0.0

    def allow(self, url: str) -> bool:
        """Whether `url` may be fetched."""
        return self.is_open if self.rules is None else bool(self.rules.can_fetch(url, _NAME))


def rules_of(answer: tuple[int, bytes]) -> Rules:
    """The rules in an answer (status, text): no such file allows all, no answer allows nothing."""
    from protego import Protego  # noqa: PLC0415 - start-up is short

    status, text = answer
    if status != 200:
        return Rules(None, is_open=400 <= status < 500 and status != 429)
    rules = Protego.parse(text.decode("utf-8", "replace"))
    delay = rules.crawl_delay(_NAME)
    return Rules(rules, True, min(float(delay), _LONGEST_DELAY) if delay else 0.0)
