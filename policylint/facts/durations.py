"""Lengths of time in a sentence: '30 days', 'thirty (30) days', 'a year', '6-month', '2 to 3 years'."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from policylint.facts.values import Duration
from policylint.matching.numbers import NUMBER_WORDS, number
from policylint.record import Record

_UNITS = {
    "hour": "hour", "hours": "hour", "hr": "hour", "hrs": "hour", "day": "day", "days": "day", "week": "week", "weeks": "week",
    "month": "month", "months": "month", "year": "year", "years": "year", "quarter": "quarter", "quarters": "quarter",
    "fortnight": "week", "yrs": "year", "yr": "year", "fortnights": "week", "wks": "week", "mths": "month", "decade": "year",
    "decades": "year",
}  # fmt: skip
_MULTIPLES = {"fortnight": 2, "fortnights": 2, "decade": 10, "decades": 10}
UNIT_WORDS = frozenset(_UNITS)
"""The words that name a unit of time: a sentence without one holds no length of time."""
_FILLERS = {
    "calendar": "",
    "business": "business-",
    "working": "business-",
    "consecutive": "",
    "full": "",
    "further": "",
    "additional": "",
    "more": "",
}


class Span(Record):
    """A duration found in words[first:last]; `low` is given for a range ('2 to 3 years'), whose upper end is `value`."""

    first: int
    last: int
    value: Duration
    low: Duration | None = None


def durations(words: Sequence[str]) -> Iterator[Span]:
    """Every length of time in a sentence's tokens, from left to right, each token used once."""
    at, count = 0, len(words)
    while at < count:
        found = _at(words, at, count)
        if found is None:
            at += 1
        else:
            yield found
            at = found.last


def _at(words: Sequence[str], at: int, count: int) -> Span | None:
    word = words[at]
    if word in ("a", "an", "one") and at + 1 < count and words[at + 1] in _UNITS:
        return _with_unit(at, at + 1, 1.0, None, words, count)
    if word == "half" and at + 2 < count and words[at + 1] in ("a", "an") and words[at + 2] == "year":
        return Span(at, at + 3, Duration(6, "month"))
    if not (word[0].isdigit() or word in NUMBER_WORDS or word in ("a", "an")):
        return None
    parsed = number(words, at)
    if parsed is None:
        return None
    value, after = parsed
    low: float | None = None
    if after < count and words[after][0].isdigit() and word in NUMBER_WORDS:  # thirty (30) days
        again = number(words, after)
        if again is not None:
            value, after = again
    joint = after < count and words[after] in ("to", "or", "and")
    if joint or (after < count and words[after][0].isdigit()):
        start = after + 1 if joint else after
        if start < count and (words[start][0].isdigit() or words[start] in NUMBER_WORDS):
            upper = number(words, start)
            if upper is not None and upper[1] < count and _unit(words, upper[1]) is not None:
                low, (value, after) = value, upper
    return _with_unit(at, after, value, low, words, count)


def _unit(words: Sequence[str], at: int) -> tuple[str, int] | None:
    prefix = ""
    while at < len(words) and words[at] in _FILLERS:
        prefix = prefix or _FILLERS[words[at]]
        at += 1
    if at < len(words) and words[at] in _UNITS:
        unit = _UNITS[words[at]]
        return (prefix + unit if unit == "day" else unit), at + 1
    return None


def _with_unit(first: int, at: int, value: float, low: float | None, words: Sequence[str], count: int) -> Span | None:
    found = _unit(words, at)
    if found is None or not 0 < value < 2000:
        return None
    unit, last = found
    value *= _MULTIPLES.get(words[at], 1)
    return Span(first, last, Duration(value, unit), Duration(low, unit) if low is not None else None)
