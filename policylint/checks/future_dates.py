"""future_dates: a policy that was updated tomorrow, or that takes effect in a year that was mistyped."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from policylint.checks.calendar_dates import dated, own_dates, ranges, shown, spelt
from policylint.finding import Severity
from policylint.rule import Hit, rule
from policylint.site import Site

CLOCKS = dt.timedelta(days=1)  # two machines may differ by a day
FAR = dt.timedelta(days=180)  # an announced change seldom takes longer


@rule("future_dates")
def future_dates(site: Site) -> Iterator[Hit]:
    """One hit for each date of an update or publication that is still to come, and of an effect far ahead."""
    for policy in site.policies:
        told: set[str] = set()
        for row in own_dates(policy):
            fact = dated(row)
            found = ranges(fact)
            if not found or shown(fact) in told:
                continue
            begins = found[0].first
            if fact.role == "effective" and begins > site.as_of + FAR:
                told.add(shown(fact))
                message = (
                    f"takes effect on {shown(fact)}, more than half a year from now "
                    f"({spelt(site.as_of)}); is the year right?"
                )
                yield Hit((row.mark(),), message, Severity.INFO)
            elif fact.role != "effective" and begins > site.as_of + CLOCKS:
                told.add(shown(fact))
                yield Hit(
                    (row.mark(),),
                    f"{fact.role} on {shown(fact)}, which is still to come (today is {spelt(site.as_of)})",
                )
