"""What an article mentions that helps to tell which reports are of one operation.

The kinds and their keys are described at `ingest.model.Mention`. Of an agency, `detail` is its
kind and its part ("police:leads", "ministry:announces", "police:took_part", "court:named").
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from ingest.model import Mention
from ingest.reading.corrections import find_corrections
from ingest.reading.credits import find_credits
from ingest.reading.folding import fold, plain
from ingest.reading.survey import Survey, survey
from ingest.reading.wordlists import alternation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ingest.model import Article, Figure, Sentence
    from ingest.reading.agencies import AgencyMention
    from ingest.reading.world import World

_INITIAL_OR_NAME = r"(?:[A-ZÀ-Þ]\.|[A-ZÀ-Þ][\w'’-]+)"
_PERSON = re.compile(rf"[A-ZÀ-Þ][\w'’-]+(?: (?:[a-z]{{2,3}} )?{_INITIAL_OR_NAME}){{0,3}}")
_NAME = r"(?:[A-ZÀ-Þ][\w'’-]+(?: (?:[a-z]{1,3} )?[A-ZÀ-Þ][\w'’-]+){0,3})"
_NAMED_AFTER = re.compile(rf",? {alternation('named_as')} (?:the )?[\"']?({_NAME})")
_NAMED_BEFORE = re.compile(rf"({_NAME}), (?:a|an|the|one of the) (?:[\w-]+ ){{0,3}}$")
_TITLE_CASE = re.compile(r"(?:[A-ZÀ-Þ][\w'’-]+[ -]?){1,4}$")
_QUOTED_BEFORE = re.compile(r"[\"']([A-ZÀ-Þ][^\"'\n]{1,30})[\"'],? $")
_NO_LETTERS = re.compile(r"[^a-z0-9 ]+")


def find(
    article: Article,
    sentences: tuple[Sentence, ...],
    figures: tuple[Figure, ...],
    world: World,
    seen: Survey | None = None,
) -> tuple[Mention, ...]:
    """All mentions of an article with figures; those with a span in order of position."""
    seen = seen or survey(article, sentences, world)
    numbered = _Numbered(sentences)
    spanned = [
        *_places(seen, numbered),
        *_agencies(seen, figures, numbered),
        *_people_and_gangs(seen, numbered),
        *_campaigns(seen, figures, numbered),
        *_credits(seen, numbered),
        *_corrections(seen, figures),
    ]
    spanned.sort(key=lambda m: (m.char_start or 0, m.kind, m.key or ""))
    return (*spanned, *_subjects(seen))


class _Numbered:
    """Finds the number of the sentence at an offset."""

    def __init__(self, sentences: tuple[Sentence, ...]) -> None:
        self._sentences = sentences
        self._starts = [s.char_start for s in sentences]

    def at(self, offset: int) -> int | None:
        """The number of the sentence that holds an offset, if one does."""
        index = bisect_right(self._starts, offset) - 1
        held = self._sentences[index] if index >= 0 else None
        return held.number if held is not None and offset < held.char_end else None


def _places(seen: Survey, numbered: _Numbered) -> Iterator[Mention]:
    """Each place once a sentence; where people come from or go to doesn't count."""
    told: set[tuple[str, int | None]] = set()
    for place in seen.places:
        number = numbered.at(place.start)
        if (
            place.role in ("origin", "adjective")
            or number is None
            or (place.region_id, number) in told
        ):
            continue
        told.add((place.region_id, number))
        yield Mention(
            "place",
            place.region_id,
            place.start,
            place.end,
            number,
            name=seen.article.text[place.start : place.end],
            region=place.region_id,
            detail=place.role,
        )


