"""Sentences of an article: lines put back together where they were wrapped, then split."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from ingest.model import Sentence
from ingest.reading.furniture import is_furniture_line
from ingest.reading.wordlists import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ingest.model import SentenceKind
    from ingest.reading.lexicon import Lexicon

_LINE = re.compile(r"[^\n]+")
# A full stop, what closes with it, then a space and a capital; or a letter, a stop and a capital.
_END = re.compile(
    r"[.!?](?:[.!?]*[\"')\]]*\s+(?=[\"'(\[]*[A-Z0-9À-Þ])"
    r"|(?<=[a-z0-9\"')][.!?])[\"']?(?=[A-Z][a-z]))"
)
_ROUGH_END = re.compile(r"[.!?][.!?]*[\"')\]]*\s+(?=[\"'(\[]*[A-Z0-9À-Þ])")
_WORD_BEFORE = re.compile(r"[\w.']+$")
_LONGEST = 20  # characters of the longest abbreviation
_TERMINAL = re.compile(r"[.!?:;][\"')\]]*$")
_LEADS_ON = pattern(r"\b{leads_on}$")
_BULLETS = "•*·▪●◦-–—"
_WRAPPED = 45  # a shorter line may be a heading
_MARGIN = 500  # characters that a first look takes on each side of a trigger
_MAX_WRAP = 130  # hard-wrapped text has no longer lines
_HEADLINE_LENGTH = 250


def split_sentences(text: str, lexicon: Lexicon) -> tuple[Sentence, ...]:
    """Split plain text into its sentences, numbered from 0; blanks belong to none."""
    sentences: list[Sentence] = []
    in_head = True
    for start, end in _blocks(text):
        furniture = is_furniture_line(text[start:end], lexicon)
        body = not furniture and (
            end - start > _HEADLINE_LENGTH
            or bool(_TERMINAL.search(text[max(start, end - 6) : end]))
        )
        in_head = in_head and not body
        kind: SentenceKind = "furniture" if furniture else "headline" if in_head else "body"
        for first, last in _split(text, start, end, lexicon):
            sentences.append(Sentence(len(sentences), first, last, kind))
    return tuple(sentences)


def rough_ends(text: str) -> list[tuple[int, int]]:
    """Return where sentences may end: the full stop, and what follows it."""
    return [match.span() for match in _ROUGH_END.finditer(text)]


def sentence_at(
    text: str, position: int, ends: list[tuple[int, int]], lexicon: Lexicon
) -> tuple[int, int]:
    """Return a span around a position that is its sentence, or where lines break, more.

    Splitting the whole text is left to articles that hold a figure.
    """
    opening, closing = reach_of(text, position)
    here = bisect_left(ends, (position, position))
    for at in range(here - 1, -1, -1):
        stop, start = ends[at]
        if stop < opening:
            break
        if start <= position and not _is_abbreviation(text, opening, stop, lexicon):
            opening = start
            break
    for at in range(here, len(ends)):
        stop, start = ends[at]
        if stop >= closing:
            break
        if not _is_abbreviation(text, opening, stop, lexicon):
            return opening, start
    return opening, closing


def reach_of(text: str, position: int) -> tuple[int, int]:
    """Return the stretch of a paragraph around a position that its sentence can't go beyond."""
    first, last = max(0, position - _MARGIN), min(len(text), position + _MARGIN)
    opening, closing = text.rfind("\n\n", first, position), text.find("\n\n", position, last)
    return max(first, opening + 1), last if closing < 0 else closing


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of paragraphs and single lines, hard-wrapped lines joined."""
    lines = [stripped(text, *match.span()) for match in _LINE.finditer(text)]
    lines = [(start, end) for start, end in lines if start < end]
    if not lines:
        return
    width = _wrap_width([end - start for start, end in lines])
    block_start, block_end = lines[0]
    for start, end in lines[1:]:
        blank_between = text.count("\n", block_end, start) > 1
        if not blank_between and _continues(text, (block_end, start, end), width, block_start):
            block_end = end
        else:
            yield block_start, block_end
            block_start, block_end = start, end
    yield block_start, block_end


def _continues(text: str, join: tuple[int, int, int], width: int, block_start: int) -> bool:
    """Return whether the line after a line end belongs to the sentence before it."""
    previous_end, start, end = join
    bullet = text[start] in _BULLETS and text[start + 1 : start + 2].isspace()
    if bullet or _TERMINAL.search(text[max(block_start, previous_end - 6) : previous_end]):
        return False
    if text[start].islower() or text[start] in ",.;)'":
        return True
    if _LEADS_ON.search(text[max(block_start, previous_end - 20) : previous_end]):
        return True
    if not width:
        return False
    if text[start].isdigit() and previous_end - block_start >= _WRAPPED:
        return True
    line_start = max(block_start, text.rfind("\n", 0, previous_end) + 1)
    first_word = text[start:end].split(maxsplit=1)[0]
    return previous_end - line_start + 1 + len(first_word) > width - 4


def _wrap_width(lengths: list[int]) -> int:
    """Return the width that text was wrapped at, 0 if it was not."""
    width = max(lengths)
    full = sum(length > 0.75 * width for length in lengths)
    return width if width <= _MAX_WRAP and len(lengths) >= 3 and full * 2 >= len(lengths) else 0


def stripped(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a span without the blanks at its ends."""
    line = text[start:end]
    return start + len(line) - len(line.lstrip()), start + len(line.rstrip())


def _split(text: str, start: int, end: int, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Yield the sentences of one block."""
    first = start
    for match in _END.finditer(text, start, end):
        if match.end() < end and not _is_abbreviation(text, first, match.start(), lexicon):
            last = match.start() + len(match.group().rstrip())
            yield first, last
            first = match.end()
    yield first, end


def _is_abbreviation(text: str, start: int, stop: int, lexicon: Lexicon) -> bool:
    """Return whether the full stop there belongs to a shortened word or an initial."""
    if text[stop] != ".":
        return False
    words = text[max(start, stop - _LONGEST) : stop].split()
    if not words:
        return False
    word = words[-1].lower()
    if not word[0].isalnum() or "-" in word:  # "(mr", "ex-gov"
        last = _WORD_BEFORE.search(word)
        word = last.group() if last else ""
    if word == "no":
        return text[stop + 1 : stop + 3].strip().isdigit()
    return word in lexicon.abbreviations or (len(word) == 1 and word.isalpha() and word != "i")
