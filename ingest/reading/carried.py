"""Numbers that take their happening from a sentence before: "Of the victims, 203 are …"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.reading.breakdowns import goes_on_telling, only_tells
from ingest.reading.categories import said_of_noun
from ingest.reading.measures import is_people
from ingest.reading.neighbours import next_item, previous_item
from ingest.reading.objects import listed as noun_list
from ingest.reading.openings import any_count
from ingest.reading.tallies import is_tally, is_total_reached
from ingest.reading.wordlists import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ingest.model import Category, Draft
    from ingest.reading.items import Item
    from ingest.reading.parse import Parse

REACH = 4  # sentences back to what is broken down
_PLACING = frozenset(words("place_prepositions"))
_NEAR = 2  # sentences back to people of whom more is told
_PEOPLE = {
    "arrested",
    "rescued",
    "charged",
    "convicted",
    "sentenced",
    "trafficked",
    "identified_victims",
    "killed",
    "injured",
}
_COUNTED_THINGS = {"places_searched": "place", "groups_dismantled": "group", "cases": "case"}
_INCLUDING = frozenset(words("made_up_verbs"))
_OF = frozenset(words("of_the_whole"))
_THEY = frozenset(words("people_pronouns"))
_AMONG = frozenset(words("among_words"))
_RISEN_TO = frozenset(words("risen_to"))
_BY_ROLE = {"victims", "suspects"}
_HARM = {"rescued", "trafficked", "identified_victims", "killed", "injured"}
_ORIGIN_VERBS = frozenset(words("origin_verbs"))
_WHENCE = frozenset(words("whence_prepositions"))
_DASHES = {"-", "—", "("}
_INSERTION = 8  # items of an insertion after a subject
_SUBJECT_REACH = 8  # items before the subject of a clause that says who they were
_RELATIVE_REACH = 10  # items of a relative clause after it


def risen(parse: Parse, earlier: Sequence[Draft]) -> int | None:
    """Return the number in "That number has since risen to 37", said of the last figure."""
    items = parse.items
    total = next((at for at in range(3, len(items)) if items[at].kind == "count"), 0)
    if earlier and total and is_total_reached(parse, total):
        return total  # "That took the total to 37"
    first = int(bool(items) and items[0].text == "that")
    if len(items) < first + 3 or not earlier or not is_tally(parse, items[first]):
        return None
    if items[first].terms or items[first + 1].kind != "verb" or items[first + 1].terms:
        return None
    at = first + 2 + (items[first + 2].text in _RISEN_TO)
    bare = at < len(items) and items[at].kind == "count" and items[at].head is None
    return at if bare and items[at].number is not None else None


def carried_over(
    parse: Parse, linked: set[int], earlier: Sequence[Draft], sentence: int
) -> list[tuple[int, Draft]]:
    """Return the counts that only say more of people counted before, with the whole's draft.

    `sentence` is the number of the sentence that is read.
    """
    found = []
    items = parse.items
    opening = _make_up(items) if earlier else None
    for at, item in enumerate(items):
        if item.kind != "count" or at in linked or item.number is None:
            continue
        is_share = at in parse.shares or goes_on_telling(items, at) is not None
        least = 1 + (opening is None and not is_share)
        if item.number.size < least or not (is_share or _says_more(parse, at, opening)):
            continue
        is_listed = is_share or opening is not None
        near = [d for d in earlier if is_listed or d.sentence >= sentence - _NEAR]
        whole = _whole(items, at, near, is_listed=is_listed)
        if whole is not None:
            found.append((at, whole))
    return found


def _says_more(parse: Parse, at: int, opening: int | None) -> bool:
    """Return whether the clause is only about who the counted are."""
    items = parse.items
    item = items[at]
    after = items[at + 1] if at + 1 < len(items) else None
    if opening is not None and (at == opening or _is_origin(items, opening)):
        return _is_listed(items, at, opening)
    if after is not None and after.kind == "verb" and only_tells(items, at + 1):
        placed = item.of_pronoun and _is_placed(parse, at + 2)
        described = placed or _is_description(items, at + 2)
        plain = not after.negated and not after.modal and described
        named = item.of_pronoun or item.of_definite or _of_phrase(items, at) is not None
        return plain and (named or _is_bare_make_up(items, at))
    if opening is not None:
        return _is_listed(items, at, opening)
    if _is_of_opening(items, at):
        return True
    first = items[0] if items else None
    return bool(
        first is not None
        and first.text in _OF
        and at > 4
        and items[at - 1].kind in {"conj", "comma"}
        and any(other.kind == "count" for other in items[3:at])
        and (after is None or after.kind != "verb")
    )


def _is_placed(parse: Parse, at: int) -> bool:
    """Return whether a place by name follows: "were in the Antwerp area"."""
    items = parse.items
    if at + 1 >= len(items) or items[at].text not in _PLACING:
        return False
    place = items[at + 1]
    named = any(parse.tokens.is_name(token) for token in range(place.first, place.last))
    return place.kind == "phrase" and not place.is_time and named


def _is_listed(items: list[Item], at: int, opening: int) -> bool:
    return at == opening or (at > opening and items[at - 1].kind in {"comma", "conj"})


def _is_origin(items: list[Item], at: int) -> bool:
    """Return whether a count opens a clause that tells whence they are: "12 men were from Ohio"."""
    verb = next_item(items, at)
    if verb + 2 >= len(items) or items[verb].kind != "verb":
        return False
    item = items[verb]
    if item.terms or item.modal or item.negated or items[verb + 1].kind != "prep":
        return False
    whence = item.verb_kind == "copula" or item.text in _ORIGIN_VERBS
    named = items[verb + 2].kind in {"phrase", "prep"}
    return whence and items[verb + 1].text in _WHENCE and named


def _is_of_opening(items: list[Item], at: int) -> bool:
    """Return whether a clause of "Out of the 90 children, 59 boys and 29 girls belong to …"."""
    of_them = items[0].kind == "include" and items[0].text.startswith("of ")
    if of_them and at > 2 and items[1].kind == "comma" and items[at].head is None:
        return items[at - 1].kind in {"conj", "comma"} and _has_plain_verb(items, at)
    opens = len(items) > 3 and items[0].text in _OF and items[1].definite
    if not opens or items[2].kind != "comma" or at < 3 or not is_people(items[at]):
        return False
    return at == 3 or items[at - 1].kind in {"conj", "comma", "sub"}


def _has_plain_verb(items: list[Item], at: int) -> bool:
    """Return whether a verb follows that says no happening: "five came from Nepal"."""
    after = items[at + 1] if at + 1 < len(items) else None
    plain = after is not None and after.verb_kind in {"intransitive", "implicative"}
    return plain and after is not None and not (after.terms or after.modal)


def _is_bare_make_up(items: list[Item], at: int) -> bool:
    """Return whether a bare number opens a clause that says which people they were.

    "Twenty-five were women, nine were men and seven were children."
    """
    item = items[at]
    opens = at == 0 or items[at - 1].kind in {"comma", "conj", "stop"}
    told = at + 2 < len(items) and items[at + 2].kind == "phrase" and is_people(items[at + 2])
    told = told or (at + 3 < len(items) and items[at + 2].text == "from")  # "nine were from Mali"
    bare = item.noun is None and item.head is None
    victims = is_people(item) and item.noun is not None and item.noun.category in _BY_ROLE
    return opens and told and (bare or (victims and at == 0))


def _make_up(items: list[Item]) -> int | None:
    """Return where a sentence that only says who they were starts to count, if it does.

    "They comprised", "The victims were", "The victims, who are", "Among the suspects were",
    "police said the victims – two women and …".
    """
    told = next((at for at, item in enumerate(items) if item.verb_kind == "report"), 0)
    for at in range(min(len(items), max(told + 2, _SUBJECT_REACH))):
        if items[at].kind == "count" and at == 0 and not items[0].definite:
            return 0 if _is_origin(items, 0) and _may_be_share(items[0]) else None
        if items[at].kind == "include" and at == 0:  # "Among them were four …"
            told = len(items) > 2 and items[1].verb_kind == "copula"
            if len(items) > 3 and items[1].kind == "comma" and items[2].kind == "count":
                return 2 if _tells_who(items, 2) else None  # "Among them, 23 were visitors"
            return 2 if told and any_count(items, noun_list(items, 2)) else None
        if items[at].text in _THEY and at == 0:
            first = 2
            said = len(items) > 2 and items[1].text in _INCLUDING and items[2].kind == "count"
            return first if said else None
        counted = _counts_from(items, at) if _is_subject(items, at) else None
        if counted is not None:
            return counted
    return _rest_from(items)


def _may_be_share(item: Item) -> bool:
    """Return whether a count is bare or of people in general."""
    bare = item.noun is None and item.head is None
    return not item.of_count and not item.of_pronoun and (bare or is_people(item))


def _tells_who(items: list[Item], at: int) -> bool:
    """Return whether it is told who they are or whence, not what else happened."""
    verb = items[at + 1]
    if verb.kind != "verb" or verb.terms or verb.modal or verb.negated:
        return False
    plain = verb.verb_kind == "copula" and _is_description(items, at + 2)
    return plain or _is_origin(items, at)


def _rest_from(items: list[Item]) -> int | None:
    """Return where the numbers of "Others are two Finns", "There were nine Finns, two Danes"."""
    if len(items) < 3 or items[1].verb_kind != "copula" or items[1].negated or items[1].modal:
        return None
    counts = [at for at in noun_list(items, 2) if items[at].kind == "count"]
    opens = bool(counts) and counts[0] == 2 and is_people(items[2])
    others = items[0].noun is not None and items[0].noun.noun == "other"
    named = len(counts) > 1 and items[0].kind == "adverb" and _is_only_list(items, counts[-1])
    return 2 if opens and (others or named) else None


def _is_only_list(items: list[Item], last: int) -> bool:
    """Return whether a list ends the clause and is of nationalities or the like, not of victims."""
    return last + 1 >= len(items) or items[last + 1].kind in {"stop", "comma", "relative"}


def _is_subject(items: list[Item], at: int) -> bool:
    """Return whether a clause opens there with "the victims", or with "among" before it."""
    item = items[at]
    group = item.noun is not None and item.noun.noun_class == "group" and item.is_opened
    if not item.is_nominal or not (item.definite or group):
        return False
    if not (is_people(item) or item.partitive):
        return False
    if item.kind == "count" and not (_is_told_who(items, at) or _is_made_up(items, at)):
        return False
    before = items[at - 1] if at else None
    if before is None or before.kind in {"relative", "stop"} or before.verb_kind == "report":
        return True
    return at == 1 and before.text in _AMONG


def _is_made_up(items: list[Item], at: int) -> bool:
    """Return whether what a count is made up of follows a comma: "the nine, made up of six …"."""
    follows = at + 2 < len(items) and items[at + 1].kind == "comma"
    return follows and items[at + 2].kind == "include"


def _is_told_who(items: list[Item], at: int) -> bool:
    """Return whether counts tell who a count is: "the ten girls were six Danes and four Finns"."""
    told = at + 2 < len(items) and items[at + 1].verb_kind == "copula"
    return told and items[at + 2].kind == "count"


def _counts_from(items: list[Item], at: int) -> int | None:
    """Return where the numbers of those people start, after a copula, "include" or a dash."""
    here = at + 1
    noun = items[at].noun
    if (
        noun is not None
        and noun.noun_class == "group"
        and here + 2 < len(items)
        and items[here].text == "of"
    ):
        here += 2 if items[here + 1].is_nominal else 0  # "the group of nine consisted of"
    if here + 1 < len(items) and items[here].kind in {"comma", "stop"}:
        here += 1
        includes = items[here].kind == "include"  # "the group – comprising nine men –"
        first = here + includes
        opened = (includes or items[here - 1].text in _DASHES) and first < len(items)
        if opened and items[first].kind == "count":
            return first
        if items[here].kind == "count" and _is_of_origin(items, here):
            return here  # "the victims, six from Laos and four from Burma,"
        if not includes and items[here].kind != "relative":
            here = _past_insertion(items, here)
    relative = here < len(items) and items[here].kind == "relative"
    here += relative
    for verb in range(here, min(len(items) - 1, here + (_RELATIVE_REACH if relative else 1))):
        item = items[verb]
        copula = item.kind == "verb" and item.verb_kind == "copula" and not item.negated
        made_up = item.kind == "include" and not item.text.startswith(("of ", "among", "such"))
        if not (copula or made_up) and item.text not in _INCLUDING:
            continue
        first = verb + 1 + (items[verb + 1].text == ":")
        listed = first < len(items) and items[first].is_nominal and not items[first].is_time
        counted = listed and (items[first].kind == "count" or made_up or item.text in _INCLUDING)
        if counted or (listed and copula and _lists_one(items, first)):
            return first
    return None


def _past_insertion(items: list[Item], here: int) -> int:
    """Return where the clause goes on after ", aged 30 to 44,"."""
    for at in range(here, min(len(items) - 1, here + _INSERTION)):
        if items[at].kind == "comma":
            return at + 1
    return here


def _lists_one(items: list[Item], first: int) -> bool:
    """Return whether one person without a number opens a list of counts: "a woman and four men"."""
    one = items[first].kind == "phrase" and items[first].is_opened and is_people(items[first])
    return one and any_count(items, noun_list(items, first))


def _is_of_origin(items: list[Item], at: int) -> bool:
    """Return whether a bare number is told with where they are from."""
    bare = items[at].noun is None and items[at].head is None
    return bare and at + 1 < len(items) and items[at + 1].text == "from"


def _is_description(items: list[Item], at: int) -> bool:
    """Return whether who or whence they are follows ("were minors"), not how they fare."""
    if at >= len(items):
        return False
    return items[at].kind in {"phrase", "count"} or items[at].text in {"from", "as"}


def _of_phrase(items: list[Item], at: int) -> Item | None:
    """Return X of "Of the X, N …", which opens the clause."""
    comma = previous_item(items, at)
    if comma == 2 and items[2].kind == "comma" and items[0].text in _OF:
        return items[1]
    return None


def _whole(
    items: list[Item], at: int, earlier: Sequence[Draft], *, is_listed: bool
) -> Draft | None:
    """Return the nearest earlier figure that these can be part of."""
    number = items[at].number
    named = _of_phrase(items, at) or (items[1] if items[0].text in _OF else items[at])
    said = _role_told(items, at) if is_listed else said_of_noun(named)
    for draft in reversed(earlier):
        size = draft.value if draft.value is not None else draft.lower
        if number is None or size is None or size < number.size or draft.part_of is not None:
            continue
        if not _same_kind(items[at], draft):
            continue
        if not _fits_role(said, draft):
            continue
        if said in {"women", "men", "girls", "boys"} and draft.category != said:
            continue
        return next((d for d in earlier if _says_result(d, draft)), draft)
    return None


def _fits_role(said: Category | None, draft: Draft) -> bool:
    """Return whether people called suspects or victims can be those of a figure."""
    if said == "suspects":
        return draft.measure in _PEOPLE - _HARM or draft.category == "suspects"
    return said != "victims" or draft.measure in _HARM


def _role_told(items: list[Item], at: int) -> Category | None:
    """Return whether it is the victims or the suspects of whom a breakdown is told."""
    subject = next((x for x in items[:at] if x.is_nominal and x.definite and is_people(x)), None)
    if subject is None:
        return None
    victim = subject.noun is not None and subject.noun.noun_class == "victim"
    said = "victims" if victim else said_of_noun(subject)
    return said if said in _BY_ROLE else None


def _says_result(draft: Draft, same: Draft) -> bool:
    """Return whether a draft says of the same number that they were rescued or arrested."""
    return draft.char_start == same.char_start and draft.measure in {"rescued", "arrested"}


def _same_kind(item: Item, draft: Draft) -> bool:
    """Return whether a count is of the same kind as what a draft counts: people, places."""
    thing = _COUNTED_THINGS.get(draft.measure)
    if thing is not None and item.of_pronoun and item.noun is None and item.head is None:
        return True
    if thing is not None:
        return item.noun is not None and item.noun.noun_class == thing
    return draft.measure in _PEOPLE and (item.noun is None or is_people(item))


def part_of_earlier(item: Item, draft: Draft, earlier: Sequence[Draft]) -> int | None:
    """Return the start of the larger figure that "twelve of the arrests" is part of."""
    if draft.part_of is not None or not (item.of_definite or item.of_pronoun):
        return draft.part_of
    number = item.number
    for whole in reversed(earlier):
        size = whole.value if whole.value is not None else whole.lower
        if number and size is not None and whole.measure == draft.measure and size > number.size:
            return whole.char_start
    return None