def _agencies(seen: Survey, figures: tuple[Figure, ...], numbered: _Numbered) -> Iterator[Mention]:
    """Each agency once a part it has, where it first has it."""
    told: set[tuple[str, str]] = set()
    acting = {f.agency_id for f in figures if f.agency_id}
    for agency in seen.agencies:
        number = numbered.at(agency.start)
        if agency.agency_id is None or number is None:
            continue
        part = _part(agency, seen, acting)
        if (agency.agency_id, part) in told:
            continue
        told.add((agency.agency_id, part))
        listed = seen.world.agencies.get(agency.agency_id)
        yield Mention(
            "agency",
            agency.agency_id,
            agency.start,
            agency.end,
            number,
            name=listed.name if listed else _agency_name(agency, seen),
            region=listed.country_id if listed else agency.country,
            detail=f"{listed.kind if listed else agency.kind}:{part}",
        )


def _agency_name(agency: AgencyMention, seen: Survey) -> str:
    """The name of an unlisted agency: as printed, with its country where it says no place."""
    printed = " ".join(seen.article.text[agency.start : agency.end].split())
    for article in ("The ", "the "):
        printed = printed.removeprefix(article)
    printed = printed[:1].upper() + printed[1:]
    placed = any(agency.start <= p.start < agency.end for p in seen.places)
    country = seen.world.region_names.get(agency.country or "")
    return printed if placed or country is None else f"{printed} of {country}"


def _part(agency: AgencyMention, seen: Survey, acting: set[str]) -> str:
    """What an agency does there: leads, announces, took_part, or is only named."""
    before = seen.folded[max(0, agency.start - 45) : agency.start].rstrip().removesuffix(" the")
    after = seen.folded[agency.end : agency.end + 45].lstrip(" ,")
    if before.endswith(seen.world.endings("agency", "helping")):
        return "took_part"
    leading = seen.world.endings("agency", "leading")
    if before.endswith(leading) or after.startswith(leading):
        return "leads"
    announcing = seen.world.endings("agency", "announcing")
    if before.endswith((*announcing, "according to")) or after.startswith((*announcing, "said")):
        return "announces"
    return "took_part" if agency.agency_id in acting else "named"


def _people_and_gangs(seen: Survey, numbered: _Numbered) -> Iterator[Mention]:
    """Leaders after words such as "led by"; gangs by name before their noun, or listed."""
    told: set[tuple[str, str]] = set()
    for start, end, roles in seen.world.terms(
        "mention", "leader_cue", "gang_noun", "gang_name_only"
    ).longest(seen.folded):
        number = numbered.at(start)
        if number is None:
            continue
        for role in roles:
            found = _leader(seen, end) if role == "leader_cue" else _gang(seen, start, end, role)
            if found is None:
                continue
            first, last, key = found
            kind = "leader" if role == "leader_cue" else "gang"
            if key and (kind, key) not in told:
                told.add((kind, key))
                yield Mention(
                    "leader" if kind == "leader" else "gang",
                    key,
                    first,
                    last,
                    number,
                    name=seen.article.text[first:last],
                )


def _leader(seen: Survey, end: int) -> tuple[int, int, str] | None:
    """The person named right after a cue: "led by a woman named Chen Xiumei"."""
    start = end
    while start < len(seen.text) and seen.text[start] in " ,:":
        start += 1
    filler = max(
        (
            w
            for w in seen.world.words("mention", "leader_filler")
            if seen.folded.startswith(w + " ", start)
        ),
        key=len,
        default="",
    )
    start += len(filler) + 1 if filler else 0
    match = _PERSON.match(seen.text, start)
    if match is None:
        return None
    words = match[0].split()
    titles = seen.world.words("mention", "title")
    skipped = 0
    while words and words[0].lower() in titles:
        skipped += len(words.pop(0)) + 1
    place = any(
        p.start < match.end() and match.start() < p.end for p in seen.places if p.role != "named"
    )
    agency = any(a.start < match.end() and match.start() < a.end for a in seen.agencies)
    if not words or place or agency or (len(words) < 2 and not filler):
        return None
    name = " ".join(words).rstrip(".")
    first = match.start() + skipped
    return first, first + len(name), _key(name)


