"""How cues are weighed: candidates of a choice are described by cues, the heaviest is chosen.

A cue is a name of seeds/choice_cues.csv. Whoever describes a candidate says what its cues are made
of, and how they are spelled (`Said`); names are spelled only where they are asked for, or where
the same has not been weighed before. An article has hundreds of candidates, which say little that
is new.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

# What spells one or more cues, and what of. Parts are of small closed sets (roles, kinds, steps).
Said = tuple[Callable[..., Iterable[str]], tuple[str | int | bool | None, ...]]


def spelled(said: Iterable[Said]) -> list[str]:
    """The names of cues."""
    return [cue for spell, parts in said for cue in spell(*parts)]


class Weights:
    """The weights of one choice's cues."""

    def __init__(self, by_cue: dict[str, int]) -> None:
        self._by_cue = by_cue
        self._known: dict[Said, int] = {}

    def of(self, said: Iterable[Said]) -> int:
        """How much some cues weigh together; a cue that isn't listed weighs nothing."""
        known = self._known
        total = 0
        for one in said:
            weight = known.get(one)
            if weight is None:
                spell, parts = one
                weight = sum(self._by_cue.get(cue, 0) for cue in spell(*parts))
                known[one] = weight
            total += weight
        return total
