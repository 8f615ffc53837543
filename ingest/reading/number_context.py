"""Numbers that count nothing: dates, ages, money, labels, times, fractions."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ingest.reading.tokens import Tokens

_CLOSING = {",", ")", ";", ".", ":", "]", "-", "—", ""}
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_AGE_BOUND = 21


def is_other_number(tokens: Tokens, core: int, last: int, size: int, is_digits: bool) -> bool:
    """Return whether the number at tokens [core, last) is a date, age, price, label, …"""
    before = tokens.classes(core - 1)
    after = tokens.classes(last)
    following = tokens.lowers[last] if last < len(tokens) else ""
    if core > 1 and tokens.lowers[core - 1] == "of" and "age" in tokens.classes(core - 2):
        return True
    if core > 1 and tokens.lowers[core - 1] == "as" and tokens.lowers[core - 2] in {"young", "old"}:
        return True
    if core and is_share_before(tokens, core):
        return True
    if "age" in after and following != "old":
        return True  # "one aged nine"
    if following == "%" or "fraction" in after or "clock" in after or "age" in before:
        return True
    if core and tokens.lowers[core - 1] in {"#", "/", "@"}:
        return True
    if is_digits and ("currency" in before or ("currency" in after and len(following) == 1)):
        return True
    if (
        _is_hanging_age(tokens, last)
        or _is_share(tokens, last, size)
        or _is_pronoun_one(tokens, core, last)
    ):
        return True
    if not is_digits:
        return False
    return (
        _is_date(tokens, core, last, size)
        or _is_year(tokens, core, last, size)
        or _is_age(tokens, core, last, size)
        or _is_label(tokens, core, last)
    )


def is_age_range(tokens: Tokens, lead: int) -> bool:
    """Return whether words of age stand before it: "aged between 14 and 16", "the ages of 2"."""
    if "age" in tokens.classes(lead - 1):
        return True
    return lead > 1 and tokens.lowers[lead - 1] == "of" and "age" in tokens.classes(lead - 2)


def _is_hanging_age(tokens: Tokens, last: int) -> bool:
    """Return whether the rest of the age stands later: "2 and 4-year-old brothers"."""
    if tokens.lowers[last : last + 1] == ["-"]:
        return True
    later = tokens.lowers[last + 1] if last + 1 < len(tokens) else ""
    return "range_link" in tokens.classes(last) and "-year-" in later


def _is_share(tokens: Tokens, last: int, size: int) -> bool:
    """Return whether it says a share: "three out of four", "one in five"."""
    words = tokens.lowers[last : last + 2]
    if words == ["out", "of"]:
        return "determiner" not in tokens.classes(last + 2)
    at = last + 1
    return (
        size == 1
        and words[:1] == ["in"]
        and at < len(tokens)
        and (tokens.lowers[at].isdigit() or tokens.lowers[at] in {"three", "four", "five", "ten"})
    )


def is_share_before(tokens: Tokens, core: int) -> bool:
    """Return whether it is the whole of a share: "one in five"."""
    return core > 1 and tokens.lowers[core - 2 : core] == ["one", "in"]


def _is_pronoun_one(tokens: Tokens, core: int, last: int) -> bool:
    """Return whether "one" is a pronoun: "one another", "this one", "one-time"."""
    if tokens.lowers[core] != "one":
        return False
    before = tokens.classes(core - 1)
    following = tokens.lowers[last] if last < len(tokens) else ""
    return following == "another" or ("determiner" in before and "definite" not in before)


def _is_date(tokens: Tokens, core: int, last: int, size: int) -> bool:
    """Return whether it is a day of a month."""
    if size > 31:
        return False
    if core > 1 and tokens.lowers[core - 2].isdigit() and int(tokens.lowers[core - 2]) <= 31:
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
    word = tokens.words[last] if last < len(tokens) else None
    counts = word is not None and word.noun is not None and word.noun.noun_class != "thing"
    before = tokens.classes(core - 1)
    return not counts or "preposition" in before or "definite" in before


def _is_age(tokens: Tokens, core: int, last: int, size: int) -> bool:
    """Return whether it is an age: "Smith, 34," or "under 18"."""
    if size > 110:
        return False
    following = tokens.lowers[last] if last < len(tokens) else ""
    before = tokens.lowers[core - 1] if core else ""
    if before == "(" and following == ")":
        return True
    if tokens.lowers[last : last + 2] in (["year", "old"], ["years", "old"], ["yr", "old"]):
        return True
    if before == "both" or "indefinite" in tokens.classes(core - 1):
        return True
    if before == "," and core > 1 and _is_one_person(tokens, core - 2):
        return following in _CLOSING
    if before == "," and core > 2 and "preposition" in tokens.classes(last):
        return tokens.is_name(core - 2) and tokens.is_name(core - 3)
    if before == "," and following in _CLOSING and core > 1:
        name = core - 3 if tokens.lowers[core - 2] == "." and core > 2 else core - 2
        return tokens.is_name(name) or tokens.capitals
    bare = following in _CLOSING or "preposition" in tokens.classes(last)
    return before in {"under", "over"} and bare and size <= _AGE_BOUND


def _is_one_person(tokens: Tokens, at: int) -> bool:
    """Return whether a token names one person ("boy, 15,")."""
    word = tokens.words[at]
    noun = word.noun if word else None
    return noun is not None and noun.noun_class != "thing" and not noun.is_plural


def _is_label(tokens: Tokens, core: int, last: int) -> bool:
    """Return whether it numbers a thing: "Section 23", "Flight 370", "No. 5"."""
    if core == 0:
        return False
    at = core - 1
    if tokens.lowers[at] == "." and at:
        at -= 1
    word = tokens.words[at]
    counted = tokens.words[last] if last < len(tokens) else None
    counts = counted is not None and counted.noun is not None
    if word is not None and "label" in word.classes:
        return not counts or tokens.is_name(at)
    plain_name = word is None or not (word.classes or word.verb)
    following = tokens.texts[last][:1] if last < len(tokens) else ""
    return (
        tokens.is_name(at) and plain_name and not following.isalpha() and tokens.texts[at].isalnum()
    )
