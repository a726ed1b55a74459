"""What became of the date, and of the promised notice."""

from __future__ import annotations

import datetime as dt

import pytest

from policylint.edits.dates import day_of, moved, notice
from tests.edits.comparing import AS_OF, judged, kinds, policy

BODY = "\n\nWe keep server logs for 30 days.\n"
PLACEHOLDER = "---\nlastmod: %s\n---\n# Privacy policy" + BODY
LOG = "# Change log\n\n- 4 May 2023: cookies explained\n- 1 June 2021: first version\n"

DATES = [
    ("bumped", "Last updated: 1 March 2024", "Last updated: 2 May 2025"),
    ("not-bumped", "Last updated: 1 March 2024", "Last updated: March 1, 2024"),
    ("backwards", "Last updated: 1 March 2024", "Last updated: 1 March 2023"),
    ("no-date", "We make bicycles.", "We make red bicycles."),
    ("no-date", "Last updated: {{ page.date }}", "Last updated: {{ page.date }}"),
    ("no-date", "Last updated: [DATE]", "Last updated: [DATE]"),
    ("no-date", "Last updated: 1 March 2024", "We make bicycles."),
    ("bumped", "We make bicycles.", "Last updated: 1 March 2024"),
    ("bumped", "Last updated: [DATE]", "Last updated: 1 March 2024"),
    ("bumped", "Last updated: 2023", "Last updated: 1 March 2024"),
    ("not-bumped", "Last updated: March 2024", "Last updated: March 2024"),
    (
        "bumped",
        "Effective date: 1 March 2024\n\nLast updated: 1 February 2024",
        "Effective date: 1 March 2024\n\nLast updated: 1 June 2025",
    ),
    ("bumped", PLACEHOLDER % "2024-03-01", PLACEHOLDER % "2025-05-02"),
    ("not-bumped", PLACEHOLDER % "2024-03-01", PLACEHOLDER % "2024-03-01"),
    (
        "not-bumped",
        PLACEHOLDER % "2024-03-01" + "\nLast updated: 1 March 2024",
        PLACEHOLDER % "2025-03-01" + "\nLast updated: 1 March 2024",
    ),
    ("bumped", LOG, LOG.replace("- 4", "- 9 May 2024: bells\n- 4")),
    ("bumped", "We make bicycles.", LOG),
    ("backwards", LOG, LOG.replace("- 4", "- 9 May 2022: bells\n- 4")),
    ("not-bumped", "© 2023 Harbour. Last updated: 1 March 2024", "© 2024 Harbour. Last updated: 1 March 2024"),
]


@pytest.mark.parametrize(("expected", "old", "new"), DATES)
def test_the_date_of_a_policy(expected: str, old: str, new: str) -> None:
    """The policy's own date, by role; the text's before the front matter's; a change log by its latest entry."""
    assert moved(policy(old + BODY, "old.md"), policy(new + BODY, "new.md")).status == expected


def test_the_date_matters_with_the_text() -> None:
    """An old date is told where the text says something else, and is a warning where nothing material changed."""
    old = "Last updated: 1 March 2024\n\nWe keep server logs for 30 days. We make bicycles."
    assert kinds(old, old.replace("30", "60")) == ["date-not-bumped", "retention-lengthened"]
    assert kinds(old, old.replace("make", "make,")) == []
    ((rule, hit),) = [row for row in judged(old, old.replace("bicycles", "bells")).told if "date" in row[0].name]
    assert (rule.name, str(hit.severity)) == ("date-not-bumped", "warning")


PROMISE = "Effective date: %s\n\nWe give you 30 days notice before changes to this policy take effect.\n\n"

NOTICES = [
    # (what it says, new effective date, kept)
    ("in time", "1 August 2026", True),
    ("on the very day", "30 July 2026", True),
    ("too soon", "29 July 2026", False),
    ("past", "1 June 2026", False),
    ("not moved", "1 March 2024", None),
    ("none", "soon", None),
]


@pytest.mark.parametrize(("day", "kept"), [row[1:] for row in NOTICES], ids=[row[0] for row in NOTICES])
def test_the_promised_notice(day: str, kept: bool | None) -> None:
    """What the old version promises is measured from the day of the edit to the effective date that the edit sets."""
    old, new = PROMISE % "1 March 2024", PROMISE % day
    assert notice(policy(old, "old.md"), policy(new, "new.md"), AS_OF).kept is kept
    changed = kinds(old + "We keep server logs for 30 days.", new + "We keep server logs for 60 days.")
    assert ("effective-date-too-soon" in changed) == (kept is False)


def test_the_day_of_the_edit() -> None:
    """Where nobody says when the edit was made, the date of the update that it sets does, unless it lies ahead."""
    old, new = (policy(f"Last updated: {day}" + BODY, "p.md") for day in ("1 March 2024", "2 May 2025"))
    assert day_of(old, new, AS_OF) == dt.date(2025, 5, 2)
    assert day_of(old, new, dt.date(2025, 4, 1)) == dt.date(2025, 4, 1)
    assert day_of(new, new, AS_OF) == AS_OF
