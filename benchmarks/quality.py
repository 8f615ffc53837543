"""How well the extractor reads: `python -m benchmarks.quality [ARTICLES,FIGURES …]`.

Without arguments: our own sentences (tests/sentences), group by group, against the pinned floors
in benchmarks/floors.json; the exit code is 1 below a floor. With arguments: any gold sets, each
two files of JSON lines, ARTICLES ({"id", "text", "title", "published", "source_name"}) and
FIGURES ({"id", "figures": [fields of the figure specification]}).

    --errors N       print the first N errors of each set
    --json           print the numbers as JSON
    --raise-floors   raise the floors to what the sentences reach now (they never fall)
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.scoring import CHECKS, FigureRow, Score, Wrong, compare, score
from ingest.model import Article, Figure
from ingest.reading.article import read_article
from ingest.reference import Reference, load_reference

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ROOT = Path(__file__).resolve().parent.parent
SENTENCES = ROOT / "tests" / "sentences"
FLOORS = ROOT / "benchmarks" / "floors.json"
# A floor is what was reached, cut to three places: equal quality must never fail.
PLACES = 3


def lines_of(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the records of a file of JSON lines; name file and line of a bad one."""
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                record = json.loads(line)
            except ValueError as problem:
                raise SystemExit(f"{path}:{number}: not JSON ({problem}); mend the line") from None
            if not isinstance(record, dict) or "id" not in record:
                raise SystemExit(f'{path}:{number}: not an object with "id"; mend the line')
            yield record


def article_of(record: dict[str, Any]) -> Article:
    """Make the article of a record of a gold set or of the suite."""
    published = record.get("published")
    return Article(
        id=record["id"],
        text=record["text"],
        title=record.get("title"),
        published=date.fromisoformat(published[:10]) if published else None,
        outlet=record.get("source_name") or record.get("outlet"),
        url=record.get("url"),
    )


def row_of(figure: Figure) -> FigureRow:
    """Give a figure as a mapping with ISO dates."""
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in asdict(figure).items()
    }


def read_all(articles: Iterable[Article], reference: Reference) -> dict[str, list[FigureRow]]:
    """Read each article; figures by article id."""
    return {
        article.id: [row_of(figure) for figure in read_article(article, reference).figures]
        for article in articles
    }


def starts_of(part: str, text: str) -> list[int]:
    """Every place where a part occurs in a text, overlapping ones too."""
    starts: list[int] = []
    at = text.find(part)
    while at >= 0:
        starts.append(at)
        at = text.find(part, at + 1)
    return starts


def placed(row: dict[str, Any]) -> list[FigureRow]:
    """Figures of a row of the suite with their offsets, computed from text and occurrence."""
    figures: list[FigureRow] = []
    for figure in row["figures"]:
        starts = starts_of(figure["figure_text"], row["text"])
        occurrence = figure.get("occurrence", 1)
        if len(starts) < occurrence:
            raise ValueError(
                f"{row['id']}: the text has no {figure['figure_text']!r} number {occurrence}"
            )
        start = starts[occurrence - 1]
        end = start + len(figure["figure_text"])
        figures.append({**figure, "char_start": start, "char_end": end})
    return figures


def suite() -> dict[str, list[dict[str, Any]]]:
    """Rows of our own sentences by group, which is the name of the file they stand in."""
    return {path.stem: list(lines_of(path)) for path in sorted(SENTENCES.glob("*.jsonl"))}


def group_result(rows: list[dict[str, Any]], reference: Reference) -> tuple[Score, list[str]]:
    """Score one group of the suite, and name its rows that are not wholly right."""
    gold = {row["id"]: placed(row) for row in rows}
    found = read_all(map(article_of, rows), reference)
    failed = [name for name in gold if compare(name, gold[name], found[name])[1]]
    return score(gold, found), failed


def numbers_of(result: Score) -> dict[str, float]:
    """Every rate of a score by name, rounded down so that it can serve as a floor."""
    rates = {name: rate.f1 for name, rate in result.headline.items() if rate.gold or rate.found}
    rates |= {name: rate.recall for name, rate in result.attributes.items() if rate.gold}
    # "number" is both a headline and an attribute: the headline's F1 is the stricter of the two.
    rates["number"] = result.headline["number"].f1
    return {name: int(rate * 10**PLACES) / 10**PLACES for name, rate in rates.items()}


def suite_numbers(reference: Reference) -> tuple[dict[str, dict[str, float]], dict[str, list[str]]]:
    """Rates of every group and of "all", with `rows` = share of rows wholly right; failed rows."""
    numbers: dict[str, dict[str, float]] = {}
    failures: dict[str, list[str]] = {}
    groups = suite()
    for name, rows in [*groups.items(), ("all", [row for g in groups.values() for row in g])]:
        result, failed = group_result(rows, reference)
        right = 1 - len(failed) / len(rows)
        numbers[name] = {"rows": int(right * 10**PLACES) / 10**PLACES, **numbers_of(result)}
        if name != "all":
            failures[name] = failed
    return numbers, failures


def load_floors() -> dict[str, dict[str, float]]:
    """Read the pinned floors: group to name of rate to the least it may be."""
    if not FLOORS.exists():
        return {}
    floors: dict[str, dict[str, float]] = json.loads(FLOORS.read_text("utf-8"))["floors"]
    return floors


