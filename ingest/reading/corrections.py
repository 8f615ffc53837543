"""Notices that an earlier figure was wrong: what was said, what is right."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ingest.reading.wordlists import pattern

if TYPE_CHECKING:
    from ingest.model import Figure, Sentence
    from ingest.reading.survey import Survey

_DIGITS = r"\d{1,3}(?:,\d{3})+|\d+"
_PAIRS = (
    # "said 45 …, not 54" and "54, not 45": the number after "not" is the wrong one.
    (pattern(
    r"(?P<to>NUM)\b[^.;0-9]{0,40}?,? (?:and )?{corrections} (?:the )?(?P<from>NUM)\b"
), 0),
    (re.compile(r"from (?P<from>NUM)\b[^.;0-9]{0,40}? to (?P<to>NUM)\b"), 1),
    (pattern(
    r"(?P<from>NUM)\b.{0,300}?\b{corrections_correct_2}\b[^0-9]{0,60}?(?P<to>NUM)\b"
), 2),
    # "An earlier report said 43. The police arrested 34."
    (pattern(
    r"\b{corrections_earlier_2}\b[^.]*?(?P<from>NUM)\b[^.]*\. [^.]*?(?P<to>NUM)\b"
), 3),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Correction:
    """A notice with the wrong and the right number, either null where it isn't said."""

    start: int
    end: int
    sentence: int
    wrong: int | None
    right: int | None
    measure: str | None


def find_corrections(survey: Survey, figures: tuple[Figure, ...]) -> list[Correction]:
    """The notices of correction, each over its sentence and, where needed, the two after it."""
    cues = survey.world.terms("mention", "correction_cue")
    found: list[Correction] = []
    for index, sentence in enumerate(survey.sentences):
        if found and sentence.char_start < found[-1].end:
            continue
        if survey.marks(cues, sentence.char_start, sentence.char_end):
            correction = _read(survey, survey.sentences[index : index + 4], figures)
            if correction is not None:
                found.append(correction)
    return found


def _read(
    survey: Survey, sentences: tuple[Sentence, ...], figures: tuple[Figure, ...]
) -> Correction | None:
    """The numbers of a notice, from as few sentences as hold both."""
    start = sentences[0].char_start
    for last in sentences:
        text = _in_digits(survey.folded[start : last.char_end], survey.world.small_numbers)
        for notice, _ in _PATTERNS:
            match = notice.search(text)
            if match is not None and match["from"] != match["to"]:
                wrong, right = _value(match["from"]), _value(match["to"])
                if not (_is_year(wrong) and _is_year(right)):
                    return Correction(
                        start,
                        last.char_end,
                        sentences[0].number,
                        wrong,
                        right,
                        _measure((start, last.char_end), right, figures),
                    )
    return None


def _in_digits(text: str, numbers: dict[str, int]) -> str:
    """The text with number words as digits ("thirty-four" -> 34)."""

    def spelled(match: re.Match[str]) -> str:
        return str(sum(numbers[w] for w in re.split(r"[ -]", match[0])))

    words = "|".join(sorted(numbers, key=len, reverse=True))
    return re.sub(rf"\b(?:{words})(?:[ -](?:{words}))?\b", spelled, text)


def _value(digits: str) -> int:
    return int(digits.replace(",", ""))


def _is_year(value: int) -> bool:
    return 1900 <= value <= 2100


def _measure(span: tuple[int, int], right: int, figures: tuple[Figure, ...]) -> str | None:
    """The measure of the figures with the right number, in the notice or else in the article."""
    inside = [f for f in figures if span[0] <= f.char_start < span[1]]
    for figure in (*inside, *(f for f in figures if f.value == right)):
        return figure.measure
    return None


_PATTERNS = tuple((re.compile(p.pattern.replace("NUM", _DIGITS), re.DOTALL), n) for p, n in _PAIRS)
