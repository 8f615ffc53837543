"""Learning how choices are weighed: `python -m benchmarks.choosing [collect|train|check] …`.

Where a figure happened and whose work it was is chosen among all that its article names, what it
totals among the three scopes (ingest/reading/{region,agency,scope}_choice.py). Each candidate is
described by cues; the cues' weights (seeds/choice_cues.csv) are those of a softmax over the
candidates, learned from figures that people annotated. What is kept of these
(benchmarks/choices/*.jsonl.gz) are cues alone, no text.

    collect NAME=ARTICLES,FIGURES …   describe the choices of gold sets, and of our own sentences
    train                             learn the weights from what was collected; write the seed
    check                             leave each set out, learn from the others, and print how many
                                      of the set left out are chosen right
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import random
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from benchmarks.quality import ROOT, article_of, lines_of, placed, suite
from benchmarks.scoring import same_agency
from ingest.reading import context
from ingest.reading.agency_choice import choose_agencies, describe_agencies
from ingest.reading.article import read_drafts
from ingest.reading.region_choice import describe_regions
from ingest.reading.scope_choice import choose_scopes, describe_scopes
from ingest.reading.survey import survey
from ingest.reading.told_places import follow_rules
from ingest.reading.weighing import spelled
from ingest.reference import Reference, load_reference

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ingest.reading.cases import Case

KEPT = ROOT / "benchmarks" / "choices"
SEED = ROOT / "seeds" / "choice_cues.csv"
OWN = "own"  # the name of our own sentences
RULES = "rules"  # cues of what the rules said
LEAST = 4  # choices that a cue must occur in
STEPS, RATE, DECAY = 200, 0.05, 4.0
WHAT = ("scope", "agency", "region")
OURS = (OWN, "samples")  # plain on purpose
TRUST = 3.0  # how much more what is plain counts
MISLED = 0.06  # share of choices
SCALE = 100  # weights are kept as whole hundredths


@dataclass(frozen=True)
class Choice:
    """One figure's candidates by their cues, and which are right."""

    what: str  # region, agency or scope
    group: str
    article: str
    right: list[int]
    cues: list[list[str]]

    def without_rules(self) -> Choice:
        """The same choice with nothing said of the rules' answer."""
        cues = [[c for c in cues if not c.startswith(RULES)] for cues in self.cues]
        return Choice(self.what, self.group, self.article, self.right, cues)


def misled(choice: Choice, chance: random.Random) -> Choice:
    """A choice in which now and then the rules point to another candidate.

    As they do on articles that they were not made on, where they are less often right.
    """
    cues = [list(c) for c in choice.cues]
    if choice.group not in OURS and len(cues) > 1 and chance.random() < MISLED:
        named = next((n for n, c in enumerate(cues) if any(map(_is_of_rules, c))), None)
        if named is not None:
            other = chance.choice([n for n in range(len(cues)) if n != named])
            said = [c for c in cues[named] if _is_of_rules(c)]
            cues[named] = [c for c in cues[named] if not _is_of_rules(c)]
            cues[other] = [c for c in cues[other] if not _is_of_rules(c)] + said
    return Choice(choice.what, choice.group, choice.article, choice.right, cues)


def _is_of_rules(cue: str) -> bool:
    return cue.startswith(RULES)


def settled(record: dict[str, Any], reference: Reference) -> tuple[list[Case], Any]:
    """The figures of an article with what the rules say of their scopes, and its survey."""
    article = article_of(record)
    sentences, drafts = read_drafts(article, reference)
    seen = survey(article, sentences, reference.world)
    return context.settle_scopes(sentences, drafts, seen), seen


def choices_of(
    group: str, record: dict[str, Any], gold: list[dict[str, Any]], reference: Reference
) -> Iterator[Choice]:
    """The choices of one article whose right answers a person has given."""
    known = {(g["char_start"], g["measure"]): g for g in gold if not g.get("optional")}
    cases, seen = settled(record, reference)
    figures = [known.get((c.draft.char_start, c.draft.measure)) for c in cases]
    for figure, told in zip(figures, describe_scopes(cases, seen), strict=True):
        if figure is not None:
            right = [n for n, (scope, _) in enumerate(told) if scope == figure["scope"]]
            yield Choice("scope", group, record["id"], right, [cues for _, cues in told])
    choose_scopes(cases, seen)
    context.settle_agencies(cases, seen)
    for figure, named in zip(figures, describe_agencies(cases, seen), strict=True):
        if figure is not None and "agency" in figure:
            names = [seen.text[a.start : a.end] if a else None for a, _ in named]
            right = [n for n, name in enumerate(names) if same_agency(figure["agency"], name)]
            if right:
                cues = [spelled(said) for _, said in named]
                yield Choice("agency", group, record["id"], right, cues)
    choose_agencies(cases, seen)
    scenes = follow_rules(cases, seen)
    for figure, placed_at in zip(figures, describe_regions(cases, seen, scenes), strict=True):
        if figure is not None and "region" in figure:
            right = [n for n, (region, _) in enumerate(placed_at) if region == figure["region"]]
            if right:
                cues = [spelled(said) for _, said in placed_at]
                yield Choice("region", group, record["id"], right, cues)


