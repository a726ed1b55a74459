"""What sentences say that data are used for, compared by meaning."""

from __future__ import annotations

import pytest

from policylint.edits.aims import aims, concept
from policylint.matching.tokens import tokenize
from tests.edits.comparing import judged, kinds

AIMS = [
    ("We log your address for fraud prevention purposes, and we delete it.", ["fraud prevention purposes"]),
    (
        "We keep your details so that we can send you invoices, and verify payments.",
        ["send you invoices", "verify payments"],
    ),
    ("Your messages help us improve the bell.", ["improve the bell"]),
    ("To prevent theft, we record the gate.", ["prevent theft"]),
    ("We will send you our newsletter.", ["newsletter"]),
    ("Your data are used for our legitimate interest in raising funds.", ["raising funds"]),
    ("You can use your data to design a bell.", []),
    ("You have the right to verify your data.", []),
    ("We are able to improve the bell.", []),
]


@pytest.mark.parametrize(("text", "expected"), AIMS)
def test_the_aims_of_a_sentence(text: str, expected: list[str]) -> None:
    """Each act that data serve is an aim, with its object; what readers do, and what nobody does with data, is none."""
    words, starts, ends = tokenize(text)
    gaps = [text[ends[n - 1] if n else 0 : starts[n]] for n in range(len(words))]
    assert [" ".join(words[aim.first : aim.last]) for aim in aims(words, gaps)] == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("detecting", "prevent"),
        ("abuse", "fraud"),
        ("advertising", "promotions"),
        ("analyse", "statistics"),
        ("invoices", "billing"),
    ],
)
def test_words_of_one_meaning(one: str, other: str) -> None:
    """They are compared by one concept."""
    assert concept(one) == concept(other) != ""


def test_words_that_say_nothing() -> None:
    """What any policy says, and how, is no part of a meaning."""
    assert {concept(word) for word in ("provide", "service", "experience", "quickly", "our")} == {""}


BELLS = "We make bells. We collect your name to ship the bell."
CHANGES = [
    ("purpose-added", BELLS, BELLS + " We log your address for fraud prevention purposes."),
    ("purpose-added", BELLS, BELLS + " We will send you surveys."),
    ("purpose-removed", BELLS + " We use your name to investigate theft.", BELLS),
    ("", "We use your data to detect fraud.", "We make bells. In order to prevent abuse, we analyse your data."),
    ("", BELLS, BELLS + " We do not use your name for marketing purposes."),
]


@pytest.mark.parametrize(("kind", "old", "new"), CHANGES)
def test_a_purpose(kind: str, old: str, new: str) -> None:
    """It is told where the other version has none of that meaning, and where it is not denied."""
    assert [name for name in kinds(old, new) if name.startswith("purpose")] == ([kind] if kind else [])


def test_a_purpose_is_told_once() -> None:
    """The same in other words, further down, is no second one."""
    new = (
        BELLS
        + " We log your address for fraud prevention purposes.\n\n# Shop\n\nWe store your address to prevent abuse."
    )
    assert kinds(BELLS, new).count("purpose-added") == 1


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
