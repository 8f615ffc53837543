"""Building: the dbt project run over the work database, in this process."""

from __future__ import annotations

import gc
import logging
import os
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ingest.errors import CasecountError, one_line
from ingest.project import project_dir
from ingest.warehouse.database import explain_error, is_full, open_work, work_path
from ingest.warehouse.manifest import (
    nodes_of_the_project_alone,
    parsed_project,
    project_state,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

_MOST_FAILURES = 12
_NODE_FINISHED = "NodeFinished"


@dataclass(frozen=True, slots=True)
class Built:
    """How many models, seeds and tests ran, and the seconds that each took; all of them passed."""

    steps: int
    warnings: tuple[str, ...]
    seconds: Mapping[str, float]


def build(
    database: Path, on_step: Callable[[str], None] = lambda _: None, *, full_refresh: bool = False
) -> Built:
    """Run `dbt build` (seeds, models, data tests) over the work database of `database`.

    Works out what changed since the last build of the same project; or everything, on
    `full_refresh`, after a build that did not pass, or where most is new.
    Unit tests try the rules on rows of their own, whatever is loaded: `make test` runs them.
    `on_step` hears the name of each step that is done. Raises CasecountError that names what
    failed; nothing is published by it either way.
    """
    options = ["--exclude-resource-type=unit_test"]
    if full_refresh:
        options.append("--full-refresh")
    # The test generic_tests_hold runs all generic ones in one step.
    options += ["--indirect-selection=cautious", "--exclude", "test_type:generic"]
    goes_on = not full_refresh and _is_project_as_built(database)
    leave_out = nodes_of_the_project_alone if goes_on else lambda _: []
    return run_dbt(database, "build", *options, on_step=on_step, leave_out=leave_out)


def _is_project_as_built(database: Path) -> bool:
    """Whether the last build was whole, passed, and was of the project as it is now."""
    with open_work(database) as connection:
        last = connection.execute(
            """
            select is_whole and outcome = 'passed' and project_state = ?
            from raw.builds
            where command <> 'test'
            order by build_number desc
            limit 1
            """,
            [project_state(project_dir())],
        ).fetchone()
    return last is not None and last[0] is True


def run_dbt(
    database: Path,
    command: str,
    *options: str,
    on_step: Callable[[str], None] = lambda _: None,
    leave_out: Callable[[Any], list[str]] = lambda _: [],
) -> Built:
    """Run a dbt `command` with its `options` over the work database of `database`.

    `leave_out` names, from the parsed project, what the last option excludes as well. Raises
    CasecountError that names what failed.
    """
    path = work_path(database).resolve()
    with open_work(database):
        pass  # there, of today's form, and not held by another process
    folder = path.with_name(f"{database.stem}.dbt")
    run = _DbtRun(project_dir(), folder / "target", folder / "logs", on_step)
    settings = {
        "CASECOUNT_WORK_DATABASE": str(path),
        "CASECOUNT_PROJECT_STATE": project_state(run.project),
        "DO_NOT_TRACK": "1",
    }
    with _environment(**settings), _without_complaints_of_logs():
        result = run.run(path.name.lstrip(".").split(".")[0], command, options, leave_out)
    return _judge(result, path, run.logs / "dbt.log")


@dataclass(frozen=True, slots=True)
class _DbtRun:
    """dbt in this process; it imports slowly, and most commands don't need it."""

    project: Path
    target: Path
    logs: Path
    on_step: Callable[[str], None]

    def run(
        self,
        database_name: str,
        command: str,
        options: tuple[str, ...],
        leave_out: Callable[[Any], list[str]],
    ) -> Any:
        manifest = parsed_project(self.project, database_name, self._parse)
        # A project that does not parse has nothing to leave out; the run will tell its error.
        left_out = leave_out(manifest) if manifest is not None else []
        return self._invoke(command, manifest, *options, *left_out)

    def _parse(self) -> Any:
        return self._invoke("parse", None).result

    def _invoke(self, command: str, manifest: Any, *options: str) -> Any:
        from dbt.adapters.duckdb.connections import DuckDBConnectionManager  # noqa: PLC0415
        from dbt.cli.main import dbtRunner  # noqa: PLC0415

        manager: Any = DuckDBConnectionManager
        arguments = [
            "--quiet",
            "--no-use-colors",
            "--log-level=none",
            "--log-level-file=info",
            "--no-send-anonymous-usage-stats",
            "--no-partial-parse",
            "--no-write-json",  # the manifest alone takes seconds to write, and nobody reads it
            command,
            *options,
            f"--project-dir={self.project}",
            f"--profiles-dir={self.project}",
            f"--target-path={self.target}",
            f"--log-path={self.logs}",
        ]
        try:
            return dbtRunner(manifest=manifest, callbacks=[self._hear]).invoke(arguments)
        finally:
            # dbt may leave its connection open, and with it the lock on the file.
            if manager._ENV is not None:
                manager._ENV.close()
            manager.close_all_connections()
            gc.collect()

    def _hear(self, event: Any) -> None:
        if event.info.name == _NODE_FINISHED:
            self.on_step(str(event.data.node_info.node_name))


def _judge(result: Any, path: Path, log: Path) -> Built:
    if isinstance(result.exception, KeyboardInterrupt):
        raise result.exception
    outcomes = list(getattr(result.result, "results", None) or [])
    if result.success:
        warnings = tuple(_describe(o) for o in outcomes if str(o.status) == "warn")
        return Built(
            len(outcomes), warnings, {o.node.unique_id: o.execution_time for o in outcomes}
        )
    failed = [o for o in outcomes if str(o.status) in {"error", "fail", "runtime error"}]
    if not failed:
        raise CasecountError(_why_nothing_ran(result.exception, path, log))
    full = next((o.message for o in failed if is_full(str(o.message))), None)
    if full:  # all that follows from it need not be told
        why = explain_error(path, Exception(full))
        raise CasecountError(f"the build failed, nothing was published: {why}")
    first = f"the build failed, nothing was published; of {len(outcomes)} steps failed:"
    lines = [first, *(f"  {_describe(outcome)}" for outcome in failed[:_MOST_FAILURES])]
    if len(failed) > _MOST_FAILURES:
        lines.append(f"  … and {len(failed) - _MOST_FAILURES} more")
    lines.append(f"details: {log}")
    raise CasecountError("\n".join(lines))


def _why_nothing_ran(error: BaseException | None, path: Path, log: Path) -> str:
    if error is not None and "Could not set lock" in str(error):
        return explain_error(path, Exception(str(error)))
    if is_full(str(error)):
        return f"the build failed, nothing was published: {explain_error(path, Exception(error))}"
    what = one_line(str(error), 400) if error else "dbt gave no reason"
    return f"the build failed, nothing was published: {what}; details: {log}"


def _describe(outcome: Any) -> str:
    message = one_line(str(outcome.message or outcome.status), 300)
    return f"{outcome.node.resource_type} {outcome.node.name}: {message}"


@contextmanager
def _without_complaints_of_logs() -> Iterator[None]:
    """Keep a log that can't be written (a full disk) from filling the terminal."""
    before = logging.raiseExceptions
    logging.raiseExceptions = False
    try:
        yield
    finally:
        logging.raiseExceptions = before


@contextmanager
def _environment(**values: str) -> Iterator[None]:
    """Set environment variables, and put them back as they were."""
    before = {name: os.environ.get(name) for name in values}
    os.environ.update(values)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
