"""child-prohibited-vs-collected: children's data are said not to be taken, and to be taken, kept or shared."""

from __future__ import annotations

from collections.abc import Iterator

from policylint.checks.scope import same_property, scope_of
from policylint.checks.wording import sentences, whole
from policylint.matching.clauses import NEGATORS
from policylint.patterns import word_set
from policylint.rule import Hit, rule
from policylint.site import Site

MOST = 40  # statements that are compared
# Discovery, consent, and parents who tell of their own: none of them is a practice with children's data.
_ALLOWED = word_set(
    "parent parents parental guardian guardians school schools teacher teachers if discover learn aware inadvertently believe delete deleted remove "
    "consent verify verification unless may might knowingly dependants dependents family insured contact should parents' where when coppa verifiable"
)


@rule("children_taken")
def children_taken(site: Site) -> Iterator[Hit]:
    """At most one hit for each policy."""
    for policy in site.policies:
        index = policy.index
        shut_out = list(sentences(policy, "children-out"))[:MOST]
        if not shut_out:
            continue
        out = {s.index for s in shut_out}
        for sentence in sentences(policy, "children-taken"):
            words = index.words(sentence)
            if (
                sentence.index in out
                or not NEGATORS.isdisjoint(words)
                or "no" in words
                or not _ALLOWED.isdisjoint(words)
            ):
                continue
            scope = scope_of(policy, sentence)
            if scope.party:
                continue
            other = next((s for s in shut_out if same_property(scope_of(policy, s), scope)), None)
            if other is not None:
                first, second = sorted((other, sentence), key=lambda s: s.index)
                yield Hit((whole(policy, first), whole(policy, second)), subject=(other.text, sentence.text))
                break
