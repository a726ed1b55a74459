"""anonymous-vs-identifiable: an analysis is called anonymous, and what it works with points at a person or a device."""

from __future__ import annotations

from collections.abc import Container, Iterator

from policylint.checks.scope import same_property, scope_of
from policylint.checks.wording import sentences, whole
from policylint.matching.clauses import NEGATORS
from policylint.patterns import word_set
from policylint.rule import Hit, rule
from policylint.site import Policy, Site

MOST = 40  # claims that are compared
_SHORT = 40  # characters of a cell or label that claims nothing
_LOGS = word_set("logs log logfiles server")


@rule("anonymous_claim")
def anonymous_claim(site: Site) -> Iterator[Hit]:
    """At most one hit for each policy: the claim, and the identifiers that the same kind of analysis uses."""
    for policy in site.policies:
        index = policy.index
        analysis = index.sentences("frame:analysis-word")
        made = index.sentences("frame:nameless-made")
        claims = [
            s
            for s in sentences(policy, "anonymous-claim")
            if s.index not in made
            and len(s.text) > _SHORT
            and (s.index in analysis or "analytics" in policy.topics(s) or _goes_on(policy, s.index, analysis))
        ]
        if not claims:
            continue
        claimed = {s.index for s in claims}
        naming = [
            s
            for s in sentences(policy, "identifier-word")
            if s.index in analysis
            and s.index not in made | claimed
            and "nonym" not in s.text
            and not s.text.startswith(("These ", "They ", "Other "))
            and NEGATORS.isdisjoint(index.words(s))
            and _LOGS.isdisjoint(index.words(s))
        ]
        for claim in claims[:MOST]:
            scope = scope_of(policy, claim)
            other = next((s for s in naming if s is not claim and same_property(scope, scope_of(policy, s))), None)
            if other is not None:
                first, second = sorted((claim, other), key=lambda s: s.index)
                yield Hit((whole(policy, first), whole(policy, second)), subject=(claim.text, other.text))
                break


def _goes_on(policy: Policy, at: int, analysis: Container[int]) -> bool:
    """Whether the sentence before, in the same paragraph, speaks of analysis."""
    sentences = policy.document.sentences
    return at > 0 and sentences[at - 1].block is sentences[at].block and at - 1 in analysis
