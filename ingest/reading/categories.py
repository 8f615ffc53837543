"""Who was counted: the most specific category that the words support."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.reading.wordlists import words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ingest.model import Category, Measure
    from ingest.reading.items import Item

_MINORS = {"children", "boys", "girls"}
_COURT = {"arrested", "charged", "convicted", "sentenced"}
_MEMBERS = frozenset(words("member_nouns"))
_BY_SEX = {"women", "men", "girls", "boys", "children"}
_NEUTRAL_MEASURES = {"killed", "injured"}


def category_of(
    items: list[Item],
    at: int,
    measure: Measure,
    measures: Mapping[int, set[Measure]],
    defaults: Mapping[str, Category],
) -> Category:
    """Return the category of a count for one measure; `measures` are those of every count."""
    item = items[at]
    default = defaults[measure]
    if default in {"groups", "cases", "places"}:
        return default
    said = _said_later(items, at) or _said(item)
    if said is None and _is_force_member(items, at):
        said = "officers"
    if said is None and _is_child_victim(items, at):
        said = "children"
    if said is None and items[at].of_pronoun:
        said = _of_those_before(items, at)
    others = _joined_nouns(items, at)
    if others and others != {said}:
        said = "children" if {said} | others <= _MINORS else None
    if said is None and item.noun is None and not item.terms:
        said = _from_sentence(items, at, measure, measures)
    if said in _BY_SEX or said in {"migrants", "officers"}:
        return said
    if measure in _NEUTRAL_MEASURES:
        said = said or _of_members(items, at)
        offenders = said == "suspects" or "offender" in item.effects or _is_of_held(items, at)
        return "suspects" if offenders else "people"
    return default


def _is_of_held(items: list[Item], at: int) -> bool:
    """Return whether they are some "of those arrested"."""
    after = items[at + 1] if items[at].of_pronoun and at + 1 < len(items) else None
    if after is None or after.voice != "participle":
        return False
    return any(term.measure in _COURT for term in after.terms)


def _of_members(items: list[Item], at: int) -> Category | None:
    """Return what the killed are as "members of a terrorist group"."""
    noun = items[at].noun
    if at + 2 >= len(items) or items[at + 1].text != "of" or noun is None:
        return None
    group = items[at + 2]
    criminal = group.noun is not None and group.noun.noun_class == "group"
    criminal = criminal and "criminal" in group.effects
    return "suspects" if criminal and noun.noun in _MEMBERS else None


def said_of_noun(item: Item) -> Category | None:
    """Return the category that the words of a noun phrase themselves say, if any."""
    return _said(item)


def _said(item: Item) -> Category | None:
    """Return what the counted words themselves say."""
    noun = item.noun.category if item.noun else None
    effects = item.effects
    if noun == "suspects":  # "child traffickers" are no children
        effects = effects - {"child", "woman", "man", "migrant"}
    female = bool(effects & {"female", "woman"}) or noun == "women"
    male = bool(effects & {"male", "man"}) or noun == "men"
    if effects & {"minor", "child", "girl", "boy"} or noun in _MINORS:
        if "girl" in effects or noun == "girls" or female:
            return "girls"
        return "boys" if "boy" in effects or noun == "boys" or male else "children"
    if female or male:
        return "women" if female else "men"
    if "migrant" in effects and noun in {None, "suspects"}:
        return "migrants"
    return noun


def _is_force_member(items: list[Item], at: int) -> bool:
    """Return whether they are "members of a paramilitary force"."""
    if at + 2 >= len(items) or items[at + 1].text != "of":
        return False
    noun, force = items[at].noun, items[at + 2]
    officers = force.noun is not None and force.noun.noun_class == "officer"
    return noun is not None and noun.noun == "member" and (officers or "officer" in force.effects)


def category_of_part(part: Category, whole: Category) -> Category:
    """Return a part's category with what its whole says: minors among women are girls."""
    if part == "children" and whole in {"women", "girls"}:
        return "girls"
    if part == "children" and whole in {"men", "boys"}:
        return "boys"
    if part in {"victims", "suspects", "people"} and whole in _BY_SEX | {"migrants", "officers"}:
        return whole
    return part


def _is_child_victim(items: list[Item], at: int) -> bool:
    """Return whether they are "victims of child trafficking"."""
    noun = items[at].noun
    if noun is None or noun.noun != "victim" or at + 2 >= len(items):
        return False
    return items[at + 1].text == "of" and bool(items[at + 2].effects & {"child", "minor"})


def _of_those_before(items: list[Item], at: int) -> Category | None:
    """Return what the men are called of whom a number is told: "the men, 11 of whom were …"."""
    if at < 2 or items[at - 1].kind != "comma" or not items[at - 2].is_nominal:
        return None
    return _said(items[at - 2])


def _joined_nouns(items: list[Item], at: int) -> set[Category | None]:
    """Return what else the same number counts: "63 boys and girls"; empty if nothing."""
    if items[at].noun is None:
        return set()
    found: set[Category | None] = set()
    pending: set[Category | None] = set()
    here = at + 1
    while here + 1 < len(items) and items[here].kind in {"comma", "conj"}:
        other = items[here + 1]
        bare = other.kind == "phrase" and other.noun is not None and other.noun.is_plural
        if not bare or other.last - other.first > 2 or other.is_opened:
            break
        pending.add(_said(other))
        if items[here].kind == "conj":
            found |= pending
        here += 2
    return found


def _said_later(items: list[Item], at: int) -> Category | None:
    """Return what is said of the counted after them: "11 of them are women", "26, all girls"."""
    here = at + 3 if items[at].of_count else at + 1
    while here + 1 < len(items) and items[here].text == "of" and items[here + 1].is_nominal:
        here += 2  # "29 victims of trafficking, all women"
    if here + 1 < len(items) and items[here].kind == "comma" and items[here + 1].is_all:
        return _told(items[here + 1])
    if items[at].of_pronoun and here < len(items) and items[here].kind == "phrase":
        return _told(items[here])  # "one of them a police officer"
    if not (items[at].of_pronoun or items[at].noun is None or items[at].of_definite):
        return None
    while here < len(items) and items[here].kind in {"verb", "relative"}:
        copula = items[here].verb_kind == "copula" and not items[here].negated
        here += 1
        if copula and here < len(items) and items[here].kind == "phrase":
            return _told(items[here])
    return None


def _told(item: Item) -> Category | None:
    said = _said(item)
    return said if said in _BY_SEX | {"migrants", "officers"} else None


def _from_sentence(
    items: list[Item], at: int, measure: Measure, measures: Mapping[int, set[Measure]]
) -> Category | None:
    """Return what the sentence supports where the noun is left out."""
    if at > 1 and items[at - 1].text == "(":
        return None if items[at - 2].is_time else _said(items[at - 2])  # "Ghanaian (12)"
    for here in range(at - 1, max(-1, at - 13), -1):
        item = items[here]
        if here and items[here - 1].kind == "include":
            continue  # "killed 15 people, including two officers, and wounded dozens"
        if item.kind == "count" and item.noun is not None and item.noun.noun_class != "thing":
            said = _said(item)
            other = measures.get(here, set())
            alike = measure in _COURT and other & _COURT
            alike = alike or (measure in _NEUTRAL_MEASURES and other & _NEUTRAL_MEASURES)
            if other and measure not in other and not alike:
                break
            if said in _BY_SEX | {"migrants", "officers"}:
                return said
            break
    if measure not in {"rescued", "trafficked", "identified_victims"}:
        return None
    for item in items[max(0, at - 8) : at + 10]:
        if item.is_nominal and item.effects & {"minor", "child"}:
            return "children"
    return None
