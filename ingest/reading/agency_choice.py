"""The choice of a figure's agency among all that its article names.

Every agency, and none, is described by cues: where it is named and as what, what it is said to do
there, what the rules say. Weights of cues (seeds/choice_cues.csv) were learned from figures read by
people (benchmarks/choosing.py); the heaviest agency is chosen.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from ingest.reading import who
from ingest.reading.cases import around
from ingest.reading.folding import fold
from ingest.reading.witnesses import distance, kind_of, span_of
from ingest.reading.wordlists import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ingest.reading.agencies import AgencyMention
    from ingest.reading.cases import Case
    from ingest.reading.survey import Survey
    from ingest.reading.weighing import Said

# An agency with its cues; the null agency is that of what nobody is said to have done.
Described = list[tuple["AgencyMention | None", list["Said"]]]

_MOST = 24  # agencies of an article that are weighed
_MANY = 3
# Small words beside a name that tell what it does: "with", "said". All others are one.
_BESIDE = frozenset(words("beside_agency"))
_REACH = 40  # letters that hold the word beside a name


@dataclass
class _Named:
    """All mentions of an agency by one name, with where they stand and what they are said to do."""

    name: str
    mentions: list[AgencyMention]
    sentences: list[int]
    signs: list[list[str]]
    places: list[str]  # "first" of its sentence, "later", "joined" to the one before it
    beside: list[tuple[str, str]]  # the words before and after each mention
    order: int  # how many other agencies are named before it
    is_titled: bool  # whether the article's title names it

    @cached_property
    def all_signs(self) -> frozenset[str]:
        """What any of the mentions is said to do."""
        return frozenset(sign for signs in self.signs for sign in signs)

    @cached_property
    def strength(self) -> int:
        """How fully the fullest of the mentions names it."""
        return max(m.strength for m in self.mentions)


def choose_agencies(cases: list[Case], seen: Survey) -> None:
    """Set each figure's agency to the one that weighs most."""
    weights = seen.world.agency_weights
    chosen = [
        max(described, key=lambda d: weights.of(d[1]))[0]
        for described in describe_agencies(cases, seen)
    ]
    for case, agency in zip(cases, chosen, strict=True):
        case.agency = agency


def describe_agencies(cases: list[Case], seen: Survey) -> Iterator[Described]:
    """The candidates of each figure with their cues; the rules' answers are in `case.agency`."""
    named = _names(seen)
    bodies: dict[str, list[_Named]] = {}
    for one in named:
        for agency_id in {m.agency_id for m in one.mentions if m.agency_id is not None}:
            bodies.setdefault(agency_id, []).append(one)
    chosen = {id(c): _name(c.agency, seen) if c.agency else None for c in cases}
    for case in cases:
        view = _View(case, [(c, chosen[id(c)]) for c in around(case, cases)], named, bodies, seen)
        described: Described = [(None, view.cues_of_none())]
        described += [(view.best_of(n), view.cues_of(n)) for n in named[:_MOST]]
        rules = case.agency
        if rules is not None and all(view.name_of(rules) != n.name for n in named[:_MOST]):
            described.append((rules, view.cues_of_other()))
        yield described


def _names(seen: Survey) -> list[_Named]:
    """The agencies of an article by name, in the order in which they are first named."""
    starts = [s.char_start for s in seen.sentences]
    title = fold(seen.article.title or "")
    found: dict[str, _Named] = {}
    last: AgencyMention | None = None  # of the same sentence
    last_at = -1
    for mention in seen.agencies:
        name = _name(mention, seen)
        held = found.get(name)
        if held is None:
            held = found[name] = _Named(name, [], [], [], [], [], len(found), name in title)
        at = bisect_right(starts, mention.start) - 1
        last = last if at == last_at else None
        held.places.append(_place(last, mention, seen))
        last, last_at = mention, at
        held.mentions.append(mention)
        held.sentences.append(seen.sentences[at].number if at >= 0 else 0)
        held.signs.append(list(_signs(mention, at, seen)))
        held.beside.append(_words_beside(mention, seen))
    return list(found.values())


def _place(last: AgencyMention | None, mention: AgencyMention, seen: Survey) -> str:
    """How an agency stands to the one before it in its sentence: who is told first leads."""
    if last is None:
        return "first"
    return "joined" if who.is_joined(last, mention, seen) else "later"


def _name(mention: AgencyMention, seen: Survey) -> str:
    return seen.folded[mention.start : mention.end].removeprefix("the ")


def _signs(mention: AgencyMention, at: int, seen: Survey) -> Iterator[str]:
    """What a mention is said to do."""
    if who.is_helping(mention, seen):
        yield "helps"
    if who.speaks(mention, seen):
        yield "speaks"
    if who.is_only_kind(mention, seen):
        yield "kind_only"
    if who.is_led_by(mention, seen):
        yield "by"
    events = seen.events(seen.sentences[at]) if at >= 0 else []
    done = next((e for e in events if 0 <= e[0] - mention.end < who.ACTS_WITHIN), None)
    if done is not None:
        yield "acts"
        yield f"acts_{done[2]}"


