"""The words that reading knows: seeds turned into one dictionary of word forms."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, TypeVar, cast

from ingest.seeds import read_seed

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from ingest.model import Category, Measure, Qualifier
    from ingest.reading.tokens import Form

Entry = TypeVar("Entry")

SEEDS = (
    "abbreviations",
    "category_modifiers",
    "category_nouns",
    "person_nouns",
    "common_verbs",
    "furniture_terms",
    "grammar_words",
    "link_cues",
    "measure_terms",
    "measures",
    "number_words",
    "qualifiers",
)
FORMS = ("s", "past", "participle", "ing")


@dataclass(frozen=True, slots=True)
class Term:
    """One way to say a measure: a verb, an event noun or a predicate ("under arrest").

    `takes` is the class of thing that it can count, `role` where a verb's counted noun stands
    (object or subject) or whether a noun is counted itself (count) or only by its "of"; a verb
    with `companions` says the measure only with one of these as its object ("face charges").
    """

    term: str
    part: str
    measure: Measure
    takes: str
    role: str
    companions: frozenset[str]


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun whose class is known: what kind of thing it counts, and whom."""

    noun: str
    noun_class: str
    category: Category | None
    is_plural: bool


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb in one form; `forms` are what the form may be: base, s, past, participle, ing."""

    kind: str
    forms: frozenset[str]
    terms: tuple[Term, ...]


@dataclass(slots=True)
class Word:
    """All that one lower-case word form can be."""

    classes: set[str] = field(default_factory=set)
    verb: Verb | None = None
    noun: Noun | None = None
    events: tuple[Term, ...] = ()
    effects: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class NumberWord:
    """A word of a number: unit, ten, multiplier, vague, couple or none."""

    kind: str
    value: int
    lower: int
    upper: int


class Phrases(Generic[Entry]):
    """Phrases of one or more words, found by their first two words, the longest first."""

    def __init__(self, entries: Iterable[tuple[str, Entry]]) -> None:
        self._single: dict[str, Entry] = {}
        self._longer: dict[str, dict[str, list[tuple[tuple[str, ...], Entry]]]] = {}
        for phrase, entry in entries:
            words = tuple(phrase.split())
            if len(words) == 1:
                self._single.setdefault(words[0], entry)
            else:
                seconds = self._longer.setdefault(words[0], {})
                seconds.setdefault(words[1], []).append((words, entry))
        for seconds in self._longer.values():
            for found in seconds.values():
                found.sort(key=lambda item: -len(item[0]))

    @property
    def openers(self) -> set[str]:
        """The words that phrases start with."""
        return {*self._single, *self._longer}

    def match(self, words: list[str], at: int) -> tuple[int, Entry] | None:
        """Return how many words the longest phrase that starts there has, and its entry."""
        first = words[at]
        seconds = self._longer.get(first)
        if seconds is not None and at + 1 < len(words):
            for phrase, entry in seconds.get(words[at + 1], ()):
                size = len(phrase)
                if size == 2 or tuple(words[at : at + size]) == phrase:
                    return size, entry
        single = self._single.get(first)
        return None if single is None else (1, single)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All word lists of reading figures, as `seeds/` has them."""

    words: dict[str, Word]
    verb_phrases: Phrases[Verb]
    noun_phrases: Phrases[Noun]
    event_phrases: Phrases[tuple[Term, ...]]
    predicates: Phrases[tuple[Term, ...]]
    grammar_phrases: Phrases[str]
    phrase_openers: frozenset[str]  # first words of the phrases above
    number_words: dict[str, NumberWord]
    none_phrases: Phrases[NumberWord]
    zero_words: frozenset[str]
    number_openers: frozenset[str]  # first words of numbers and of the qualifiers before them
    illness: frozenset[str]
    link_cues: dict[str, int]
    police_words: frozenset[str]  # words of police work, crime and rescue
    comparing: frozenset[str]  # "compared with": what stands before the number of another time
    carrying: frozenset[str]  # words of sentences that may say more of people counted before
    sums: tuple[str, ...]  # "in all": a number that sums up those before it
    qualifiers_before: Phrases[Qualifier]
    qualifiers_after: Phrases[Qualifier]
    default_categories: dict[str, Category]
    abbreviations: frozenset[str]
    furniture: tuple[tuple[str, str], ...]
    state_words: frozenset[str]
    said: dict[str, tuple[Term, ...]]  # every form that can say a measure
    nouns: dict[str, Noun]
    forms: dict[str, Form] = field(default_factory=dict)  # spellings that were looked up so far


