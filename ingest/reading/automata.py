"""Automata that seek many terms at once in one pass over a text."""

from __future__ import annotations

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

_WORTH = 500  # texts after which there may be many more


class Automaton:
    """Terms that are sought at once, made in the way that suits how much they are sought.

    As a table of all states an automaton runs in half the time but takes four times as long to
    make: worth it for a load, not for the few texts of most commands.
    """

    def __init__(self, terms: list[str], kind: MatchKind = MatchKind.Standard) -> None:
        """`kind` says which of overlapping matches count; all may, where it is `Standard`."""
        self._terms, self._kind = terms, kind
        self._left = _WORTH
        self._made = AhoCorasick(terms, kind, implementation=Implementation.ContiguousNFA)

    def find(self, text: str, *, overlapping: bool = False) -> list[tuple[int, int, int]]:
        """The matches in order of position: number of the term, start and end."""
        if self._left:
            self._left -= 1
            if not self._left:
                self._made = AhoCorasick(self._terms, self._kind, implementation=Implementation.DFA)
        return self._made.find_matches_as_indexes(text, overlapping=overlapping)
