"""Whether a text is English: the extractor reads no other language, and would only miscount."""

from __future__ import annotations

_JUDGED_CHARACTERS = 2000
# Nigerian Pidgin, and "no linguistic content": what English headlines in capitals are taken for.
_AS_GOOD_AS_ENGLISH = frozenset(("en", "pcm", "zxx"))


def other_language(text: str) -> str | None:
    """The ISO 639 code of the language `text` is in; None where it is English or says nothing."""
    from py3langid import classify  # noqa: PLC0415 - takes a second to start

    code: str = classify(text[:_JUDGED_CHARACTERS])[0] if text.strip() else "en"
    return None if code in _AS_GOOD_AS_ENGLISH else code
