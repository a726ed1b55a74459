"""Laws that a text names, and the laws that come into play."""

from __future__ import annotations

import pytest

from policylint.facts.kinds import Regime
from policylint.regimes import regimes_of
from policylint.rulebook import Rulebook
from tests.conftest import Read


@pytest.mark.parametrize(
    ("text", "found", "reason"),
    [
        ("Under the GDPR you have rights.", [("gdpr", "claimed")], "the law is said to apply"),
        (
            "Our host tells us that it follows a handbook called GDPR for beginners.",
            [("gdpr", "incidental")],
            "somebody else's",
        ),
        ("The GDPR does not apply to us.", [("gdpr", "negated")], "an exclusion"),
        ("We comply with the California Consumer Privacy Act.", [("ccpa", "claimed")], "by its long name"),
        (
            "COPPA and the Children's Online Privacy Protection Act bind us.",
            [("coppa", "incidental")],
            "not California's act of like name",
        ),
        ("You may complain to the Information Commissioner's Office.", [], "an authority is no law"),
        ("We comply with the UK GDPR.", [("uk-gdpr", "claimed")], "a longer name is not the shorter one too"),
        (
            "We comply with the GDPR and the UK GDPR.",
            [("gdpr", "claimed"), ("uk-gdpr", "claimed")],
            "both are named",
        ),
        ("Our app is on sale.", [], "'app' is no Australian principle"),
    ],
)
def test_named(read: Read, text: str, found: list[tuple[str, str]], reason: str) -> None:
    """A law is told by its name, with the tier that the sentence gives it."""
    assert sorted({(f.key, f.tier) for f in read(text).all(Regime) if f.named}) == found, reason


@pytest.mark.parametrize(
    ("text", "configured", "tiers"),
    [
        ("If you live in the European Economic Area, write to us.", None, {"gdpr": "targeted"}),
        ("Under the GDPR you may object.", ("ccpa",), {"ccpa": "configured", "gdpr": "incidental"}),
        ("We comply with the UK GDPR.", None, {"uk-gdpr": "claimed"}),
        ("The site was never designed for children under 13.", None, {"coppa": "negated"}),
        ("The site is not directed at children under 13.", None, {"coppa": "negated"}),
        ("The game is designed for kids under 13.", None, {"coppa": "targeted"}),
        ("We bake bread.", None, {}),
    ],
)
def test_active(
    read: Read, book: Rulebook, text: str, configured: tuple[str, ...] | None, tiers: dict[str, str]
) -> None:
    """The strongest tier counts, and configuration wins over what the text signals."""
    assert {r.key: r.tier for r in regimes_of(read(text), book.regimes, configured)} == tiers
