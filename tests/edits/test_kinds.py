"""Kinds of change that are told of two versions, beside the examples of their rules."""

from __future__ import annotations

import pytest

from tests.edits.comparing import judged, kinds

TABLE = [
    # retention
    ("retention-lengthened", "We keep chats for 1 year.", "We keep chats indefinitely."),
    ("retention-lengthened", "Chats: we delete them after a month.", "Chats: we delete them after three months."),
    ("", "We keep chats for 1 year.", "We keep our chats for about twelve months."),
    ("", "We keep chats for 1 year. We make bells.", "We make bells.\n\n> We keep chats for **one** year."),
    # contacts
    ("contact-changed", "Write to a@quay.example.", "Write to b@pier.example."),
    ("contact-added", "Write to a@quay.example.", "Write to a@quay.example or bc@pier.example."),
    ("contact-removed", "Write to a@quay.example or bc@pier.example.", "Write to a@quay.example."),
    ("", "Write to a@quay.example.", "Write to [A@Quay.example](mailto:a@quay.example)."),
    # ages
    ("age-lowered", "You must be at least 16 to sign up.", "You must be at least 13 to sign up."),
    ("age-raised", "You must be at least 13 to sign up.", "You must be at least 16 to sign up."),
    # notice
    (
        "notice-shortened",
        "We give you 30 days notice before changes to this policy take effect.",
        "We give you notice before changes to this policy take effect.",
    ),
    ("notice-improved", "We make bells.", "We make bells. We will notify you by email of changes to this policy."),
    (
        "notice-method-weakened",
        "We make bells. We will notify you by email of changes to this policy.",
        "We make bells.",
    ),
    # places and law
    (
        "storage-location-changed",
        "Your data are stored on servers in Norway.",
        "Your data are stored on servers in Norway and Canada.",
    ),
    (
        "governing-law-changed",
        "This policy is governed by the laws of Norway.",
        "This policy is governed by the laws of Canada.",
    ),
]


@pytest.mark.parametrize(("kind", "old", "new"), TABLE)
def test_a_kind_of_change(kind: str, old: str, new: str) -> None:
    """Each is told once, and nothing of its family beside it."""
    family = kind.partition("-")[0] or "retention"
    told = [name for name in kinds(old, new) if name.startswith(family)]
    assert told == ([kind] if kind else [])


def test_a_mended_address_is_the_same_mailbox() -> None:
    """Two letters make no other recipient; more do."""
    ((rule, hit),) = judged("Write to pivacy@quay.example.", "Write to privacy@quay.example.").told
    assert (rule.name, hit.weight, str(hit.severity)) == ("contact-changed", "notable", "info")


def test_the_last_way_to_reach_the_publisher() -> None:
    """Its removal is an error; where another remains, a warning."""
    old = "Write to privacy@quay.example about your data."
    ((_, hit),) = [
        row for row in judged(old, "Come and see us about your data.").told if row[0].name == "contact-removed"
    ]
    assert hit.severity is None
    both = old + " Or write to office@quay.example."
    ((_, hit),) = judged(both, old).told
    assert str(hit.severity) == "warning"


def test_a_section_that_is_gone_takes_its_periods_along() -> None:
    """Data that are no longer collected need no period."""
    rest = "# Shop\n\nWe make bicycles.\n\n"
    section = "# Maps\n\nThe map app works offline. It has three layers. Tiles are kept for 30 days.\n"
    assert "retention-removed" not in kinds(rest + section, rest)
