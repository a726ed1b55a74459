"""Places, transfers and safeguards."""

from __future__ import annotations

import pytest

from policylint.facts.kinds import Place, Safeguard, Transfer
from tests.conftest import Read


@pytest.mark.parametrize(
    ("text", "found", "reason"),
    [
        ("Your data are stored in Germany.", [("DE", "storage", "")], "a place of storage"),
        ("Your data are transferred to the United States.", [("US", "transfer", "")], "a place of transfer"),
        ("Your data are stored only in Norway.", [("NO", "storage", "only")], "and of no other"),
        ("Your data may be stored in Chile.", [("CL", "storage", "may")], "a possibility"),
        ("Our servers stand in Iceland.", [("IS", "storage", "")], "where the machines are"),
        (
            "We transfer your data outside the EEA and the United Kingdom.",
            [("", "transfer", ""), ("", "transfer", "")],
            "only a bound",
        ),
        ("If you are located in France, the following applies to your data.", [], "where the reader is"),
        ("We process data under the laws of Spain.", [], "a law's country"),
        ("If we merge, your data may be transferred to a buyer in Canada.", [], "a sale of the business"),
        ("We process data for Bright Ireland Ltd.", [], "a company's name"),
        ("From the UK data are sent to us.", [("GB", "transfer", "")], "the place before the verb"),
        ("UK teams send data to us.", [], "whose teams"),
        ("CONTACT US WITH ANY QUESTION ABOUT DATA WE STORE", [], "US in capitals is us"),
    ],
)
def test_places(read: Read, text: str, found: list[tuple[str, str, str]], reason: str) -> None:
    """A country is a place of data where data or machines are said to be, or to go, there."""
    assert [(f.country, f.role, f.exclusivity) for f in read(text).all(Place)] == found, reason


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("We may transfer your data to other countries.", 1),
        ("Your information is processed outside the European Union.", 1),
        ("You can transfer your domain to another provider abroad.", 0),
        ("Data are sent over a secure connection.", 0),
    ],
)
def test_transfers(read: Read, text: str, count: int) -> None:
    """Data go abroad where they are said to, with or without a country."""
    assert len(list(read(text).all(Transfer))) == count


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("We transfer data to India under standard contractual clauses.", ["scc"]),
        ("Data go to Japan; transfers to it rest on an adequacy decision.", ["adequacy"]),
        ("We transfer data abroad with appropriate safeguards.", [""]),
        ("By using this site you consent to the transfer of your data to other countries.", [""]),
        ("With your explicit consent we transfer your data to other countries.", ["derogation"]),
        ("We do not use standard contractual clauses.", []),
        ("Irish courts decide, save for claims under Privacy Shield.", []),
        ("Data are sent to India. It is for reports. By using the site you consent to the processing.", [""]),
        ("Appropriate safeguards keep our offices dry.", []),
    ],
)
def test_safeguards(read: Read, text: str, names: list[str]) -> None:
    """A safeguard is named or only promised; consent taken from use names none."""
    assert sorted({f.name for f in read(text).all(Safeguard)}) == names