def _words_beside(mention: AgencyMention, seen: Survey) -> tuple[str, str]:
    """The words before and after a name, articles left out; signs where there are no words."""
    lead = seen.folded[max(0, mention.start - _REACH) : mention.start].rstrip(" ")
    lead = lead.removesuffix(" the").rstrip(" ")
    tail = seen.folded[mention.end : mention.end + _REACH].removeprefix("'s").lstrip(" ")
    before = lead.rpartition(" ")[2]
    after = tail.partition(" ")[0]
    return _known_word(before, before[-1:]), _known_word(after, after[:1])


def _known_word(word: str, sign: str) -> str:
    """A small word as it is, a sign of punctuation for the word it is at; else nothing told."""
    if not sign.isalnum():
        return sign if sign and sign in ".,;:()" else "edge"
    return word if word in _BESIDE else "word"


class _View:
    """An article's agencies as seen from one figure."""

    def __init__(
        self,
        case: Case,
        chosen: list[tuple[Case, str | None]],
        named: list[_Named],
        bodies: dict[str, list[_Named]],
        seen: Survey,
    ) -> None:
        """`chosen` are the figures around, each with the name that the rules gave it.

        `bodies` are the names by the id of their agency.
        """
        self.case, self.named, self.seen = case, named, seen
        self.kind, self.span = kind_of(case, seen), span_of(case)
        self.measure = case.draft.measure
        self.rules = self.name_of(case.agency) if case.agency else None
        self.rules_id = case.agency.agency_id if case.agency else None
        self.how = self._how_told()
        others = [(c, name) for c, name in chosen if c is not case and name is not None]
        start = case.draft.char_start
        near = min(others, key=lambda c: abs(c[0].draft.char_start - start), default=None)
        self.beside = near[1] if near is not None else None
        self.shares = Counter(name for _, name in others)
        self.fullest = max((n.strength for n in named), default=0)
        number = case.sentence.number
        self.starts = {c.draft.char_start for c, _ in chosen if c.sentence.number == number}
        self.bodies = bodies

    def name_of(self, mention: AgencyMention) -> str:
        """The name by which an agency is told apart."""
        return _name(mention, self.seen)

    def best_of(self, named: _Named) -> AgencyMention:
        """The mention of a name that the rules chose, else the nearest to the figure."""
        rules = self.case.agency
        if rules is not None and self.rules == named.name:
            return rules
        return named.mentions[self._nearest(named)]

    def _nearest(self, named: _Named) -> int:
        if len(named.mentions) == 1:
            return 0
        start = self.case.draft.char_start
        at = bisect_left(named.mentions, start, key=lambda m: m.start)
        beside = range(max(0, at - 1), min(at + 1, len(named.mentions)))
        return min(beside, key=lambda n: abs(named.mentions[n].start - start))

    def _how_told(self) -> str:
        """Where the rules found the agency."""
        agency = self.case.agency
        if agency is None:
            return "none"
        if self._is_agent(agency):
            return "agent"
        sentence = self.case.sentence
        here = sentence.char_start <= agency.start < sentence.char_end
        return "here" if here else "elsewhere"

    def _is_agent(self, mention: AgencyMention) -> bool:
        """Whether an agency stands in the phrase of whoever did it."""
        start, end = self.case.draft.agent_start, self.case.draft.agent_end
        return start is not None and end is not None and mention.start < end and start < mention.end

    def cues_of_none(self) -> list[Said]:
        """The cues of no agency."""
        draft, sentence = self.case.draft, self.case.sentence
        agent = "agent" if draft.agent_start is not None else "no_agent"
        here = self.seen.agencies_in(sentence.char_start, sentence.char_end)
        counts = min(len(here), 2), min(len(self.named), _MANY)
        cues: list[Said] = [
            (_of_none, (self.measure, self.span)),
            (_of_none_here, (self.kind, agent, *counts)),
        ]
        if self.rules is None:
            cues.append((_of_rules_none, (self.kind,)))
        return cues

    def cues_of_other(self) -> list[Said]:
        """The cues of an agency that isn't named as one: a state that acts."""
        return [(_of_other, (self.how, self.kind))]

    def cues_of(self, named: _Named) -> list[Said]:
        """The cues of an agency."""
        at = self._nearest(named)
        mention, kind = named.mentions[at], self.kind
        order, count = min(named.order, _MANY), min(len(named.mentions), _MANY)
        where = self._where(named.sentences[at], mention)
        cues: list[Said] = [
            (_of_named, (mention.kind, mention.role, mention.strength, kind)),
            (_of_order, (order, count, kind)),
            (_at, (where, kind)),
            (_of_place, (where, named.places[at])),
        ]
        cues += [(_of_sign, (sign, where)) for sign in named.signs[at]]
        cues += [(_of_sign, (sign, kind)) for sign in named.all_signs]
        cues += self._cues_of_rules(named, mention)
        cues += self._cues_of_body(named, mention)
        before, after = named.beside[at]
        near = where.partition("_")[0]
        cues.append((_of_words, (before, after, near, kind)))
        if near in ("clause", "here"):
            cues.append((_of_gap, (where, self._figures_between(mention))))
        cues.append(self._standing(named, mention))
        return cues

    def _cues_of_body(self, named: _Named, mention: AgencyMention) -> Iterator[Said]:
        """What the article tells of a body under all of its names."""
        if named.is_titled:
            yield _of_title, ("name", mention.strength, self.kind)
        same = self.bodies.get(mention.agency_id) if mention.agency_id is not None else None
        if same is None:
            return
        if not named.is_titled and any(n.is_titled for n in same):
            yield _of_title, ("body", mention.strength, self.kind)
        count = sum(len(n.mentions) for n in same)
        yield _of_body, (min(count, 5), min(same[0].order, _MANY), self.kind)
        for sign in ("speaks", "acts", "by"):
            if any(sign in n.all_signs for n in same):
                yield _of_sign, (f"body_{sign}", self.kind)

    def _figures_between(self, mention: AgencyMention) -> int:
        """How many other figures of its sentence stand between an agency and the figure."""
        first, last = sorted((mention.start, self.case.draft.char_start))
        return min(2, sum(first < start < last for start in self.starts))

    def _cues_of_rules(self, named: _Named, mention: AgencyMention) -> Iterator[Said]:
        if self.rules == named.name:
            yield _of_rules, (self.how, self.kind, mention.kind)
        elif self.rules_id is not None and self.rules_id == mention.agency_id:
            yield _of_rules_elsewhere, ("other_name",)
        if self.beside == named.name:
            yield _of_rules_elsewhere, (f"beside_{self.how}",)
        if self.shares.get(named.name):
            yield _of_rules_elsewhere, (f"of_others_{min(self.shares[named.name], _MANY)}",)

    def _standing(self, named: _Named, mention: AgencyMention) -> Said:
        """What an agency is to the article."""
        own, home = self.seen.outlet.agency_id, self.seen.home_region
        is_own = mention.agency_id == own if own is not None else None
        is_listed = mention.agency_id in self.seen.world.agencies
        is_home = mention.country == home[:2] if home and mention.country else None
        return _of_standing, (is_own, is_listed, is_home, named.strength == self.fullest, self.kind)

    def _where(self, number: int, mention: AgencyMention) -> str:
        """Where a mention stands from the figure."""
        draft = self.case.draft
        ahead = number - self.case.sentence.number
        if ahead:
            return distance(ahead)
        if self._is_agent(mention):
            return "agent"
        clause = "clause" if draft.clause_start <= mention.start < draft.clause_end else "here"
        return f"{clause}_{'before' if mention.start < draft.char_start else 'after'}"


