"""Dates of a policy against each other and against the day that counts as today."""

from __future__ import annotations

import datetime as dt

import pytest

from policylint.checks import calendar_dates
from policylint.facts.kinds import Dated
from tests.checks.judging import findings, policy, told


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Last updated: 4 March 2026", (2026, 3, 4), (2026, 3, 4)),
        ("Last updated: February 2024", (2024, 2, 1), (2024, 2, 29)),
        ("Last updated: December 2025", (2025, 12, 1), (2025, 12, 31)),
        ("Last updated: 2025", (2025, 1, 1), (2025, 12, 31)),
    ],
)
def test_the_days_of_a_date(text: str, first: tuple[int, int, int], last: tuple[int, int, int]) -> None:
    """A month stands for its days, a year for its own."""
    (fact,) = policy(text).all(Dated)
    assert calendar_dates.ranges(fact) == (calendar_dates.Range(dt.date(*first), dt.date(*last)),)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Effective 07/10/2011", [(2011, 10, 7), (2011, 7, 10)]),
        ("Effective 3/4/26", [(2026, 4, 3), (2026, 3, 4)]),
        ("Effective 30/02/2026", []),
    ],
)
def test_the_readings_of_a_date_in_numbers(text: str, days: list[tuple[int, int, int]]) -> None:
    """Day first, then month first; what no calendar has is none."""
    (fact,) = policy(text).all(Dated)
    assert list(calendar_dates.readings(fact)) == [dt.date(*day) for day in days]


@pytest.mark.parametrize(
    ("today", "found"),
    [
        ((2026, 3, 1), ["updated on 12 May 2026, which is still to come (today is 1 March 2026)"]),
        ((2026, 5, 11), []),
        ((2026, 5, 12), []),
    ],
)
def test_the_future_is_counted_from_the_day_given(today: tuple[int, int, int], found: list[str]) -> None:
    """A day of grace, for two clocks may differ."""
    assert [said for _, said in told("consistency/future-date", "Last updated: 12 May 2026", dt.date(*today))] == found


@pytest.mark.parametrize(
    ("today", "regimes", "found"),
    [
        ((2026, 6, 30), None, []),
        (
            (2027, 9, 1),
            None,
            ["the newest date of this policy, 12 May 2025, is 2 years old; review it and say when that was"],
        ),
        (
            (2026, 6, 30),
            ("ccpa",),
            [
                "the newest date of this policy, 12 May 2025, is 13 months old; the CCPA wants a review every twelve months"
            ],
        ),
    ],
)
def test_a_policy_grows_stale(today: tuple[int, int, int], regimes: tuple[str, ...] | None, found: list[str]) -> None:
    """After two years; after one where the law wants a review a year."""
    told_now = told("consistency/stale-date", "Last updated: 12 May 2025", dt.date(*today), regimes)
    assert [said for _, said in told_now] == found


def test_one_reading_in_the_future_settles_a_date() -> None:
    """An update on 11 December cannot be meant on 22 November."""
    text = "Last updated: 11/12/2026"
    assert told("consistency/ambiguous-date", text, dt.date(2026, 11, 22)) == []
    assert len(told("consistency/ambiguous-date", text, dt.date(2026, 12, 31))) == 1


def test_a_blank_date_is_marked_with_the_sentence_that_relies_on_it() -> None:
    """Readers who are told to go by the date find none."""
    text = (
        '# Policy\n\nLast updated:\n\n## Scope\n\nWe renew the "Last updated" date above when we change this policy.\n'
    )
    (found,) = findings("consistency/conflicting-dates", text)
    assert found.message == "`Last updated` has no date, though readers are told to go by it"
    assert [text[mark.span.start : mark.span.end] for mark in found.marks] == ["Last updated:", '"Last updated" date']


@pytest.mark.parametrize(
    "text",
    [
        "Last updated: 2 May 2025\n\nThe list of sub-processors was last updated on 1 June 2025.",
        "Last updated: 2 May 2025\n\nThis version replaces the one that was last updated on 1 June 2024.",
        "Last updated: 2 May 2025\n\nThe archived version of 1 June 2024 can be had on request.",
        "# Privacy policy\n\nLast updated: 2 May 2025\n\n# Terms of use\n\nLast updated: 1 June 2025",
        "Last updated: 2 May 2025\n\nThis cookie policy was last updated on 1 June 2025.",
        "## Users in France\n\nLast updated: 2 May 2025\n\n## Users in Japan\n\nLast updated: 1 June 2025",
    ],
)
def test_dates_of_something_else(text: str) -> None:
    """A list, an older version or another country has its own date."""
    assert told("consistency/conflicting-dates", text) == []
