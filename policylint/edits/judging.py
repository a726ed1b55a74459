"""The rules of the family `edit` meet a comparison."""

from __future__ import annotations

from collections.abc import Iterable

from policylint.edits import kinds, verb
from policylint.edits.change import LATE, REGISTRY, ChangeHit, heaviest
from policylint.edits.comparison import Comparison
from policylint.record import Record, replace
from policylint.rule import Change, PythonCheck, Rule


class Crash(Record):
    """A detector that raised, and a rule that it stands for."""

    rule: str
    error: Exception


class Judgement(Record):
    """What an edit does: each change with its rule, in the order of the text; how much it changes; and detectors that failed."""

    told: tuple[tuple[Rule, ChangeHit], ...]
    weight: str
    crashes: tuple[Crash, ...] = ()


def judge(comparison: Comparison, rules: Iterable[Rule]) -> Judgement:
    """The hits of all rules of edits. A detector runs once, whatever the number of its kinds; what it raises is told."""
    kinds.register()
    by_check: dict[str, Rule] = {}
    found: list[tuple[Rule, ChangeHit]] = []
    crashes: list[Crash] = []
    for rule in rules:
        if isinstance(rule.verb, PythonCheck):
            by_check[rule.verb.name] = rule
        elif isinstance(rule.verb, Change):
            try:
                found += _weighed(rule, verb.hits(comparison, rule))
            except Exception as error:
                crashes.append(Crash(rule.id, error))
    for detector in dict.fromkeys(REGISTRY[name] for name in by_check if name in REGISTRY):
        try:
            for hit in detector(comparison):
                if hit.kind in by_check:
                    found += _weighed(by_check[hit.kind], [hit])
        except Exception as error:
            crashes.append(Crash(next(by_check[n].id for n in by_check if REGISTRY.get(n) is detector), error))
    for _, late in sorted({LATE[name] for name in by_check if name in LATE}, key=lambda row: row[0]):
        try:
            for hit in list(late(comparison, [hit for _, hit in found])):
                if hit.kind in by_check:
                    found += _weighed(by_check[hit.kind], [hit])
        except Exception as error:
            crashes.append(Crash(next(by_check[n].id for n in by_check if LATE.get(n, (0, None))[1] is late), error))
    return Judgement(tuple(sorted(found, key=_place)), heaviest([hit for _, hit in found]), tuple(crashes))


def _weighed(rule: Rule, hits: Iterable[ChangeHit]) -> list[tuple[Rule, ChangeHit]]:
    return [(rule, replace(hit, weight=hit.weight or rule.weight)) for hit in hits]


def _place(row: tuple[Rule, ChangeHit]) -> tuple[int, int, str]:
    rule, hit = row
    mark = hit.new or hit.old
    assert mark is not None
    return mark.span.start, mark.span.end, rule.id
