"""conflict: two facts that cannot both be right, in one policy or across the policies of a site."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from policylint.facts.kinds import Fact
from policylint.facts.values import Duration
from policylint.finding import Mark
from policylint.rule import Comparison, Conflict, Hit, Rule
from policylint.selector import pick
from policylint.site import Site


def hits(site: Site, rule: Rule) -> Iterator[Hit]:
    """One hit for each pair of statements that conflict; equal pairs of values are told once."""
    verb = rule.verb
    assert isinstance(verb, Conflict)
    left = [(p, f) for p in site.policies for f in _facts(p, verb, rule, "a")]
    right = [(p, f) for p in site.policies for f in _facts(p, verb, rule, "b")]
    seen: set[tuple[str, ...]] = set()
    for a_policy, a in left:
        for b_policy, b in right:
            if a is b or not all(holds(c, a, b) for c in verb.conditions):
                continue
            key = tuple(sorted((_key(verb, a, "a"), _key(verb, b, "b"))))
            if key in seen:
                continue
            seen.add(key)
            first, second = sorted(
                ((a_policy, a), (b_policy, b)), key=lambda row: (row[0] is not site.policies[0], row[1].sentence.index)
            )
            marks = tuple(Mark(p.path, f.span) for p, f in (first, second))
            yield Hit(marks, rule.message, subject=(first[1].sentence.text, second[1].sentence.text))


def holds(condition: Comparison, a: Fact, b: Fact) -> bool:
    """Whether a comparison holds between two facts; never where a side is unknown."""
    left, right = value(condition.left, a, b), value(condition.right, a, b)
    if left in ("", None, ()) or right in ("", None, ()):
        return False
    if isinstance(left, Duration) and isinstance(right, Duration):
        same = left.agrees(right)
        if condition.op in ("==", "!="):
            return same == (condition.op == "==")
        if same and condition.op in ("<", ">"):
            return False
        left, right = left.days[0], right.days[0]
    result: bool = {
        "==": lambda x, y: x == y,
        "!=": lambda x, y: x != y,
        "<": lambda x, y: x < y,
        "<=": lambda x, y: x <= y,
        ">": lambda x, y: x > y,
        ">=": lambda x, y: x >= y,
    }[condition.op](left, right)
    return result


def value(term: str, a: Fact, b: Fact) -> Any:
    """What 'a.period' or 'b.years' names; any other word stands for itself."""
    side, dot, name = term.partition(".")
    if dot and side in ("a", "b"):
        return getattr(a if side == "a" else b, name)
    return term


def _facts(policy: Any, verb: Conflict, rule: Rule, side: str) -> Iterator[Fact]:
    for place in pick(policy, verb.a if side == "a" else verb.b, f"{rule.id}#{side}"):
        if place.fact is not None:
            yield place.fact


def _key(verb: Conflict, fact: Fact, side: str) -> str:
    names = sorted(
        {t.partition(".")[2] for c in verb.conditions for t in (c.left, c.right) if t.startswith(("a.", "b."))}
    )
    return repr([str(getattr(fact, n, "")) for n in names])
