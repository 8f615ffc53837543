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
    opens: list[bool]  # whether the lexicon has phrases that start with the word
    capitals: bool  # the sentence is (nearly) all in capitals, so that capitals tell nothing
    numbers: dict[int, Number] = field(default_factory=dict)
    _classes: list[set[str]] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.texts)

    def is_name(self, at: int) -> bool:
        """Return whether a token is written like a name."""
        return not self.capitals and 0 < at < len(self) and self.texts[at][:1].isupper()

    def has(self, word_class: str) -> bool:
        """Return whether any token is of a grammar class."""
        return any(word_class in classes for classes in self._classes)

    def classes(self, at: int) -> set[str]:
        """Return the grammar classes of a token; none before the start and past the end."""
        return self._classes[at] if at < len(self._classes) else _NO_CLASSES


_NO_CLASSES: set[str] = set()
_PADDING = [_NO_CLASSES] * 3  # also what the indices -1 to -3 find


def tokenize(text: str, start: int, end: int, lexicon: Lexicon) -> Tokens:
    """Cut one sentence of plain text into tokens and look each up."""
    matches = list(_TOKEN.finditer(text, start, end))
    texts = [match.group() for match in matches]
    known = lexicon.words
    lowers = [token.lower() for token in texts]
    owners = [token.endswith("'s") and token not in known for token in lowers]
    lowers = [token[:-2] if owner else token for token, owner in zip(lowers, owners, strict=True)]
    words = [known.get(token) for token in lowers]
    long_words = [token for token in texts if len(token) > 3 and token.isalpha()]
    shouted = sum(map(str.isupper, long_words))
    return Tokens(
        lexicon,
        [match.start() for match in matches],
        [match.end() for match in matches],
        texts,
        lowers,
        words,
        owners,
        list(map(lexicon.phrase_openers.__contains__, lowers)),
        capitals=len(long_words) > 2 and shouted * 2 > len(long_words),
        _classes=[word.classes if word else _NO_CLASSES for word in words] + _PADDING,
    )
