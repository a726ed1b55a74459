"""consent-conflict: use of the service is taken as consent, and elsewhere consent is called free, explicit or asked for."""

from __future__ import annotations

from collections.abc import Iterator

from policylint.checks.scope import compatible, scope_of
from policylint.checks.wording import sentences, whole
from policylint.document import Sentence
from policylint.matching.clauses import NEGATORS
from policylint.patterns import word_set
from policylint.rule import Hit, rule
from policylint.site import Policy, Site

MOST = 40  # statements that are compared
_CONSENT = word_set("consent consents consenting")
_PROCESSING = word_set("process processes processed processing collect collects collected collection use uses used")
_DATA = word_set("data information")
_OF_LAW = word_set("if where when may might required unless")  # consent that is asked for in some cases


@rule("consent_conflict")
def consent_conflict(site: Site) -> Iterator[Hit]:
    """At most one hit for each policy: consent by mere use, and consent that is said to be given by an act for it."""
    for policy in site.policies:
        found = _found(policy)
        if found is not None:
            first, second = sorted(found, key=lambda s: s.index)
            yield Hit((whole(policy, first), whole(policy, second)), subject=tuple(sentence.text for sentence in found))


def _found(policy: Policy) -> tuple[Sentence, Sentence] | None:
    """Consent to the processing of data as such, by use and by an act."""
    index = policy.index
    special = index.sentences("frame:consent-special")
    by_use = [
        s
        for s in sentences(policy, "consent-use")
        if s.index not in special and not _CONSENT.isdisjoint(index.words(s))
    ][:MOST]
    used = {s.index for s in by_use}
    for sentence in sentences(policy, "consent-true") if by_use else ():
        words = index.words(sentence)
        if _PROCESSING.isdisjoint(words) or _DATA.isdisjoint(words):
            continue
        if (
            sentence.index in special
            or sentence.index in used
            or not NEGATORS.isdisjoint(words)
            or not _OF_LAW.isdisjoint(words)
        ):
            continue
        other = next((s for s in by_use if compatible(scope_of(policy, s), scope_of(policy, sentence))), None)
        if other is not None:
            return other, sentence
    return None
