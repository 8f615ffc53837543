"""How a warehouse may have come about: batches of articles, rereadings and people's decisions."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from tests.scenario.engine import build, is_everything, load, start
from tests.scenario.rows import Raw

if TYPE_CHECKING:
    import random

    from tests.scenario.engine import Project
    from tests.scenario.rows import Rows

SEEDS = ("corrections", "same_operation")
FIELDS = {
    "value": ("2", "17", "260"),
    "region": ("IN-BR", "KE-30", "null"),
    "scope": ("running_total", "operation", "period_total"),
    "period_start": ("2015-03-02", "null"),
}
OPERATION_FIELDS = {"start_date": "2015-03-02", "agency_id": "cn-mps", "subject": "fraud"}


class History:
    """The scenario's articles as they may have come, a batch at a time, some read wrongly first."""

    def __init__(self, raw: Raw, chance: random.Random) -> None:
        self.raw = raw
        self.chance = chance
        self.waiting = [row["article_id"] for row in raw.articles]
        chance.shuffle(self.waiting)
        self.arrival = {article_id: n for n, article_id in enumerate(self.waiting, 1)}
        self.misread: set[str] = set()
        self.loaded: list[str] = []
        self.reading_number = 0

    def batch(self, size: int) -> Raw:
        """Return the next articles, rereadings of some that were misread, and new misreadings."""
        new, self.waiting = self.waiting[:size], self.waiting[size:]
        again = self.chance.sample(sorted(self.misread), k=len(self.misread) // 2)
        worse = self.chance.sample(self.loaded, k=min(2, len(self.loaded)))
        batch = Raw()
        for article_id in dict.fromkeys([*new, *again, *worse]):
            is_worse = article_id in worse or (article_id in new and self.chance.random() < 0.3)
            self.read(batch, article_id, is_new=article_id in new, is_misread=is_worse)
        self.loaded += new
        return batch

    def read(self, batch: Raw, article_id: str, *, is_new: bool, is_misread: bool) -> None:
        """Append a reading of one article, right or not, to a batch."""
        self.reading_number += 1
        (self.misread.add if is_misread else self.misread.discard)(article_id)
        rows = {
            table: [
                {**row, "reading_number": self.reading_number}
                for row in rows
                if row["article_id"] == article_id
            ]
            for table, rows in self.raw.tables().items()
        }
        if is_new:
            batch.articles += [
                {**row, "arrival_number": self.arrival[article_id]} for row in rows["articles"]
            ]
        batch.readings += rows["readings"]
        batch.sentences += rows["sentences"]
        batch.figures += self.misreadings(rows["figures"]) if is_misread else rows["figures"]
        batch.mentions += [
            row for row in rows["mentions"] if not is_misread or self.chance.random() < 0.8
        ]
        batch.signatures += rows["signatures"]

    def misreadings(self, figures: Rows) -> Rows:
        """Return figures as a worse reader has them: lost, with other numbers, without a place."""
        wrong: tuple[dict[str, Any], ...] = (
            {},
            {"value": 77, "lower": 77, "upper": 77},
            {"region": None},
            {"period_start": None, "period_end": None},
            {"campaign": None, "campaign_key": None},
            {"scope": "operation"},
        )
        kept = [row for row in figures if self.chance.random() > 0.2]
        return [{**row, **self.chance.choice(wrong)} for row in kept]


def decide(connection: Any, chance: random.Random) -> None:
    """Change what people decided: take some back, correct figures and operations, join or part."""
    for seed, key in (("corrections", "target_id"), ("same_operation", "figure_id_a")):
        if chance.random() < 0.4:
            connection.execute(f"delete from seeds.{seed} where hash({key}) % 2 = 0")
    figures = connection.execute(
        "select figure_id, operation_id from main.fct_figures order by figure_id"
    ).fetchall()
    for _ in range(chance.choice((0, 1, 2))):
        figure_id, operation_id = chance.choice(figures)
        target, field = figure_id, chance.choice((*FIELDS, "measure", None))
        if operation_id and chance.random() < 0.3:
            target, field = operation_id, chance.choice(sorted(OPERATION_FIELDS))
        action = "exclude" if field is None else "add" if field == "measure" else "change"
        value = "charged" if field == "measure" else OPERATION_FIELDS.get(field or "")
        if field in FIELDS:
            value = chance.choice(FIELDS[field])
        connection.execute(
            "insert into seeds.corrections by name select ? as target_id, ? as action, "
            "? as field, ? as value, 'why' as reason, 'me' as decided_by, "
            "date '2020-01-01' as decided_on",
            [target, action, field, value],
        )
    if chance.random() < 0.6:
        one, other = chance.sample([figure_id for figure_id, _ in figures], k=2)
        connection.execute(
            "insert into seeds.same_operation by name select ? as figure_id_a, ? as figure_id_b, "
            "? as verdict, 'why' as reason, 'me' as decided_by, date '2020-01-01' as decided_on",
            [one, other, chance.choice(("same", "different"))],
        )


def lasting_rows(connection: Any, project: Project) -> dict[str, Counter[str]]:
    """Return all that outlives a build, row by row: the marts and what later builds go on from."""
    return {
        step.relation: Counter(map(str, connection.execute(f"from {step.relation}").fetchall()))
        for step in project.steps
        if step.kind != "view"
        and (step.kind in {"scoped", "remembered"} or step.relation.startswith("main."))
    }


def differences(project: Project, raw: Raw, chance: random.Random, batches: int) -> list[str]:
    """Return where a warehouse built batch by batch differs from one built at once."""
    history = History(raw, chance)
    grown = start(project)
    told: list[Raw] = []
    size = len(raw.articles)
    for n in range(batches):
        told.append(history.batch(size * 2 // 3 if n == 0 else size // (3 * batches) + 1))
        load(grown, told[-1])
        if n:
            decide(grown, chance)
        build(grown, project)
    assert not is_everything(grown)
    whole = start(project)
    for batch in told:
        load(whole, batch)
    for seed in SEEDS:
        decisions = grown.execute(f"from seeds.{seed}").fetchall()
        whole.execute(f"delete from seeds.{seed}")
        for row in decisions:
            whole.execute(f"insert into seeds.{seed} values ({', '.join('?' * len(row))})", row)
    build(whole, project)
    before, after = lasting_rows(whole, project), lasting_rows(grown, project)
    return [
        f"{relation} {sign} {row}"
        for relation in before
        for sign, rows in (
            ("lacks", before[relation] - after[relation]),
            ("has too much", after[relation] - before[relation]),
        )
        for row in rows
    ]
