"""Periods as versions are compared by them: "one month" is "30 days", "two years" are "24 months", "48 hours" are "two days"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

_UNITS = {
    "hour": (1, "hour"), "hours": (1, "hour"),
    "day": (24, "hour"), "days": (24, "hour"),
    "week": (168, "hour"), "weeks": (168, "hour"),
    "fortnight": (336, "hour"), "fortnights": (336, "hour"),
    "month": (1, "month"), "months": (1, "month"),
    "quarter": (3, "month"),
    "year": (12, "month"), "years": (12, "month"),
}  # fmt: skip
UNITS = frozenset(_UNITS)
_ONE = frozenset({"a", "an"})
_MONTH = 30 * 24  # hours: 30 days are a month, and 60 are two, as those who label edits were told
_YEAR = 365 * 24
_MOST = 12  # months that may be written in days


def normalised(words: list[str]) -> None:
    """Write each number before a unit of time, and the unit, so that equal periods are equal words; the row keeps its length."""
    for at in range(1, len(words)):
        unit = _UNITS.get(words[at])
        if unit is None:
            continue
        before = words[at - 1]
        if at > 1 and words[at - 2] == "half" and before in _ONE and words[at] == "year":
            words[at - 2 : at + 1] = ["a", "6", "month"]
            continue
        if before in _ONE:
            before = "1"
        elif not before.isdecimal() or len(before) > 6:
            continue
        words[at - 1], words[at] = _shortest(int(before) * unit[0], unit[1])


def periods(words: Sequence[str]) -> Iterator[tuple[int, str]]:
    """The periods of normalised words: (10, "day")."""
    for count, unit in pairwise(words):
        if unit in _UNITS and count.isdecimal():
            yield int(count), unit


def hours(count: float, unit: str) -> float:
    """How long a period is, by and large."""
    factor, base = _UNITS[unit]
    return count * factor * (_MONTH if base == "month" else 1)


def as_words(count: float, unit: str) -> tuple[str, str]:
    """A period as `normalised` writes it; `unit` in the singular."""
    factor, base = _UNITS.get(unit, (1, unit))
    return _shortest(round(count * factor), base)


def _shortest(count: int, unit: str) -> tuple[str, str]:
    """A number of hours or months in the unit that it is compared by."""
    if unit == "hour":
        if count and count % _YEAR == 0:
            count, unit = 12 * (count // _YEAR), "month"
        elif count and count % _MONTH == 0 and count // _MONTH <= _MOST:
            count, unit = count // _MONTH, "month"
        elif count % 24 == 0:
            count, unit = count // 24, "day"
    return str(count), unit
