"""Figures of one sentence: from its text to drafts whose context is not settled yet."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from ingest.model import Draft
from ingest.reading.bare_counts import of_people_before, of_the_same_people
from ingest.reading.carried import carried_over, part_of_earlier, risen
from ingest.reading.categories import category_of, category_of_part
from ingest.reading.chunks import read_items
from ingest.reading.ellipsis import with_elided
from ingest.reading.guesses import guessed
from ingest.reading.lexicon import Term
from ingest.reading.links import find_links
from ingest.reading.neighbours import next_item
from ingest.reading.nesting import with_parts
from ingest.reading.numbers import Number, find_numbers
from ingest.reading.parse import Link, Parse
from ingest.reading.phrases import past_share
from ingest.reading.tokens import tokenize
from ingest.values import value

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ingest.model import Category, Measure, Sentence
    from ingest.reading.items import Item
    from ingest.reading.lexicon import Lexicon
    from ingest.reading.tokens import Tokens

_MAX_SHARE = 12  # tokens of a line of a list, or of its heading
_MAX_TOKENS = 1500  # a longer "sentence" is a table or no text
_LEADING_TO: dict[str, set[str]] = {
    "charged": {"arrested"},
    "convicted": {"arrested", "charged"},
    "sentenced": {"arrested", "charged", "convicted"},
}
_AGENT_REACH = 30  # items between a trigger and the verb whose subject did it


@value
class Parsed:
    """One sentence, parsed: everything that drafts are cut from."""

    text: str
    sentence: Sentence
    parse: Parse
    links: list[Link]
    measures: Mapping[int, set[Measure]]  # of counts
    lexicon: Lexicon

    @property
    def items(self) -> list[Item]:
        """The items of the sentence."""
        return self.parse.items

    @property
    def tokens(self) -> Tokens:
        """The tokens of the sentence."""
        return self.parse.tokens


def draft_sentence(
    text: str,
    sentence: Sentence,
    lexicon: Lexicon,
    earlier: Sequence[Draft] = (),
    parses: dict[tuple[int, int], Parsed | None] | None = None,
) -> list[Draft]:
    """Return the drafts of one sentence of plain text, in order of position.

    `earlier` are the drafts of the sentences just before, which it may say more of; `parses`
    keeps what was parsed by span, for the second look at a sentence.
    """
    parses = {} if parses is None else parses
    span = sentence.char_start, sentence.char_end
    if span not in parses:
        parses[span] = _parsed(text, sentence, lexicon)
    parsed = parses[span]
    if parsed is None:
        return []
    if parsed.sentence is not sentence:
        parsed = replace(parsed, sentence=sentence)
    return _drafts(parsed, earlier)


def draft_share(text: str, sentence: Sentence, lexicon: Lexicon, term: Term) -> list[Draft]:
    """Return the draft of a line of a list, "Otago – 12", whose heading says the measure."""
    tokens = tokenize(text, sentence.char_start, sentence.char_end, lexicon)
    if len(tokens) > _MAX_SHARE:
        return []
    tokens.numbers = find_numbers(tokens, lexicon)
    items = read_items(tokens)
    counts = [at for at, item in enumerate(items) if item.kind == "count"]
    if len(counts) != 1 or any(item.kind == "verb" or item.terms for item in items):
        return []
    at, named = counts[0], [item for item in items if item.kind == "phrase"]
    bare = items[at].head is None and items[at].number is not None
    if not bare or not named or (at and at + 1 < len(items)):
        return []
    parse = Parse(items, tokens, {})
    parsed = Parsed(text, sentence, parse, [], {}, lexicon)
    number = items[at].number
    return [_draft(Link(at, at, term), number, parsed)] if number is not None else []


def headed_term(text: str, sentence: Sentence, lexicon: Lexicon) -> Term | None:
    """Return what a heading like "Arrests by district:" says that its list counts, if anything."""
    if not text[sentence.char_start : sentence.char_end].rstrip().endswith(":"):
        return None
    tokens = tokenize(text, sentence.char_start, sentence.char_end, lexicon)
    if len(tokens) > _MAX_SHARE:
        return None
    tokens.numbers = find_numbers(tokens, lexicon)
    items = read_items(tokens)
    opens = bool(items) and items[0].kind == "phrase" and items[0].is_plural
    if not opens or any(item.kind in {"verb", "count"} for item in items):
        return None
    return next((term for term in items[0].terms if term.role == "count"), None)


def _parsed(text: str, sentence: Sentence, lexicon: Lexicon) -> Parsed | None:
    """Parse a sentence; None where it has no number that counts."""
    tokens = tokenize(text, sentence.char_start, sentence.char_end, lexicon)
    if len(tokens) > _MAX_TOKENS:
        return None
    tokens.numbers = find_numbers(tokens, lexicon)
    if all(number.is_other for number in tokens.numbers.values()):
        return None
    items = read_items(tokens)
    links, parse = find_links(items, tokens)
    links += of_the_same_people(parse, links)
    links = with_elided(parse, links)
    links = with_parts(parse, links + guessed(parse, links))
    measures: dict[int, set[Measure]] = defaultdict(set)
    for link in links:
        measures[link.count].add(link.term.measure)
    return Parsed(text, sentence, parse, links, measures, lexicon)


def _drafts(parsed: Parsed, earlier: Sequence[Draft]) -> list[Draft]:
    """Return the drafts of a sentence, with what it says more of those before."""
    items = parsed.items
    drafts = []
    for link in parsed.links:
        number = items[link.count].number
        if number is not None:
            draft = _draft(link, number, parsed)
            whole = part_of_earlier(items[link.count], draft, earlier)
            if whole != draft.part_of:
                draft = replace(draft, part_of=whole)
            drafts.append(_of_convicted(draft, items[link.count], earlier))
    drafts = _with_siblings(drafts, parsed.sentence) + _carried(parsed, earlier)
    if parsed.tokens.has("illness"):
        drafts = [draft for draft in drafts if draft.measure not in {"killed", "cases"}]
    return drafts


def _of_convicted(draft: Draft, item: Item, earlier: Sequence[Draft]) -> Draft:
    """Nest who got a sentence in those convicted just before: "Five men were. Three have …"."""
    last = earlier[-1] if earlier else None
    bare = item.noun is None and item.head is None and not item.of_pronoun
    if last is None or not bare or draft.part_of is not None or draft.value is None:
        return draft
    chain = last.measure in _LEADING_TO.get(draft.measure, set())
    if not chain or last.sentence + 1 != draft.sentence or (last.value or 0) < draft.value:
        return draft
    category = category_of_part(draft.category, last.category)
    return replace(draft, part_of=last.char_start, category=category)


def _with_siblings(drafts: list[Draft], sentence: Sentence) -> list[Draft]:
    """Let the rest of a list be part of what its first is: "19 of the suspects …, 14 in …"."""
    wholes = {
        (draft.measure, draft.trigger_start): draft.part_of
        for draft in drafts
        if draft.part_of is not None and draft.part_of < sentence.char_start
    }
    if not wholes:
        return drafts
    return [
        replace(draft, part_of=wholes.get((draft.measure, draft.trigger_start)))
        if draft.part_of is None and draft.counted is None
        else draft
        for draft in drafts
    ]


def _carried(parsed: Parsed, earlier: Sequence[Draft]) -> list[Draft]:
    """Return the drafts of counts that say more of people counted in a sentence before."""
    found = []
    rose = risen(parsed.parse, earlier)
    near = bool(earlier) and earlier[-1].sentence + 1 == parsed.sentence.number
    if near and rose is not None and rose not in parsed.measures:
        found += _carried_draft(parsed, rose, 0, earlier[-1])
    number = parsed.sentence.number
    for link in of_people_before(parsed.parse, parsed.measures, earlier, number):
        bare = parsed.items[link.count].number
        found += [_draft(link, bare, parsed)] if bare is not None else []
    for count, whole in carried_over(parsed.parse, set(parsed.measures), earlier, number):
        found += [
            replace(draft, part_of=whole.char_start)
            for draft in _carried_draft(parsed, count, count, whole)
        ]
    return found


def _carried_draft(parsed: Parsed, count: int, trigger: int, source: Draft) -> list[Draft]:
    """Return the draft of a count that has its measure from a draft before."""
    number = parsed.items[count].number
    if number is None:
        return []
    term = Term("", "noun", source.measure, "person", "", frozenset())
    draft = _draft(Link(count, trigger, term), number, parsed)
    return [replace(draft, category=category_of_part(draft.category, source.category))]


def _draft(link: Link, number: Number, parsed: Parsed) -> Draft:
    items, tokens = parsed.items, parsed.tokens
    start, end = _span(number, tokens)
    clause_start, clause_end = _clause(link, parsed)
    agent_start, agent_end = _agent(link.trigger, parsed)
    trigger = items[link.trigger]
    whole = items[link.whole].number if link.whole is not None else None
    return Draft(
        char_start=start,
        char_end=end,
        value=number.value,
        lower=number.lower,
        upper=number.upper,
        qualifier=number.qualifier,
        measure=link.term.measure,
        counted=_counted(items[link.count], number, parsed),
        category=_category(link, parsed),
        sentence=parsed.sentence.number,
        trigger_start=tokens.starts[trigger.first],
        trigger_end=tokens.ends[trigger.last - 1],
        clause_start=clause_start,
        clause_end=clause_end,
        agent_start=agent_start,
        agent_end=agent_end,
        part_of=_span(whole, tokens)[0] if whole else None,
    )


def _span(number: Number, tokens: Tokens) -> tuple[int, int]:
    return tokens.starts[number.first], tokens.ends[number.last - 1]


def _category(link: Link, parsed: Parsed) -> Category:
    """Return the category of a link's count, completed by that of its whole."""
    measure = link.term.measure
    category = category_of(
        parsed.items, link.count, measure, parsed.measures, parsed.lexicon.default_categories
    )
    head = parsed.items[link.count].head
    foreign = head is not None and parsed.tokens.is_name(head)
    if link.term.takes == "moved_person" and category == "victims" and foreign:
        return "migrants"  # Syrians, Afghans that smugglers bring over a border
    if link.whole is None:
        return category
    whole = category_of(
        parsed.items, link.whole, measure, parsed.measures, parsed.lexicon.default_categories
    )
    return category_of_part(category, whole)


