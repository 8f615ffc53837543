"""The command line: `casecount COMMAND --help` tells what each command does."""

from __future__ import annotations

import os
import sys
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ingest.errors import CasecountError, one_line, visible
from ingest.project import casecount_version

if TYPE_CHECKING:
    from ingest.sources.addresses import Address

_INTERRUPTED = 130

database_option = click.option(
    "--database",
    type=click.Path(path_type=Path, dir_okay=True),
    default=Path("casecount.duckdb"),
    show_default=True,
    metavar="FILE",
    help="The published warehouse. Its work database is build/<name>.work.duckdb beside it.",
)
full_refresh_option = click.option(
    "--full-refresh", is_flag=True, help="Work out every fact anew, not only what changed."
)
figures_option = click.option(
    "--figures",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Take the figures from this file of JSON lines (matched on id), not from the extractor.",
)
workers_option = click.option(
    "--workers",
    type=click.IntRange(1, 64),
    default=None,
    metavar="N",
    help="Read in so many processes; without it, in one a core where there is much to read.",
)
columns_option = click.option(
    "--column",
    "columns",
    multiple=True,
    metavar="FIELD=NAME",
    help="Say which column is which field (text=body); usual names are found without it.",
)


def _path_or_address(text: str) -> Path | Address:
    """A file, a folder, or an address that the user asks to be fetched."""
    from ingest.sources.addresses import path_or_address  # noqa: PLC0415

    return path_or_address(text)


paths_argument = click.argument(
    "paths", nargs=-1, required=True, type=_path_or_address, metavar="PATH..."
)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(casecount_version(), prog_name="casecount")
def cli() -> None:
    """Count every arrest and rescue the news reports, once, traced to its sentence.

    Start with `casecount update PATH...`: it reads the articles in PATH (text, HTML pages, JSON
    lines, tables, crawls, feeds, archives of these, folders, or addresses), builds the warehouse,
    tests it, and publishes casecount.duckdb, which you can open with the DuckDB command line or
    from Python.
    """


@cli.command()
@paths_argument
@figures_option
@columns_option
@workers_option
@database_option
def load(paths: tuple[Path | Address, ...], database: Path, **options: Any) -> None:
    """Read articles into the work database.

    PATH is a file, a folder, or an address (https://...): text, HTML, WARC, RSS, Atom, JSON lines,
    CSV, TSV or Parquet, plain, compressed, or in a zip or tar. Records have the fields id, title,
    published, source_name, url and text; only text is required. Articles that are known already are
    passed over; what can't be read is listed with the reason. Nothing is fetched unless an address
    is given. The facts follow with `casecount build`; docs/sources.md has an example of each kind.
    """
    from ingest import commands  # noqa: PLC0415

    commands.load(database, commands.LoadRequest(paths, **options))


@cli.command()
@full_refresh_option
@database_option
def build(database: Path, full_refresh: bool) -> None:
    """Build the facts from what was loaded, test them, and publish.

    Runs dbt (seeds, models, tests) over the work database; if a test fails, nothing is published
    and the warehouse stays as it was. Only what changed since the last build is worked out.
    """
    from ingest import commands  # noqa: PLC0415

    commands.build(database, full_refresh=full_refresh)


@cli.command()
@paths_argument
@figures_option
@columns_option
@workers_option
@full_refresh_option
@database_option
def update(
    paths: tuple[Path | Address, ...], database: Path, full_refresh: bool, **options: Any
) -> None:
    """Load articles, build, publish, and say which facts changed.

    The way to add to a warehouse, or to start one.
    """
    from ingest import commands  # noqa: PLC0415

    request = commands.LoadRequest(paths, command="update", **options)
    commands.update(database, request, full_refresh=full_refresh)


@cli.command()
@paths_argument
@click.option("--fresh", is_flag=True, help="Replace a work database that holds other articles.")
@columns_option
@workers_option
@database_option
def warehouse(
    paths: tuple[Path | Address, ...], fresh: bool, database: Path, **options: Any
) -> None:
    """Make a warehouse of exactly these articles, anew.

    Refuses to replace a work database that holds other articles, unless --fresh.
    """
    from ingest import commands  # noqa: PLC0415

    request = commands.LoadRequest(paths, command="warehouse", **options)
    commands.warehouse(database, request, fresh=fresh)


