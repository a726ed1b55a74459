"""notice_periods: two times of notice for changes; across the policies of a publisher, notice in one and none in another."""

from __future__ import annotations

from collections.abc import Iterator

from policylint.checks.pairs import Said, apart, hit, pairs, places, said, there
from policylint.facts.kinds import ChangeNotice, NoticePeriod
from policylint.finding import Mark, Severity
from policylint.patterns import lazy
from policylint.rule import Hit, rule
from policylint.site import Policy, Site

_KIND = lazy(
    r"\b(?:material|significant|substantial|major|important|minor|other|fees?|prices?|terms"
    r"|sub-?processors?|urgent|legal reasons|required by law)\b",
    2,
)
NONE = "no notice period"


@rule("notice_periods")
def notice_periods(site: Site) -> Iterator[Hit]:
    """One hit for each pair of times for the same changes, and for each pair of policies of which one gives none."""
    rows = [row for policy in site.policies for row in _periods(policy)]
    told: set[tuple[str, str]] = set()
    for a, b in pairs(rows):
        one, two = _period(a), _period(b)
        if (
            one.period is None
            or two.period is None
            or one.period.agrees(two.period)
            or (not apart(a, b) and a.key[1] != b.key[1])
        ):
            continue
        key = (a.policy.path, b.policy.path)
        if key not in told:
            told.add(key)
            message = (
                f"changes are announced {places(a, b, f'{one.period} before', f'{two.period} before')}; "
                f"keep one time, or say for which changes each is"
            )
            yield hit(a, b, message, across=Severity.INFO, notes=(f"{one.period} before", f"{two.period} before"))
    for number, policy in enumerate(site.policies):
        for other in site.policies[number + 1 :]:
            yield from _one_sided(policy, other)


def _periods(policy: Policy) -> Iterator[Said]:
    for fact in policy.all(NoticePeriod):
        if fact.period is not None and fact.polarity:
            kinds = " ".join(sorted({word.casefold() for word in _KIND.findall(fact.sentence.text)}))
            yield said(policy, fact, (fact.period.iso, kinds))


def _period(row: Said) -> NoticePeriod:
    assert isinstance(row.fact, NoticePeriod)
    return row.fact


def _one_sided(one: Policy, two: Policy) -> Iterator[Hit]:
    """A time of notice in one policy, and continued use as consent to changes, with no time, in the other."""
    for with_time, without in ((one, two), (two, one)):
        promised = next(_periods(with_time), None)
        if promised is None or next(_periods(without), None) is not None:
            continue
        changes = {fact.sentence.index for fact in without.all(ChangeNotice)}
        found = next(
            (
                f
                for f in without.index.find("frame:change-acceptance")
                if not changes.isdisjoint(range(f.sentence.index - 2, f.sentence.index + 3))
            ),
            None,
        )
        if found is None:
            continue
        period = _period(promised).period
        marks = (
            promised.mark(f"{period} before"),
            Mark(without.path, found.sentence.source(found.start, found.end), NONE),
        )
        here, other = (
            (f"{period} before they apply", "without a time")
            if with_time is one
            else ("without a time", f"{period} before they apply")
        )
        message = f"changes are announced {here} here, {other} {there(one, two)}"
        yield Hit(
            marks if with_time is one else marks[::-1],
            message,
            Severity.INFO,
            subject=("one-sided", str(period), found.sentence.text),
        )
