"""The records that pass from one step of reading to the next.

Field names and meanings of a figure are those of the figure specification (docs/figures.md).
Offsets are half-open, in Unicode code points, into the article's text as given.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from ingest.values import value

if TYPE_CHECKING:
    from datetime import date

Measure = Literal[
    "arrested",
    "rescued",
    "charged",
    "convicted",
    "sentenced",
    "trafficked",
    "identified_victims",
    "groups_dismantled",
    "cases",
    "officers_deployed",
    "places_searched",
    "killed",
    "injured",
]
Qualifier = Literal[
    "exact", "more_than", "at_least", "less_than", "at_most", "about", "range", "vague"
]
Category = Literal[
    "children",
    "girls",
    "boys",
    "women",
    "men",
    "suspects",
    "officers",
    "victims",
    "migrants",
    "people",
    "groups",
    "cases",
    "places",
]
Scope = Literal["operation", "running_total", "period_total"]
MentionKind = Literal[
    "place",
    "agency",
    "leader",
    "gang",
    "operation",
    "campaign",
    "credit",
    "correction",
    "subject",
]
SentenceKind = Literal["headline", "body", "furniture"]


@value
class Article:
    """One article as a source gave it; `text` is what every offset refers to."""

    id: str
    text: str
    title: str | None = None
    published: date | None = None
    outlet: str | None = None
    url: str | None = None


@value
class Sentence:
    """One sentence, headline or line of page furniture; `number` counts from 0 in the article."""

    number: int
    char_start: int
    char_end: int
    kind: SentenceKind


@value
class Draft:
    """A number joined to a measure, before its context (who, where, when, scope) is settled.

    `trigger_*` mark the verb or noun that says the measure, `clause_*` the clause that number and
    trigger stand in, `agent_*` the noun phrase of whoever did it, where the clause names one.
    """

    char_start: int
    char_end: int
    value: int | None
    lower: int | None
    upper: int | None
    qualifier: Qualifier
    measure: Measure
    counted: str | None
    category: Category
    sentence: int
    trigger_start: int
    trigger_end: int
    clause_start: int
    clause_end: int
    agent_start: int | None = None
    agent_end: int | None = None
    part_of: int | None = None


@value
class Figure:
    """One figure as printed, complete: the fields of the figure specification and its keys."""

    char_start: int
    char_end: int
    figure_text: str
    value: int | None
    lower: int | None
    upper: int | None
    qualifier: Qualifier
    measure: Measure
    counted: str | None
    category: Category
    agency: str | None
    region: str | None
    period_start: date | None
    period_end: date | None
    scope: Scope
    campaign: str | None
    part_of: int | None
    sentence: int
    agency_id: str | None
    campaign_key: str | None


@value
class Mention:
    """Something an article names that helps to tell which reports are of one operation.

    `key` is what two articles are compared by:

    ==========  ====================================================================
    place       ISO 3166-2 code of a first-level subdivision, or ISO 3166-1 alpha-2
    agency      `agency_id`, listed or inferred; `name`, `region` (country) and
                `detail` (kind of agency) describe an inferred one
    leader      the person's name, lower case, without accents or titles
    gang        the gang's name, likewise
    operation   the operation's name, likewise, without "operation"
    campaign    the campaign's name, likewise; null where it is only described
    credit      `outlet_id` of the outlet that the text credits
    correction  a notice that an earlier figure was wrong: `from_value`, `to_value`,
                `detail` = measure where the notice says it
    subject     a subject of `seeds/subjects.csv`; `weight` from the seed
    ==========  ====================================================================
    """

    kind: MentionKind
    key: str | None
    char_start: int | None = None
    char_end: int | None = None
    sentence: int | None = None
    name: str | None = None
    region: str | None = None
    detail: str | None = None
    weight: float | None = None
    from_value: int | None = None
    to_value: int | None = None


@value
class Outlet:
    """Who published the article: a listed outlet, one inferred from its name, or an agency."""

    outlet_id: str
    outlet_name: str
    agency_id: str | None  # set where the outlet is an agency's own (a release)


@value
class Reading:
    """All that one reading of an article found, in order of position.

    `signature` is that of the wording (ingest/reading/wording.py): copies share numbers of it.
    """

    sentences: tuple[Sentence, ...]
    figures: tuple[Figure, ...]
    mentions: tuple[Mention, ...]
    outlet: Outlet
    signature: tuple[int, ...] = ()
