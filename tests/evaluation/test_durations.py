"""Periods as written, and the one spelling that scores compare."""

from __future__ import annotations

import pytest
from durations import durations, normal


@pytest.mark.parametrize(
    "text, found",
    [
        ("", set()),
        ("as long as necessary", set()),
        ("May days", set()),
        ("half a year", set()),
        ("30 days", {"P30D"}),
        ("thirty (30) days", {"P30D"}),
        ("forty-five (45) days", {"P45D"}),
        ("one hundred and eighty days", {"P180D"}),
        ("a year", {"P12M"}),
        ("seven years", {"P84M"}),
        ("1.5 years", {"P18M"}),
        ("a 6-month period", {"P6M"}),
        ("two weeks", {"P14D"}),
        ("72 hours", {"P3D"}),
        ("six hours", {"PT6H"}),
        ("ten business days", {"P10D"}),
        ("2 to 3 years", {"P24M", "P36M"}),
        ("12-18 months", {"P12M", "P18M"}),
        ("P30D", {"P30D"}),
        ("30 days, then two years in backups", {"P30D", "P24M"}),
    ],
)
def test_durations(text: str, found: set[str]) -> None:
    """Words, numerals, ranges and ISO 8601 give durations; criteria and other words give none."""
    assert durations(text) == found


@pytest.mark.parametrize(
    "iso, same",
    [
        ("P2Y", "P24M"),
        ("P1Y6M", "P18M"),
        ("P1W", "P7D"),
        ("PT48H", "P2D"),
        ("PT5H", "PT5H"),
        ("P30D", "P30D"),
        ("soon", "soon"),
    ],
)
def test_normal(iso: str, same: str) -> None:
    """Equal durations get one spelling, and what is none stays as it is; a month is never thirty days."""
    assert normal(iso) == same