def _counted(count: Item, number: Number, parsed: Parsed) -> str | None:
    """Return the noun as printed, without the number before it."""
    if count.head is None:
        return None
    tokens = parsed.tokens
    first = min(past_share(tokens, number.last), count.head)
    while first < count.head and (
        tokens.texts[first] == ")"
        or tokens.classes(first) & {"preposition", "determiner", "adverb"}
    ):
        first += 1
    return " ".join(parsed.text[tokens.starts[first] : tokens.ends[count.head]].split())


def _clause(link: Link, parsed: Parsed) -> tuple[int, int]:
    """Return the span between the clause boundaries around number and trigger."""
    items, tokens = parsed.items, parsed.tokens
    first, last = sorted((link.count, link.trigger))
    start, end = parsed.sentence.char_start, parsed.sentence.char_end
    for here in range(first, -1, -1):
        if items[here].kind in {"stop", "sub"}:
            start = tokens.starts[items[here].first]
            break
    for here in range(last + 1, len(items)):
        if items[here].kind in {"stop", "sub"}:
            end = tokens.starts[items[here].first]
            break
    return start, end


def _agent(trigger: int, parsed: Parsed) -> tuple[int, int] | tuple[None, None]:
    """Return the span of whoever did it: the subject, or what follows "by"."""
    items = parsed.items
    item = items[trigger]
    if item.kind != "verb" or item.voice in {"passive", "participle"}:
        after = next_item(items, trigger)
        doer = after + 1 if after + 1 < len(items) and items[after].text == "by" else None
        if doer is not None and items[doer].is_nominal and not items[doer].is_time:
            return _extent(doer, len(items), parsed)
        if item.kind == "verb":
            return None, None
    for at in range(trigger, max(-1, trigger - _AGENT_REACH), -1):
        found = parsed.parse.subjects.get(at)
        if found and items[at].voice not in {"passive", "participle"}:
            return _extent(found[0], at, parsed)
        if items[at].kind in {"stop", "sub"}:
            break
    return None, None


def _extent(at: int, stop: int, parsed: Parsed) -> tuple[int, int]:
    """Return the span of a noun phrase with the prepositional phrases after it."""
    items, tokens = parsed.items, parsed.tokens
    last = at
    while last + 2 < stop and items[last + 1].kind == "prep" and items[last + 2].is_nominal:
        if items[last + 2].is_time or items[last + 1].clausal:
            break
        last += 2
    return tokens.starts[items[at].first], tokens.ends[items[last].last - 1]
