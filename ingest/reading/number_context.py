"""Numbers that count nothing: dates, ages, money, labels, times, fractions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.reading.lookahead import noun_soon
from ingest.reading.wordlists import words

if TYPE_CHECKING:
    from ingest.reading.tokens import Tokens

_CLOSING = {",", ")", ";", ".", ":", "]", "-", "—", ""}
_AGED = frozenset(words("age_comparisons"))
_SHARES = frozenset(words("shares_of"))
_AFTER_ONE = frozenset(words("after_only_one"))
_YEARS = frozenset(words("year_words"))
_BOUNDS = frozenset(words("age_bounds"))
_BEFORE_PLACE = frozenset(words("before_place"))
_BEFORE_SHARE = frozenset(words("before_share_of_place"))
_OPERATIONS = frozenset(words("operation_nouns"))
_COMPARED = frozenset(words("comparison_ends"))
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_AGE_BOUND = 21
_OLDEST = 110
_TENTHS = 10
_SERIES = frozenset(words("series_counters"))
_TEN = frozenset(words("tenth_shares"))


def is_other_number(tokens: Tokens, core: int, last: int, size: int, is_digits: bool) -> bool:
    """Return whether the number at tokens [core, last) is a date, age, price, label or share."""
    if _is_marked(tokens, core, last) or _is_said_age(tokens, core, last):
        return True
    if tokens.lowers[core - 2 : core] == ["all", "but"] or _is_counter(tokens, core, last):
        return True
    if _is_share(tokens, core, last, size) or _is_pronoun_one(tokens, core, last):
        return True
    return is_digits and (
        _is_price(tokens, core, last)
        or _is_date(tokens, core, last, size)
        or _is_year(tokens, core, last, size)
        or _is_age(tokens, core, last, size)
        or _is_label(tokens, core, last)
    )


def _word(tokens: Tokens, at: int) -> str:
    """Return the token there, empty outside the sentence."""
    return tokens.lowers[at] if 0 <= at < tokens.size else ""


def _is_marked(tokens: Tokens, core: int, last: int) -> bool:
    """Return whether a mark or word beside it makes it a share, time or label: "5%", "#5"."""
    after = tokens.classes(last)
    if "statute" in after:
        return True  # "18 USC 922"
    if tokens.lowers[last : last + 2] == ["'", "s"] and tokens.lowers[core].isdecimal():
        return True  # "in their 20's"
    marked = _word(tokens, last) == "%" or _word(tokens, core - 1) in {"#", "/", "@"}
    return marked or "fraction" in after or "clock" in after


def _is_price(tokens: Tokens, core: int, last: int) -> bool:
    if "currency" in tokens.classes(core - 1):
        return True
    return "currency" in tokens.classes(last) and len(_word(tokens, last)) == 1


def _is_said_age(tokens: Tokens, core: int, last: int) -> bool:
    """Return whether words around it make it an age: "aged 9", "as young as 11"."""
    if "age" in tokens.classes(core - 1):
        return True
    if "age" in tokens.classes(last) and _word(tokens, last) != "old":
        return True
    before = _word(tokens, core - 1)
    if before == "," and "age" in tokens.classes(core - 2):
        return True  # "Ana Silva aged, 33"
    young = before == "as" and _word(tokens, core - 2) in _AGED
    ages = before == "of" and "age" in tokens.classes(core - 2)
    return young or ages or _is_hanging_age(tokens, last)


def is_age_range(tokens: Tokens, lead: int) -> bool:
    """Return whether words of age stand before it: "aged between 14 and 16", "the ages of 2"."""
    if "age" in tokens.classes(lead - 1):
        return True
    return lead > 1 and tokens.lowers[lead - 1] == "of" and "age" in tokens.classes(lead - 2)


def _is_hanging_age(tokens: Tokens, last: int) -> bool:
    """Return whether the rest of the age stands later: "2 and 4-year-old brothers"."""
    if _word(tokens, last) == "-":
        return last > 0 and tokens.starts[last] == tokens.ends[last - 1]  # not "the two – A and B"
    if _is_listed_age(tokens, last):
        return True
    return "range_link" in tokens.classes(last) and "-year-" in _word(tokens, last + 1)


def _is_listed_age(tokens: Tokens, last: int) -> bool:
    """Return whether it is one of several ages: "are 18, 23, 27 and 30 years old"."""
    here = last
    while _word(tokens, here) == "," or "conjunction" in tokens.classes(here):
        here += 1
        if "-year-" in _word(tokens, here):
            return True  # "14, 15, and 16-year-olds"
        here += _word(tokens, here).isdigit() or "conjunction" in tokens.classes(here)
    if here > last and "-year-" in _word(tokens, here):
        return True
    return here > last and _word(tokens, here) in _YEARS and _word(tokens, here + 1) == "old"


def _is_share(tokens: Tokens, core: int, last: int, size: int) -> bool:
    """Return whether it says a share: "three out of four", "one in five"."""
    if tokens.lowers[last : last + 2] == ["out", "of"]:
        return "determiner" not in tokens.classes(last + 2)
    if core > 1 and tokens.lowers[core - 2 : core] in (["one", "in"], ["out", "of"]):
        return True
    whole = _word(tokens, last + 1)
    if _is_of_ten(tokens, core, last, size):
        return True
    number = whole.isdigit() or whole in _SHARES
    return size == 1 and _word(tokens, last) == "in" and number


def _is_counter(tokens: Tokens, core: int, last: int) -> bool:
    """Return whether it numbers the pictures or pages of a series: "Image 18 of 40"."""
    if _word(tokens, core - 1) in _SERIES and _word(tokens, last) == "of":
        return _word(tokens, last + 1).isdigit()
    ends = _word(tokens, core - 1) == "of" and _word(tokens, core - 2).isdigit()
    return ends and _word(tokens, core - 3) in _SERIES


def _is_of_ten(tokens: Tokens, core: int, last: int, size: int) -> bool:
    """Return whether it is either number of "six in 10"."""
    if size < _TENTHS and _word(tokens, last) == "in" and _word(tokens, last + 1) in _TEN:
        return not _is_of_events(tokens, last + 2)
    if _word(tokens, core) not in _TEN or _word(tokens, core - 1) != "in":
        return False
    part = _word(tokens, core - 2)
    known = tokens.lexicon.number_words.get(part)
    tenths = len(part) == 1 and part.isdigit()
    tenths = tenths or (known is not None and known.kind == "unit" and known.value < _TENTHS)
    return tenths and not _is_of_events(tokens, last)


def _is_of_events(tokens: Tokens, at: int) -> bool:
    """Return whether events or places follow rather than people: "nine in 10 raids"."""
    word = tokens.words[at] if at < tokens.size else None
    if word is None or word.noun is None:
        return word is not None and bool(word.events)
    return word.noun.noun_class in {"place", "case", "thing", "group", "event"}


def _is_pronoun_one(tokens: Tokens, core: int, last: int) -> bool:
    """Return whether "one" is a pronoun: "one another", "this one", "one-time"."""
    if tokens.lowers[core] != "one":
        return False
    before = tokens.classes(core - 1)
    following = _word(tokens, last)
    if core > 1 and "prenumeral" in before and "definite" in tokens.classes(core - 2):
        return following in _AFTER_ONE  # "the only one that"
    named = all(tokens.is_name(at) and tokens.words[at] is None for at in (last, last + 1))
    if named and not noun_soon(tokens, last):
        return True  # "one John Smith"
    return following == "another" or ("determiner" in before and "definite" not in before)


def _is_date(tokens: Tokens, core: int, last: int, size: int) -> bool:
    """Return whether it is a day of a month."""
    if size > 31:
        return False
    if core > 1 and tokens.lowers[core - 2].isdecimal() and int(tokens.lowers[core - 2]) <= 31:
        return False  # the day stands before the month
    before = core - 2 if core > 1 and tokens.lowers[core - 1] == "." else core - 1
    return _is_month(tokens, before) or (_is_month(tokens, last) and not _is_verb_may(tokens, last))


def _is_month(tokens: Tokens, at: int) -> bool:
    return "month" in tokens.classes(at) and (tokens.texts[at][:1].isupper())


def _is_verb_may(tokens: Tokens, at: int) -> bool:
    return tokens.capitals and "modal" in tokens.classes(at)


def _is_year(tokens: Tokens, core: int, last: int, size: int) -> bool:
    """Return whether four plain digits are a year."""
    if len(tokens.lowers[core]) < 4 or not _FIRST_YEAR <= size <= _LAST_YEAR:
        return False
    if "," in tokens.lowers[core]:
        return False
    word = tokens.words[last] if last < tokens.size else None
    counts = word is not None and word.noun is not None and word.noun.noun_class != "thing"
    before = tokens.classes(core - 1)
    later = _word(tokens, last + 1)
    if _word(tokens, last) == "in" and len(later) == len(str(_LAST_YEAR)) and later.isdecimal():
        return not _FIRST_YEAR <= int(later) <= _LAST_YEAR  # "rose to 2075 in 2022"
    if _is_month(tokens, core - 1):
        return True  # "since May 2020 officers have"
    if _word(tokens, core - 1) == "of" and noun_soon(tokens, last):
        return False  # "the arrest of 2086 wanted suspects"
    return not counts or "preposition" in before or "definite" in before


def _is_age(tokens: Tokens, core: int, last: int, size: int) -> bool:
    """Return whether it is an age: "Smith, 34," or "under 18"."""
    if size > _OLDEST:
        return False
    before, following = _word(tokens, core - 1), _word(tokens, last)
    closed = following in _CLOSING or _goes_on_naming(tokens, core, last)
    if before == ",":
        return _is_age_of_named(tokens, core, last, closed=closed)
    if before == "(" and following == ")":
        counts = noun_soon(tokens, last + 1) and not tokens.is_name(core - 2)
        told = tokens.words[core - 2]
        counts = counts or (told is not None and bool(told.events))  # "leads the arrests (40)"
        return not counts and not _is_share_of_place(tokens, core - 2)
    years = following in _YEARS and _word(tokens, last + 1) == "old"
    if years or before == "both" or "indefinite" in tokens.classes(core - 1):
        return True
    bounded = before in _BOUNDS and "be" in tokens.classes(core - 2)
    if bounded and (closed or last >= tokens.size):
        return True  # "were under 25"
    bare = closed or bool(tokens.classes(last) & {"preposition", "relative", "be", "conjunction"})
    return before in _BOUNDS and bare and size <= _AGE_BOUND


def _is_share_of_place(tokens: Tokens, at: int) -> bool:
    """Return whether the name that ends there is a place's: "most of them in Limpopo (21)"."""
    named = at
    while tokens.is_name(named):
        named -= 1
    if named == at:
        return False
    word = tokens.words[at]
    if named == at - 1 and word is not None and word.noun is not None:
        return word.noun.noun_class == "person"  # "Indonesian (193)"
    before = tokens.lowers[max(0, named - 1) : named + 1]
    if before[-1] in _BEFORE_SHARE:
        return True
    return before in (["followed", "by"], [")", "and"], [")", ","])


