"""Periods of time as people write them ("thirty (30) days", "two to three years"), as ISO 8601 durations.

Kept apart from the linter's own parser on purpose: a score that shared its parser would share its mistakes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
_DAYS = {"day": 1, "week": 7}
_MONTHS = {"month": 1, "year": 12}

_WORD = r"[a-z]+(?:-[a-z]+)?"
_NUMBER = rf"(?:\d+(?:\.\d+)?|one hundred(?: and)?(?: {_WORD})?|{_WORD})"
_RANGE = rf"\b(?P<low>{_NUMBER})\s+(?:to|or)\s+|\b(?P<low_digits>\d+)\s*[-–]\s*"
_UNIT = r"(?:calendar |business |working )?(?P<unit>hour|day|week|month|year)s?\b"
_PERIOD = re.compile(
    rf"(?:{_RANGE})?(?<!half )\b(?P<high>{_NUMBER})(?:\s*\(\s*(?P<digits>\d+)\s*\))?\s*[-–]?\s*{_UNIT}"
)
_ISO = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(\d+)H)?")


def durations(text: str) -> set[str]:
    """Every duration that `text` writes out, each in the one spelling of `normal`; a range gives both its ends."""
    return {duration for duration in _written(text.lower()) if duration} | {
        normal(found) for found in re.findall(r"\bP(?:\d+[YMWD])+(?:T\d+H)?\b|\bPT\d+H\b", text)
    }


def normal(iso: str) -> str:
    """One spelling for equal durations: weeks as days, years as months, whole days of hours as days.

    'P2Y' -> 'P24M', 'P1W' -> 'P7D', 'PT48H' -> 'P2D'. What is no such duration comes back as it is.
    """
    match = _ISO.fullmatch(iso)
    if match is None or not any(match.groups()):
        return iso
    years, months, weeks, days, hours = (int(group or 0) for group in match.groups())
    return _iso(years * 12 + months, weeks * 7 + days, hours)


def _iso(months: int, days: int, hours: int) -> str:
    if hours % 24 == 0:
        days, hours = days + hours // 24, 0
    date = (f"{months}M" if months else "") + (f"{days}D" if days else "")
    return f"P{date}" + (f"T{hours}H" if hours else "")


def _written(text: str) -> Iterator[str]:
    for match in _PERIOD.finditer(text):
        unit = match["unit"]
        for written in {match["low"], match["low_digits"], match["digits"] or match["high"]}:
            value = _value(written) if written else None
            if not value:
                continue
            months, days = value * _MONTHS.get(unit, 0), value * _DAYS.get(unit, 0)
            if months == int(months) and days == int(days):
                yield _iso(int(months), int(days), int(value) if unit == "hour" else 0)


def _value(written: str) -> float | None:
    """The number that a word or numeral stands for; None for any other word."""
    if written[0].isdigit():
        return float(written)
    if written.startswith("one hundred"):
        rest = written.removeprefix("one hundred").removeprefix(" and").strip()
        return 100 + (_value(rest) or 0) if rest else 100
    if written in ("a", "an"):
        return 1
    tens, _, ones = written.partition("-")
    if tens in _TENS:
        return _TENS[tens] + (_ONES.index(ones) if ones in _ONES else 0)
    return _ONES.index(written) if written in _ONES else None
