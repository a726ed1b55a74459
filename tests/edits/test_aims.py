"""What sentences say that data are used for, compared by meaning."""

from __future__ import annotations

import pytest

from policylint.edits.aims import aims, concept
from policylint.matching.tokens import tokenize
from tests.edits.comparing import kinds

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
    ("We use your data to greet new sailors.", ["greet new sailors"]),
    ("We do not say what your data are kept for the purposes of", []),
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


def test_a_purpose_in_a_table() -> None:
    """A cell below a header that says so names one."""
    row = "\n| {} | 2 years |"
    table = "We make bells.\n\n| Purpose | Kept for |\n|---|---|" + row.format("Shipping")
    assert "purpose-added" in kinds(table, table + row.format("Choosing candidates"))


def test_a_purpose_is_told_once() -> None:
    """The same in other words, further down, is no second one."""
    new = (
        BELLS
        + " We log your address for fraud prevention purposes.\n\n# Shop\n\nWe store your address to prevent abuse."
    )
    assert kinds(BELLS, new).count("purpose-added") == 1
