"""From which age on people may use the service, or their data are collected."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from policylint.edits.change import ChangeHit, detects
from policylint.edits.comparison import Comparison
from policylint.edits.periods import UNITS
from policylint.facts.kinds import Age
from policylint.patterns import word_set

YOUNGEST, OLDEST = 7, 25  # years that are an age which somebody has to have
_OF_AGE = word_set("age aged old older younger under over youngest minimum minors child children adult adults")


@detects("age-lowered", "age-raised")
def ages(comparison: Comparison) -> Iterator[ChangeHit]:
    """An age that became another one; and the last clause on an age, removed."""
    before = [f for f in comparison.old.all(Age) if not f.scope]
    after = [f for f in comparison.new.all(Age) if not f.scope]
    olds = [f for f in before if f.sentence.index in comparison.changed_old and not _stated(f, after)]
    news = [f for f in after if f.sentence.index in comparison.changed_new and not _stated(f, before)]
    told: set[tuple[int, int]] = set()
    if not olds and not news:
        yield from _bare(comparison)
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


def _bare(comparison: Comparison) -> Iterator[ChangeHit]:
    """An age in words that say no more: "riders must be fourteen"."""
    for pair in comparison.pairs:
        a, b = _years(comparison.words_old(pair.old)), _years(comparison.words_new(pair.new))
        if len(a) == 1 and len(b) == 1 and a != b:
            old, new = a[0], b[0]
            kind = "age-lowered" if new < old else "age-raised"
            message = f"the age was {old}, it is {new} now"
            yield ChangeHit(kind, comparison.in_old(pair.old), comparison.in_new(pair.new), message)
            return


def _years(words: tuple[str, ...]) -> list[int]:
    """The ages that a sentence about who may do something names."""
    if _OF_AGE.isdisjoint(words) and ("must", "be") not in pairwise(words):
        return []
    # A period ("12 month") is an age only where it is one of years: those are compared in months.
    found = []
    for at, word in enumerate(words):
        if word.isdecimal() and len(word) < 4:
            unit = words[at + 1] if at + 1 < len(words) else ""
            years = int(word) / 12 if unit == "month" else 0.0 if unit in UNITS else float(word)
            if years == int(years) and YOUNGEST <= years <= OLDEST:
                found.append(int(years))
    return found


def _stated(fact: Age, others: list[Age]) -> bool:
    """Whether the other version speaks of the same age: "13 or older" and "not under 13" do."""
    return any(_from(fact) == _from(other) for other in others)


def _from(fact: Age) -> int:
    return fact.years + (fact.op == "or-younger")
