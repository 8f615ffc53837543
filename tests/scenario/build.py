"""Write articles.jsonl and figures.jsonl from reports.txt, so that no offset is typed by hand.

Run as ``python -m tests.scenario.build``; test_world.py checks that both files are up to date.
The form of the source is told in its own opening lines.
"""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path
from typing import Any

from text_to_num import text2num

HERE = Path(__file__).parent
SOURCE = HERE / "reports.txt"
HEADER = re.compile(r"^=== (\S+) \| (\S*) ?\| (.*?) \| (.*)$")
MARK = re.compile(r"\[\[([^|\]]+)\|([^\]]+)\]\]")
DIGITS = re.compile(r"\d[\d,]*")
ZERO = {"no", "none", "nobody", "no one"}

Record = dict[str, Any]


def value_of(printed: str) -> int:
    """Return the whole number in a printed number expression, in digits or words."""
    if digits := DIGITS.search(printed):
        return int(digits[0].replace(",", ""))
    words = printed.lower()
    return 0 if words in ZERO else int(text2num(words.split()[-1], "en"))


def half_unit(value: int) -> int:
    """Return half a unit of the last non-zero digit's place, at least 1."""
    unit = 1
    while value and value % (unit * 10) == 0:
        unit *= 10
    return max(1, unit // 2)


def bounds(value: int, qualifier: str) -> tuple[int | None, int | None]:
    """Return the inclusive bounds that a qualifier gives a value, as the figure spec has them."""
    half = half_unit(value)
    return {
        "exact": (value, value),
        "more_than": (value + 1, None),
        "at_least": (value, None),
        "less_than": (None, value - 1),
        "at_most": (None, value),
        "about": (value - half, value + half),
    }[qualifier]


def settings(text: str) -> tuple[list[str], dict[str, str]]:
    """Split ``a b key=value`` into its bare words and its pairs."""
    words = shlex.split(text)
    pairs = dict(word.split("=", 1) for word in words if "=" in word)
    return [word for word in words if "=" not in word], pairs


def number(printed: str, given: dict[str, str]) -> Record:
    """Return value, bounds and qualifier of a printed number."""
    qualifier = given.get("q", "exact")
    if "low" in given:
        low, high = int(given["low"]), int(given["high"])
        middle = None if qualifier == "vague" else (low + high) // 2
        return {"value": middle, "lower": low, "upper": high, "qualifier": qualifier}
    value = value_of(printed)
    lower, upper = bounds(value, qualifier)
    return {"value": value, "lower": lower, "upper": upper, "qualifier": qualifier}


def figure(start: int, printed: str, mark: str, contexts: dict[str, dict[str, str]]) -> Record:
    """Return one figure of a mark, in the fields of the figure spec, with its labels for parts."""
    (letter, measure, category), own = settings(mark)
    if {"from", "to"} & own.keys():
        inherited = {key: value for key, value in contexts[letter].items() if key != "on"}
    elif "on" in own:
        inherited = {k: v for k, v in contexts[letter].items() if k not in {"from", "to"}}
    else:
        inherited = contexts[letter]
    given = inherited | own
    day = given.get("on")
    return {
        "char_start": start,
        "char_end": start + len(printed),
        "figure_text": printed,
        **number(printed, given),
        "measure": measure,
        "counted": given.get("counted") or None,
        "category": category,
        "agency": given.get("agency") or None,
        "region": given.get("region") or None,
        "period_start": day or given.get("from") or None,
        "period_end": day or given.get("to") or None,
        "scope": given.get("scope", "operation"),
        "campaign": given.get("campaign") or None,
        "part_of": given.get("part"),
        "label": given.get("id"),
    }


def read_report(block: str) -> tuple[Record, Record]:
    """Return the article and the figures of one block of the source."""
    header, *lines = block.strip("\n").split("\n")
    matched = HEADER.match(header)
    if matched is None:
        message = f"not a header: {header}"
        raise ValueError(message)
    name, published, outlet, title = matched.groups()
    contexts = {line[1]: settings(line[2:])[1] for line in lines if line.startswith("~")}
    marked = "\n".join(line for line in lines if not line.startswith(("~", "!")))
    figures: list[Record] = []
    text, end = "", 0
    for mark in MARK.finditer(marked):
        text += marked[end : mark.start()]
        figures += [figure(len(text), mark[1], each, contexts) for each in mark[2].split(";")]
        text += mark[1]
        end = mark.end()
    text += marked[end:]
    labels = {each["label"]: each["char_start"] for each in figures if each["label"]}
    for each in figures:
        each["part_of"] = labels[each["part_of"]] if each["part_of"] else None
        del each["label"]
    slug = re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")
    article = {
        "id": name,
        "source_name": outlet,
        "title": title,
        "published": published or None,
        "url": f"https://example.org/{name.lower()}/{slug}",
        "text": text,
    }
    return article, {"id": name, "figures": figures}


def read_source(source: Path = SOURCE) -> tuple[list[Record], list[Record]]:
    """Return all articles and all figure records of a source, in its order."""
    blocks = re.split(r"^(?==== )", source.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    pairs = [read_report(block) for block in blocks]
    return [article for article, _ in pairs], [figures for _, figures in pairs]


def lines(records: list[Record]) -> str:
    """Return records as JSON lines."""
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)


def main() -> None:
    """Write both files beside the source."""
    articles, figures = read_source()
    (HERE / "articles.jsonl").write_text(lines(articles), encoding="utf-8")
    (HERE / "figures.jsonl").write_text(lines(figures), encoding="utf-8")
    count = sum(len(record["figures"]) for record in figures)
    print(f"{len(articles)} articles, {count} figures")


if __name__ == "__main__":
    main()