def load_lexicon(seeds_dir: Path) -> Lexicon:
    """Read the seeds named in SEEDS and index them by word form."""
    seeds = {seed: read_seed(seeds_dir, seed) for seed in SEEDS}
    words: dict[str, Word] = {}
    others = ({**row, "noun_class": "person", "category_id": ""} for row in seeds["person_nouns"])
    nouns = _nouns([*seeds["category_nouns"], *others])
    terms = [(row, _term(row)) for row in seeds["measure_terms"]]
    verbs = _verbs(seeds["common_verbs"], terms)
    events = _grouped(
        (form, term)
        for row, term in terms
        if term.part == "noun"
        for form in (row["term"], row["form_past"])
    )
    predicates = _grouped((row["term"], term) for row, term in terms if term.part == "predicate")
    for form, verb in verbs.items():
        if " " not in form:
            words.setdefault(form, Word()).verb = verb
    for form, noun in nouns.items():
        if " " not in form:
            words.setdefault(form, Word()).noun = noun
    for form, found in events.items():
        if " " not in form:
            words.setdefault(form, Word()).events = found
    carrying = {r["word"] for r in seeds["grammar_words"] if r["word_class"] == "carrying"}
    grammar = [
        (row["word"], row["word_class"])
        for row in seeds["grammar_words"]
        if row["word_class"] != "carrying"
    ]
    for form, word_class in grammar:
        words.setdefault(form, Word()).classes.add(word_class)
    for row in seeds["category_modifiers"]:
        words.setdefault(row["word"], Word()).effects.add(row["effect"])
    numbers = {row["word"]: _number_word(row) for row in seeds["number_words"]}
    qualifiers = {
        "before": list[tuple[str, "Qualifier"]](),
        "after": list[tuple[str, "Qualifier"]](),
    }
    for row in seeds["qualifiers"]:
        qualifiers[row["position"]].append((row["phrase"], cast("Qualifier", row["qualifier"])))
    openers = {phrase.split()[0] for phrase in (*numbers, *(q for q, _ in qualifiers["before"]))}
    openers |= {word for word, name in grammar if name in {"indefinite", "few"}} | {"from"}
    verb_phrases = Phrases((form, verb) for form, verb in verbs.items() if " " in form)
    noun_phrases = Phrases((form, noun) for form, noun in nouns.items() if " " in form)
    event_phrases = Phrases((form, found) for form, found in events.items() if " " in form)
    state_phrases = Phrases(predicates.items())
    grammar_phrases = Phrases((form, name) for form, name in grammar if " " in form)
    return Lexicon(
        number_openers=frozenset(openers),
        illness=frozenset(word for word, name in grammar if name == "illness"),
        police_words=frozenset(word for word, name in grammar if name == "police_context"),
        link_cues={row["cue"]: int(row["weight"]) for row in seeds["link_cues"]},
        carrying=frozenset(carrying),
        comparing=frozenset(word for word, name in grammar if name == "compared"),
        sums=tuple(word for word, name in grammar if name == "in_sum"),
        words=words,
        verb_phrases=verb_phrases,
        noun_phrases=noun_phrases,
        event_phrases=event_phrases,
        predicates=state_phrases,
        grammar_phrases=grammar_phrases,
        phrase_openers=frozenset().union(
            verb_phrases.openers,
            noun_phrases.openers,
            event_phrases.openers,
            state_phrases.openers,
            grammar_phrases.openers,
        ),
        number_words={word: number for word, number in numbers.items() if number.kind != "none"},
        none_phrases=Phrases((word, n) for word, n in numbers.items() if n.kind == "none"),
        zero_words=frozenset(word for word, n in numbers.items() if n.kind == "none"),
        qualifiers_before=Phrases(qualifiers["before"]),
        qualifiers_after=Phrases(qualifiers["after"]),
        default_categories={
            row["measure_id"]: cast("Category", row["default_category"])
            for row in seeds["measures"]
        },
        abbreviations=frozenset(row["abbreviation"] for row in seeds["abbreviations"]),
        furniture=tuple((row["phrase"], row["match"]) for row in seeds["furniture_terms"]),
        state_words=frozenset(phrase for phrase in predicates if " " not in phrase),
        said={form: verb.terms for form, verb in verbs.items() if verb.terms}
        | {
            form: (*found, *verbs[form].terms) if form in verbs else found
            for form, found in events.items()
        }
        | predicates,
        nouns=nouns,
    )


