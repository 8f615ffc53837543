"""Where the parts that are not Python are: the seeds and the dbt project."""

from __future__ import annotations

from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from ingest.errors import CasecountError

_PACKAGE = Path(__file__).resolve().parent


def seeds_dir() -> Path:
    """The folder of seeds: the clone's, or the one that an installed package carries."""
    clone = _PACKAGE.parent / "seeds"
    return clone if clone.is_dir() else _PACKAGE / "_seeds"


def project_dir() -> Path:
    """The folder of the dbt project: the clone this package was installed from, or the current one.

    Raises CasecountError where there is none.
    """
    for folder in (_PACKAGE.parent, Path.cwd()):
        if (folder / "dbt_project.yml").is_file():
            return folder
    raise CasecountError(
        "no dbt project (dbt_project.yml) is here; run this in a clone of the project"
    )


@cache
def casecount_version() -> str:
    """The version of the installed package."""
    try:
        return version("casecount")
    except PackageNotFoundError:
        return "0+unknown"
