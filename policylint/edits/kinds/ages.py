"""From which age on people may use the service, or their data are collected."""

from __future__ import annotations

from collections.abc import Iterator

from policylint.edits.change import ChangeHit, detects
from policylint.edits.comparison import Comparison
from policylint.facts.kinds import Age


@detects("age-lowered", "age-raised")
def ages(comparison: Comparison) -> Iterator[ChangeHit]:
    """An age that became another one; and the last clause on an age, removed."""
    before = [f for f in comparison.old.all(Age) if not f.scope]
    after = [f for f in comparison.new.all(Age) if not f.scope]
    olds = [f for f in before if f.sentence.index in comparison.changed_old and not _stated(f, after)]
    news = [f for f in after if f.sentence.index in comparison.changed_new and not _stated(f, before)]
    told: set[tuple[int, int]] = set()
    for old in olds:
        partner = comparison.partner_of_old(old.sentence)
        new = next((f for f in news if f.sentence is partner), None)
        new = new or next((f for f in news if f.consequence == old.consequence), None) or (news[0] if news else None)
        if new is not None and (old.years, new.years) not in told:
            told.add((old.years, new.years))
            kind = "age-lowered" if new.years < old.years else "age-raised"
            yield ChangeHit(
                kind, comparison.in_old(old), comparison.in_new(new), f"the age was {old.years}, it is {new.years} now"
            )
        elif new is None and not after and not told:
            told.add((old.years, 0))
            yield ChangeHit(
                "age-lowered", comparison.in_old(old), None, f"the clause on people under {old.years} was removed"
            )


def _stated(fact: Age, others: list[Age]) -> bool:
    """Whether the other version speaks of the same age: "13 or older" and "not under 13" do."""
    return any(_from(fact) == _from(other) for other in others)


def _from(fact: Age) -> int:
    return fact.years + (fact.op == "or-younger")
