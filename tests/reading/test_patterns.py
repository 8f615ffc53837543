"""Patterns are compiled when they are first tried: here all of them are, by nobody's article."""

from __future__ import annotations

import pkgutil
import re
from importlib import import_module

import pytest

import ingest.reading
from ingest.reading.clock import Clock
from ingest.reading.cues import Cue
from ingest.reading.wordlists import pattern, words
from ingest.reference import load_reference

MODULES = [each.name for each in pkgutil.iter_modules(ingest.reading.__path__)]


@pytest.mark.parametrize("name", MODULES)
def test_every_pattern_of_a_module_compiles(name: str) -> None:
    for held in vars(import_module(f"ingest.reading.{name}")).values():
        if isinstance(held, Cue):
            held.search("".join(held.needs))
        elif type(held).__name__ == "_Pattern":
            assert held.search("") is None or held.pattern


def test_every_rule_of_time_compiles() -> None:
    clock = Clock(load_reference().world)
    assert clock.patterns
    for _, rule in clock.patterns:
        assert rule.search("") is None


def test_a_pattern_is_compiled_once_and_then_is_the_pattern() -> None:
    made = pattern(r"\b{only_kind}\b", re.IGNORECASE)
    word = words("only_kind")[0].upper()
    assert made.search(f"the {word} there")
    assert made.search == made.search
    assert made.fullmatch("no") is None


def test_an_unknown_list_is_told_at_once() -> None:
    with pytest.raises(KeyError):
        pattern(r"{no_such_list}")
