"""Kinds of change that stand beside each other: what is told once, and what belongs to something else that is told."""

from __future__ import annotations

import pytest

from tests.edits.comparing import judged, kinds

BELLS = "We make bells. We collect your name to ship the bell."
NARROWED = [
    "As others rely on them, we may be unable to delete your records.",
    "Your request for deletion is met, unless our legitimate interests require retention.",
    "The opt-out only applies to letters sent from Norway.",
]


@pytest.mark.parametrize("sentence", NARROWED)
def test_a_right_is_narrowed(sentence: str) -> None:
    """By a refusal to undo, by an exception in the publisher's interest, and where a choice is confined to a part."""
    assert kinds(BELLS, f"{BELLS}\n\n{sentence}").count("right-narrowed") == 1
    assert "right-narrowed" not in kinds(f"{BELLS}\n\n{sentence}", f"{sentence}\n\n{BELLS} We sell ropes.")


def test_a_refusal_is_told_once() -> None:
    """What is refused a second time in much the same words was told."""
    new = f"{BELLS}\n\n{NARROWED[0]}\n\n# Norway\n\nAs others rely on them, we may be unable to delete your records there."
    assert kinds(BELLS, new).count("right-narrowed") == 1


def test_the_way_out_of_what_is_new() -> None:
    """A way out of something that is new itself is no right that people got; one out of what was done before is."""
    new = BELLS + "\n\nWe will send you our newsletter. You can unsubscribe from it at any time."
    assert {name for name in kinds(BELLS, new) if name.startswith(("right", "purpose"))} == {"purpose-added"}
    old = BELLS + " We will send you our newsletter."
    assert "right-added" in kinds(old, old + "\n\nYou can unsubscribe from it at any time.")


def test_a_section_of_promises() -> None:
    """A feature takes its promises along; a section about what is not done is nothing but promises."""
    rest = "# Shop\n\nWe make bells.\n\n"
    promise = "\n\nWe do not collect your location. Your photos are not scanned.\n"
    assert "denial-weakened" in kinds(rest + "# What we do not collect" + promise, rest)
    assert "denial-weakened" not in kinds(rest + "# Maps" + promise, rest)


def test_half_of_the_name_of_an_agreement() -> None:
    """A country that an agreement is named after is no place where data are stored."""
    old = "We make bells. Your data are stored on servers in Norway."
    new = old + " All servers are certified in the EU-US Privacy Shield."
    assert "storage-location-changed" not in {rule.name for rule, _ in judged(old, new).told}


OTHERS = [
    # periods in other words
    ("retention-lengthened", "Whatever you throw away in your account is purged within 30 days.",
     "In total, what you throw away in your account is purged from all backups within 90 days."),
    ("retention-shortened", "We keep this list indefinitely.", "We keep this list indefinitely, except for Norway. For Norway, we keep the list for 2 years."),
    # tracking
    ("tracking-added", "We use cookies to remember you.", "We use cookies to remember you. Our pages set third-party cookies."),
    ("tracking-added", "We use cookies to remember you.", "We use cookies to remember you and, on some pages, advertising cookies."),
    ("", "We use cookies to remember you.", "We use cookies to remember you. We set no third-party cookies."),
    # recipients
    ("recipient-added", "Our service providers may perform billing, hosting and other services with your data.",
     "Our service providers may perform billing, opinion polls, hosting and other services with your data."),
    ("recipient-added", "We make bells.", "We make bells. We do not share your data, unless a service provider needs them on our behalf."),
    # what depends on the wish of readers
    ("right-added", "We make bells.", "We make bells. If your browser sends a Do Not Track signal, we will not set cookies."),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "old", "new"), OTHERS)
def test_other_changes(kind: str, old: str, new: str) -> None:
    """Each is told as what it is, and nothing of its family or of promises beside it."""
    told = [name for name in kinds(old, new) if name.startswith(("retention", "tracking", "recipient", "right"))]
    assert told == ([kind] if kind else [])


def test_the_ground_of_what_is_new() -> None:
    """A new section about a new use gives its ground along; where the use is old, its ground has changed."""
    old = "# Shop\n\nWe ship bells. We process your name on the basis of our legitimate interests.\n\n"
    ground = "We process your data based on our legitimate interests."
    new = f"{old}# Letters\n\nWe use your data to greet new sailors. {ground}\n"
    assert "legal-basis-changed" not in kinds(old, new)
    assert "legal-basis-changed" in kinds(old.replace("legitimate interests", "consent"), new)


def test_the_title_of_a_page_is_no_recipient() -> None:
    """A word for recipients in capitals names none of them."""
    link = " We share data as our list of Subprocessors on the page tells."
    assert "recipient-removed" not in kinds("We make bells." + link, "We make bells.")
