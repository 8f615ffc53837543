"""Words, numbers and marks of one sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ingest.reading.lexicon import Lexicon, Word
    from ingest.reading.numbers import Number

_TOKEN = re.compile(
    r"\d+(?:[.,:/]\d+|-\w+|[^\W\d_]+)*"  # 1,234  10:30  20-30  12-year-old  16th
    r"|(?:[^\W\d_]\.){2,}"  # U.S.
    r"|[^\W\d_]+(?:-\w+)*(?:'[^\W\d_]+)*"  # sheriff's  twenty-three
    r"|\w+|[^\w\s]"
)


# Words of these classes are never inside a noun phrase.
BOUNDARY = {
    "preposition", "conjunction", "relative", "subordinator", "be", "have", "modal", "do", "get",
    "negation", "include", "pronoun", "hypothetical",
}  # fmt: skip


@dataclass(slots=True)
class Tokens:
    """The tokens of one sentence, column by column, and the numbers found in them.

    Offsets are into the article; `numbers` are by the token where they (and words that belong
    to them but not to their span) start.
    """

    lexicon: Lexicon

    starts: list[int]
    ends: list[int]
    texts: list[str]
    lowers: list[str]
    words: list[Word | None]
    possessive: list[bool]
    capitals: bool  # the sentence is (nearly) all in capitals, so that capitals tell nothing
    numbers: dict[int, Number] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.texts)

    def is_name(self, at: int) -> bool:
        """Return whether a token is written like a name."""
        return not self.capitals and at > 0 and self.texts[at][:1].isupper()

    def classes(self, at: int) -> set[str]:
        """Return the grammar classes of a token; none past the end."""
        word = self.words[at] if 0 <= at < len(self.words) else None
        return word.classes if word else _NO_CLASSES


_NO_CLASSES: set[str] = set()


def tokenize(text: str, start: int, end: int, lexicon: Lexicon) -> Tokens:
    """Cut one sentence of plain text into tokens and look each up."""
    tokens = Tokens(lexicon, [], [], [], [], [], [], capitals=False)
    known_words = lexicon.words
    upper = letters = 0
    for match in _TOKEN.finditer(text, start, end):
        token = match.group()
        lower = token.lower()
        owner = lower.endswith("'s") and lower not in known_words
        if owner:
            lower = lower[:-2]
        tokens.starts.append(match.start())
        tokens.ends.append(match.end())
        tokens.texts.append(token)
        tokens.lowers.append(lower)
        tokens.words.append(known_words.get(lower))
        tokens.possessive.append(owner)
        if len(token) > 3 and token.isalpha():
            letters += 1
            upper += token.isupper()
    tokens.capitals = letters > 2 and upper * 2 > letters
    return tokens
