"""Places: what is claimed to be the only one, and what contradicts it."""

from __future__ import annotations

import pytest

from policylint.checks import storage
from tests.checks.judging import policy, told


@pytest.mark.parametrize(
    ("sentence", "codes"),
    [
        ("All your data are stored in Norway.", {"NO"}),
        ("Your data never leave Canada.", {"CA"}),
        ("Your data are kept exclusively in Texas.", {"US"}),
        ("No data are transferred outside the United Kingdom.", {"GB"}),
        ("All your data are stored in Norway by default.", set()),
        ("Your data are stored in Norway.", set()),
        ("All data of users located in Norway are deleted.", set()),
        ("Only people who live in Norway may use the service.", set()),
    ],
)
def test_claims(sentence: str, codes: set[str]) -> None:
    """ "All", "only" and "never leave" make a place the only one; "by default" leaves room."""
    found = [set(claim.codes) for claim in storage.claims(policy(sentence))]
    assert found == ([codes] if codes else [])


def test_a_region_stands_for_its_countries() -> None:
    """And a state for its country."""
    assert storage.spread("NL") <= storage.spread("EU")
    assert storage.spread("US-CA") == {"US"}


@pytest.mark.parametrize(
    ("other", "severity"),
    [
        ("Your data are stored in Japan.", ["error"]),
        ("Your data may be stored in Japan.", ["warning"]),
        ("Your data are kept in whichever region you choose.", ["error"]),
        ("Your data are stored in Oslo, Norway.", []),
        ("Anonymous statistics are stored in Japan.", []),
        ("Users located in Japan may use the service.", []),
        ("The laws of Japan protect data that are stored there.", []),
    ],
)
def test_what_contradicts_a_claim(other: str, severity: list[str]) -> None:
    """Other places of the same data do; what may be is a warning."""
    text = f"All your data are stored only in Norway.\n\n{other}"
    assert [level for level, _ in told("consistency/conflicting-place", text)] == severity
