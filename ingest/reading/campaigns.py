"""Named operations and campaigns, and campaigns that are only described."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ingest.reading.folding import plain
from ingest.reading.wordlists import alternation
from ingest.reading.world import Terms
from ingest.values import value

if TYPE_CHECKING:
    from collections.abc import Iterator

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
        self._ends_name = world.words("campaign", "ends_name")
        self._before_names = world.words("campaign", "left_out_of_key")
        self._effort = world.words("campaign", "effort")
        nouns = _either(world.words("campaign", "campaign_noun"))
        operation = _either(world.words("campaign", "operation_word"))
        adjectives = _either(world.words("campaign", "adjective"))
        complements = _either(world.words("campaign", "complement"))
        cues = _either(world.words("campaign", "codename_cue"))
        described = (
            rf"(?i:{alternation('campaign_which')}) (?:(?i:{adjectives})[ -]){{0,4}}(?i:{nouns})\b"
        )
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
        # "the Kestrel-23 operations"
        numbered = _either(world.words("campaign", "numbered_noun"))
        self._numbered = re.compile(rf"\b(?P<name>[A-ZÀ-Þ]\w+-\d+) (?i:{numbered})\b")
        self._quoted_noun = re.compile(rf"\b(?i:{nouns}),? {_QUOTED}")
        leads = _either(world.words("campaign", "bare_name_lead"))
        beside = _either(world.words("campaign", "beside_noun"))
        told = rf"(?:{described}|{alternation('campaign_which')} (?:[\w-]+ )?(?:{beside})\b)"
        # "part of Safe Harbour, a campaign that", "under Safe Harbour, as the campaign is called"
        self._named_beside = re.compile(rf"\b(?i:{leads}) (?P<name>{_NAME}), (?:as )?{told}")
        self._described = re.compile(
            rf"\b{described}(?! operation)"
            rf"(?: (?i:{complements})(?: (?!(?i:{alternation('campaign_ends')})\b)[\w-]+){{1,4}})?"
        )
        roles = ["campaign_noun", "operation_word", "numbered_noun"]
        roles += ["codename_cue", "clear_codename_cue", "bare_name_cue"]
        self._cues = Terms(
            (w, role) for role in roles for w in sorted(world.words("campaign", role))
        )

    def find(self, text: str, folded: str) -> tuple[CampaignMention, ...]:
        """All campaigns in a text, in order of position."""
        found: list[CampaignMention] = []
        for start, end in _windows(self._cues, folded):
            self._find_within(text, start, end, found)
        found += _said_again(text, found)
        return tuple(sorted(found, key=lambda c: c.start))

    def _find_within(self, text: str, first: int, last: int, found: list[CampaignMention]) -> None:
        patterns = (
            self._operation,
            self._coded,
            self._codename,
            self._numbered,
            self._quoted_before,
            self._quoted_noun,
            self._named_beside,
        )
        for pattern in patterns:
            for match in pattern.finditer(text, first, last):
                groups = match.groupdict()
                which = "quoted" if groups.get("quoted") else "name"
                name = match[which] if which == "quoted" else self._before_verb(match[which])
                start, end, key = match.start(), match.end(), self.key(name)
                if pattern in (self._coded, self._codename, self._named_beside):
                    start, end = match.span(which)
                if which == "name":
                    end = match.start(which) + len(name)
                if text[end - 2 : end] in ("'s", "’s"):
                    end -= 2
                if key and not _overlaps(found, start, end) and not self._is_praise(pattern, match):
                    named = self._is_of_operation(pattern, name)
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
        beside = [m.span() for m in self._named_beside.finditer(text, first, last)]
        found += [
            CampaignMention(m.start(), m.start() + len(m[0].rstrip()), None, False)
            for m in self._described.finditer(text, first, last)
            if not _overlaps(found, m.start(), m.end())
            and not any(start < m.start() < end for start, end in beside)
        ]

    def _before_verb(self, name: str) -> str:
        """A name up to a headline's verb: "OPERATION IRON GATE NETS 40"."""
        words = name.split(" ")
        verbs = (n for n, w in enumerate(words) if n and w.lower() in self._ends_name)
        return " ".join(words[: next(verbs, len(words))])

    def _is_of_operation(self, pattern: re.Pattern[str], name: str) -> bool:
        """Whether a name is that of one operation, unless totals say more."""
        if pattern is self._named_beside:
            return False
        return pattern is not self._quoted_before or name != name.lower()

    def _is_praise(self, pattern: re.Pattern[str], match: re.Match[str]) -> bool:
        """Whether quoted words before "operation" only say what it was like."""
        plain_words = pattern is self._quoted_before and match["quoted"] == match["quoted"].lower()
        return plain_words and match[0].lower().endswith("operation")

    def key(self, name: str) -> str | None:
        """The name as two articles are compared by: lower case, without "operation"."""
        words = _PLAIN_KEY.sub(" ", _GENITIVE.sub("", plain(name))).split()
        while words and words[0] in self._before_names:
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


def _said_again(text: str, found: list[CampaignMention]) -> Iterator[CampaignMention]:
    """Where a campaign's name of several words stands alone: "rescued under Safe Harbour"."""
    for key, named in {c.key: c for c in found if c.key and " " in c.key}.items():
        printed = _printed_name(text[named.start : named.end], key)
        if printed is None:
            continue
        for match in re.finditer(rf"\b{re.escape(printed)}\b", text):
            if not _overlaps(found, *match.span()):
                yield CampaignMention(*match.span(), key, named.is_operation)


def _printed_name(words: str, key: str) -> str | None:
    """The part of a mention that is the name itself, as printed."""
    match = re.search(r"[\W_]+".join(map(re.escape, key.split())), words, re.IGNORECASE)
    return match[0] if match and match[0] != match[0].lower() else None