def _is_age_of_named(tokens: Tokens, core: int, last: int, *, closed: bool) -> bool:
    """Return whether a comma and a person stand before it: "boy, 15,", "John Smith, 34 on …"."""
    if core < 2:
        return False
    if _is_one_person(tokens, core - 2):
        return closed
    if "preposition" in tokens.classes(last):
        named = core > 2 and tokens.is_name(core - 2) and tokens.is_name(core - 3)
        return named and not _is_place_named(tokens, core - 3)
    name = core - 3 if tokens.lowers[core - 2] == "." and core > 2 else core - 2
    opens = name == 0 and tokens.words[0] is None and tokens.texts[0].istitle()  # "Kovac, 31,"
    particle = "-" in tokens.texts[name] and tokens.texts[name].rpartition("-")[2][:1].isupper()
    return closed and (opens or particle or tokens.is_name(name) or tokens.capitals)


def _is_place_named(tokens: Tokens, at: int) -> bool:
    """Return whether a name is a place's: "in the Czech Republic, 12 in France"."""
    while at > 0 and tokens.is_name(at):
        at -= 1
    return tokens.lowers[at] in _BEFORE_PLACE


def _goes_on_naming(tokens: Tokens, core: int, last: int) -> bool:
    """Return whether a full name stands before and more is said of it: "Maya Rai, 22 and Sita"."""
    named = core > 2 and all(text[:1].isupper() for text in tokens.texts[core - 3 : core - 1])
    more = "relative" in tokens.classes(last) or (
        "conjunction" in tokens.classes(last) and tokens.is_name(last + 1)
    )
    return named and more


