"""ambiguous_dates: a date in numbers that is one day to an American and another to everybody else."""

from __future__ import annotations

from collections.abc import Iterator

from policylint.checks.calendar_dates import OWN, dated, own_dates, readings, shown, spelt
from policylint.checks.pairs import Said
from policylint.facts.kinds import Dated
from policylint.patterns import lazy
from policylint.rule import Hit, rule
from policylint.site import Policy, Site

_NUMERIC = lazy(r"(?<![\w./-])(\d{1,2})([-/])(\d{1,2})\2(?:19|20)?\d\d(?![\d/-])")


@rule("ambiguous_dates")
def ambiguous_dates(site: Site) -> Iterator[Hit]:
    """One hit for each such date, with a mark at every place where it stands."""
    for policy in site.policies:
        rows: dict[str, list[Said]] = {}
        for row in own_dates(policy, *OWN):
            fact = dated(row)
            days = readings(fact) if fact.precision == "ambiguous" else ()
            if len(days) == 2 and not (fact.role != "effective" and max(days) > site.as_of):
                rows.setdefault(shown(fact), []).append(row)
        if not rows or _settled(policy):
            continue
        for written, found in rows.items():
            first, second = readings(dated(found[0]))
            message = (
                f"{written} is {spelt(first)} to some readers and {spelt(second)} to others; write the month as a word"
            )
            yield Hit(tuple(row.mark() for row in found), message, subject=(written,))


def _settled(policy: Policy) -> bool:
    """Whether another date in numbers shows which comes first: 25/05/2018."""
    for fact in policy.all(Dated):
        match = _NUMERIC.fullmatch(fact.text)
        if match is not None and max(int(match[1]), int(match[3])) > 12:
            return True
    return False
