"""Dates as people write them."""

from __future__ import annotations

import datetime as dt

import pytest

from policylint.facts.calendar import dates


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Effective 2024-05-01.", [("2024-05-01", "day")]),
        ("on the 1st of May 2024", [("2024-05-01", "day")]),
        ("May 25th, 2018", [("2018-05-25", "day")]),
        ("25 May 2018 and 3 June 2019", [("2018-05-25", "day"), ("2019-06-03", "day")]),
        ("2022. Sep. 25", [("2022-09-25", "day")]),
        ("10-Mar-2021", [("2021-03-10", "day")]),
        ("25/05/2018", [("2018-05-25", "day")]),
        ("05/25/2018", [("2018-05-25", "day")]),
        ("07/10/2011", [(None, "ambiguous")]),
        ("05/05/2020", [("2020-05-05", "day")]),
        ("07.10.2011", [("2011-10-07", "day")]),
        ("5/25/18", [("2018-05-25", "day")]),
        ("April 2025", [("2025-04-01", "month")]),
        ("2025-04", [("2025-04-01", "month")]),
        ("04/2025", [("2025-04-01", "month")]),
        ("June 31, 2020", [(None, "ambiguous")]),
        ("version 3.4.1 and 10.0.0.1", []),
        ("Regulation 2016/679", []),
        ("in 2020 we grew", []),
    ],
)
def test_dates(text: str, found: list[tuple[str | None, str]]) -> None:
    """A date is read in every common form; one that can be read as two days is ambiguous, and a version number is none."""
    assert [(d.day.isoformat() if d.day else None, d.precision) for d in dates(text)] == found


def test_years_are_read_on_demand() -> None:
    """A year that stands alone is a date only where it is asked for."""
    assert [d.day for d in dates("Last updated: 2024", years=True)] == [dt.date(2024, 1, 1)]
    assert not list(dates("Last updated: 2024"))
