"""never-vs-does, cookie-conflict and their neighbours: what contradicts, how badly, and what is let pass."""

from __future__ import annotations

import pytest

from tests.checks.judging import findings, told

SHOP = """# Privacy policy

Harbour Light Books Ltd sells books.

## What we collect

When you order, we collect your name, e-mail address and phone number. Server logs hold your IP address.

## Who gets data

Couriers receive your name and address. Our hosting provider stores the data of the shop.

We hand your data to the police where a court orders it.

## Cookies

We set a cookie for the basket.

## Our promise

"""


@pytest.mark.parametrize(
    ("promise", "severity"),
    [
        ("We never share your personal data with anyone.", "warning"),
        ("We do not share your personal data with third parties.", "warning"),
        ("Your data is never disclosed to anybody for any reason.", "error"),
        ("Under no circumstances do we pass your information to others.", "error"),
        ("We do not collect any personal information.", "warning"),
        ("We never collect personal data of any kind.", "error"),
        ("No personal data are collected.", "warning"),
        ("We do not collect your phone number.", "warning"),
        ("We never log your IP address.", "error"),
        ("We never disclose your data to the police for any reason.", "error"),
        ("All data stays on your device.", "warning"),
        ("The information that we ask for is not collected in any way.", "warning"),
        ("We never disclose your data to anyone other than our couriers.", "warning"),
        ("Since we do not collect any personal data, you need not fear for it.", "warning"),
        ("We disclose your data only to our own staff.", "warning"),
        ("We only collect what you choose to give us.", "warning"),
    ],
)
def test_an_injected_denial_is_found(promise: str, severity: str) -> None:
    """One sentence too many, wherever the practice is told: in a clause, a log, a list of recipients."""
    found = told("consistency/never-vs-does", SHOP + promise)
    assert [level for level, _ in found] == [severity]


@pytest.mark.parametrize(
    "promise",
    [
        "We never sell your data.",
        "We do not share your data with advertisers.",
        "We do not collect health data.",
        "We do not share your data unless the law or the delivery requires it.",
        "We do not share your data with third parties for their marketing.",
        "We do not knowingly collect personal data from children.",
        "We do not collect your date of birth.",
        "We do not share anonymous statistics with third parties.",
        "We do not track you across the sites of others.",
        "Our suppliers do not sell your data.",
        "We disclose your data only to our service providers and couriers.",
        "We only collect your answers to the survey if you choose to give them.",
        "Our hosting provider and our couriers are named above. We do not share your data with any other third party.",
    ],
)
def test_a_harmless_denial_is_let_pass(promise: str) -> None:
    """Another act, other data, another recipient, a purpose, an exception, or another's promise."""
    assert told("consistency/never-vs-does", SHOP + promise) == []


def test_one_finding_a_denial() -> None:
    """Three statements at most are shown against one denial, the worst first, one a sentence."""
    (found,) = findings("consistency/never-vs-does", SHOP + "We never share your data with anybody for any reason.")
    assert len(found.marks) == 4
    assert "police" in SHOP[found.marks[1].span.start : found.marks[1].span.end + 20]


def test_bodies_are_judged_apart() -> None:
    """Two policies in one file, of which one denies what the other does."""
    body = "\n\n".join(
        f"## {title}\n\nWe say a word about this. It is short." for title in ("Start", "Rules", "Ends", "Words")
    )
    prose = " ".join("This is a sentence about books." for _ in range(30))
    first = f"# France\n\n{body}\n\n{prose}\n\nWe never share your data with anyone."
    second = f"# Japan\n\n{body}\n\n{prose}\n\nWe share your data with advertisers."
    assert told("consistency/never-vs-does", f"{first}\n\n{second}\n") == []


@pytest.mark.parametrize(
    ("sentence", "levels"),
    [
        ("We do not use cookies.", ["error"]),
        ("Our site does not place any cookies.", ["error"]),
        ("We do not use cookies for advertising.", []),
        ("We do not use tracking cookies.", []),
        ("We do not store your name in cookies.", []),
        ("If you switch them off, we do not set cookies.", []),
        ("We do not respond to Do Not Track signals.", []),
    ],
)
def test_cookies_denied(sentence: str, levels: list[str]) -> None:
    """A denial of cookies as such meets the cookie for the basket; one of a type, or of data in them, does not."""
    assert [level for level, _ in told("consistency/cookie-conflict", SHOP + sentence)] == levels


@pytest.mark.parametrize(
    ("laws", "level"),
    [("We follow the GDPR as the law that applies to us.", "warning"), ("", "info")],
)
def test_a_missing_ground_matters_where_the_law_asks_for_one(laws: str, level: str) -> None:
    """Under the GDPR a warning; where no law asks for grounds, a note."""
    text = f"We collect your name to send the parcel. {laws}\n\nYou may object wherever legitimate interests are relied on."
    assert [one for one, _ in told("consistency/basis-referenced-not-declared", text)] == [level]


@pytest.mark.parametrize(
    ("promise", "clause", "levels"),
    [
        (
            "We email you 30 days before changes to this policy take effect.",
            "Changes to this policy apply immediately.",
            ["error"],
        ),
        ("We notify you of changes to this policy by email.", "We may change this policy without notice.", ["warning"]),
        ("We notify you of changes to this policy by email.", "Changes to this policy apply immediately.", []),
        ("We notify you of changes to this policy by email.", "We correct typos in this policy without notice.", []),
        ("We post changes to this policy on this page.", "We may change this policy without notice.", []),
    ],
)
def test_notice_promised_and_taken_back(promise: str, clause: str, levels: list[str]) -> None:
    """Notice ahead against changes at once, any notice against none; a notice by the way is no promise of time."""
    text = f"# Privacy policy\n\n{promise}\n\n## Other\n\n{clause}"
    assert [level for level, _ in told("consistency/change-notice-conflict", text)] == levels
