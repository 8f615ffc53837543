"""What the head of a plain text article says about it: title, publication date, outlet.

An article may open with a headline, a line with its date ("Updated: 2011-12-06 11:55"), the agency
in brackets ("(Xinhua)", "LONDON (Reuters) -"), the outlet in a line beside the date, page
furniture and a byline. Only these are read: what is not clearly one of them is the article's own
words. Names of authors are not kept.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING

from ingest.sources.dates import Published, parse_published

if TYPE_CHECKING:
    from ingest.sources.header_terms import HeaderTerms

LineTest = Callable[[str], bool]

_HEAD_LINES = 14  # lines with something on them in which a head may still go on
_HEAD_CHARACTERS = 6000
_BODY_LINES = 4  # after as many of the article's own lines, the head is over
_LONGEST_TITLE = 200
_LONGEST_LABEL_LINE = 120
_LONGEST_NAME = 6  # words of an outlet that fills a line

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_DATE = re.compile(
    rf"(?:\d{{4}}-\d\d-\d\d|\d{{4}}[/.]\d{{1,2}}[/.]\d{{1,2}}|\d{{1,2}}([/.])\d{{1,2}}\1\d{{4}}"
    rf"|{_MONTH}\s+{_DAY},?\s+\d{{4}}|{_DAY}\s+{_MONTH},?\s+\d{{4}})(?!\d)",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"\b(?:\d{1,2}[:.]\d\d(?::\d\d)?(?:\s*[ap]\.?m\b\.?)?|\d{1,2}\s*[ap]\.?m\b\.?)", re.IGNORECASE
)
_ZONE = re.compile(
    r"^\s*(?:(?:[(]?(?:[A-Z]{2,4}T|GMT|UTC|BST|Z)[)]?)?\s*(?:[+-]\d\d:?\d\d)?)(?=\W|$)"
)
_WEEKDAY = re.compile(
    r"\b(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?\b\.?", re.IGNORECASE
)
_SEPARATORS = " \t,;|·•-–—/:()\u00a0"

_BRACKETED = re.compile(r"\(([^()]{2,60})\)")
_DATELINE = re.compile(
    r"(?:(?P<place>[A-Z\u00c0-\u00de][^()\n]{1,60}?)\s+)?\((?P<name>[^()\n]{2,60})\)\s*[-–—:]+"
)
_NAME_WORD = re.compile(r"[A-Z\u00c0-\u00de0-9][\w.&'’-]*|of|the|and|for|de|la|del|&|@")
_SENTENCE_BREAK = re.compile(r"(?:[^\W\d_A-Z]{3,}|\d)[.!?][\"”’)]*\s+[\"“‘(]?[A-Z]")
_INITIALS_LAST = re.compile(r"(?:[A-Z]\.){2,}$")


@dataclass(frozen=True, slots=True)
class Header:
    """What the head of an article gave; None where it gives nothing."""

    title: str | None = None
    published: Published | None = None
    outlet: str | None = None


@dataclass(frozen=True, slots=True)
class HeaderReader:
    """Reads heads with the terms of the seeds and a test for page furniture."""

    terms: HeaderTerms
    is_furniture: LineTest

    def read(self, text: str) -> Header:
        """The header of `text`."""
        found = _Found()
        own: list[int] = []  # numbers of lines in the article's own words
        lines = text[:_HEAD_CHARACTERS].splitlines()
        after_date = False
        for number, line in _filled(lines):
            had_date = found.published is not None
            if self._is_label_line(line, found):
                after_date = found.published is not None
                if after_date and not had_date and own:
                    self._read_above_date(lines, own, found)
            elif after_date and own and (outlet := self._own_line_outlet(line)):
                found.add_outlet(outlet)
            elif not self.is_furniture(line):
                after_date = False
                own.append(number)
                found.add_outlet(self._dateline_outlet(line))
                found.add_date(_dateline_date(line))
            if len(own) >= _BODY_LINES:
                break
        return Header(_title(lines, own, text), found.published, found.outlet)

    def _read_above_date(self, lines: list[str], own: list[int], found: _Found) -> None:
        """Take the line above the date from the article's own, if it is an outlet or an author."""
        above = " ".join(lines[own[-1]].split())
        outlet = self._own_line_outlet(above)
        # The first line is the headline, unless it is a masthead that is known.
        if outlet and (len(own) > 1 or self._is_known(outlet)):
            found.add_outlet(outlet)
            own.pop()
        elif _is_author(above):
            own.pop()

    def _own_line_outlet(self, line: str) -> str | None:
        """The outlet that fills a line: a listed one, or one that is called as outlets are."""
        outlet = self._outlet(line)
        words = (outlet or "").casefold().split()
        if not outlet or len(words) > _LONGEST_NAME or line[-1] in ".!?":
            return None
        is_called_so = not self.terms.outlet_word.isdisjoint((words[0], words[-1]))
        return outlet if self._is_known(outlet) or (is_called_so and len(words) > 1) else None

    def _is_known(self, outlet: str) -> bool:
        return outlet.casefold().removeprefix("the ") in self.terms.known_outlets

    def _is_label_line(self, line: str, found: _Found) -> bool:
        """Whether a line only says something about the article; keeps what it says."""
        if len(line) > _LONGEST_LABEL_LINE:
            return False
        if line.rstrip(" :!").casefold() in self.terms.heading:
            return True
        if self._is_date_line(line, found) or self._is_byline(line, found):
            return True
        match = _BRACKETED.fullmatch(line) or self.terms.source.fullmatch(line)
        outlet = self._outlet(match[1]) if match else None
        found.add_outlet(outlet)
        return outlet is not None

    def _is_date_line(self, line: str, found: _Found) -> bool:
        """Read a line like "Updated: 2011-12-06 11:55" or "Xinhua | December 6, 2011"."""
        match = _DATE.search(line)
        if not match:
            return False
        before, after = line[: match.start()], line[match.end() :]
        rest_before = self._without_label(_WEEKDAY.sub(" ", _TIME.sub(" ", before)))
        rest_after = _ZONE.sub(" ", _WEEKDAY.sub(" ", _TIME.sub(" ", after)).lstrip(" ,"))
        names = [rest.strip(_SEPARATORS) for rest in (rest_before, rest_after)]
        others = [name for name in names if name and not _DATE.search(name)]
        outlets = [self._outlet(name) for name in others]
        if any(outlet is None for outlet in outlets):
            return False
        is_update = self._label_of(before) in self.terms.updated_label
        found.add_date(_moment(line, match[0]), is_update=is_update)
        for outlet in outlets:
            # A place in capitals before a date is a dateline, no outlet.
            if outlet and not (outlet.isupper() and len(outlet) > 5):
                found.add_outlet(outlet)
        return True

    def _label_of(self, before: str) -> str:
        for part in re.split(r"[|·•]", before):
            if match := self.terms.date_label.match(part.strip()):
                return match[1].casefold()
        return ""

    def _without_label(self, before: str) -> str:
        parts = (part.strip() for part in re.split(r"[|·•]", before))
        kept = [
            part[m.end() :] if (m := self.terms.date_label.match(part)) else part for part in parts
        ]
        return " | ".join(part for part in kept if part).strip(" |")

    def _is_byline(self, line: str, found: _Found) -> bool:
        """Read a line like "By Jane Doe, Reuters": the outlet is what follows the last comma."""
        match = self.terms.author.fullmatch(line)
        if not match or line.rstrip().endswith((".", "!", "?")) or not _is_name(match[1]):
            return False
        _, comma, last = match[1].rpartition(",")
        if not comma:
            _, comma, last = match[1].rpartition("|")
        if comma:
            found.add_outlet(self._outlet(last))
        return True

    def _dateline_outlet(self, line: str) -> str | None:
        """The agency in a dateline: "(CNN)–", "BEIJING, Dec 6 (Xinhua) --"."""
        match = _DATELINE.match(line)
        return self._outlet(match["name"]) if match else None

    def _outlet(self, name: str) -> str | None:
        """`name` if an outlet can be called so."""
        clean = " ".join(name.strip(_SEPARATORS).split())
        if not 2 <= len(clean) <= 60 or clean.casefold() in self.terms.not_an_outlet:
            return None
        if not _is_name(clean) or not any(c.isalpha() for c in clean):
            return None
        return clean


