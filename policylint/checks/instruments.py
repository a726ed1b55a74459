"""What is known of laws and frameworks that have ended or are still to come (instruments.yaml)."""

from __future__ import annotations

import datetime as dt
import os
from functools import cache

from policylint.facts.kinds import Dated
from policylint.finding import Severity
from policylint.record import Record
from policylint.site import Policy

FILE = os.path.splitext(__file__)[0] + ".yaml"


class Instrument(Record):
    """One law or framework. `until`: the first day without it; `since`: the first day of one to come, date.max for one given up."""

    key: str
    name: str
    because: str
    instead: str
    until: dt.date | None = None
    since: dt.date | None = None
    most: Severity = Severity.ERROR  # where it is relied on
    mention: Severity = Severity.INFO  # where it is only named


@cache
def instruments() -> dict[str, Instrument]:
    """Every instrument by its key. Read at the first use: few policies name one."""
    from policylint import marked

    tree = marked.read(FILE)
    assert isinstance(tree, marked.Map)
    return {key.text: _instrument(key.text, value) for key, value in tree}


def _instrument(key: str, node: object) -> Instrument:
    from policylint import marked

    assert isinstance(node, marked.Map)
    row = {name.text: value.text for name, value in node if isinstance(value, marked.Scalar)}
    return Instrument(
        key,
        row["name"],
        row["because"],
        row["instead"],
        _day(row.get("until", "")),
        _day(row.get("since", "")),
        Severity.parse(row.get("most", "error")),
        Severity.parse(row.get("mention", "info")),
    )


def _day(written: str) -> dt.date | None:
    return dt.date.max if written == "never" else dt.date.fromisoformat(written) if written else None


def day_of(policy: Policy) -> dt.date | None:
    """The day as of which a policy speaks: the latest date of its update, publication or effect; None where it bears none."""
    days = [
        fact.day
        for fact in policy.all(Dated)
        if fact.role in ("effective", "updated", "published") and fact.day is not None
    ]
    return max(days, default=None)
