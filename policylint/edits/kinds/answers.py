"""How soon requests are answered."""

from __future__ import annotations

from collections.abc import Iterator

from policylint.edits.change import ChangeHit, detects
from policylint.edits.comparison import Comparison
from policylint.facts.kinds import ResponseTime


@detects("response-time-lengthened", "response-time-shortened")
def answers(comparison: Comparison) -> Iterator[ChangeHit]:
    """The time within which requests are answered: more, fewer, or no longer a number of days."""
    olds = [f for f in comparison.old.all(ResponseTime) if f.sentence.index in comparison.changed_old]
    news = [f for f in comparison.new.all(ResponseTime) if f.sentence.index in comparison.changed_new]
    for old in olds:
        # What both versions promise somewhere is kept.
        if any(_same(old, f) for f in comparison.new.all(ResponseTime)):
            continue
        partner = comparison.partner_of_old(old.sentence)
        new = next((f for f in news if f.sentence is partner), None)
        new = new or next((f for f in news if not any(_same(f, o) for o in comparison.old.all(ResponseTime))), None)
        if new is None or old.period is None:
            continue
        news.remove(new)
        longer = new.period is None or new.period.days[0] > old.period.days[0]
        kind = "response-time-lengthened" if longer else "response-time-shortened"
        after = str(new.period) if new.period is not None else "no number of days"
        message = f"requests were answered within {old.period}, now within {after}"
        if new.period is None:
            message = f"requests were answered within {old.period}; the new version names no number of days"
        yield ChangeHit(kind, comparison.in_old(old), comparison.in_new(new), message)


def _same(a: ResponseTime, b: ResponseTime) -> bool:
    if a.period is None or b.period is None:
        return a.period is b.period
    return a.period.agrees(b.period)