@cli.command()
@workers_option
@database_option
def reread(workers: int | None, database: Path) -> None:
    """Read articles anew that an older extractor, or older seeds, have read.

    The facts follow with `casecount build`.
    """
    from ingest import commands  # noqa: PLC0415

    commands.reread(database, workers)


@cli.command()
@paths_argument
@click.option(
    "--output", type=click.Path(path_type=Path), metavar="FILE", help="Write here, not to screen."
)
@columns_option
def extract(
    paths: tuple[Path | Address, ...], output: Path | None, columns: tuple[str, ...]
) -> None:
    """Print the figures in articles as JSON lines, without any database.

    One line per article, in the order of the input, also for articles without figures.
    """
    from ingest.extraction import extract as run_extract  # noqa: PLC0415

    run_extract(paths, output, columns)


@cli.command()
@database_option
def publish(database: Path) -> None:
    """Publish the last build, if it was whole and passed and nothing was loaded since.

    Readers who have the old file open keep it; the new one takes its place at once.
    """
    from ingest import commands  # noqa: PLC0415

    commands.publish(database)


@cli.command()
@click.argument("fact_id")
@database_option
def explain(fact_id: str, database: Path) -> None:
    """Show where a number comes from: FACT_ID is the id of a fact.

    Prints the fact, the rule that chose it, every figure behind it with outlet, date, sentence (the
    number in brackets), role and reason, and last a line ready to cite. Ids of operations,
    campaigns, figures and articles are explained too, and ids that have gone.
    """
    from ingest.echo import say  # noqa: PLC0415
    from ingest.warehouse.explain import explain as explain_id  # noqa: PLC0415

    for line in explain_id(database, fact_id):
        say(line)


@cli.command()
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("new", type=click.Path(path_type=Path))
def diff(old: Path, new: Path) -> None:
    """Say which facts differ between two published files, OLD and NEW, and why."""
    from ingest.screen import say_changes  # noqa: PLC0415
    from ingest.warehouse.changes import changes  # noqa: PLC0415

    for path in (old, new):
        if not path.is_file():
            raise CasecountError(f"{path}: no such file; name a published warehouse")
    say_changes(changes(old, new))


@cli.command()
@click.option(
    "--format",
    "kind",
    type=click.Choice(["parquet", "csv", "xlsx"]),
    default="parquet",
    show_default=True,
    help="Files of this kind: one a table, or one workbook.",
)
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    required=True,
    metavar="DIR",
    help="The folder to write, new or empty.",
)
@click.option(
    "--where",
    metavar="CONDITION",
    help="Only facts for which this holds, in SQL over the view facts, and what they lead to.",
)
@click.option("--no-text", is_flag=True, help="Leave out sentences and titles as printed.")
@database_option
def export(kind: Any, output: Path, where: str | None, no_text: bool, database: Path) -> None:
    """Write the warehouse as Parquet, CSV or Excel files, with a datapackage.json beside them.

    With --where "country_id = 'KE'", only the facts chosen and the rows they lead to: figures,
    articles, operations, places, agencies. Text that a spreadsheet would take for a formula is made
    inert in CSV and Excel; docs/exports.md says how.
    """
    from ingest.export.command import Request, run_export  # noqa: PLC0415

    run_export(database, Request(kind, output, where, not no_text))


@cli.command()
@click.option(
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path("report.html"),
    show_default=True,
    metavar="FILE",
    help="The page to write.",
)
@click.option(
    "--limit",
    type=click.IntRange(1, 100_000),
    default=100,
    show_default=True,
    metavar="N",
    help="At most so many countries, operations, campaigns, totals and disagreements are listed.",
)
@database_option
def report(output: Path, limit: int, database: Path) -> None:
    """Write a report as one page that opens anywhere, without a network.

    Arrests, rescues and groups dismantled over time and by country, operations, campaigns,
    disagreements, and what was left out, with the sentences behind each number.
    """
    from ingest.report.command import run_report  # noqa: PLC0415

    run_report(database, output, limit)