def _gang(seen: Survey, start: int, end: int, role: str) -> tuple[int, int, str] | None:
    """A gang by its name alone ("MS-13"), or by a name beside its noun ("the Kings gang")."""
    if role == "gang_name_only":
        spelled = seen.text[start].isupper() or seen.text[start].isdigit()
        return (start, end, _key(seen.text[start:end])) if spelled else None
    said = (
        _NAMED_AFTER.match(seen.text, end)
        or _NAMED_BEFORE.search(seen.text, max(0, start - 70), start)
        or _QUOTED_BEFORE.search(seen.text, max(0, start - 40), start)
    )
    if said is not None:
        return said.start(1), said.end(1), _key(said[1])
    match = _TITLE_CASE.search(seen.text, max(0, start - 40), start)
    if match is None or not match[0].endswith(" ") or seen.text[start:end].isupper():
        return None
    name = match[0].strip()
    if not _is_gang_name(name, match.start(), seen):
        return None
    return match.start(), match.start() + len(name), _key(name)


def _is_gang_name(name: str, start: int, seen: Survey) -> bool:
    """Whether capitalised words before "gang" name it, and don't only say what or whose it is."""
    words = name.split()
    common = seen.world.words("mention", "not_a_gang")
    if any(w.lower() in common for w in words) or seen.text[start - 1 : start].isalnum():
        return False
    opens = start == 0 or seen.text[:start].rstrip()[-1:] in set('.\n!?":')
    return len(words) > 1 or not (opens or plain(words[0]) in seen.world.adjectives)


def _campaigns(seen: Survey, figures: tuple[Figure, ...], numbered: _Numbered) -> Iterator[Mention]:
    """Names of operations and campaigns: a name with a total under it is a campaign's."""
    totals = {f.campaign_key for f in figures if f.scope != "operation"}
    told: set[str | None] = set()
    for campaign in seen.campaigns:
        number = numbered.at(campaign.start)
        if number is None or campaign.key in told:
            continue
        told.add(campaign.key)
        is_operation = campaign.is_operation and campaign.key not in totals
        yield Mention(
            "operation" if is_operation else "campaign",
            campaign.key,
            campaign.start,
            campaign.end,
            number,
            name=seen.article.text[campaign.start : campaign.end],
        )


def _credits(seen: Survey, numbered: _Numbered) -> Iterator[Mention]:
    for credit in find_credits(seen):
        number = numbered.at(credit.start)
        yield Mention(
            "credit", credit.outlet_id, credit.start, credit.end, number, name=credit.name
        )


def _corrections(seen: Survey, figures: tuple[Figure, ...]) -> Iterator[Mention]:
    for notice in find_corrections(seen, figures):
        yield Mention(
            "correction",
            None,
            notice.start,
            notice.end,
            notice.sentence,
            detail=notice.measure,
            from_value=notice.wrong,
            to_value=notice.right,
        )


def _subjects(seen: Survey) -> Iterator[Mention]:
    """What each sentence, and the title, is about: the summed weight of a subject's words."""
    for sentence in seen.sentences:
        if sentence.kind != "furniture":
            span = (sentence.char_start, sentence.char_end)
            for subject, weight in _weights(seen.marks(seen.world.subjects, *span)):
                yield Mention("subject", subject, *span, sentence.number, weight=weight)
    title = seen.world.subjects.longest(fold(seen.article.title or ""))
    for subject, weight in _weights(title):
        yield Mention("subject", subject, weight=weight)


def _weights(marks: list[tuple[int, int, list[tuple[str, float]]]]) -> list[tuple[str, float]]:
    weights: dict[str, float] = {}
    for _, _, values in marks:
        for subject, weight in values:
            weights[subject] = weights.get(subject, 0.0) + weight
    return sorted(weights.items())


def _key(name: str) -> str:
    """A name as two articles are compared by."""
    return " ".join(_NO_LETTERS.sub(" ", plain(name).replace("'", "")).split())