def collect(sets: Iterable[str]) -> None:
    """Describe the choices of gold sets and of our own sentences, and keep them."""
    reference = load_reference()
    KEPT.mkdir(exist_ok=True)
    for named in sets:
        name, _, files = named.partition("=")
        articles, figures = files.split(",")
        gold = {r["id"]: r["figures"] for r in lines_of(Path(figures))}
        records = list(lines_of(Path(articles)))
        keep(
            name,
            (c for r in records for c in choices_of(name, r, gold.get(r["id"], []), reference)),
        )
    rows = [row for group in suite().values() for row in group if row["figures"]]
    keep(OWN, (c for row in rows for c in choices_of(OWN, row, placed(row), reference)))


def keep(name: str, choices: Iterable[Choice]) -> None:
    """Write the choices of one set."""
    with gzip.open(KEPT / f"{name}.jsonl.gz", "wt", encoding="utf-8", compresslevel=9) as lines:
        numbers: dict[str, int] = {}
        for choice in choices:
            article = numbers.setdefault(choice.article, len(numbers))
            cues = [" ".join(c) for c in choice.cues]
            lines.write(
                json.dumps(
                    {"what": choice.what, "article": article, "right": choice.right, "cues": cues}
                )
                + "\n"
            )


def kept() -> list[Choice]:
    """All choices that were collected."""
    choices = []
    for path in sorted(KEPT.glob("*.jsonl.gz")):
        name = path.name.removesuffix(".jsonl.gz")
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                cues = [c.split() for c in row["cues"]]
                article = f"{name}-{row['article']}"
                choices.append(Choice(row["what"], name, article, row["right"], cues))
    return choices


def learn(choices: list[Choice]) -> dict[str, float]:
    """The weights under which the right candidates are likeliest.

    Each choice counts twice, once without what the rules said: rules were made on the same
    articles, and are less often right on others. Of an article with many figures each counts less.
    """
    chance = random.Random(0)
    examples = [*(misled(c, chance) for c in choices), *(c.without_rules() for c in choices)]
    counts = Counter(cue for c in examples for cue in {q for cues in c.cues for q in cues})
    index = {cue: n for n, cue in enumerate(sorted(q for q, k in counts.items() if k >= LEAST))}
    each = Counter(c.article for c in examples)
    rows: list[int] = []
    columns: list[int] = []
    groups: list[int] = []  # the number of each candidate's choice
    right: list[bool] = []
    for number, choice in enumerate(examples):
        for at, cues in enumerate(choice.cues):
            known = [index[cue] for cue in cues if cue in index]
            rows += [len(groups)] * len(known)
            columns += known
            groups.append(number)
            right.append(at in choice.right)
    row, column, group = np.array(rows), np.array(columns), np.array(groups)
    trust = [TRUST if c.group in OURS else 1.0 for c in examples]
    share = np.array([t * each[c.article] ** -0.5 for t, c in zip(trust, examples, strict=True)])
    share = share[group]
    weights, first, second = (np.zeros(len(index)) for _ in range(3))
    for step in range(1, STEPS + 1):
        score = np.bincount(row, weights[column], minlength=len(group))
        top = np.full(len(examples), -np.inf)
        np.maximum.at(top, group, score)
        likely = np.exp(score - top[group])
        likely /= np.bincount(group, likely)[group]
        wanted = likely * right
        wanted /= np.bincount(group, wanted)[group]
        slope: np.ndarray[Any, Any] = np.bincount(
            column, ((likely - wanted) * share)[row], minlength=len(index)
        )
        slope = slope + DECAY * weights
        first = 0.9 * first + 0.1 * slope
        second = 0.999 * second + 0.001 * slope**2
        pace = RATE / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
        weights -= pace * first / (1 - 0.9**step)
    return {cue: float(weights[n]) for cue, n in index.items()}


def chosen(choice: Choice, weights: Mapping[str, float]) -> int:
    """The candidate that weighs most."""
    sums = [sum(weights.get(cue, 0.0) for cue in cues) for cues in choice.cues]
    return sums.index(max(sums))


def check() -> None:
    """Print how many of each set are chosen right by what the other sets teach."""
    for what in WHAT:
        by_group: dict[str, list[Choice]] = defaultdict(list)
        for choice in kept():
            if choice.what == what:
                by_group[choice.group].append(choice)
        hits = total = 0
        for name, choices in by_group.items():
            weights = learn([c for other, cs in by_group.items() if other != name for c in cs])
            right = sum(chosen(c, weights) in c.right for c in choices)
            print(f"{what} {name:12} {right / len(choices):.3f} of {len(choices)}")
            hits, total = hits + right, total + len(choices)
        print(f"{what} {'all':12} {hits / total:.3f} of {total}")


def train() -> None:
    """Write the weights that all sets together teach."""
    with SEED.open("w", encoding="utf-8", newline="") as lines:
        out = csv.writer(lines, lineterminator="\n")
        out.writerow(["choice", "cue", "weight"])
        for what in WHAT:
            choices = [c for c in kept() if c.what == what]
            weights = {cue: round(w * SCALE) for cue, w in learn(choices).items()}
            out.writerows((what, cue, w) for cue, w in sorted(weights.items()) if w)
            hits = sum(chosen(c, weights) in c.right for c in choices)
            print(f"{what} {hits / len(choices):.3f} of {len(choices)} right, {len(weights)} cues")


def main() -> None:
    """Run one command."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("command", choices=("collect", "train", "check"))
    parser.add_argument("sets", nargs="*", metavar="NAME=ARTICLES,FIGURES")
    arguments = parser.parse_args()
    if arguments.command == "collect":
        collect(arguments.sets)
    elif arguments.command == "train":
        train()
    else:
        check()


if __name__ == "__main__":
    main()
