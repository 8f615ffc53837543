"""Raw rows for tests of the SQL alone: as ingest writes them, from gold figures and a few hints.

The extractor is not asked, so that a test that fails here fails by the SQL. What an article names
(``raw.mentions``) comes from its figures, from the hints in reports.txt and from a short list of
telling words; ``tests/scenario/test_world.py`` also goes the whole way, through the command line.
"""

from __future__ import annotations

import hashlib
import re
import shlex
import unicodedata
import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ingest.sources.dates import parse_published
from tests.scenario.build import SOURCE, Record, read_source

if TYPE_CHECKING:
    from pathlib import Path

SENTENCE = re.compile(r"[^\n]+?(?:[.!?][\"')]*(?=\s+[\"'(]*[A-Z0-9])|(?=\n)|$)")
TELLING = {
    "drugs": r"\b(heroin|cocaine|drugs?|methylamphetamine)\b",
    "fraud": r"\b(fraud|fraudsters|romance)\b",
    "migrant_smuggling": r"\b(smugglers?|smuggling|migrants?)\b",
    "human_trafficking": r"\b(traffic|trafficking|traffickers|sold|captives?|slaves?|forced|bonded"
    r"|exploitation|prostitution|brothels|gangmasters|labour|house helps|victims of|workshops?)\b",
}
READER = "test"
BANDS = 16  # of a signature that two articles share whole

Rows = list[Record]


@dataclass
class Raw:
    """The rows of the raw tables, by table, in order of arrival."""

    articles: Rows = field(default_factory=list)
    readings: Rows = field(default_factory=list)
    sentences: Rows = field(default_factory=list)
    figures: Rows = field(default_factory=list)
    mentions: Rows = field(default_factory=list)
    signatures: Rows = field(default_factory=list)

    def tables(self) -> dict[str, Rows]:
        """Return the rows by name of the raw table."""
        return {
            "articles": self.articles,
            "readings": self.readings,
            "sentences": self.sentences,
            "figures": self.figures,
            "mentions": self.mentions,
            "signatures": self.signatures,
        }


def key(prefix: str, *parts: object) -> str:
    """Return a readable stable key."""
    told = "\0".join(str(part) for part in parts)
    return f"{prefix}_{hashlib.sha256(told.encode()).hexdigest()[:16]}"


def plain(name: str) -> str:
    """Return a name in lower case, without accents and without the word operation."""
    ascii_only = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"\boperation\b|[^a-z0-9 ]", "", ascii_only).strip()


def slug(name: str) -> str:
    """Return a name as a slug."""
    ascii_only = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-")


@dataclass(frozen=True)
class Hints:
    """What reports.txt says beside the figures: agencies by text and outlet, lines by article."""

    agencies: dict[str, str]
    releases: dict[str, str]
    lines: dict[str, list[list[str]]]


def read_hints(source: Path = SOURCE) -> Hints:
    """Read the hints of a source in the form of reports.txt."""
    agencies: dict[str, str] = {}
    releases: dict[str, str] = {}
    lines: dict[str, list[list[str]]] = {}
    article = ""
    for line in source.read_text(encoding="utf-8").splitlines():
        if line.startswith("=== "):
            article = line.split(" | ", 1)[0][4:]
        elif line.startswith(("@agency", "@outlet")):
            kind, told, agency_id = shlex.split(line)
            (agencies if kind == "@agency" else releases)[told] = agency_id
        elif line.startswith("!"):
            lines.setdefault(article, []).append(shlex.split(line[1:]))
    return Hints(agencies, releases, lines)


def sentences_of(text: str) -> list[tuple[int, int]]:
    """Return the spans of the sentences of a text, roughly."""
    found = (each.span() for each in SENTENCE.finditer(text))
    return [(start + text[start].isspace(), end) for start, end in found]


def sentence_at(spans: list[tuple[int, int]], offset: int) -> int:
    """Return the number of the sentence that an offset lies in."""
    return max((n for n, (start, _) in enumerate(spans) if start <= offset), default=0)


def mention(kind: str, what: str | None, start: int | None = None, **more: Any) -> Record:
    """Return a mention with every column."""
    empty = dict.fromkeys(
        ("char_end", "sentence_number", "name", "region", "detail", "weight", "from_value")
    )
    return {"kind": kind, "key": what, "char_start": start, **empty, "to_value": None, **more}


