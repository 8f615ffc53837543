"""What Superset needs before it is served: its own store, one account, and our dashboards.

Does only what is not done yet: the store is made or upgraded when Superset's version changes, the
dashboards are imported when they or the columns of the published file have changed.
"""

from __future__ import annotations

import getpass
import hashlib
import json
import logging
import os
import secrets
import sys
import warnings
from contextlib import redirect_stdout
from importlib.metadata import version
from io import StringIO
from pathlib import Path
from typing import Any

import duckdb
import published_file
import yaml
from jinja2 import Template

ASSETS = Path(__file__).resolve().parent.parent / "assets"
USER = "analyst"
SHORTEST_PASSWORD = 8

# What dbt says of every table and column of the published file.
COMMENTS = """
    select table_name, column_name, comment from duckdb_columns() where comment is not null
    union all
    select table_name, '', comment from duckdb_tables() where comment is not null
    union all
    select view_name, '', comment from duckdb_views() where comment is not null
"""


def main() -> None:
    """Prepare Superset for the published file that CASECOUNT_DATABASE names."""
    home = Path(os.environ["CASECOUNT_BI_HOME"])
    database = Path(os.environ["CASECOUNT_DATABASE"])
    _make_home(home)
    try:
        contents = _assets(database)
    except (duckdb.Error, OSError) as error:
        why = str(error).splitlines()[0]
        sys.exit(
            f"casecount: {database} can't be shown: {why}. Was it published by an older version?"
            " Publish it anew (make warehouse)"
        )
    done = _done(home)
    store = f"superset {version('apache-superset')}"
    assets = hashlib.sha256(json.dumps(contents, sort_keys=True).encode()).hexdigest()
    password = os.environ.get("CASECOUNT_BI_PASSWORD")
    if password is None and "account" not in done:
        password = _asked_password()
    elif password is not None:
        _check_password(password)
    if done.get("store") == store and done.get("assets") == assets and password is None:
        return
    _quiet()
    with redirect_stdout(StringIO()):
        from superset.app import create_app  # noqa: PLC0415 - slow, and not always needed

        app = create_app()
    with app.app_context():
        if done.get("store") != store:
            _make_store()
            _remember(home, done, store=store)
        if password is not None:
            _set_account(password)
            _remember(home, done, account=USER)
        if done.get("assets") != assets:
            print("Importing the dashboards …", flush=True)
            _import(contents)
            _remember(home, done, assets=assets)