def _term(row: dict[str, str]) -> Term:
    return Term(
        term=row["term"],
        part=row["part"],
        measure=cast("Measure", row["measure_id"]),
        takes=row["takes"],
        role=row["role"],
        companions=frozenset(filter(None, row["companions"].split("|"))),
    )


def _nouns(rows: list[dict[str, str]]) -> dict[str, Noun]:
    """Index nouns by both numbers; the first row that has a form keeps it."""
    nouns: dict[str, Noun] = {}
    for row in rows:
        category = cast("Category", row["category_id"]) if row["category_id"] else None
        for form, is_plural in ((row["plural"], True), (row["noun"], False)):
            entry = Noun(row["noun"], row["noun_class"], category, is_plural)
            nouns.setdefault(form.lower(), entry)
    return nouns


def _verbs(
    common: list[dict[str, str]], terms: list[tuple[dict[str, str], Term]]
) -> dict[str, Verb]:
    """Index verbs by form; one form of several verbs or measures has all their terms."""
    kinds: dict[str, str] = {}
    forms: dict[str, set[str]] = {}
    said: dict[str, list[Term]] = {}
    for row, term in terms:
        if term.part == "verb":
            for form, name in _verb_forms(row, "term"):
                forms.setdefault(form, set()).add(name)
                said.setdefault(form, []).append(term)
    for row in common:
        for form, name in _verb_forms(row, "verb"):
            forms.setdefault(form, set()).add(name)
            kinds.setdefault(form, row["kind"])
    for form, found in said.items():  # "90 agents swooped on addresses" swooped
        head, _, rest = form.partition(" ")
        if rest:
            found += [term for term in said.get(head, ()) if _is_officers_work(term)]
    return {
        form: Verb(kinds.get(form, "plain"), frozenset(names), tuple(said.get(form, ())))
        for form, names in forms.items()
    }


def _is_officers_work(term: Term) -> bool:
    return term.measure == "officers_deployed" and term.role == "subject" and not term.companions


def _verb_forms(row: dict[str, str], base: str) -> list[tuple[str, str]]:
    return [(row[base], "base"), *((row[f"form_{name}"], name) for name in FORMS)]


def _grouped(pairs: Iterable[tuple[str, Term]]) -> dict[str, tuple[Term, ...]]:
    grouped: dict[str, tuple[Term, ...]] = {}
    for form, term in pairs:
        if form and term not in grouped.get(form, ()):
            grouped[form] = (*grouped.get(form, ()), term)
    return grouped


def _number_word(row: dict[str, str]) -> NumberWord:
    return NumberWord(
        row["kind"], int(row["value"] or 0), int(row["lower"] or 0), int(row["upper"] or 0)
    )