# How cues are spelled.


def _of_none(measure: str, span: str) -> list[str]:
    return [f"none_{measure}", f"none_{span}"]


def _of_none_here(kind: str, agent: str, here: int, named: int) -> list[str]:
    return [f"none_{kind}_{agent}", f"none_{kind}_here_{here}", f"none_{kind}_named_{named}"]


def _of_rules_none(kind: str) -> list[str]:
    return ["rules_none", f"rules_none_{kind}"]


def _of_other(how: str, kind: str) -> list[str]:
    return ["other", f"other_{kind}", "rules", f"rules_{how}_{kind}"]


def _of_named(of: str, role: str, strength: int, kind: str) -> list[str]:
    return ["named", f"is_{of}_{kind}", f"is_{role}_{strength}"]


def _of_order(order: int, count: int, kind: str) -> list[str]:
    return [f"first_{order}_{kind}", f"mentions_{count}"]


def _at(where: str, kind: str) -> list[str]:
    return [f"at_{where}", f"at_{where}_{kind}"]


def _of_place(where: str, place: str) -> list[str]:
    return [f"{where}_{place}"]


def _of_sign(sign: str, of: str) -> list[str]:
    return [f"{sign}_{of}"]


def _of_words(before: str, after: str, near: str, kind: str) -> list[str]:
    cues = [f"after_{before}_{near}", f"before_{after}_{near}"]
    return [*cues, f"after_{before}_{kind}", f"before_{after}_{kind}"]


def _of_gap(where: str, figures: int) -> list[str]:
    return [f"{where}_figures_{figures}"]


def _of_title(what: str, strength: int, kind: str) -> list[str]:
    return [f"titled_{what}", f"titled_{what}_{strength}", f"titled_{what}_{kind}"]


def _of_body(count: int, order: int, kind: str) -> list[str]:
    return [f"body_mentions_{count}", f"body_first_{order}_{kind}"]


def _of_rules(how: str, kind: str, of: str) -> list[str]:
    return ["rules", f"rules_{how}_{kind}", f"rules_{how}_{of}"]


def _of_rules_elsewhere(what: str) -> list[str]:
    return [f"rules_{what}"]


def _of_standing(
    is_own: bool | None, is_listed: bool, is_home: bool | None, is_fullest: bool, kind: str
) -> list[str]:
    cues = [] if is_own is None else ["own" if is_own else "not_own"]
    cues += [f"listed_{kind}"] * is_listed
    cues += [] if is_home is None else ["of_home" if is_home else "abroad"]
    return cues + ["fullest"] * is_fullest
