"""forbid: every place that a selector picks."""

from __future__ import annotations

from collections.abc import Iterator

from policylint.finding import Mark
from policylint.rule import Forbid, Hit, Rule
from policylint.selector import pick
from policylint.site import Policy


def hits(policy: Policy, rule: Rule) -> Iterator[Hit]:
    """One hit a sentence."""
    verb = rule.verb
    assert isinstance(verb, Forbid)
    seen: set[int] = set()
    for number, selector in enumerate(verb.selectors):
        for place in pick(policy, selector, f"{rule.id}#forbid.{number}"):
            if place.sentence.index not in seen:
                seen.add(place.sentence.index)
                yield Hit((Mark(policy.path, place.span),), rule.message, subject=(place.sentence.text,))
