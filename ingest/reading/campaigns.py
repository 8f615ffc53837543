"""Named operations and campaigns, and campaigns that are only described."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ingest.reading.folding import plain
from ingest.reading.wordlists import alternation
from ingest.reading.world import Terms
from ingest.values import value

if TYPE_CHECKING:
    from ingest.reading.world import World

_NAME = (
    r"(?:[A-ZÀ-Þ][\w'’-]*(?:\.\w[\w'’-]*)*|\d+(?:\.\d+)?|[IVX]+)"
    r"(?: (?:(?:of|the|and|de|del|la|for) )?(?:[A-ZÀ-Þ][\w'’-]*|\d+(?:\.\d+)?|[IVX]+)){0,3}"
)
_QUOTED = r"[\"“‘'«„]{1,2} ?(?P<quoted>[^\"”’'»“\n]{2,40}?)[,.]? ?[\"”’'»]{1,2}"
_GENITIVE = re.compile(r"'s?(?= |$)")
_PLAIN_KEY = re.compile(r"[^a-z0-9 ]+")


@value
class CampaignMention:
    """A campaign or operation in the text; `key` is null where it is only described."""

    start: int
    end: int
    key: str | None
    is_operation: (
        bool  # named with "Operation", so the name of one operation unless totals say more
    )


class CampaignFinder:
    """Finds campaigns; built once from the seeds' words."""

    def __init__(self, world: World) -> None:
        self._not_a_name = world.words("campaign", "not_a_name")
        self._effort = world.words("campaign", "effort")
        nouns = _either(world.words("campaign", "campaign_noun"))
        operation = _either(world.words("campaign", "operation_word"))
        adjectives = _either(world.words("campaign", "adjective"))
        complements = _either(world.words("campaign", "complement"))
        cues = _either(world.words("campaign", "codename_cue"))
        self._operation = re.compile(rf"\b(?i:{operation})\b:? (?:{_QUOTED}|(?P<name>{_NAME}))")
        self._coded = re.compile(
            rf"\b(?i:{alternation('campaign_action')}|{nouns}),? "
            rf"(?:{alternation('campaign_was')} )?(?i:{cues}) (?:the )?(?:{_QUOTED}|"
            rf"(?P<name>(?:(?i:operation) )?{_NAME}))"
        )
        clear = _either(world.words("campaign", "clear_codename_cue"))
        self._codename = re.compile(
            rf"\b(?i:{clear}),? (?:the )?(?:{_QUOTED}|(?P<name>(?:(?i:{operation}) )?{_NAME}))"
        )
        self._quoted_before = re.compile(rf"{_QUOTED} (?:[\w-]+ ){{0,2}}(?i:operation|{nouns})\b")
        self._named_noun = re.compile(rf"(?P<name>{_NAME}) (?i:{nouns})\b")
        self._quoted_noun = re.compile(rf"\b(?i:{nouns}),? {_QUOTED}")
        self._described = re.compile(
            rf"\b(?i:{alternation('campaign_which')}) "
            rf"(?:(?i:{adjectives})[ -]){{0,4}}(?i:{nouns})\b(?! operation)"
            rf"(?: (?i:{complements})(?: (?!(?i:{alternation('campaign_ends')})\b)[\w-]+){{1,4}})?"
        )
        roles = ("campaign_noun", "operation_word", "codename_cue", "clear_codename_cue")
        self._cues = Terms(
            (w, role) for role in roles for w in sorted(world.words("campaign", role))
        )

    def find(self, text: str, folded: str) -> tuple[CampaignMention, ...]:
        """All campaigns in a text, in order of position."""
        found: list[CampaignMention] = []
        for start, end in _windows(self._cues, folded):
            self._find_within(text, start, end, found)
        return tuple(sorted(found, key=lambda c: c.start))

    def _find_within(self, text: str, first: int, last: int, found: list[CampaignMention]) -> None:
        patterns = (
            self._operation,
            self._coded,
            self._codename,
            self._quoted_before,
            self._quoted_noun,
        )
        for pattern in patterns:
            for match in pattern.finditer(text, first, last):
                groups = match.groupdict()
                name = groups.get("quoted") or groups.get("name") or ""
                start, end, key = match.start(), match.end(), self.key(name)
                if pattern in (self._coded, self._codename):
                    which = "quoted" if groups.get("quoted") else "name"
                    start, end = match.span(which)
                if text[end - 2 : end] in ("'s", "’s"):
                    end -= 2
                if key and not _overlaps(found, start, end) and not self._is_praise(pattern, match):
                    named = pattern is not self._quoted_before or name != name.lower()
                    found.append(CampaignMention(start, end, key, named))
        for match in self._named_noun.finditer(text, first, last):
            key = self.key(match["name"])
            if (
                key
                and not _overlaps(found, match.start(), match.end())
                and not _opens(text, match.start(), match["name"])
            ):
                noun = match[0].rsplit(" ", 1)[-1]  # "the Johns Initiative"
                proper = noun[:1].isupper() and noun.lower() in self._effort
                found.append(CampaignMention(match.start(), match.end(), key, proper))
        found += [
            CampaignMention(m.start(), m.start() + len(m[0].rstrip()), None, False)
            for m in self._described.finditer(text, first, last)
            if not _overlaps(found, m.start(), m.end())
        ]

    def _is_praise(self, pattern: re.Pattern[str], match: re.Match[str]) -> bool:
        """Whether quoted words before "operation" only say what it was like."""
        plain_words = pattern is self._quoted_before and match["quoted"] == match["quoted"].lower()
        return plain_words and match[0].lower().endswith("operation")

    def key(self, name: str) -> str | None:
        """The name as two articles are compared by: lower case, without "operation"."""
        words = _PLAIN_KEY.sub(" ", _GENITIVE.sub("", plain(name))).split()
        while words and words[0] in ("operation", "op", "ops", "project", "the"):
            words = words[1:]
        if not words or words[0] in self._not_a_name or all(w.isdigit() for w in words):
            return None
        return " ".join(words)


def _either(words: frozenset[str]) -> str:
    return "(?:" + "|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w))) + ")"


def _windows(cues: Terms[str], folded: str) -> list[tuple[int, int]]:
    """The stretches of text around words that a campaign's name stands beside."""
    windows: list[tuple[int, int]] = []
    for start, end, _ in sorted(cues.find(folded), key=lambda m: m[0]):
        first, last = max(0, start - 70), min(len(folded), end + 70)
        if windows and first <= windows[-1][1]:
            windows[-1] = (windows[-1][0], max(last, windows[-1][1]))
        else:
            windows.append((first, last))
    return windows


def _overlaps(found: list[CampaignMention], start: int, end: int) -> bool:
    return any(c.start < end and start < c.end for c in found)


def _opens(text: str, start: int, name: str) -> bool:
    """Whether a name is only the capital that opens a sentence ("Police campaign")."""
    return " " not in name and (
        start == 0 or text[:start].rstrip()[-1:] in (".", "!", "?", '"', "\n")
    )
