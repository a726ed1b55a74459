"""response_law: a time for answering requests that is longer than a law in play allows."""

from __future__ import annotations

from collections.abc import Iterator

from policylint.checks.answer_times import answers, period
from policylint.checks.pairs import Said, said
from policylint.facts.countries import EEA
from policylint.facts.kinds import ResponseTime
from policylint.rule import Hit, rule
from policylint.site import Law, Policy, Site

SURE = ("configured", "claimed", "established")
SLACK = 1.0  # days; thirty days and a month are one


@rule("response_law")
def response_law(site: Site) -> Iterator[Hit]:
    """One hit for each policy and law whose time the longest answer exceeds."""
    for policy in site.policies:
        rows = sorted(answers(policy), key=lambda row: -period(row).days[0])
        for law in site.laws.get(policy.path, ()):
            if law.answer is None or law.tier not in SURE:
                continue
            late = next((row for row in rows if _late(row, law) and _for(row, law)), None)
            if late is None or _kept_apart(policy, law, late):
                continue
            message = (
                f"requests are answered within {period(late)}; {law.key.upper()} ({law.answer_law}) allows {law.answer}"
            )
            yield Hit((late.mark(),), message, subject=("answer", law.key, period(late).iso))


def _late(row: Said, law: Law) -> bool:
    assert law.answer is not None
    return period(row).days[0] > law.answer.days[1] + SLACK


def _for(row: Said, law: Law) -> bool:
    """Whether a statement is made to the people whom the law protects: to everybody, or to those of its territory."""
    codes = {code[:2] for code in row.scope.countries if code not in ("EEA", "EU")}
    if row.scope.countries & {"EEA", "EU"}:
        codes |= EEA
    return not row.scope.countries or (bool(law.countries) and not codes.isdisjoint(law.countries))


def _kept_apart(policy: Policy, law: Law, late: Said) -> bool:
    """Whether the text gives the people of that law a time of their own, within the limit."""
    for fact in policy.all(ResponseTime):
        if fact.period is not None and fact.sentence is not late.sentence:
            row = said(policy, fact)
            if row.scope.countries and _for(row, law) and not _late(row, law):
                return True
    return False
