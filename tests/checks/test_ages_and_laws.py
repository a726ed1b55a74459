"""Ages and times to answer, against each other and against the laws in play."""

from __future__ import annotations

import pytest

from policylint.checks import child_ages
from policylint.facts.kinds import Age
from tests.checks.judging import policy, told


@pytest.mark.parametrize(
    ("sentence", "bar"),
    [
        ("The service is not directed at children under 13.", ("directed", 13)),
        ("The service is meant for people aged 16 and older.", ("directed", 16)),
        ("We do not knowingly collect data from children under 13.", ("collected", 13)),
        ("You must be at least 18 to open an account.", ("minimum", 18)),
        ("The minimum age for an account is 16.", ("minimum", 16)),
        ("Nobody under 16 may open an account.", ("minimum", 16)),
        ("Children aged 12 or younger may not register.", ("minimum", 13)),
        ("Members aged 13 and above may join freely.", ("minimum", 13)),
    ],
)
def test_what_an_age_decides(sentence: str, bar: tuple[str, int]) -> None:
    """Who may use the service, whom it is for, or whose data are not taken; and the first age that is let in."""
    read = policy(sentence)
    (fact,) = read.all(Age)
    found = child_ages.read(read, fact)
    assert found is not None
    assert (found.sort, found.age) == bar


@pytest.mark.parametrize(
    "sentence",
    [
        "A parent must agree for children under 16.",
        "We do not sell the data of anyone under 16.",
        "You must be 18 or older to buy a berth.",
        "Residents under 18 may request the removal of posts.",
    ],
)
def test_ages_of_another_matter(sentence: str) -> None:
    """Consent, sale, purchase and removal have ages of their own."""
    read = policy(sentence)
    assert [child_ages.read(read, fact) for fact in read.all(Age)] == [None]


@pytest.mark.parametrize(
    ("one", "two", "severity"),
    [
        ("The site is not directed at children under 13.", "The site is not directed at children under 16.", ["error"]),
        (
            "The site is not meant for children of 13 or younger.",
            "We do not collect data from children under 13.",
            ["warning"],
        ),
        ("The site is not directed at children under 13.", "You must be at least 18 to join.", []),
        (
            "In Japan the site is not directed at children under 13.",
            "The site is not directed at children under 16.",
            [],
        ),
    ],
)
def test_two_ages(one: str, two: str, severity: list[str]) -> None:
    """Ages of one consequence conflict; a slip by a year between two is worth a warning; a country has its own."""
    assert [level for level, _ in told("consistency/conflicting-child-age", f"{one}\n\n{two}")] == severity


@pytest.mark.parametrize(
    ("text", "regimes", "found"),
    [
        (
            "Children under 13 may not join.",
            ("gdpr",),
            ["the age named for children is 13, and GDPR (Art. 8(1)) says 16; say why 13 is enough, or raise it"],
        ),
        ("Children under 13 may not join.", ("uk-gdpr",), []),
        (
            "The controller is Kranhaus GmbH, Speicherstr. 4, 1010 Wien, Austria.\n\nChildren under 13 may not join.",
            ("gdpr",),
            ["the age named for children is 13, and GDPR (Art. 8(1)) says 14; say why 13 is enough, or raise it"],
        ),
        ("Children under 16 may not join.", ("gdpr",), []),
    ],
)
def test_the_age_of_a_law(text: str, regimes: tuple[str, ...], found: list[str]) -> None:
    """That of the publisher's own country, where the law leaves it to countries."""
    assert [said for _, said in told("consistency/child-age-below-regime", text, regimes=regimes)] == found


@pytest.mark.parametrize(
    ("time", "regimes", "found"),
    [
        ("within 31 days", ("gdpr",), []),
        ("within 45 days", ("gdpr",), ["requests are answered within 45 days; GDPR (Art. 12(3)) allows 1 month"]),
        ("within 45 days", ("ccpa",), []),
        (
            "within 60 days",
            ("ccpa",),
            ["requests are answered within 60 days; CCPA (Civ. Code 1798.130(a)(2)(A)) allows 45 days"],
        ),
        ("within 45 days", None, []),
    ],
)
def test_the_time_of_a_law(time: str, regimes: tuple[str, ...] | None, found: list[str]) -> None:
    """Measured against the laws that are configured or that the text claims, with a day of grace."""
    text = f"We answer requests {time}."
    assert [said for _, said in told("consistency/response-time-exceeds-law", text, regimes=regimes)] == found


@pytest.mark.parametrize(
    "sentence",
    [
        "If a request is complex we need up to 90 days to answer it.",
        "We confirm receipt of requests within 90 days.",
        "Usually we answer requests within 90 days.",
        "Appeals are answered within 90 days.",
        "If no response to our question is received within 90 days, the request lapses.",
    ],
)
def test_times_that_are_not_for_answering(sentence: str) -> None:
    """Extensions, receipts, habits and appeals are other times."""
    assert told("consistency/response-time-conflict", f"We answer requests within 30 days.\n\n{sentence}") == []
