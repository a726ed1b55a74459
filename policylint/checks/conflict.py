"""conflict: two facts that cannot both be right, in one policy or across the policies of a site."""

from __future__ import annotations

from collections.abc import Iterator

from policylint.checks.pairs import Said, apart, meet, said
from policylint.checks.scope import Scope
from policylint.facts.kinds import Fact
from policylint.facts.values import Duration
from policylint.finding import Severity
from policylint.hints import Any
from policylint.rule import Comparison, Conflict, Hit, Rule
from policylint.selector import pick
from policylint.site import Site


def hits(site: Site, rule: Rule) -> Iterator[Hit]:
    """One hit for each pair of statements that conflict; equal pairs of values are told once.

    Only statements that can be about the same thing are compared (checks.pairs); across two policies a hit is a warning at most.
    """
    verb = rule.verb
    assert isinstance(verb, Conflict)
    order = {policy.path: number for number, policy in enumerate(site.policies)}
    left, right = (_rows(site, verb, rule, side) for side in ("a", "b"))
    seen: set[tuple[str, ...]] = set()
    for one in left:
        for two in right:
            if (
                one.fact is two.fact
                or not all(holds(c, one.fact, two.fact) for c in verb.conditions)
                or not meet(one, two)
            ):
                continue
            key = tuple(sorted((*one.key, *two.key)))
            if key in seen:
                continue
            seen.add(key)
            a, b = sorted((one, two), key=lambda row: (order[row.policy.path], row.sentence.index))
            severity = min(rule.severity, Severity.WARNING) if apart(a, b) else None
            yield Hit((a.mark(), b.mark()), rule.message, severity, subject=(a.sentence.text, b.sentence.text))


def _rows(site: Site, verb: Conflict, rule: Rule, side: str) -> list[Said]:
    """What a selector picks: two places at most for each policy, scope and set of values that the conditions look at."""
    rows: dict[tuple[str, str, Scope], list[Said]] = {}
    for policy in site.policies:
        for place in pick(policy, verb.a if side == "a" else verb.b, f"{rule.id}#{side}"):
            if place.fact is not None:
                row = said(policy, place.fact, (_key(verb, place.fact),))
                alike = rows.setdefault((policy.path, row.key[0], row.scope), [])
                if len(alike) < 2:  # with themselves statements are not compared, with their equals they are
                    alike.append(row)
    return [row for alike in rows.values() for row in alike]


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


def _key(verb: Conflict, fact: Fact) -> str:
    names = sorted(
        {t.partition(".")[2] for c in verb.conditions for t in (c.left, c.right) if t.startswith(("a.", "b."))}
    )
    return repr([str(getattr(fact, n, "")) for n in names])
