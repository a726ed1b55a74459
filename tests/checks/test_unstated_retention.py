"""Schedules with gaps."""

from __future__ import annotations

import pytest

from tests.checks.judging import findings, told

RULE = "consistency/unstated-retention"
COLLECTED = "## What we collect\n\n- Account data: name and e-mail address.\n- Health data: allergies.\n\n"


@pytest.mark.parametrize(
    ("schedule", "gaps"),
    [
        ("- Account data: kept for 2 years.\n- Billing data: kept for 7 years.", ["`Health data`"]),
        ("Account data are kept for 2 years. Billing data are kept for 7 years.", ["`Health data`"]),
        ("| Data | Kept for |\n|---|---|\n| Account data | 2 years |\n| Billing data | 7 years |", ["`Health data`"]),
        ("- Account data: kept for 2 years.\n- Billing data: kept for 7 years.\n- Health data: kept for 1 year.", []),
        (
            "- Account data: kept for 2 years.\n- Billing data: kept for 7 years.\n- Sensitive data: kept for 1 year.",
            [],
        ),
        (
            "- Account data: kept for 2 years.\n- Billing data: kept for 7 years.\n\nAll other data are kept for 1 year.",
            [],
        ),
        ("We keep your personal data for 2 years.", []),
        ("Account data are kept for 2 years.", []),
    ],
)
def test_gaps(schedule: str, gaps: list[str]) -> None:
    """A list, a paragraph or a table of two ends or more is a schedule; a wider kind or a general end covers."""
    text = f"{COLLECTED}## Retention\n\n{schedule}\n"
    message = "no period or criterion covers {}, though the policy gives periods for other data"
    assert [said for _, said in told(RULE, text)] == [message.format(gap) for gap in gaps]


def test_the_finding_points_at_both() -> None:
    """It stands at the schedule, and marks where the data are collected."""
    text = f"{COLLECTED}## Retention\n\n- Account data: kept for 2 years.\n- Billing data: kept for 7 years.\n"
    (found,) = findings(RULE, text)
    assert [text[mark.span.start : mark.span.end] for mark in found.marks] == ["kept for 2 years", "Health data"]
    assert [mark.note for mark in found.marks] == ["", "Health data collected here"]


def test_a_row_that_names_the_data_is_no_category() -> None:
    """A log covers the IP addresses of a row that lists what is in it, but not a category that the inventory sets apart."""
    schedule = "## Retention\n\n- Account data: kept for 2 years.\n- Server logs: kept for 30 days.\n"
    listed = (
        "| Data | From |\n|---|---|\n| Name, e-mail address | you |\n| IP address, browser version | your browser |\n\n"
    )
    assert told(RULE, f"## What we collect\n\n{listed}{schedule}") == []
    apart = "- Account data: name and e-mail address.\n- Device data: IP address, browser version.\n\n"
    assert len(told(RULE, f"## What we collect\n\n{apart}{schedule}")) == 1
