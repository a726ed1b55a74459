"""The dates of two versions: whether the policy's own date moved with the edit, and the notice that was promised."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from policylint.checks.calendar_dates import OWN, first_version, ranges
from policylint.facts.kinds import Dated, NoticePeriod
from policylint.hints import Literal
from policylint.record import Record
from policylint.site import Policy

TOP = 5  # sentences at the head of a text
LINE = 10  # words of a line that gives a date
ENTRY = 4  # characters before the date of an entry of a change log, and at least after it
Status = Literal["bumped", "not-bumped", "backwards", "no-date"]


class Moved(Record):
    """How a policy's own date moved; `old` and `new` are the dates that show it, None where there is none."""

    status: Status
    old: Dated | None = None
    new: Dated | None = None


def moved(old: Policy, new: Policy) -> Moved:
    """The dates of one role in the text are compared, and the newest entry of its change log, else those of the front matter.

    A date that only the new version has moved forward; one that only the old version has is none any more.
    """
    told: list[Moved] = []
    first, second = latest_entry(old), latest_entry(new)
    if first is not None and second is not None:
        told.append(_compared(first, second))
    for meta in (False, True):
        before, after = newest(old, meta), newest(new, meta)
        told += [_compared(before[role], after[role]) for role in OWN if role in before and role in after]
        if not told and after:
            b = max(after.values(), key=_last)
            a = max(before.values(), key=_last, default=None)
            told.append(_compared(a, b) if a is not None else Moved("bumped", None, b))
        if told:  # what readers see; the front matter counts where they see nothing
            break
    if not told and second is not None:
        told.append(Moved("bumped", None, second))
    if not told:
        first, second = _shown(old), _shown(new)
        if first is not None and second is not None:
            told.append(_compared(first, second))
    for status in ("bumped", "backwards", "not-bumped"):
        for row in told:
            if row.status == status:
                return row
    return Moved("no-date")


def newest(policy: Policy, meta: bool = False) -> dict[str, Dated]:
    """The policy's newest own date of each role, in its text or in its front matter."""
    found: dict[str, Dated] = {}
    log = {id(fact) for fact in _log(policy)}
    for fact in policy.all(Dated):
        if (
            id(fact) not in log
            and fact.role in OWN
            and (fact.sentence.block.kind == "meta") == meta
            and ranges(fact)
            and not first_version(fact)
        ):
            known = found.get(fact.role)
            if known is None or _last(fact) > _last(known):
                found[fact.role] = fact
    return found


def _shown(policy: Policy) -> Dated | None:
    """The date that a short line above the text gives in words of its own: "Version of 3 May 2024", "In use since June 2023"."""
    for fact in policy.all(Dated):
        sentence = fact.sentence
        if (
            fact.role != "other"
            or not ranges(fact)
            or sentence.index > TOP
            or sentence.block.kind in ("meta", "item", "cell")
        ):
            continue
        if len(sentence.text.split()) <= LINE and fact.precision in ("day", "month", "ambiguous"):
            return fact
    return None


def latest_entry(policy: Policy) -> Dated | None:
    """The date of the entry of a change log that is shown as the latest: the first where the newest come first, else the last."""
    log = _log(policy)
    if not log:
        return None
    return log[0] if _last(log[0]) >= _last(log[-1]) else log[-1]


def _log(policy: Policy) -> list[Dated]:
    """The dates that begin the entries of the longest list of dated entries; [] where there are fewer than two."""
    rows: dict[int, list[Dated]] = {}
    for fact in policy.all(Dated):
        sentence = fact.sentence
        if (
            sentence.block.kind in ("item", "cell")
            and sentence.start == 0
            and fact.start <= ENTRY
            and fact.precision == "day"
            and fact.day is not None
            and len(sentence.block.flat.text) > fact.end + ENTRY
        ):
            rows.setdefault(sentence.block.section.index, []).append(fact)
    longest = max(rows.values(), key=len, default=[])
    return longest if len(longest) > 1 else []


def _last(fact: Dated) -> dt.date:
    return ranges(fact)[-1].last


def _compared(a: Dated, b: Dated) -> Moved:
    first, second = ranges(a), ranges(b)
    if any(x == y for x in first for y in second):
        return Moved("not-bumped", a, b)
    if second[-1].last > first[-1].last:
        return Moved("bumped", a, b)
    if second[0].first < first[0].first:
        return Moved("backwards", a, b)
    return Moved("not-bumped", a, b)


class Notice(Record):
    """The notice that the old version promises, and what the new one gives.

    days       the fewest days promised, None where no number is
    promise    the fact that promises it
    effective  the day that the new version takes effect, by its own date; None where it gives none
    left       days from the day of the edit to that day
    """

    days: float | None = None
    promise: NoticePeriod | None = None
    effective: Dated | None = None
    left: int | None = None

    @property
    def kept(self) -> bool | None:
        """Whether the promise is kept; None where nothing is promised or the day is not told."""
        if self.days is None or self.left is None:
            return None
        return self.left >= self.days


def notice(old: Policy, new: Policy, today: dt.date) -> Notice:
    """The longest notice that the old version promises, measured against the effective date of the new one.

    An effective date that the edit did not set says nothing of when the edit takes effect.
    """
    promised = [f for f in old.all(NoticePeriod) if f.period is not None and f.polarity]
    if not promised:
        return Notice()
    promise = max(promised, key=_least)
    known = {_last(fact) for fact in _effective(old)}
    fresh = [fact for fact in _effective(new) if _last(fact) not in known]
    if not fresh:
        return Notice(_least(promise), promise)
    day = max(fresh, key=_last)
    return Notice(_least(promise), promise, day, (_last(day) - today).days)


def day_of(old: Policy, new: Policy, today: dt.date) -> dt.date:
    """The day of an edit as far as the texts tell: the date of the update that the new version sets, if it is past, else today."""
    for role in ("updated", "published"):
        before, after = newest(old).get(role), newest(new).get(role)
        if after is None or after.precision != "day" or (before is not None and _last(before) == _last(after)):
            continue
        return min(_last(after), today)
    return today


def _effective(policy: Policy) -> Iterator[Dated]:
    for fact in policy.all(Dated):
        if fact.role == "effective" and fact.precision == "day" and fact.day is not None and not first_version(fact):
            yield fact


def _least(fact: NoticePeriod) -> float:
    return fact.period.days[0] if fact.period is not None else 0.0