@cli.command()
@click.argument("file", type=click.Path(path_type=Path), default=Path("casecount.duckdb"))
def check(file: Path) -> None:
    """Check that FILE, a published warehouse, is whole.

    Compares every table with the checksum it was published with, and looks whether keys are there
    once and lead somewhere, and whether each figure is the text at its span. Says so in one line;
    the exit code is 0 where all is well, else 1. FILE is casecount.duckdb if not given.
    """
    from ingest.keeping import check as run_check  # noqa: PLC0415

    run_check(file)


@cli.command()
@click.argument("text")
@database_option
def find(text: str, database: Path) -> None:
    """List the articles that hold TEXT, and how many figures rest on each.

    Looks into texts, titles, outlets and addresses of all articles loaded, and into what is kept of
    records that were not read; case, accents, line breaks and kinds of quotes are no difference.
    """
    from ingest.keeping import find as run_find  # noqa: PLC0415

    run_find(database, text)


@cli.command()
@click.argument("article_ids", nargs=-1, required=True, metavar="ARTICLE_ID...")
@database_option
def forget(article_ids: tuple[str, ...], database: Path) -> None:
    """Remove articles for good, and all that rests on them.

    ARTICLE_ID is what `casecount find` shows (art_..., or rej_... of a record that was not read).
    The work database is written anew without them, the facts are built anew and published. What
    stays is a hash, so that the article isn't read again; copies of it in other outlets are
    articles of their own, and are named.
    """
    from ingest.keeping import forget as run_forget  # noqa: PLC0415

    run_forget(database, article_ids)


@cli.command()
@click.argument("target_id")
@click.option("--set", "changed", nargs=2, metavar="FIELD VALUE", help="Change a field.")
@click.option("--add", "added", nargs=2, metavar="FIELD VALUE", help="Add an agency or a region.")
@click.option("--exclude", is_flag=True, help="Leave the figure out.")
@click.option("--same-as", metavar="FIGURE_ID", help="Both figures are of one operation.")
@click.option("--different-from", metavar="FIGURE_ID", help="They are of two operations.")
@click.option("--reason", required=True, metavar="TEXT", help="Why.")
@click.option("--by", "decided_by", required=True, metavar="NAME", help="Who decided it.")
@click.option("--on", "decided_on", type=click.DateTime(["%Y-%m-%d"]), help="When; else today.")
@database_option
def correct(target_id: str, database: Path, **given: Any) -> None:
    """Overrule what was read or worked out, with a reason.

    TARGET_ID is a figure (fig_...) or an operation (op_...), as `casecount explain` shows them. The
    row is checked and added to seeds/corrections.csv or seeds/same_operation.csv; the facts follow
    with `casecount build`.
    """
    from ingest.commands import correct as run_correct  # noqa: PLC0415

    choices = ("changed", "added", "exclude", "same_as", "different_from")
    if sum(bool(given[choice]) for choice in choices) != 1:
        raise click.UsageError(
            "give one of --set, --add, --exclude, --same-as and --different-from"
        )
    run_correct(database, target_id, given)


def main() -> None:
    """Run a command; every failure is one clear line and an honest exit code."""
    sys.exit(run())


def run(arguments: list[str] | None = None) -> int:
    """Run a command line and return its exit code: 0 done, 1 failed, 2 misused, 130 stopped."""
    try:
        outcome: object = cli(args=arguments, standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        return _interrupted()
    except CasecountError as error:
        click.echo(f"casecount: {visible(str(error))}", err=True)
        return error.exit_code
    except BrokenPipeError:
        # Whoever read the output has enough; Python must not complain when it closes the pipe.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except Exception as error:
        # DuckDB turns Ctrl-C into an error of its own while it works on a query.
        may_be = type(error).__name__ in {"InterruptException", "RuntimeError"}
        is_stopped = may_be and "interrupt" in str(error).lower()
        return _interrupted() if is_stopped else _unexpected(error)
    return outcome if isinstance(outcome, int) else 0


def _interrupted() -> int:
    click.echo("\nstopped; what was done so far is kept, run the same command again", err=True)
    return _INTERRUPTED


def _unexpected(error: Exception) -> int:
    """A failure nobody foresaw: still one line, with the way to see more."""
    if os.environ.get("CASECOUNT_DEBUG"):
        traceback.print_exc()
    what = f"{type(error).__name__}: {one_line(str(error), 300)}"
    click.echo(f"casecount: {what} (set CASECOUNT_DEBUG=1 to see where)", err=True)
    return 1