@dataclass(slots=True)
class _Found:
    """What the lines so far gave: the first outlet and date, a plain one before an update."""

    outlet: str | None = None
    published: Published | None = None
    _from_update: bool = False

    def add_outlet(self, outlet: str | None) -> None:
        self.outlet = self.outlet or outlet

    def add_date(self, published: Published | None, *, is_update: bool = False) -> None:
        if published and (self.published is None or (self._from_update and not is_update)):
            self.published, self._from_update = published, is_update


def _filled(lines: list[str]) -> Iterator[tuple[int, str]]:
    filled = ((n, " ".join(line.split())) for n, line in enumerate(lines) if line.strip())
    for count, (number, line) in enumerate(filled):
        if count == _HEAD_LINES:
            return
        yield number, line


def _moment(line: str, day: str) -> Published | None:
    """The date in a line, with its time and zone where it has them."""
    time = _TIME.search(line.replace(day, " " * len(day), 1))
    if not time:
        return parse_published(day)
    zone = _ZONE.match(line[time.end() :])
    stated = f"{day} {time[0]} {zone[0].strip(' ()') if zone else ''}"
    return parse_published(stated) or parse_published(day)


def _is_name(text: str) -> bool:
    """A few words written as names are."""
    words = re.sub(r"[,|/]", " ", text).split()
    return 0 < len(words) <= 10 and all(_NAME_WORD.fullmatch(word.strip("()")) for word in words)


