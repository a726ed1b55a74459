"""Countries, states and regions in a sentence."""

from __future__ import annotations

import pytest

from policylint.facts.countries import countries
from tests.conftest import Read


@pytest.mark.parametrize(
    ("text", "found", "reason"),
    [
        ("Our servers stand in Germany and the Netherlands.", ["DE", "NL"], "names, with or without their article"),
        ("Contact us in the US.", ["US"], "an abbreviation counts in capitals alone"),
        ("We polish turkey and china.", [], "small letters make no country"),
        ("We live in New Mexico, not in Mexico.", ["US-NM", "MX"], "the longest name at each place"),
        ("Swiss law applies.", ["CH"], "an adjective"),
        ("Georgia borders on Armenia.", ["GE", "AM"], "a country"),
        ("Our office is in Atlanta, Georgia, USA.", ["US-GA", "US"], "the state, where the US are named"),
        ("Our servers stand in Frankfurt.", ["DE"], "a city stands for its country"),
        ("Our office is in Dublin, OH 43017.", [], "unless a state has one of the same name"),
        ("Data stay in the European Economic Area.", ["EEA"], "a region"),
    ],
)
def test_countries(read: Read, text: str, found: list[str], reason: str) -> None:
    """A country is known by its name, its adjective or its abbreviation, written as such."""
    policy = read(text)
    assert [n.code for n in countries(policy.index, policy.document.sentences[0])] == found, reason


def test_country_of_a_state_and_of_a_region(read: Read) -> None:
    """A state lies in the US; a region is no country."""
    policy = read("California and the European Union.")
    assert [n.country for n in countries(policy.index, policy.document.sentences[0])] == ["US", ""]