def below(numbers: dict[str, float], floors: dict[str, float]) -> list[str]:
    """Rates that are below their floor, as text."""
    return [
        f"{name} {numbers.get(name, 0.0):.3f} < {floor:.3f}"
        for name, floor in floors.items()
        if numbers.get(name, 0.0) < floor
    ]


def raise_floors(numbers: dict[str, dict[str, float]], failures: dict[str, list[str]]) -> None:
    """Write the floors anew, each the higher of the old and what is reached; list what fails."""
    old = load_floors()
    floors = {
        group: {name: max(rate, old.get(group, {}).get(name, 0.0)) for name, rate in rates.items()}
        for group, rates in numbers.items()
    }
    known = sorted(row for rows in failures.values() for row in rows)
    text = json.dumps({"floors": floors, "known_failures": known}, indent=1)
    FLOORS.write_text(text + "\n", encoding="utf-8")


def print_suite(numbers: dict[str, dict[str, float]], failures: dict[str, list[str]]) -> list[str]:
    """Print a line for each group, and what is below its floor; give the latter."""
    floors = load_floors()
    fallen: list[str] = []
    print(f"{'group':30} {'rows':>6} {'found':>6} {'figure':>6}   rows not wholly right")
    for group, rates in numbers.items():
        names = " ".join(name.rsplit("-", 1)[1] for name in failures.get(group, []))
        found, figure = rates.get("found", 1.0), rates.get("figure", 1.0)
        print(f"{group:30} {rates['rows']:6.3f} {found:6.3f} {figure:6.3f}   {names}")
        fallen += [f"{group}: {text}" for text in below(rates, floors.get(group, {}))]
    for text in fallen:
        print(f"below the floor: {text}")
    return fallen


def difference(error: Wrong) -> str:
    """Say what a figure should have been and what it is, for the fields that are wrong."""
    figure = error.gold or error.found or {}
    text = f"{figure['figure_text']} {figure['measure']} {error.kind}"
    if error.gold is None or error.found is None:
        return text
    gold, found = error.gold, error.found
    names = dict.fromkeys(name for key in error.fields for name in CHECKS[key][0])
    wrong = [
        f"{name} {gold[name]!r}, not {found[name]!r}" for name in names if gold[name] != found[name]
    ]
    return f"{text}: {'; '.join(wrong)}"


def print_suite_errors(reference: Reference, count: int) -> None:
    """Print the first errors of each group, each under its sentence."""
    for rows in suite().values():
        texts = {row["id"]: row["text"] for row in rows}
        result, _ = group_result(rows, reference)
        for error in result.errors[:count]:
            print(f"{error.article}  {texts[error.article]!r}\n    {difference(error)}")


def print_score(name: str, result: Score, errors: int) -> None:
    """Print the table of one gold set."""
    print(f"{name}: {result.articles} articles")
    for key, rate in result.headline.items():
        print(
            f"  {key:12} P {rate.precision:.3f}  R {rate.recall:.3f}  F1 {rate.f1:.3f}"
            f"  ({rate.gold} gold, {rate.found} found)"
        )
    for key, rate in result.attributes.items():
        print(f"  {key:20} {rate.recall:.3f}  ({rate.hit} of {rate.gold})")
    for key, rate in result.measures.items():
        print(
            f"    {key:18} P {rate.precision:.2f}  R {rate.recall:.2f}  F1 {rate.f1:.2f}"
            f"  ({rate.gold} gold, {rate.found} found)"
        )
    kinds = Counter(error.kind for error in result.errors)
    for kind, count in kinds.most_common(10):
        print(f"    {count:4} × {kind}")
    for error in result.errors[:errors]:
        print(f"  {error.article} {error.kind}")
        print(f"      gold  {json.dumps(error.gold, ensure_ascii=False)}")
        print(f"      found {json.dumps(error.found, ensure_ascii=False)}")


def gold_set(argument: str, reference: Reference) -> Score:
    """Score the gold set of one argument "ARTICLES,FIGURES"."""
    articles, comma, figures = argument.partition(",")
    for path in (articles, figures):
        if not comma or not Path(path).is_file():
            raise SystemExit(f"{argument}: give two files, as ARTICLES.jsonl,FIGURES.jsonl")
    gold = {record["id"]: record["figures"] for record in lines_of(Path(figures))}
    wanted = (article_of(record) for record in lines_of(Path(articles)) if record["id"] in gold)
    return score(gold, read_all(wanted, reference))


def main() -> int:
    """Run the command line; 1 where our sentences fall below a floor."""
    words = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    words.add_argument("gold", nargs="*", metavar="ARTICLES,FIGURES")
    words.add_argument("--errors", type=int, default=0, metavar="N", help="print N errors a set")
    words.add_argument("--json", action="store_true", help="print the numbers as JSON")
    words.add_argument("--raise-floors", action="store_true", help="raise the floors of the suite")
    options = words.parse_args()
    reference = load_reference()
    if options.gold:
        results = {name: gold_set(name, reference) for name in options.gold}
        if options.json:
            print(json.dumps({name: numbers_of(one) for name, one in results.items()}, indent=1))
        else:
            for name, one in results.items():
                print_score(name, one, options.errors)
        return 0
    numbers, failures = suite_numbers(reference)
    if options.raise_floors:
        raise_floors(numbers, failures)
    if options.json:
        print(json.dumps({"numbers": numbers, "failures": failures}, indent=1))
        return 0
    fallen = print_suite(numbers, failures)
    if options.errors:
        print_suite_errors(reference, options.errors)
    return int(bool(fallen))


if __name__ == "__main__":
    sys.exit(main())
