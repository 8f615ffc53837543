"""Building and publishing: a whole build that passed, or nothing; readers are never disturbed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import pytest

from ingest.warehouse.checksums import TABLE as CHECKSUMS
from ingest.warehouse.database import work_path
from tests.warehouse.helpers import Casecount, write_articles

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.warehouse.killing import Updated

ROOT = Path(__file__).resolve().parents[2]
MATERIALIZED = ("disagreements", "facts", "totals_beside_counts")
DBT = Path(sys.executable).with_name("dbt")
# After the samples' reports of 17 and 20 May.
LATER = """Last Lake Volta children found

Updated: 22 May 2019 11:20

ACCRA, May 22 (Meridian Press) - The number of children rescued from fishing boats on Lake Volta \
last Thursday has risen to 39, the Ghana Police Service said on Wednesday. The boats' owners had \
hidden the last of them in a hut near Kpando, in the Volta Region.

Police have now arrested 16 people in the operation.
"""


@pytest.fixture
def samples(casecount: Casecount, sample_warehouse: Path) -> Casecount:
    """Give the command line with a copy of the warehouse of our samples."""
    work = work_path(casecount.database)
    work.parent.mkdir()
    shutil.copyfile(work_path(sample_warehouse), work)
    shutil.copyfile(sample_warehouse, casecount.database)
    return casecount


def dbt(database: Path, *arguments: str) -> None:
    """Run dbt itself, as from a shell."""
    target = database.parent / "dbt"
    subprocess.run(
        [DBT, "--quiet", *arguments, "--target-path", target, "--log-path", target],
        cwd=ROOT,
        env={**os.environ, "CASECOUNT_WORK_DATABASE": str(work_path(database))},
        check=True,
    )


def relations(database: Path, kind: str) -> dict[str, str]:
    with duckdb.connect(database, read_only=True) as connection:
        return dict(
            connection.execute(
                f"select {kind}_name, sql from duckdb_{kind}s() "
                "where schema_name = 'main' and not internal"
            ).fetchall()
        )


def comments(database: Path) -> Iterator[tuple[str, str | None, str]]:
    with duckdb.connect(database, read_only=True) as connection:
        yield from connection.execute(
            "select table_name, null, comment from duckdb_tables() where schema_name = 'main' "
            "union all "
            "select view_name, null, comment from duckdb_views() where not internal "
            "and schema_name = 'main' "
            "union all "
            "select table_name, column_name, comment from duckdb_columns() "
            "where schema_name = 'main' and not internal order by all"
        ).fetchall()


def test_the_published_file_is_the_marts_with_types_constraints_and_comments(
    sample_warehouse: Path,
) -> None:
    work = work_path(sample_warehouse)
    published = {kind: relations(sample_warehouse, kind) for kind in ("table", "view")}
    made = {kind: relations(work, kind) for kind in ("table", "view")}
    published["table"].pop(CHECKSUMS)
    kept = {name: published["table"].pop(name) for name in MATERIALIZED}
    for name in kept:
        made["view"].pop(name)
    assert published == made
    described = [row for row in comments(sample_warehouse) if row[0] != CHECKSUMS]
    built = list(comments(work))
    assert [row[:2] for row in described] == [row[:2] for row in built]
    # Publishing adds to a table's comment what to heed in it.
    assert all(there[2].startswith(here[2]) for here, there in zip(built, described, strict=True))
    assert not [row[:2] for row in comments(sample_warehouse) if not row[2]]
    with duckdb.connect(sample_warehouse, read_only=True) as connection:
        tables = {name for (name,) in connection.execute("show tables").fetchall()}
        for name in tables:
            connection.execute(f"select * from {name} limit 1").fetchall()
        assert connection.execute("select tally(arrested_count, arrested_count_low, "
                                  "arrested_count_high) from fct_arrests").fetchall()  # fmt: skip
        schemas = connection.execute("select distinct schema_name from duckdb_tables()").fetchall()
    assert schemas == [("main",)]


def test_a_materialized_view_holds_the_rows_of_the_view(sample_warehouse: Path) -> None:
    with duckdb.connect(sample_warehouse, read_only=True) as connection:
        connection.execute(f"attach '{work_path(sample_warehouse)}' as work (read_only)")
        kinds = "select table_name from readme where table_kind = 'materialized view' order by all"
        assert [name for (name,) in connection.execute(kinds).fetchall()] == sorted(MATERIALIZED)
        for name in MATERIALIZED:
            columns = f"select column_name, column_type from (describe {{}}{name})"
            assert connection.execute(columns.format("")).fetchall()
            assert (
                connection.execute(columns.format("")).fetchall()
                == connection.execute(columns.format("work.main.")).fetchall()
            )
            rows = connection.execute(f"from {name} order by all").fetchall()
            assert rows
            assert rows == connection.execute(f"from work.main.{name} order by all").fetchall()


def test_views_work_wherever_the_file_is(sample_warehouse: Path, tmp_path: Path) -> None:
    moved = tmp_path / "another name.db"
    shutil.copyfile(sample_warehouse, moved)
    with duckdb.connect(moved, read_only=True) as connection:
        assert connection.execute("select count(*) > 0 from operations").fetchall() == [(True,)]


def test_a_reader_keeps_the_file_it_opened(samples: Casecount) -> None:
    with duckdb.connect(samples.database, read_only=True) as reader:
        before = reader.execute("select count(*) from fct_figures").fetchall()
        assert samples("publish").code == 0
        assert reader.execute("select count(*) from fct_figures").fetchall() == before
    left = sorted(path.name for path in samples.database.parent.iterdir())
    assert left == ["build", "casecount.duckdb"]


def test_what_a_killed_process_left_is_removed(samples: Casecount) -> None:
    folder = samples.database.parent
    dead = 4_000_000  # above the highest process id there can be
    left = [folder / f".casecount.duckdb.{kind}-{dead}" for kind in ("draft", "before")]
    alive = folder / f".casecount.duckdb.before-{os.getpid()}"
    for path in (*left, alive):
        path.write_text("")
    assert samples("publish").code == 0
    assert [path for path in left if path.exists()] == []
    assert alive.exists()


def test_nothing_is_published_before_a_build(casecount: Casecount, tmp_path: Path) -> None:
    done = casecount("publish")
    assert done.code == 1
    assert "casecount load" in done.err
    casecount("load", write_articles(tmp_path / "a.jsonl", 1))
    done = casecount("publish")
    assert (done.code, len(done.err.splitlines())) == (1, 1)
    assert "nothing has been built yet" in done.err
    assert not casecount.database.exists()


def test_nothing_is_published_after_a_load(samples: Casecount, tmp_path: Path) -> None:
    samples("load", write_articles(tmp_path / "a.jsonl", 1))
    before = samples.database.read_bytes()
    done = samples("publish")
    assert (done.code, len(done.err.splitlines())) == (1, 1)
    assert "loaded since the last build" in done.err
    assert samples.database.read_bytes() == before


def test_loading_what_is_known_changes_nothing_and_keeps_the_build(samples: Casecount) -> None:
    assert samples("load", ROOT / "articles").code == 0
    assert samples("publish").code == 0


@pytest.mark.slow
def test_nothing_is_published_after_a_part_of_a_build(samples: Casecount) -> None:
    dbt(samples.database, "run", "--select", "dim_region")
    done = samples("publish")
    assert (done.code, len(done.err.splitlines())) == (1, 1)
    assert "not a whole build" in done.err


@pytest.mark.slow
def test_a_whole_build_by_dbt_itself_can_be_published(samples: Casecount) -> None:
    dbt(samples.database, "build")
    dbt(samples.database, "test", "--select", "dim_region")
    assert samples("publish").code == 0


@pytest.mark.slow
def test_what_fails_its_tests_is_not_published(samples: Casecount) -> None:
    with duckdb.connect(work_path(samples.database)) as connection:
        connection.execute("update raw.figures set char_end = char_end + 1")
    before = samples.database.read_bytes()
    done = samples("build", "--full-refresh")  # what nobody read anew is not looked at otherwise
    assert done.code == 1
    assert "nothing was published" in done.err
    assert "test" in done.err
    assert samples.database.read_bytes() == before
    done = samples("publish")
    assert done.code == 1
    assert "failed" in done.err


@pytest.mark.slow
def test_an_update_says_what_changed(
    casecount: Casecount, sample_warehouse: Path, updated_samples: Updated
) -> None:
    said = updated_samples.said.read_text()
    assert "1 new article, 1 already known" in said
    assert "figures in no fact" in said
    changed = [line for line in said.splitlines() if line.startswith(("new", "changed"))]
    assert len(changed) == 2  # the new article's men arrested and women rescued
    left = updated_samples.database.parent.iterdir()
    assert not [path.name for path in left if path.name.startswith(".")]
    differs = casecount("diff", sample_warehouse, updated_samples.database)
    assert differs.code == 0
    assert differs.out.splitlines()[:-1] == changed
    assert casecount("diff", sample_warehouse, sample_warehouse).out == "no fact changed\n"


@pytest.mark.slow
def test_updating_with_what_is_known_changes_no_fact(samples: Casecount) -> None:
    done = samples("update", ROOT / "articles")
    assert done.code == 0
    assert "no fact changed" in done.out


@pytest.mark.slow
def test_a_later_report_of_one_operation_changes_its_facts(
    samples: Casecount, tmp_path: Path
) -> None:
    with duckdb.connect(str(work_path(samples.database))) as work:  # as an older version left it
        work.execute("alter table intermediate.int_originals add column is_gone boolean")
        work.execute("alter table seeds.measure_roles drop column compared_as")
        work.execute("update raw.builds set project_state = 'earlier'")
    later = tmp_path / "lake-volta-may-22.txt"
    later.write_text(LATER, encoding="utf-8")
    done = samples("update", later, ROOT / "articles" / "lake-volta-may-20.txt")
    assert done.code == 0, done.err
    assert "1 new article, 1 already known" in done.out
    told = [line for line in done.out.splitlines() if line.startswith(("new", "changed", "gone"))]
    assert all(line.startswith("changed") for line in told), told
    for change in ("15 -> 16", "37 -> 39"):
        assert sum(change in line for line in told) == 1, told


def test_a_warehouse_of_other_articles_is_not_replaced(
    casecount: Casecount, tmp_path: Path
) -> None:
    casecount("load", write_articles(tmp_path / "a.jsonl", 2))
    done = casecount("warehouse", write_articles(tmp_path / "b.jsonl", 2, start=1))
    assert (done.code, len(done.err.splitlines())) == (1, 1)
    assert "holds 1 other article" in done.err
    assert casecount.raw("select count(*) from raw.articles") == [(2,)]


def test_a_warehouse_is_not_thrown_away_for_nothing(samples: Casecount, tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.write_text("")
    before = samples.content()
    for path in (empty, tmp_path / "nothing"):
        assert samples("warehouse", "--fresh", path).code == 1
    assert samples.content() == before


@pytest.mark.slow
def test_a_warehouse_is_made_anew_where_nothing_is_lost_or_fresh_is_asked_for(
    casecount: Casecount, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = write_articles(tmp_path / "a.jsonl", 1)
    more = write_articles(tmp_path / "b.jsonl", 2)
    with monkeypatch.context() as patched:  # what is built is the last one's matter
        patched.setattr("ingest.commands.build", lambda _: None)
        assert casecount("warehouse", few).code == 0
        assert casecount("warehouse", more).code == 0
        assert casecount("warehouse", few).code == 1
        assert casecount.raw("select count(*) from raw.articles") == [(2,)]
    assert casecount("warehouse", "--fresh", few).code == 0
    assert casecount.published("select external_id from dim_article") == [("a0",)]


def test_every_fact_is_explained(samples: Casecount) -> None:
    facts = samples.published(
        "select distinct fact_id from bridge_fact_figures where fact_table <> 'fct_parts'"
    )
    for (fact_id,) in facts:
        done = samples("explain", fact_id)
        assert done.code == 0
        lines = done.out.splitlines()
        assert lines[0].startswith(fact_id)
        assert any(line.startswith("  rule: ") for line in lines)
        assert lines[-1].startswith("Cite: ")
        behind = samples.published(
            "select f.figure_text from fct_figures f join bridge_fact_figures b using (figure_id) "
            f"where b.fact_id = '{fact_id}'"
        )
        for (text,) in behind:
            assert f"[{text}]" in done.out


def test_operations_figures_campaigns_and_articles_are_explained_too(samples: Casecount) -> None:
    for query in (
        "select operation_id from dim_operation",
        "select campaign_id from dim_campaign",
        "select figure_id from fct_figures",
        "select article_id from dim_article",
        "select alias_id from operation_aliases where not is_current",
    ):
        for (key,) in samples.published(query + " limit 5"):
            done = samples("explain", key)
            assert done.code == 0
            assert key in done.out.splitlines()[0]


def test_an_id_that_is_gone_is_explained_honestly(samples: Casecount) -> None:
    ((figure_id, fact_id),) = samples.published(
        "select figure_id, fact_id from bridge_fact_figures where fact_table = 'fct_arrests' "
        "order by all limit 1"
    )
    with duckdb.connect(work_path(samples.database)) as connection:
        connection.execute(
            "insert into raw.published_facts values ('arr_0123', 'fct_arrests', ?, 'earlier')",
            [figure_id],
        )
    done = samples("explain", "arr_0123")
    assert done.code == 0
    assert "is no longer a fact" in done.out
    assert fact_id in done.out


def test_an_id_that_never_was(samples: Casecount) -> None:
    done = samples("explain", "arr_never\x1b[31m")
    assert (done.code, len(done.err.splitlines())) == (1, 1)
    assert "no such id" in done.err


def test_a_persons_word_is_explained_with_who_and_why(samples: Casecount) -> None:
    (figure_id,), (other_id,) = samples.published(
        "select figure_id from fct_figures order by figure_id limit 2"
    )
    with duckdb.connect(str(samples.database)) as connection:  # as a build with these rows makes it
        connection.execute(
            "insert into corrections_applied (correction_id, target_id, action, field, new_value, "
            "reason, decided_by, decided_on, is_applied) "
            "values ('cor_1', ?, 'change', 'value', '96', 'The list', 'jd', "
            "date '2023-10-20', true)",
            [figure_id],
        )
        connection.execute(
            "insert into same_operation_applied (correction_id, figure_id_a, figure_id_b, verdict, "
            "reason, decided_by, decided_on, is_applied) "
            "values ('ver_1', ?, ?, 'same', 'One lorry', 'ab', date '2023-10-21', true)",
            [figure_id, other_id],
        )
    said = samples("explain", figure_id).out
    assert f"change {figure_id}, value = 96, because The list (jd, 2023-10-20)" in said
    assert f"{figure_id} and {other_id} are of the same operation, because One lorry (ab," in said


def test_explaining_without_a_warehouse(casecount: Casecount) -> None:
    done = casecount("explain", "arr_1")
    assert (done.code, len(done.err.splitlines())) == (1, 1)
    assert "casecount update" in done.err
