"""Ages, and statements about children."""

from __future__ import annotations

import pytest

from policylint.facts.kinds import Age, Children
from tests.conftest import Read


@pytest.mark.parametrize(
    ("text", "found", "reason"),
    [
        ("We do not collect data from children under 13.", [(13, "under", "not-collected")], "an age below"),
        ("You must be at least eighteen years old.", [(18, "at-least", "prohibited")], "in words"),
        ("Persons aged 12 or younger may not register.", [(12, "or-younger", "prohibited")], "and below"),
        ("The shop is for adults only (18+).", [(18, "at-least", "prohibited")], "with a plus sign"),
        ("Under-16s need a parent.", [(16, "under", "parental-consent")], "a noun"),
        (
            "Not directed to anyone under the age of thirteen (13).",
            [(13, "under", "not-directed")],
            "twice the same number",
        ),
        ("Logs older than 13 months are deleted.", [], "months"),
        ("See Article 13 for children.", [], "an article"),
        ("The deadline is under 14 days.", [], "days"),
        ("We keep orders of users over 10 years.", [], "a period"),
    ],
)
def test_ages(read: Read, text: str, found: list[tuple[int, str, str]], reason: str) -> None:
    """A number is an age where it is a person's."""
    assert [(f.years, f.op, f.consequence) for f in read(text).all(Age)] == found, reason


@pytest.mark.parametrize(
    ("text", "found", "reason"),
    [
        ("Our service is not directed to children.", [False], "no age"),
        ("We never collect data from children under 13.", [True], "with one"),
        ("Child processes are monitored.", [], "a term of computing"),
        ("This holds in particular where the data subject is a child.", [], "the words of a law"),
    ],
)
def test_children(read: Read, text: str, found: list[bool], reason: str) -> None:
    """A statement about children counts with or without an age."""
    assert [f.has_age for f in read(text).all(Children)][:1] == found, reason
