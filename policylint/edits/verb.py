"""change: what rule files themselves say of two versions."""

from __future__ import annotations

from collections.abc import Hashable, Iterator

from policylint.checks.conflict import holds
from policylint.edits.change import ChangeHit
from policylint.edits.comparison import Comparison
from policylint.facts.kinds import Fact
from policylint.record import replace
from policylint.rule import Change, Rule, Selector
from policylint.rule import Comparison as Condition
from policylint.selector import Place, as_text, pick
from policylint.site import Policy


def hits(comparison: Comparison, rule: Rule) -> Iterator[ChangeHit]:
    """What the verb `change` of a rule finds; one hit a sentence."""
    verb = rule.verb
    assert isinstance(verb, Change)
    if verb.both is not None:
        yield from _both(comparison, rule, verb, verb.both)
    elif verb.added is not None:
        for place in _new(comparison.new, comparison.old, comparison.changed_new, verb, verb.added, f"{rule.id}#added"):
            mark = comparison.in_new((place.sentence, place.start, place.end))
            yield ChangeHit(rule.name, new=mark)
    elif verb.removed is not None:
        group = f"{rule.id}#removed"
        for place in _new(comparison.old, comparison.new, comparison.changed_old, verb, verb.removed, group):
            mark = comparison.in_old((place.sentence, place.start, place.end))
            yield ChangeHit(rule.name, old=mark)


def _new(
    here: Policy, there: Policy, changed: frozenset[int], verb: Change, selector: Selector, group: str
) -> Iterator[Place]:
    """Places of changed sentences of one version that the other version has nothing alike to."""
    known = {_key(place, verb) for place in pick(there, selector, group)}
    seen: set[int] = set()
    for place in pick(here, selector, group):
        number = place.sentence.index
        if number in changed and number not in seen and _key(place, verb) not in known:
            seen.add(number)
            yield place


def _key(place: Place, verb: Change) -> Hashable:
    return tuple(as_text(getattr(place.fact, name)) for name in verb.same) if place.fact is not None else ()


def _both(comparison: Comparison, rule: Rule, verb: Change, selector: Selector) -> Iterator[ChangeHit]:
    group = f"{rule.id}#both"
    picked = {id(place.fact) for policy in (comparison.old, comparison.new) for place in pick(policy, selector, group)}

    def same(fact: Fact) -> Hashable:
        return (id(fact) in picked, *(as_text(getattr(fact, name)) for name in verb.same))

    conditions = [_sides(condition) for condition in verb.conditions]
    for old, new in comparison.matched(selector.fact, same):
        if id(old) in picked and all(holds(condition, old, new) for condition in conditions):
            yield ChangeHit(rule.name, comparison.in_old(old), comparison.in_new(new))


def _sides(condition: Condition) -> Condition:
    """A comparison of old and new as one of a and b."""

    def side(term: str) -> str:
        return term.replace("old.", "a.", 1) if term.startswith("old.") else term.replace("new.", "b.", 1)

    return replace(condition, left=side(condition.left), right=side(condition.right))
