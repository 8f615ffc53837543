"""JSON that is no JSON lines: arrays, wrapped arrays, objects over several lines."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.sources.helpers import read, reasons, records, rejects, write

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "Twelve were held in the raid on Monday."
ROWS = [{"id": str(n), "text": TEXT, "tags": [{"a": 1}]} for n in range(3)]


@pytest.mark.parametrize(
    "content",
    [
        json.dumps(ROWS),
        json.dumps(ROWS, indent=2),
        "\ufeff\n" + json.dumps(ROWS, indent=1),
        json.dumps({"status": "ok", "articles": ROWS}),
        json.dumps({"status": "ok", "articles": ROWS}, indent=2),
        "\n".join(json.dumps(row, indent=2) for row in ROWS),
        "\n".join(json.dumps(row) for row in ROWS),
    ],
)
@pytest.mark.parametrize("name", ["a.json", "export"])
def test_every_shape_of_json(tmp_path: Path, name: str, content: str) -> None:
    found = read(write(tmp_path / "in" / name, content))
    assert [record.article.id for record in records(found)] == ["0", "1", "2"]
    assert not reasons(found)


def test_a_single_object(tmp_path: Path) -> None:
    (record,) = records(read(write(tmp_path / "a.json", json.dumps(ROWS[0], indent=2))))
    assert record.article.id == "0"


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        ('{"text": nope}', "broken_json"),
        ('{"text" "x"}', "broken_json"),
        ("[" * 100_000, "broken_json"),
        ('{"a":' * 50_000, "broken_json"),
        ("5", "not_an_object"),
        ('"x"', "not_an_object"),
        ("[1, 2]", "not_an_object"),
        ('{"title": "x"}', "no_text"),
        ('{"text": ""}', "no_text"),
        ('{"id": ' + "9" * 5000 + "}", "broken_json"),
    ],
)
def test_a_broken_value_costs_no_later_one(tmp_path: Path, broken: str, reason: str) -> None:
    good = json.dumps(ROWS[0])
    found = read(write(tmp_path / "a.json", f"[{good},\n{broken},\n{good},\n{good}]"))
    assert reason in reasons(found)
    assert len(records(found)) >= 2
    if reason != "broken_json":
        assert len(records(found)) == 3


def test_an_array_cut_off_gives_what_came_before(tmp_path: Path) -> None:
    found = read(write(tmp_path / "a.json", json.dumps(ROWS)[:-30]))
    assert [record.article.id for record in records(found)] == ["0", "1"]
    assert reasons(found) == ["broken_json"]
    assert rejects(found)[0].record_number == 3


def test_long_arrays_and_long_articles(tmp_path: Path) -> None:
    rows = [{"id": n, "text": f"{n} were held. " * (n % 3000)} for n in range(1, 3000, 7)]
    found = read(write(tmp_path / "a.json", json.dumps(rows)))
    assert [record.article.text for record in records(found)] == [str(row["text"]) for row in rows]


def test_text_in_brackets_is_no_json(tmp_path: Path) -> None:
    (record,) = records(read(write(tmp_path / "story", "[Updated] {More} soon. 12 were held.")))
    assert record.article.text.startswith("[Updated]")
