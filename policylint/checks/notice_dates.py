"""notice_dates: a promised time of notice that the policy's own dates do not keep."""

from __future__ import annotations

from collections.abc import Iterator

from policylint.checks.calendar_dates import dated, own_dates, ranges, shown, spelt
from policylint.checks.pairs import Said, meet, said
from policylint.facts.kinds import Dated, NoticePeriod
from policylint.patterns import lazy
from policylint.rule import Hit, rule
from policylint.site import Policy, Site

_FIRST = lazy(r"\b(?:first|initial|original)(?:ly)? (?:version|published|edition|issued|posted)\b", 2)


@rule("notice_dates")
def notice_dates(site: Site) -> Iterator[Hit]:
    """One hit where the day of the update, or today, is closer to the day of effect than the promised notice."""
    for policy in site.policies:
        promised = [
            (said(policy, fact), fact) for fact in policy.all(NoticePeriod) if fact.period is not None and fact.polarity
        ]
        effective = [row for row in own_dates(policy, "effective") if _exact(row)]
        if not promised or not effective or any(_FIRST.search(row.sentence.text) for row in own_dates(policy)):
            continue
        row, fact = max(promised, key=lambda pair: pair[1].period.days[0] if pair[1].period else 0)
        assert fact.period is not None
        effect = effective[0]
        if not meet(row, effect):
            continue
        day = ranges(dated(effect))[0].first
        told = _told(policy, effect)
        least = fact.period.days[0]
        if told is not None:
            before = (day - ranges(dated(told))[0].first).days
            if 0 <= before < least:
                message = (
                    f"{fact.period} of notice are promised, but the policy of {shown(dated(told))} takes "
                    f"effect on {shown(dated(effect))}, {_days(before)} later"
                )
                yield Hit(
                    (effect.mark(), told.mark(), row.mark(f"{fact.period} of notice")),
                    message,
                    subject=("notice", shown(dated(effect))),
                )
        elif site.as_of < day and (day - site.as_of).days < least:
            left = (day - site.as_of).days
            message = (
                f"{fact.period} of notice are promised, and {shown(dated(effect))} is {_days(left)} from "
                f"today ({spelt(site.as_of)}); was it announced in time?"
            )
            yield Hit(
                (effect.mark(), row.mark(f"{fact.period} of notice")), message, subject=("notice", shown(dated(effect)))
            )


def _exact(row: Said) -> bool:
    fact: Dated = dated(row)
    return fact.precision == "day" and bool(ranges(fact))


def _told(policy: Policy, effect: Said) -> Said | None:
    """The date of the update or publication of the version that takes effect."""
    return next((row for row in own_dates(policy, "updated", "published") if _exact(row) and meet(row, effect)), None)


def _days(count: int) -> str:
    return "the same day" if count == 0 else f"{count} day{'' if count == 1 else 's'}"