def _dateline_date(line: str) -> Published | None:
    """A full date in a dateline: "BEIJING, Dec. 6, 2011 (Xinhua) --"."""
    match = _DATELINE.match(line)
    date = _DATE.search(match["place"]) if match and match["place"] else None
    return parse_published(date[0]) if date else None


def _title(lines: list[str], own: list[int], text: str) -> str | None:
    """The headline: the first of the article's own lines, if it reads like one."""
    if len(own) < 2:
        return None
    block = [own[0]]
    while block[-1] + 1 < len(lines) and lines[block[-1] + 1].strip() and len(block) < 4:
        block.append(block[-1] + 1)
    # A headline set over two or three lines ends at an empty line.
    for size in (len(block), 1):
        if size > 3 or size >= len(own) or block[:size] != own[:size]:
            continue
        title = " ".join(" ".join(lines[number] for number in block[:size]).split())
        after = block[size - 1] + 1
        goes_on = any(line.strip()[:1].islower() for line in _until_empty(lines[after : after + 3]))
        if not goes_on and _is_headline(title):
            return title if len(title) < len(text.strip()) else None
    return None


def _until_empty(lines: list[str]) -> Iterator[str]:
    return takewhile(str.strip, lines)


def _is_author(line: str) -> bool:
    """Two or three capitalised words and nothing else."""
    words = line.split()
    return 2 <= len(words) <= 3 and all(word.istitle() and word.isalpha() for word in words)


def _is_headline(line: str) -> bool:
    if len(line) > _LONGEST_TITLE or not any(c.isalpha() for c in line) or _DATELINE.match(line):
        return False
    bare = line.rstrip("\"”’')")
    if bare.endswith((".", "…", ":", ";", ",")) and not _INITIALS_LAST.search(bare):
        return False
    return not _SENTENCE_BREAK.search(line) and not line[:1].islower()
