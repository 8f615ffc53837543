"""A build that works out only what changed gives what a build of everything gives, row by row."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from tests.scenario.histories import differences
from tests.scenario.rows import scenario_rows
from tests.scenario.test_corners import SOURCE as CORNERS

if TYPE_CHECKING:
    from tests.scenario.engine import Project


@pytest.mark.parametrize("seed", [1])
def test_batches_rereadings_and_decisions_give_what_one_build_gives(
    project: Project, seed: int
) -> None:
    assert not differences(project, scenario_rows(), random.Random(seed), batches=3)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(100, 103))
def test_batches_rereadings_and_decisions_give_what_one_build_gives_at_length(
    project: Project, seed: int
) -> None:
    assert not differences(project, scenario_rows(), random.Random(seed), batches=5)


@pytest.mark.slow
def test_the_corners_of_the_rules_come_in_batches_as_they_come_at_once(project: Project) -> None:
    assert not differences(project, scenario_rows(CORNERS), random.Random(100), batches=4)
