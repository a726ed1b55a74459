"""stale_dates: a policy that nobody has looked at for years."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from policylint.checks.calendar_dates import OWN, dated, own_dates, ranges, shown
from policylint.checks.pairs import Said
from policylint.facts.kinds import Dated
from policylint.rule import Hit, rule
from policylint.site import Policy, Site

INTERVAL = 24  # months; the accountability that laws ask for leaves the rhythm to the publisher
YEARLY = 12
COPY_DAYS = 180  # a copy that was archived about today shows what stood there then
YEARLY_LAWS = frozenset(["ccpa"])  # Civ. Code 1798.130(a)(5): at least once every twelve months


@rule("stale_dates")
def stale_dates(site: Site) -> Iterator[Hit]:
    """One hit at the newest date of a policy that is older than the review interval."""
    for policy in site.policies:
        newest = _newest(policy)
        if newest is None or _shows(policy, site.as_of):
            continue
        last = ranges(dated(newest))[-1].last
        laws = {law.key for law in site.laws.get(policy.path, ()) if law.tier in ("claimed", "configured")}
        interval = YEARLY if laws & YEARLY_LAWS else INTERVAL
        if last + dt.timedelta(days=interval * 30.5) >= site.as_of:
            continue
        months = (site.as_of - last).days // 30.4375
        age = f"{int(months // 12)} years" if months >= 24 else f"{int(months)} months"
        why = "the CCPA wants a review every twelve months" if interval == YEARLY else "review it and say when that was"
        yield Hit(
            (newest.mark(),),
            f"the newest date of this policy, {shown(dated(newest))}, is {age} old; {why}",
            subject=("stale",),
        )


def _shows(policy: Policy, today: dt.date) -> bool:
    """Whether the text is the archived copy of about the day that counts as today: then it is judged as of that day."""
    copies = [ranges(fact)[-1].last for fact in policy.all(Dated) if fact.role == "archived" and ranges(fact)]
    return any(abs((today - day).days) <= COPY_DAYS for day in copies)


def _newest(policy: Policy) -> Said | None:
    """The newest date that a policy gives of itself; None where it has none."""
    rows = [row for row in own_dates(policy, *OWN) if ranges(dated(row))]
    return max(rows, key=lambda row: ranges(dated(row))[-1].last, default=None)
