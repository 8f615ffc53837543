"""Number expressions: digits, words, mixed, ranges, dozens, with the bounds that they promise."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ingest.reading.number_context import is_age_range, is_other_number

if TYPE_CHECKING:
    from ingest.model import Qualifier
    from ingest.reading.lexicon import Lexicon
    from ingest.reading.tokens import Tokens

_DIGITS = re.compile(r"\d{1,3}(?:,\d{2,3})*,\d{3}|\d{1,3}(?:\.\d{3})+|\d{1,12}")
_DECIMAL = re.compile(r"\d{1,6}\.\d{1,6}")
_RANGE = re.compile(r"(\d{1,3}(?:,\d{3})+|\d{1,9})-(\d{1,3}(?:,\d{3})+|\d{1,9})")
_LARGEST = 10**12  # a larger number counts no people
_MAX_QUALIFIERS = 3
_OLDEST = 100
_FIRST_YEAR, _LAST_YEAR = 1900, 2100


@dataclass(slots=True)
class Number:
    """A number expression: tokens [first, last), its core starting at `core`, and its bounds.

    `lead` is where words before it start that belong to it but not to its span ("another").

    `is_other` marks what is no count at all: a date, an age, money, a label.
    """

    first: int
    core: int
    last: int
    value: int | None
    lower: int | None
    upper: int | None
    qualifier: Qualifier
    lead: int = 0
    is_digits: bool = False
    is_other: bool = False

    @property
    def is_single(self) -> bool:
        """Whether it counts one, and its verb is singular."""
        return self.value == 1

    @property
    def size(self) -> int:
        """The number to compare with others: as stated, else the lower bound."""
        return self.value if self.value is not None else self.lower or 0


def _changed(number: Number, **fields: object) -> Number:
    """Return a number that is being read, with some fields changed."""
    for name, value in fields.items():
        setattr(number, name, value)
    return number


def may_hold(whole: Number, part: Number) -> bool:
    """Return whether a number may have another as its part."""
    if whole.value is None or whole.upper is None:  # "several", "more than 20"
        return whole.upper is None or whole.upper >= part.size
    return whole.value >= part.size


def find_numbers(tokens: Tokens, lexicon: Lexicon) -> dict[int, Number]:
    """Return the number expressions of a sentence by their first token."""
    found: dict[int, Number] = {}
    at = 0
    previous: Number | None = None
    may_open = tokens.may_be_number
    while True:
        try:
            at = may_open.index(True, at)  # most words are out at once
        except ValueError:
            return found
        number = _number_at(tokens, at, lexicon)
        if number is None:
            at += 1
            continue
        joined = previous is not None and previous.is_other and _is_joined(tokens, previous, number)
        if (
            joined
            or is_other_number(tokens, number.core, number.last, number.size, number.is_digits)
            or is_age_range(tokens, number.lead)
            or _is_range_of_ages(tokens, number)
        ):
            number = _changed(number, is_other=True)
        previous = number
        found[number.lead] = number
        at = number.last


def _is_range_of_ages(tokens: Tokens, number: Number) -> bool:
    """Return whether a range without a noun tells ages: "they are between 18 and 40 and"."""
    told = number.qualifier == "range" and "be" in tokens.classes(number.lead - 1)
    ages = number.upper is not None and number.upper < _OLDEST
    word = tokens.words[number.last] if number.last < tokens.size else None
    return told and ages and (word is None or word.noun is None)


def _is_joined(tokens: Tokens, previous: Number, number: Number) -> bool:
    """Return whether a bare number is one more date or age ("ages 5 and 11")."""
    between = [word for word in tokens.lowers[previous.last : number.first] if "/" not in word]
    word = tokens.words[number.last] if number.last < tokens.size else None
    bare = word is None or word.noun is None or word.noun.noun_class == "thing"
    bare = bare and not (word is not None and word.events)  # "worth £600 and 19 arrests"
    if previous.is_digits and _is_year_size(previous.size) and not _is_year_size(number.size):
        return False  # "369 in 2022 and 208 in 2021"
    return (
        number.is_digits
        and bare
        and number.qualifier == "exact"
        and len(between) == 1
        and between[0] in {"and", "to", "or", ",", "-"}
    )


def _is_year_size(size: int) -> bool:
    return _FIRST_YEAR <= size <= _LAST_YEAR


def _number_at(tokens: Tokens, at: int, lexicon: Lexicon) -> Number | None:
    """Read one number with the qualifiers around it, if one starts at this token."""
    if tokens.lowers[at] == "from" and at + 1 < tokens.size and tokens.lowers[at + 1] != "from":
        inner = _number_at(tokens, at + 1, lexicon)  # "from 60 to 80 migrants"
        return _changed(inner, lead=at) if inner and inner.first == at else None
    within = lexicon.grammar_phrases.match(tokens.lowers, at - 1) if at else None
    if within is not None and within[0] > 1:
        return None  # "all" of "in all 21 suspects"
    first, core, qualifier = _qualified(tokens, at, lexicon)
    number = _core(tokens, core, lexicon) if core < tokens.size else None
    if number is None:
        return None
    number = _with_range(tokens, number, qualifier, lexicon)
    if qualifier == "range":
        is_range = number.qualifier == "range"
        return _changed(number, first=first, lead=at) if is_range else None
    number = _with_digits_repeated(tokens, number)
    if qualifier == "exact" and tokens.lowers[number.last - 1].endswith("-odd"):
        qualifier = "about"
    if qualifier == "exact" and number.last < tokens.size:
        after = lexicon.qualifiers_after.match(tokens.lowers, number.last)
        if after:
            qualifier = after[1]
            number = _changed(number, last=number.last + after[0])
    if qualifier != "exact" and number.qualifier == "exact" and number.value is not None:
        number = _bounded(number, number.value, qualifier)
    return _changed(number, first=min(first, number.first), lead=at)


def _qualified(tokens: Tokens, at: int, lexicon: Lexicon) -> tuple[int, int, Qualifier]:
    """Return where the span and the number itself start, and the first qualifier that bounds it."""
    qualifier: Qualifier = "exact"
    first = core = at
    for _ in range(_MAX_QUALIFIERS):
        match = lexicon.qualifiers_before.match(tokens.lowers, core) if core < tokens.size else None
        if not match:
            break
        size, said = match
        if said == "at_most" and "amount_verb" in tokens.classes(core - 1):
            break  # "has gone up to 19"
        if said != "exact" and qualifier == "exact":
            qualifier, first = said, core
        core += size
        if qualifier == "exact":
            first = core
    return first, core, qualifier


def _bounded(number: Number, value: int, qualifier: Qualifier) -> Number:
    """Give an exact number the bounds of its qualifier."""
    bounds: dict[str, tuple[int | None, int | None]] = {
        "more_than": (value + 1, None),
        "at_least": (value, None),
        "less_than": (None, value - 1),
        "at_most": (None, value),
        "about": (value - half_unit(value), value + half_unit(value)),
    }
    lower, upper = bounds[qualifier]
    return _changed(number, lower=lower, upper=upper, qualifier=qualifier)


def half_unit(value: int) -> int:
    """Return half a unit of the last non-zero digit's place, at least 1."""
    unit = 1
    while value and value % (unit * 10) == 0:
        unit *= 10
    return max(unit // 2, 1)


def _exact(at: int, last: int, value: int, *, is_digits: bool = False) -> Number:
    return Number(at, at, last, value, value, value, "exact", is_digits=is_digits)


def _core(tokens: Tokens, at: int, lexicon: Lexicon) -> Number | None:
    """Read the number itself: zero, a range in digits, a vague word, or a plain number."""
    none = lexicon.none_phrases.match(tokens.lowers, at)
    if none:
        return _exact(at, at + none[0], 0)
    lower = tokens.lowers[at]
    span = _RANGE.fullmatch(lower) if "-" in lower else None
    if span:
        low, high = (int(part.replace(",", "")) for part in span.groups())
        if low < high:
            return Number(at, at, at + 1, (low + high) // 2, low, high, "range", is_digits=True)
        return None
    digits = tokens.lowers[at].removesuffix("-plus")
    if digits != tokens.lowers[at] and _DIGITS.fullmatch(digits):  # "900-plus"
        value = int(digits.replace(",", "").replace(".", ""))
        return _bounded(_exact(at, at + 1, value, is_digits=True), value, "at_least")
    return _vague(tokens, at, lexicon) or _plain(tokens, at, lexicon)


def _vague(tokens: Tokens, at: int, lexicon: Lexicon) -> Number | None:
    """Read "dozens", "several hundred", "tens of thousands", "a couple", "a handful"."""
    last = at + ("indefinite" in tokens.classes(at))
    if last >= tokens.size:
        return None
    if "few" in tokens.classes(last):
        several = _several(tokens, at, last + 1, lexicon)
        if several is not None:
            return several
    word = lexicon.number_words.get(tokens.lowers[last])
    if word is None or word.kind not in {"vague", "couple"}:
        return None
    if word.kind == "couple":
        return _couple(tokens, at, last + 1, lexicon)
    scale, last = _scale(tokens, last + 1, lexicon)
    return Number(at, at, last, None, word.lower * scale, (word.upper + 1) * scale - 1, "vague")


def _several(tokens: Tokens, at: int, last: int, lexicon: Lexicon) -> Number | None:
    """Read "several dozen": three at the least, up to the next larger unit."""
    factor = _multiplier(tokens, last, lexicon)
    following = lexicon.number_words.get(tokens.lowers[last]) if last < tokens.size else None
    if following and following.kind == "vague" and following.lower >= 20:
        factor = following.lower // 2  # "several dozens"
    if factor == 1:
        return None
    return Number(at, at, last + 1, None, 3 * factor, _below_next(factor), "vague")


def _couple(tokens: Tokens, at: int, last: int, lexicon: Lexicon) -> Number | None:
    """Read "a couple of", "a couple of dozen"; "a couple was arrested" are husband and wife."""
    after_of = last + (tokens.lowers[last : last + 1] == ["of"])
    factor = _multiplier(tokens, after_of, lexicon)
    if factor > 1:
        value = 2 * factor
        return _bounded(_exact(at, after_of + 1, value), value, "about")
    return Number(at, at, last, 2, 2, 3, "about") if after_of > last else None


def _scale(tokens: Tokens, last: int, lexicon: Lexicon) -> tuple[int, int]:
    """Return the unit of "tens of thousands", and where it ends."""
    if tokens.lowers[last : last + 1] != ["of"] or last + 1 >= tokens.size:
        return 1, last
    following = lexicon.number_words.get(tokens.lowers[last + 1])
    if following and following.kind == "vague" and following.lower >= 2000:
        return following.lower // 2, last + 2
    return 1, last


def _below_next(factor: int) -> int:
    """Return the most that "several" of a unit is: 99 dozen-counted, 999 hundreds."""
    return 99 if factor == 12 else 10 * factor - 1


def _multiplier(tokens: Tokens, at: int, lexicon: Lexicon) -> int:
    word = lexicon.number_words.get(tokens.lowers[at]) if at < tokens.size else None
    return word.value if word and word.kind == "multiplier" else 1


def _plain(tokens: Tokens, at: int, lexicon: Lexicon) -> Number | None:
    """Read a plain number: digits or words, with hundreds, dozens, millions after it."""
    if tokens.lowers[at][0].isdigit():
        return _in_digits(tokens, at, lexicon)
    phrase = _phrase(tokens, at, lexicon)
    if phrase or "indefinite" not in tokens.classes(at):
        return phrase or _in_words(tokens, at, at, lexicon)
    factor = _multiplier(tokens, at + 1, lexicon)
    return _in_words(tokens, at, at + 1, lexicon) if factor > 1 else None


def _in_digits(tokens: Tokens, at: int, lexicon: Lexicon) -> Number | None:
    """Read a number in digits: "12", "18,518", "1.2 million", "12 450 officers"."""
    token = tokens.lowers[at]
    factor = _multiplier(tokens, at + 1, lexicon)
    if _DECIMAL.fullmatch(token) and factor > 1:
        return _in_range(_exact(at, at + 2, round(float(token) * factor), is_digits=True))
    if _DECIMAL.fullmatch(token) and "range_link" in tokens.classes(at + 1):
        factor = _multiplier(tokens, at + 3, lexicon)  # "between 1.1 and 1.5 million"
        if factor > 1:
            return _in_range(_exact(at, at + 1, round(float(token) * factor), is_digits=True))
    if not _DIGITS.fullmatch(token):
        return None
    value = int(token.replace(",", "").replace(".", ""))
    last = at + 1 + (factor > 1)
    for gap, is_split in ((2, _is_spaced_comma), (1, _is_grouped)):
        if is_split(tokens, at):
            value, factor = value * 1000 + int(tokens.lowers[at + gap]), 1
            last = at + gap + 1
            break
    return _in_range(_exact(at, last, value * factor, is_digits=True))


def _is_grouped(tokens: Tokens, at: int) -> bool:
    """Return whether a space groups the thousands of two tokens, with a counted noun after."""
    if at + 2 >= tokens.size or tokens.starts[at + 1] != tokens.ends[at] + 1:
        return False
    first, rest = tokens.lowers[at], tokens.lowers[at + 1]
    digits = first.isdecimal() and len(first) < 4 and rest.isdecimal() and len(rest) == 3
    return digits and _counts(tokens, at + 2)


def _counts(tokens: Tokens, at: int) -> bool:
    """Return whether a known noun that figures count stands there, or soon ("wanted suspects")."""
    word = tokens.words[at]
    described = word is None or (word.noun is None and (word.effects or word.events))
    if described and at + 1 < tokens.size and tokens.texts[at].islower():
        word = tokens.words[at + 1]
    return word is not None and word.noun is not None and word.noun.noun_class != "thing"


def _is_spaced_comma(tokens: Tokens, at: int) -> bool:
    """Return whether a blank slipped in after the comma of the thousands."""
    if at + 3 >= tokens.size or tokens.lowers[at + 1] != ",":
        return False
    if "month" in tokens.classes(at - 1):
        return False  # "December 2, 128 women"
    first, rest = tokens.lowers[at], tokens.lowers[at + 2]
    digits = first.isdecimal() and len(first) < 4 and rest.isdecimal() and len(rest) == 3
    return digits and tokens.starts[at + 1] == tokens.ends[at] and _counts(tokens, at + 3)


def _phrase(tokens: Tokens, at: int, lexicon: Lexicon) -> Number | None:
    """Read "half a dozen" and the like."""
    for size in (3, 2, 1):
        word = lexicon.number_words.get(" ".join(tokens.lowers[at : at + size]))
        if word and word.kind == "phrase":
            return _exact(at, at + size, word.value)
    first = lexicon.number_words.get(tokens.lowers[at])
    if at == 0 and first is not None and first.value == 12 and first.kind == "multiplier":
        return _exact(at, at + 1, first.value)  # "Dozen arrests as fans clash"
    return None


def _in_words(tokens: Tokens, at: int, start: int, lexicon: Lexicon) -> Number | None:
    """Read a number in words ("six hundred and twelve", "twenty-three", "two dozen")."""
    total = current = 0
    previous = "multiplier" if start > at else ""
    current = 1 if start > at else 0
    last = start
    while last < tokens.size:
        step = last
        if previous == "multiplier" and last > start:
            step += tokens.lowers[last] == "and" or _is_comma_within(tokens, last, lexicon)
        parts = _parts(tokens, step, lexicon)
        if not parts or (step > last and parts[0][0] == "multiplier"):
            break
        if not _may_follow(previous, parts[0][0]):
            break
        for kind, value in parts:
            if kind == "multiplier":
                current = max(current, 1) * value
                if value >= 1000:
                    total, current = total + current, 0
            else:
                current += value
            previous = kind
        last = step + 1
        if parts[-1][1] == 12 and parts[-1][0] == "multiplier":
            break
    if last > start and total and not current and _is_hundreds(tokens, last):
        return _in_range(_exact(at, last + 1, total + int(tokens.lowers[last])))
    return _in_range(_exact(at, last, total + current)) if last > start else None


def _is_comma_within(tokens: Tokens, at: int, lexicon: Lexicon) -> bool:
    """Return whether hundreds follow a comma: "one thousand, two hundred and six"."""
    if tokens.lowers[at] != "," or at + 2 >= tokens.size:
        return False
    unit, hundred = _parts(tokens, at + 1, lexicon), _parts(tokens, at + 2, lexicon)
    return bool(unit) and unit[0][0] == "unit" and hundred == [("multiplier", 100)]


def _is_hundreds(tokens: Tokens, at: int) -> bool:
    """Return whether three digits go on with thousands in words: "two thousand 500"."""
    return at < len(tokens) and len(tokens.lowers[at]) == 3 and tokens.lowers[at].isdecimal()


def _may_follow(previous: str, kind: str) -> bool:
    """Return whether a part of a number may stand after another ("twenty three", not "two two")."""
    if kind == "multiplier":
        return previous != ""
    return previous in {"", "multiplier"} or (previous == "ten" and kind == "unit")


def _parts(tokens: Tokens, at: int, lexicon: Lexicon) -> list[tuple[str, int]]:
    """Return the number words of a token, hyphens cut; none if any part is something else."""
    if at >= tokens.size:
        return []
    parts = []
    for piece in tokens.lowers[at].removesuffix("-odd").split("-"):
        word = lexicon.number_words.get(piece)
        if word is None or word.kind not in {"unit", "ten", "multiplier"}:
            return []
        parts.append((word.kind, word.value))
    return parts


def _in_range(number: Number) -> Number | None:
    return number if (number.value or 0) < _LARGEST else None


def _with_range(tokens: Tokens, number: Number, qualifier: Qualifier, lexicon: Lexicon) -> Number:
    """Join "20 to 30", "two or three", "between 1.1 and 1.5 million" into one range."""
    at = number.last
    if number.value is None or number.qualifier != "exact" or at + 1 >= tokens.size:
        return number
    link = tokens.lowers[at]
    if "range_link" not in tokens.classes(at) or (link == "and" and qualifier != "range"):
        return number
    upper = _core(tokens, at + 1, lexicon)
    if upper is None or upper.value is None or upper.qualifier != "exact":
        return number
    low, high = number.value, upper.value
    if low < 1000 <= high and high % 1000 == 0 and tokens.lowers[upper.last - 1].isalpha():
        factor = _multiplier(tokens, upper.last - 1, lexicon)
        decimal = _DECIMAL.fullmatch(tokens.lowers[number.core])
        low = low * factor if not decimal else low
    before = tokens.lowers[number.first - 1] if number.first else ""
    plain_from = link == "to" and before == "from" and qualifier != "range"
    word = tokens.words[upper.last] if upper.last < tokens.size else None
    if plain_from and word is not None and word.noun is not None and low < high:
        number = _changed(number, first=number.first - 1)  # "from 60 to 80 migrants"
        plain_from = False
    if low >= high or plain_from or (link == "or" and high > low + 2):
        return number
    return _changed(
        number, last=upper.last, value=(low + high) // 2, lower=low, upper=high, qualifier="range"
    )


def _with_digits_repeated(tokens: Tokens, number: Number) -> Number:
    """Take "(17)" after "seventeen" into the span."""
    at = number.last
    marks = tokens.lowers[at : at + 1], tokens.lowers[at + 2 : at + 3]
    if marks not in ((["("], [")"]), (["["], ["]"])):
        return number
    digits = tokens.lowers[at + 1].replace(",", "")
    if digits.isdecimal() and len(digits) < 13 and int(digits) == number.value:
        return _changed(number, last=at + 3)
    return number
