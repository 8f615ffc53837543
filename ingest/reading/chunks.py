"""Shallow parsing: from tokens to items (counts, phrases, verb groups and what links them)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.reading.items import Item
from ingest.reading.phrases import is_in_brackets, read_count, read_phrase
from ingest.reading.verbs import read_verb

if TYPE_CHECKING:
    from ingest.reading.tokens import Tokens

_DASHES = {"-", "—"}
_BRACKETS = {"(", ")"}
_STOPS = {";", ":", "—", "(", ")", "!", "?", "-", "|", "•", "*", "…"}
_SILENT = {'"', ".", "'", "%", "#", "$", "£", "€", "[", "]"}
# The first grammar class of these that a phrase has decides what item it is.
_KINDS = (
    ("include", "include"),
    ("hypothetical", "sub"),
    ("relative", "relative"),
    ("preposition", "prep"),
    ("subordinator", "sub"),
    ("conjunction", "conj"),
)


def read_items(tokens: Tokens) -> list[Item]:
    """Cut a sentence into its items, in order and without gaps that matter."""
    items: list[Item] = []
    paired = sum(map(tokens.lowers.count, _DASHES)) > 1
    at = 0
    while at < tokens.size:
        item = _item_at(tokens, at, items)
        if item is None:
            at += 1
            continue
        if item.kind == "stop" and (item.text in _BRACKETS or (paired and item.text in _DASHES)):
            item.kind = "comma"  # what they enclose is an insertion, as between commas
        at = item.last
        if items and _is_one_phrase(items[-1], item, tokens):
            item = _merged(items.pop(), item)
        items.append(item)
    return items


def _is_one_phrase(before: Item, item: Item, tokens: Tokens) -> bool:
    """Return whether two noun phrases without a number are one ("the gun" "violence")."""
    return (
        before.kind == item.kind == "phrase"
        and (
            before.last == item.first
            or (before.last + 1 == item.first and tokens.lowers[before.last] == ".")
        )
        and (before.is_time == item.is_time or _is_year_before(before, tokens))
        and not tokens.classes(item.first) & {"determiner", "pronoun"}
        and not tokens.classes(before.first) & {"pronoun"}
    )


def _is_year_before(item: Item, tokens: Tokens) -> bool:
    """Return whether a year belongs to the noun after it: "the 2019 bank heist"."""
    return item.text == "" and "definite" in tokens.classes(item.first - 1)


def _merged(before: Item, item: Item) -> Item:
    item.first = before.first
    item.partitive = item.partitive or before.partitive
    item.definite = before.definite
    item.effects |= before.effects
    return item


def _item_at(tokens: Tokens, at: int, before: list[Item]) -> Item | None:
    """Read the item that starts at a token; None for a token to pass over."""
    text = tokens.lowers[at]
    if text in _SILENT:
        return None
    if text == "(" and at + 1 in tokens.numbers and is_in_brackets(tokens, tokens.numbers[at + 1]):
        return None
    if text == "," or text in _STOPS:
        return Item("comma" if text == "," else "stop", at, at + 1, text)
    number = tokens.numbers.get(at)
    if number is not None:
        return read_count(tokens, number)
    if _leads_number(tokens, at):
        return None
    return _grammar_item(tokens, at, before) or read_phrase(tokens, at)


def _grammar_item(tokens: Tokens, at: int, before: list[Item]) -> Item | None:
    """Read what is no noun phrase; most words are asked only what they may be."""
    opens, has_class = tokens.opens[at], bool(tokens.classes(at))
    may_be_verb = tokens.may_be_verb[at]
    item = _age(tokens, at) if has_class else None
    item = item or (_state(tokens, at) if opens else None)
    if item is None and may_be_verb and tokens.lowers[at] == "to":
        item = read_verb(tokens, at, before)
    item = item or (_linking(tokens, at) if opens or has_class else None)
    item = item or (read_verb(tokens, at, before) if may_be_verb else None)
    return item or _adverb(tokens, at)


def _age(tokens: Tokens, at: int) -> Item | None:
    """Read "aged" before an age, which is no part of what is said."""
    following = tokens.numbers.get(at + 1)
    if "age" in tokens.classes(at) and following is not None and following.is_other:
        return Item("adverb", at, at + 1, tokens.lowers[at])
    return None


def _leads_number(tokens: Tokens, at: int) -> bool:
    """Return whether a word only stands before a number: "the 12", "the remaining two"."""
    classes = tokens.classes(at)
    if not classes & {"determiner", "prenumeral"} and not tokens.possessive[at]:
        return False
    following = at + 1
    if following not in tokens.numbers and "prenumeral" in tokens.classes(following):
        following += 1
    return following in tokens.numbers and not tokens.possessive[at]


def _state(tokens: Tokens, at: int) -> Item | None:
    found = tokens.lexicon.predicates.match(tokens.lowers, at)
    if not found:
        return None
    size, terms = found
    if tokens.lexicon.event_phrases.match(tokens.lowers, at):
        return None  # "guilty pleas"
    if tokens.lexicon.verb_phrases.match(tokens.lowers, at):
        return None  # "fatally shot"
    following = tokens.words[at + size] if at + size < tokens.size else None
    closed = size == 1 or tokens.lowers[at] == "among"
    if closed and following and (following.noun or following.events):
        return None  # "dead bodies", "guilty men"
    return Item("state", at, at + size, tokens.lowers[at], terms=terms)


def _linking(tokens: Tokens, at: int) -> Item | None:
    """Read a preposition, conjunction, relative or subordinator."""
    lexicon = tokens.lexicon
    phrase = lexicon.grammar_phrases.match(tokens.lowers, at) if tokens.opens[at] else None
    size, classes = (phrase[0], {phrase[1]}) if phrase else (1, tokens.classes(at))
    if not classes:
        return None
    if phrase and phrase[1] == "adverb":
        return Item("adverb", at, at + size, tokens.lowers[at])
    for name, kind in _KINDS:
        if name in classes:
            return Item(
                kind,
                at,
                at + size,
                " ".join(tokens.lowers[at : at + size]),
                clausal="clause_preposition" in classes,
                hypothetical="hypothetical" in classes,
            )
    return None


def _adverb(tokens: Tokens, at: int) -> Item | None:
    word = tokens.lowers[at]
    if "adverb" in tokens.classes(at) or (word.endswith("ly") and tokens.words[at] is None):
        return Item("adverb", at, at + 1, word)
    return None
