"""The dates of a policy as checks compare them: the days that one may stand for, within the body that it belongs to."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from policylint.checks.pairs import Said, said
from policylint.facts.kinds import Dated
from policylint.patterns import lazy
from policylint.record import Record
from policylint.site import Policy

OWN = ("updated", "effective", "published")
_NUMERIC = lazy(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d\d)\b")
_FIRST = lazy(r"\b(?:first|originally|initially|original)\b", re.IGNORECASE)


class Range(Record):
    """The days that a date may mean: from `first` to `last`, each end included."""

    first: dt.date
    last: dt.date

    def meets(self, other: Range) -> bool:
        """Whether both may mean one day."""
        return self.first <= other.last and other.first <= self.last


def ranges(fact: Dated) -> tuple[Range, ...]:
    """The readings of a date: one, or two where day and month may be exchanged; none where it has no day at all."""
    if fact.precision == "ambiguous":
        return tuple(Range(day, day) for day in sorted(readings(fact)))
    if fact.day is None:
        return ()
    day = fact.day
    if fact.precision == "month":
        after = day.replace(year=day.year + day.month // 12, month=day.month % 12 + 1, day=1)
        return (Range(day.replace(day=1), after - dt.timedelta(days=1)),)
    if fact.precision == "year":
        return (Range(day.replace(month=1, day=1), day.replace(month=12, day=31)),)
    return (Range(day, day),)


def readings(fact: Dated) -> tuple[dt.date, ...]:
    """The days that a numeric date such as 07/10/2011 can be read as: day first, then month first."""
    match = _NUMERIC.search(fact.text)
    if match is None:
        return ()
    a, b, year = int(match[1]), int(match[3]), int(match[4])
    year += 2000 if len(match[4]) == 2 else 0
    found = []
    for month, day in ((b, a), (a, b)):
        try:
            found.append(dt.date(year, month, day))
        except ValueError:
            continue
    return tuple(dict.fromkeys(found))


def dated(row: Said) -> Dated:
    """The fact of a row that `own_dates` gave."""
    assert isinstance(row.fact, Dated)
    return row.fact


def own_dates(policy: Policy, *roles: str) -> Iterator[Said]:
    """The policy's own dates of some roles; front matter is left out, for what it means is the generator's matter."""
    for fact in policy.all(Dated):
        if fact.role in (roles or OWN) and fact.sentence.block.kind != "meta":
            yield said(policy, fact, (fact.role, fact.text.casefold()))


def first_version(fact: Dated) -> bool:
    """Whether a date is said to be that of the first version: 'first published on'."""
    return _FIRST.search(fact.sentence.text, max(fact.start - 60, 0), fact.start) is not None


def shown(fact: Dated) -> str:
    """The date as written."""
    return " ".join(fact.text.split())


def spelt(day: dt.date) -> str:
    """A day as '7 October 2011'."""
    months = "January February March April May June July August September October November December".split()
    return f"{day.day} {months[day.month - 1]} {day.year}"
