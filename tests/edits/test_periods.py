"""Periods as versions are compared by them."""

from __future__ import annotations

import pytest

from policylint.edits.periods import as_words, hours, normalised, periods


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("within 48 hours", "within 2 day"),
        ("within 2 days", "within 2 day"),
        ("for a week", "for 7 day"),
        ("a fortnight later", "14 day later"),
        ("after 30 days", "after 1 month"),
        ("after 1 month", "after 1 month"),
        ("for 24 months", "for 24 month"),
        ("for 2 years", "for 24 month"),
        ("half a year", "a 6 month"),
        ("365 days", "12 month"),
        ("13 months", "13 month"),
        ("400 days", "400 day"),
        ("5 hours", "5 hour"),
        ("every day", "every day"),
        ("0 days", "0 day"),
        ("12345678 days", "12345678 days"),
        ("days", "days"),
    ],
)
def test_equal_periods_are_equal_words(text: str, expected: str) -> None:
    """One month is 30 days, as those who label edits were told; the row of words keeps its length."""
    words = text.split()
    normalised(words)
    assert words == expected.split()


def test_periods_are_read_and_measured() -> None:
    """A number and its unit; a month counts as 30 days."""
    words = "kept 24 month and then 7 day more".split()
    assert list(periods(words)) == [(24, "month"), (7, "day")]
    assert (hours(24, "month"), hours(7, "day"), hours(1, "hour")) == (17280, 168, 1)
    assert [as_words(2, "year"), as_words(1, "week"), as_words(90, "day")] == [
        ("24", "month"),
        ("7", "day"),
        ("3", "month"),
    ]
