"""Words, numbers and marks of one sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from ingest.reading.lexicon import Lexicon, Word
    from ingest.reading.numbers import Number

_TOKEN = re.compile(
    r"\d+(?:[.,:/]\d+|-\w+|[^\W\d_]+)*"  # 1,234  10:30  20-30  12-year-old  16th
    r"|[^\W\d_]{2,}(?:-\w+)*(?:'[^\W\d_]+)*"  # sheriff's  twenty-three
    r"|(?:[^\W\d_]\.){2,}"  # U.S.
    r"|[^\W\d_](?:-\w+)*(?:'[^\W\d_]+)*"  # I'm  x-rays
    r"|\w+|[^\w\s]"
)


# Words of these classes are never inside a noun phrase.
BOUNDARY = {
    "preposition", "conjunction", "relative", "subordinator", "be", "have", "modal", "do", "get",
    "negation", "include", "pronoun", "hypothetical",
}  # fmt: skip


# A word without any of these, no verb and no beginning of a phrase, opens no verb group.
_IN_VERB_GROUP = {"negation", "modal", "be", "have", "do", "get"}
_NO_CLASSES: set[str] = set()
# What stands before the start and past the end; nothing looks further than that.
_PADDING = [_NO_CLASSES] * 40
_MOST_FORMS = 50_000  # kept; news uses fewer, and what is kept must not grow for ever


class Form(NamedTuple):
    """All that one spelling of a token is, wherever it stands."""

    lower: str  # in lower case, without a genitive
    word: Word | None
    possessive: bool
    opens: bool
    classes: set[str]
    may_be_number: bool
    may_be_verb: bool
    shouted: int  # 1 for a long word in capitals, 0 for another, -1 for what tells nothing


@dataclass(slots=True)
class Tokens:
    """The tokens of one sentence, column by column, and the numbers found in them.

    Offsets are into the article; `numbers` are by the token where they (and words that belong
    to them but not to their span) start.
    """

    lexicon: Lexicon
    size: int
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    texts: list[str]
    lowers: list[str]
    words: tuple[Word | None, ...]
    possessive: tuple[bool, ...]
    opens: tuple[bool, ...]  # whether the lexicon has phrases that start with the word
    classes: Callable[[int], set[str]]  # of grammar; none before the start and past the end
    may_be_number: tuple[bool, ...]  # whether a number may start with the word
    may_be_verb: tuple[bool, ...]  # whether a verb group may
    numbers: dict[int, Number]
    capitals: bool  # the sentence is (nearly) all in capitals, so that capitals tell nothing

    def __len__(self) -> int:
        return self.size

    def is_name(self, at: int) -> bool:
        """Return whether a token is written like a name."""
        return not self.capitals and 0 < at < self.size and self.texts[at][:1].isupper()

    def has(self, word_class: str) -> bool:
        """Return whether any token is of a grammar class."""
        return any(word is not None and word_class in word.classes for word in self.words)


def tokenize(text: str, start: int, end: int, lexicon: Lexicon) -> Tokens:
    """Cut one sentence of plain text into tokens and look each up."""
    spans = [match.span() for match in _TOKEN.finditer(text, start, end)]
    texts = [text[first:last] for first, last in spans]
    known: dict[str, Form] = lexicon.forms
    if len(known) > _MOST_FORMS:
        known.clear()
    forms = [known.get(token) or _learn(token, lexicon) for token in texts]
    starts, ends = zip(*spans, strict=True) if spans else ((), ())
    columns = zip(*forms, strict=True) if forms else ((),) * len(Form._fields)
    lowers, words, possessive, opens, classes, may_be_number, may_be_verb, shouted = columns
    shouts, others = shouted.count(1), shouted.count(0)
    return Tokens(
        lexicon,
        len(texts),
        starts,
        ends,
        texts,
        list(lowers),
        words,
        possessive,
        opens,
        [*classes, *_PADDING].__getitem__,
        may_be_number,
        may_be_verb,
        {},
        capitals=shouts + others > 2 and shouts > others,
    )


def _learn(token: str, lexicon: Lexicon) -> Form:
    """Look a token up, and keep what it is: the same words come again and again."""
    known = lexicon.words
    lower = token.lower()
    possessive = lower.endswith("'s") and lower not in known
    lower = lower[:-2] if possessive else lower
    word = known.get(lower)
    opens = lower in lexicon.phrase_openers
    classes = word.classes if word is not None else _NO_CLASSES
    form = lexicon.forms[token] = Form(
        lower,
        word,
        possessive,
        opens,
        classes,
        may_be_number=_may_be_number(lower, lexicon),
        may_be_verb=opens
        or lower == "to"
        or (word is not None and word.verb is not None)
        or bool(classes & _IN_VERB_GROUP)
        or lower.endswith(("ed", "ing")),
        shouted=int(token.isupper()) if len(token) > 3 and token.isalpha() else -1,
    )
    return form


def _may_be_number(lower: str, lexicon: Lexicon) -> bool:
    """Return whether a number may start with this word; most words are out at once."""
    return (
        lower in lexicon.number_openers
        or lower[:1].isdigit()
        or ("-" in lower and lower.partition("-")[0] in lexicon.number_words)
    )