def _make_home(home: Path) -> None:
    """Make the folder of Superset's store, for this user alone, with a secret of its own."""
    home.mkdir(parents=True, exist_ok=True)
    home.chmod(0o700)
    secret = home / "secret_key"
    if not secret.exists():
        with os.fdopen(os.open(secret, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(48))


def _done(home: Path) -> dict[str, str]:
    file = home / "prepared.json"
    done: dict[str, str] = json.loads(file.read_text("utf-8")) if file.exists() else {}
    return done


def _remember(home: Path, done: dict[str, str], **what: str) -> None:
    done.update(what)
    (home / "prepared.json").write_text(json.dumps(done), "utf-8")


def _asked_password() -> str:
    """Ask for the account's password, twice."""
    if not sys.stdin.isatty():
        sys.exit(
            "casecount: Superset needs a password for its account, and there is no terminal to ask"
            " on: set CASECOUNT_BI_PASSWORD"
        )
    print(f"Choose a password for the account '{USER}', with which you log in to Superset.")
    while True:
        password = getpass.getpass("Password: ")
        if len(password) < SHORTEST_PASSWORD:
            print(f"At least {SHORTEST_PASSWORD} characters, please.")
        elif getpass.getpass("Once more: ") != password:
            print("The two differ.")
        else:
            return password


def _check_password(password: str) -> None:
    if len(password) < SHORTEST_PASSWORD:
        sys.exit(f"casecount: CASECOUNT_BI_PASSWORD is shorter than {SHORTEST_PASSWORD} characters")


def _quiet() -> None:
    """Keep what Superset says to its developers from the user."""
    warnings.filterwarnings("ignore")
    logging.disable(logging.WARNING)


def _make_store() -> None:
    """Make or upgrade the tables of Superset's store, and its roles."""
    from flask_migrate import upgrade  # noqa: PLC0415 - as above
    from superset import appbuilder, db, security_manager  # noqa: PLC0415
    from superset.app import __file__ as package  # noqa: PLC0415

    print("Setting up Superset's own store (a minute, only now) …", flush=True)
    with redirect_stdout(StringIO()):  # each of 400 migrations tells what it found nothing of
        upgrade(directory=str(Path(package).parent / "migrations"))
    print("Setting up its roles …", flush=True)
    appbuilder.add_permissions(update_perms=True)
    security_manager.sync_role_definitions()
    db.session.commit()


def _set_account(password: str) -> None:
    """Give the one account that password; make it where there is none."""
    from superset import db, security_manager  # noqa: PLC0415

    user = security_manager.find_user(USER)
    if user is not None:
        security_manager.reset_password(user.id, password)
    elif not security_manager.add_user(
        USER,
        "Casecount",
        "Analyst",
        f"{USER}@localhost",
        security_manager.find_role("Admin"),
        password=password,
    ):
        sys.exit("casecount: Superset could not make its account")
    db.session.commit()


def _import(contents: dict[str, str]) -> None:
    """Import database, datasets, charts and dashboards, in place of what has the same ids."""
    from superset import db, security_manager  # noqa: PLC0415
    from superset.commands.importers.v1.assets import ImportAssetsCommand  # noqa: PLC0415
    from superset.utils.core import override_user  # noqa: PLC0415

    with override_user(security_manager.find_user(USER)):
        ImportAssetsCommand(contents).run()
    db.session.commit()


def _assets(database: Path) -> dict[str, str]:
    """The files of dashboards/assets, datasets with the columns that the published file has.

    Raises duckdb.Error where the file lacks what a dataset shows.
    """
    contents = {}
    connection = published_file.connect(database)
    comments = _comments(connection)
    for file in sorted(ASSETS.rglob("*.yaml")):
        name = file.relative_to(ASSETS).as_posix()
        contents[name] = file.read_text("utf-8")
        if name.startswith("datasets/"):
            dataset = yaml.safe_load(contents[name])
            contents[name] = yaml.safe_dump(_described(connection, dataset, comments))
    connection.close()
    return contents


def _comments(connection: published_file.QueryOnlyConnection) -> dict[tuple[str, str], str]:
    """What dbt says of each table (under the column '') and column, and of each column's name."""
    told: dict[tuple[str, str], str] = {}
    for table, column, comment in connection.execute(COMMENTS).fetchall():
        told[table, column] = comment
        told.setdefault(("", column), comment)
    return told


def _unfiltered(sql: str) -> str:
    """A dataset's SQL as Superset fills in its template where nothing is filtered."""
    filled: str = Template(sql).render(filter_values=lambda _: [], get_time_filter=lambda _: {})
    return filled


def _described(
    connection: published_file.QueryOnlyConnection,
    dataset: dict[str, Any],
    comments: dict[tuple[str, str], str],
) -> dict[str, Any]:
    """A dataset with its columns: as they are in the published file, and as dbt describes them."""
    table = dataset["table_name"]
    query = _unfiltered(dataset["sql"]) if "sql" in dataset else f"from {table}"
    own = {column["column_name"]: column for column in dataset.get("columns", [])}
    columns = [
        {
            "column_name": name,
            "verbose_name": name.removesuffix("_name").replace("_", " ").capitalize(),
            "type": kind,
            "is_dttm": kind == "DATE" or kind.startswith("TIMESTAMP"),
            "is_active": True,
            "groupby": True,
            "filterable": True,
            "description": comments.get((table, name)) or comments.get(("", name)),
            **own.pop(name, {}),
        }
        for name, kind, *_ in connection.execute(f"describe {query}").fetchall()
    ]
    return {
        "description": comments.get((table, "")),
        **dataset,
        "columns": columns + list(own.values()),
    }


if __name__ == "__main__":
    main()
