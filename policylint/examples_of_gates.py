"""What a gate's rule finds in an example: its policies are judged by every rule first, as a gate needs it.

The gate `suppression` is shown by policies alone, `baseline` by policies and a text called baseline, `trust` by two texts,
old and new, of one policy.
"""

from __future__ import annotations

import datetime as dt

from policylint.finding import Finding
from policylint.gates import baseline, baselinefile, suppress, trust
from policylint.gates.telling import Telling
from policylint.lint import Settings, lint
from policylint.record import replace
from policylint.rule import Gate, Rule
from policylint.rulebook import Rulebook
from policylint.site import Site


def findings(rule: Rule, site: Site, book: Rulebook, as_of: dt.date) -> list[Finding]:
    """The findings of a gate's rule on a site, all policies of which were judged."""
    settings = Settings(as_of=as_of)
    told = Telling(book.rules, frozenset(rule.id for rule in book.rules.values() if settings.wants(rule)))
    texts = {policy.path: policy.document for policy in site.policies}
    policies = tuple(policy for policy in site.policies if policy.path not in ("baseline", "old"))
    report = lint([replace(site, policies=policies)], book, settings)
    asked = suppress.Asked((), lambda entry, path: False, as_of, whole=True)
    report = suppress.apply(report, told, asked)
    assert isinstance(rule.verb, Gate)
    if rule.verb.name == "baseline":
        accepted = baselinefile.parse(texts["baseline"].text.encode(), "baseline")
        report = baseline.apply(report, accepted, told, baseline.Files(lambda path: path, lambda path: False), as_of)
    found = list(report.findings)
    if rule.verb.name == "trust":
        found += trust.tell(trust.compare([replace(texts["old"], path="new")], [texts["new"]]), told, "main")
    return [finding for finding in found if finding.rule == rule.id]
