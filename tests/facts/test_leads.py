"""A lead that denies, and the items that it introduces."""

from __future__ import annotations

import pytest

from policylint.facts.kinds import Category
from tests.conftest import Read


@pytest.mark.parametrize(
    ("text", "word", "affirmed"),
    [
        pytest.param("We do not collect:\n\n- Your telephone number", "telephone number", False, id="the first words"),
        pytest.param(
            "We do not collect or keep:\n\n- Your e-mail address, the serial number of your phone or tablet, any "
            "advertising identifier of its maker, its MAC address or its IMEI",
            "IMEI",
            False,
            id="however far into the item",
        ),
        pytest.param(
            "We do not collect any more than we need, but we do collect:\n\n- Your telephone number",
            "telephone number",
            True,
            id="the last clause of the lead counts",
        ),
        pytest.param("We collect:\n\n- Your telephone number", "telephone number", True, id="a lead that affirms"),
    ],
)
def test_a_lead_denies_its_items(read: Read, text: str, word: str, affirmed: bool) -> None:
    """What the lead of a list denies is denied for the whole of each item."""
    facts = read(f"## Data we collect\n\n{text}").all(Category)
    assert [fact.polarity for fact in facts if word in fact.text] == [affirmed], [(f.text, f.polarity) for f in facts]
