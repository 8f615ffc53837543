"""The parsed dbt project, kept: parsing it takes longer than building a small warehouse.

dbt's own cache serves one database only, since its path is part of the profile. A parsed project
depends on its files and on the name of the database, so that is what it is kept under.
"""

from __future__ import annotations

import os
import re
from contextlib import suppress
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_FOLDERS = ("models", "macros", "seeds", "analyses", "tests/data", "snapshots")
_FILES = ("dbt_project.yml", "profiles.yml", "packages.yml", "dependencies.yml")
_DECISIONS = ("corrections.csv", "same_operation.csv")  # the models tell what changed in them
_REFERENCE = re.compile(r"ref\('(\w+)'\)")
_KEPT = 4  # parsed projects of a few MB each


def parsed_project(project: Path, database_name: str, parse: Callable[[], Any]) -> Any:
    """The parsed project for a database of that name, from the cache or by `parse`.

    Returns None where `parse` does: then the project has an error that a run will tell.
    """
    folder = project / "build" / "manifests"
    file = folder / f"{_key(project, database_name)}.msgpack"
    with suppress(Exception):  # whatever is wrong with the cache, parsing anew mends it
        return _read(file)
    manifest = parse()
    if manifest is not None:
        with suppress(OSError):  # a read-only clone builds all the same
            _keep(manifest, file)
    return manifest


def project_state(project: Path) -> str:
    """What the facts depend on beside the articles and what people decided.

    A build goes on from the last one only where this is the same.
    """
    files = [path for path in _project_files(project) if path.suffix in {".sql", ".csv", ".yml"}]
    named = {
        name
        for path in files
        if path.suffix == ".sql"
        for name in _REFERENCE.findall(path.read_text(encoding="utf-8"))
    }
    # Seeds that the extractor alone reads change the readings, and these tell it themselves.
    ours = [
        path
        for path in files
        if path.parent.name != "seeds" or (path.stem in named and path.name not in _DECISIONS)
    ]
    return _hash(project, ours, f"{version('dbt-core')}\0{version('duckdb')}")


def nodes_of_the_project_alone(manifest: Any) -> list[str]:
    """Selectors of what is the same after each build of one project, whatever was loaded.

    That are the views, and all seeds, tables and tests that rest neither on loaded articles nor
    on people's decisions.
    """
    resting: dict[str, bool] = {}

    def rests_on_data(name: str) -> bool:
        if name not in resting:
            node = manifest.nodes.get(name)
            resting[name] = (
                node is None  # a source
                or Path(node.original_file_path).name in _DECISIONS
                or any(map(rests_on_data, node.depends_on_nodes))
            )
        return resting[name]

    return [
        f"path:{node.original_file_path}"
        for name, node in sorted(manifest.nodes.items())
        if node.resource_type in {"seed", "model", "test"}
        and not (node.resource_type == "test" and getattr(node, "test_metadata", None))
        and (node.config.materialized == "view" or not rests_on_data(name))
    ]


def _key(project: Path, database_name: str) -> str:
    """What a parsed project depends on."""
    start = f"{version('dbt-core')}\0{project}\0{database_name}"
    return _hash(project, _project_files(project), start)


def _hash(project: Path, files: Iterable[Path], start: str) -> str:
    state = sha256(start.encode())
    for path in files:
        state.update(f"\0{path.relative_to(project)}\0".encode())
        state.update(path.read_bytes())
    return state.hexdigest()[:32]


def _project_files(project: Path) -> Iterator[Path]:
    for name in _FILES:
        if (path := project / name).is_file():
            yield path
    for folder in _FOLDERS:
        yield from sorted(path for path in (project / folder).rglob("*") if path.is_file())


def _read(file: Path) -> Any:
    from dbt.contracts.graph.manifest import Manifest  # noqa: PLC0415
    from dbt.parser.manifest import extended_mashumuro_decoder  # noqa: PLC0415

    decoder: Any = extended_mashumuro_decoder
    manifest: Any = Manifest.from_msgpack(file.read_bytes(), decoder=decoder)
    manifest.build_flat_graph()
    return manifest


def _keep(manifest: Any, file: Path) -> None:
    from dbt.parser.manifest import extended_mashumaro_encoder  # noqa: PLC0415

    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_name(f"{file.name}.{os.getpid()}")
    draft.write_bytes(manifest.to_msgpack(extended_mashumaro_encoder))
    draft.replace(file)
    by_age = sorted(file.parent.iterdir(), key=lambda path: path.stat().st_mtime, reverse=True)
    for old in by_age[_KEPT:]:
        old.unlink(missing_ok=True)
