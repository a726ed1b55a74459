"""rights-fee-charged: a price is put on the exercise of a right."""

from __future__ import annotations

from collections.abc import Iterator

from policylint.checks.wording import sentences, whole
from policylint.finding import Severity
from policylint.matching import clauses
from policylint.rule import Hit, rule
from policylint.site import Site

_MAY_CHARGE = frozenset(["pdpo-hk", "pdpa-sg", "app-au", "pipeda-ca"])
"""Laws under which a fee that is not excessive may be taken for access."""
_BUSINESS = ("customer's content", "backup", "backups", "business customers", "hourly", "per hour")


@rule("rights_fee")
def rights_fee(site: Site) -> Iterator[Hit]:
    """One hit for each sentence that charges for a copy, a deletion or a request, and not for abuse of it alone."""
    for policy in site.policies:
        index = policy.index
        limited = index.sentences("frame:fee-limited")
        charged = {hit.sentence.index: hit for hit in index.find("frame:fee-on-right")}
        keys = {regime.key for regime in policy.regimes if regime.tier != "negated"}
        for sentence in sentences(policy, "fee-on-right"):
            at = sentence.index
            text = sentence.text.lower()
            if (at in limited and "not excessive" not in text) or any(word in text for word in _BUSINESS):
                continue
            hit = charged[at]
            words, starts, _ = index.tokens[at]
            if "not excessive" not in text and clauses.negated(
                words, hit.first, hit.last, clauses.clause_start(words, hit.first, sentence.text, starts)
            ):
                continue
            lawful = bool(keys & _MAY_CHARGE) or "excessive" in text or "reasonable" in text
            yield Hit((whole(policy, sentence),), severity=Severity.INFO if lawful else None)