def _is_one_person(tokens: Tokens, at: int) -> bool:
    """Return whether a token names one person ("boy, 15,")."""
    word = tokens.words[at]
    noun = word.noun if word else None
    return noun is not None and noun.noun_class != "thing" and not noun.is_plural


def _opens_verb(tokens: Tokens, at: int) -> bool:
    """Return whether a verb in the present stands there before a number: "catches nine"."""
    word = tokens.words[at] if at < tokens.size else None
    present = word is not None and word.verb is not None and "s" in word.verb.forms
    following = _word(tokens, at + 1)
    counts = following[:1].isdigit() or following in tokens.lexicon.number_openers
    return present and counts


def _is_label(tokens: Tokens, core: int, last: int) -> bool:
    """Return whether it numbers a thing: "Section 23", "Flight 370", "No. 5"."""
    if core == 0:
        return False
    at = core - 1
    if tokens.lowers[at] in _COMPARED:
        return False  # "Wounds At Least 11"
    if tokens.lowers[at] == "." and at:
        at -= 1
    word = tokens.words[at]
    counted = tokens.words[last] if last < tokens.size else None
    counts = counted is not None and counted.noun is not None
    if word is not None and "label" in word.classes:
        return not counts or tokens.is_name(at)
    operation = tokens.is_name(at) and tokens.lowers[at - 1] in _OPERATIONS
    plain_name = operation or word is None or not (word.classes or word.verb)
    if tokens.texts[at][:1].isupper() and _opens_verb(tokens, last):
        return True  # "Brigade 31 catches nine bombers"
    following = tokens.texts[last][:1] if last < tokens.size else ""
    return (
        tokens.is_name(at) and plain_name and not following.isalpha() and tokens.texts[at].isalnum()
    )