def mentions_of(article: Record, figures: Rows, hints: Hints) -> Rows:
    """Return what an article names, in order of position and without sentence numbers."""
    text = article["text"]
    found: Rows = []
    for figure in figures:
        start = figure["char_start"]
        if figure["region"]:
            found.append(mention("place", figure["region"], start))
        if figure["agency_id"]:
            found.append(mention("agency", figure["agency_id"], start, name=figure["agency"]))
        if figure["campaign_key"]:
            name = figure["campaign"]
            kind = "campaign" if figure["scope"] != "operation" else "operation"
            found.append(mention(kind, figure["campaign_key"], text.find(name), name=name))
    for subject, words in TELLING.items():
        found += [
            mention("subject", subject, each.start(), weight=1.0)
            for each in re.finditer(words, text, re.IGNORECASE)
        ]
    for kind, printed, name, *values in hints.lines.get(article["id"], []):
        if kind == "signature":
            continue
        where = text.find(printed) if printed else None
        more: Record = {"name": printed or None}
        if kind == "agency":
            more |= {"detail": values[0] if values else "police", "region": name[:2].upper()}
        elif values:
            more |= {"from_value": int(values[0]), "to_value": int(values[1])}
        found.append(mention(kind, name or None, where, **more))
    distinct = {tuple(sorted(each.items(), key=str)): each for each in found}
    return sorted(distinct.values(), key=lambda each: (each["char_start"] or -1, each["kind"]))


def raw_rows(
    articles: Rows, figures: Rows, hints: Hints | None = None, first_number: int = 1
) -> Raw:
    """Return the raw rows of articles with given figures, arriving in this order."""
    hints = hints or Hints({}, {}, {})
    given = {record["id"]: record["figures"] for record in figures}
    raw = Raw()
    for number, article in enumerate(articles, first_number):
        add_article(raw, article, given.get(article["id"], []), hints, number)
    return raw


def add_article(raw: Raw, article: Record, given: Rows, hints: Hints, number: int) -> None:
    """Append the rows of one article to the raw rows."""
    text, outlet = article["text"], article.get("source_name")
    article_id = key("art", outlet or "", text)
    here = {"reading_number": number, "article_id": article_id}
    spans = sentences_of(text)
    figures = [
        {
            **here,
            "figure_id": key("fig", article_id, each["char_start"], each["measure"]),
            "sentence_number": sentence_at(spans, each["char_start"]),
            **each,
            "agency_id": hints.agencies.get(each["agency"]),
            "campaign_key": campaign_key(each["campaign"]),
        }
        for each in given
    ]
    named = [
        {
            **here,
            **each,
            "mention_number": n,
            "sentence_number": None
            if each["char_start"] is None
            else sentence_at(spans, each["char_start"]),
        }
        for n, each in enumerate(mentions_of(article, figures, hints))
    ]
    published = parse_published(article.get("published"))
    raw.articles.append(
        {
            "article_id": article_id,
            "arrival_number": number,
            "external_id": article["id"],
            "source_name": outlet,
            "title": article.get("title"),
            "url": article.get("url"),
            "published_date": published.day.isoformat() if published else None,
            "published_at": published.at.isoformat() if published and published.at else None,
            "text": text,
            "source_path": "scenario",
            "record_number": number,
            "run_id": "run",
            "loaded_at": "2026-01-01T00:00:00Z",
        }
    )
    raw.readings.append(
        {
            **here,
            "reader_hash": READER,
            "figures_from": "given",
            "outlet_id": slug(outlet or "unknown"),
            "outlet_name": outlet or "unknown",
            "outlet_agency_id": hints.releases.get(outlet or ""),
            "run_id": "run",
            "read_at": "2026-01-01T00:00:00Z",
        }
    )
    raw.sentences += [
        {**here, "sentence_number": n, "char_start": start, "char_end": end, "kind": "body"}
        for n, (start, end) in enumerate(spans)
    ]
    raw.figures += figures
    raw.mentions += named
    raw.signatures += [
        {**here, "bands": [zlib.crc32(f"{band}:{name}".encode()) for band in range(BANDS)]}
        for kind, _, name, *_ in hints.lines.get(article["id"], [])
        if kind == "signature"
    ]


def campaign_key(campaign: str | None) -> str | None:
    """Return the key of a named campaign or operation; null where it is only described."""
    if campaign is None or campaign[0].islower():
        return None
    return plain(campaign)


def scenario_rows(source: Path = SOURCE) -> Raw:
    """Return the raw rows of a scenario, ours if none is named, in its own order."""
    articles, figures = read_source(source)
    return raw_rows(articles, figures, read_hints(source))
