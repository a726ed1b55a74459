"""Dates as people write them: '1st of May 2024', 'May 25th, 2018', 2024-05-01, 25/05/2018, 'April 2025'."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator

from policylint.patterns import lazy
from policylint.record import Record

_MONTHS = {
    name: number
    for number, names in enumerate(
        ("jan january", "feb febr february", "mar march", "apr april", "may", "jun june", "jul july", "aug august", "sep sept september",
         "oct october", "nov november", "dec december"), 1)
    for name in names.split()
}  # fmt: skip
_MONTH = (
    r"(?P<{0}>jan(?:uary)?|febr?(?:uary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_DAY = r"(?P<{0}>[0-3]?\d)(?:\s?(?:st|nd|rd|th)\b)?\.?"
_YEAR = r"(?P<{0}>(?:19|20)\d\d)(?![\d])"
_SEP = r"[\s,./\-–]{1,3}"
# Bounded repeats only, so that matching is linear.
_NAMED = lazy(
    r"(?<![\w.])(?:"
    + _DAY.format("d1") + r"(?:\s{0,2}(?:day\s)?of)?" + _SEP + _MONTH.format("m1") + r"(?:\s{0,2}of)?" + _SEP + _YEAR.format("y1")
    + r"|" + _MONTH.format("m2") + r"(?:\s{1,2}the)?" + _SEP + _DAY.format("d2") + _SEP + r"(?:of\s)?" + _YEAR.format("y2")
    + r"|" + _YEAR.format("y3") + _SEP + _MONTH.format("m3") + _SEP + _DAY.format("d3") + r"(?!\d)"
    + r"|" + _MONTH.format("m4") + r"(?:\s{1,2}of)?" + _SEP + _YEAR.format("y4")
    + r")",
    re.IGNORECASE,
)  # fmt: skip
_NUMERIC = lazy(
    r"(?<![\w./-])(?:(?P<y>(?:19|20)\d\d)(?P<s>[-/.])(?P<m>[01]?\d)(?:(?P=s)(?P<d>[0-3]?\d))?|(?P<a>[0-3]?\d)(?P<t>[-/.])(?P<b>[0-3]?\d)(?P=t)(?P<z>(?:19|20)\d\d|\d\d))"
    r"(?![\d/-])(?!\.\d)"
)
_SPACED = lazy(r"(?<![\w./-])(?P<y>(?:19|20)\d\d) (?P<m>[01]\d) (?P<d>[0-3]\d)(?! ?[\d/-])")
_MONTH_YEAR = lazy(r"(?<![\w./-])(?P<m>0?[1-9]|1[0-2])/(?P<y>20\d\d)(?![\d/])")
_YEAR_ALONE = lazy(r"(?<![\w./-])(?P<y>(?:19|20)\d\d)(?![\w/-])(?!\.\d)")


class Found(Record):
    """A date in text[start:end]. `day` is the first of the month, or of the year, where only those are given; None where the
    text can be read as two days ('07/10/2011'). `precision`: day, month, year, ambiguous."""

    start: int
    end: int
    day: dt.date | None
    precision: str = "day"


def dates(text: str, years: bool = False) -> Iterator[Found]:
    """Every date in a flattened text, from left to right; with `years`, years that stand alone too.

    A numeric date is read as year-month-day, or, with dots, as day.month.year; with slashes or hyphens the order is told from
    a part over twelve, or the date is ambiguous. A date that the calendar does not have is ambiguous too.
    """
    if "19" in text or "20" in text:
        patterns = _PATTERNS if years else _PATTERNS[:-1]
    elif text.count("/") > 1:
        patterns = _PATTERNS[1:2]
    else:
        return
    taken: list[tuple[int, int]] = []
    found: list[Found] = []
    for pattern, read in patterns:
        for match in pattern.finditer(text):
            if any(match.start() < end and start < match.end() for start, end in taken[-200:]):
                continue
            date = read(match)
            if date is not None:
                taken.append(match.span())
                found.append(date)
    yield from sorted(found, key=lambda f: f.start)


def _named(match: re.Match[str]) -> Found | None:
    for n in "123":
        if match["m" + n]:
            return _found(match, int(match["y" + n]), _MONTHS[match["m" + n].lower()], int(match["d" + n]))
    return Found(match.start(), match.end(), dt.date(int(match["y4"]), _MONTHS[match["m4"].lower()], 1), "month")


def _numeric(match: re.Match[str]) -> Found | None:
    if match["y"]:
        year, month = int(match["y"]), int(match["m"])
        if not match["d"]:
            plain = match["s"] == "-" and len(match["m"]) == 2 and 1 <= month <= 12
            return Found(match.start(), match.end(), dt.date(year, month, 1), "month") if plain else None
        return _found(match, year, month, int(match["d"]))
    a, b, written = int(match["a"]), int(match["b"]), match["z"]
    year = int(written) if len(written) == 4 else 2000 + int(written)
    if not 0 < a <= 31 or not 0 < b <= 31 or (len(written) == 2 and match["t"] != "/" and a <= 12 and b <= 12):
        return None  # a version number rather than a date
    if a == b or a > 12 or match["t"] == ".":
        return _found(match, year, b, a)
    if b > 12:
        return _found(match, year, a, b)
    return Found(match.start(), match.end(), None, "ambiguous") if a and b else None


def _spaced(match: re.Match[str]) -> Found | None:
    return _found(match, int(match["y"]), int(match["m"]), int(match["d"]))


def _month(match: re.Match[str]) -> Found:
    return Found(match.start(), match.end(), dt.date(int(match["y"]), int(match["m"]), 1), "month")


def _year(match: re.Match[str]) -> Found:
    return Found(match.start(), match.end(), dt.date(int(match["y"]), 1, 1), "year")


def _found(match: re.Match[str], year: int, month: int, day: int) -> Found:
    try:
        return Found(match.start(), match.end(), dt.date(year, month, day))
    except ValueError:
        return Found(match.start(), match.end(), None, "ambiguous")


_PATTERNS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Found | None]], ...] = (
    (_NAMED, _named),
    (_NUMERIC, _numeric),
    (_SPACED, _spaced),
    (_MONTH_YEAR, _month),
    (_YEAR_ALONE, _year),
)
