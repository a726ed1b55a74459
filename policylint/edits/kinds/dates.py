"""The date that should have moved, that moved backwards, or that comes too soon."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from policylint.checks.calendar_dates import shown
from policylint.edits.change import ChangeHit, detects, detects_last, heaviest
from policylint.edits.comparison import Comparison
from policylint.edits.dates import moved, notice
from policylint.finding import Severity


@detects("date-moved-backwards")
def backwards(comparison: Comparison) -> Iterator[ChangeHit]:
    """A hit where the new date is earlier than the old one."""
    found = moved(comparison.old, comparison.new)
    if found.status == "backwards" and found.old is not None and found.new is not None:
        message = f"the date moved back, from {shown(found.old)} to {shown(found.new)}"
        yield ChangeHit("date-moved-backwards", comparison.in_old(found.old), comparison.in_new(found.new), message)


@detects_last(90, "date-not-bumped", "effective-date-too-soon")
def late(comparison: Comparison, hits: Sequence[ChangeHit]) -> Iterator[ChangeHit]:
    """Hits where what the policy states changed, but its date did not, or takes effect before the promised notice is over."""
    weight = heaviest(hits)
    if weight == "editorial":
        return
    found = moved(comparison.old, comparison.new)
    if found.status == "not-bumped" and found.old is not None and found.new is not None:
        yield ChangeHit(
            "date-not-bumped",
            comparison.in_old(found.old),
            comparison.in_new(found.new),
            f"what the policy states changed, but its date is still {shown(found.new)}",
            None if weight == "material" else Severity.WARNING,
        )
    promised = notice(comparison.old, comparison.new, comparison.as_of)
    if (
        weight == "material"
        and promised.kept is False
        and promised.promise is not None
        and promised.effective is not None
    ):
        left = promised.left or 0
        when = f"{left} day{'' if left == 1 else 's'} from" if left > 0 else "not after"
        yield ChangeHit(
            "effective-date-too-soon",
            comparison.in_old(promised.promise),
            comparison.in_new(promised.effective),
            f"{promised.promise.period} of notice are promised, but {shown(promised.effective)} is {when} the day of the edit "
            f"({comparison.as_of.isoformat()})",
        )
