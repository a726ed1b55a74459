"""Marketing, the sale of data, automated decisions."""

from __future__ import annotations

import pytest

from policylint.facts.kinds import AutomatedDecision, Marketing, Sharing
from tests.conftest import Read


@pytest.mark.parametrize(
    ("text", "stances", "reason"),
    [
        ("You may unsubscribe at any time.", {"opt-out"}, "the word says what is stopped"),
        ("Tell us if you no longer want to receive offers.", {"sent", "opt-out"}, "a wish"),
        ("We do not send marketing messages.", {"none-sent"}, "none are sent"),
        ("We send a newsletter.", {"sent"}, "no way out"),
        ("We send a newsletter. You can opt out.", {"sent", "opt-out"}, "the next sentence refers back"),
        ("You may object to processing for direct marketing.", {"opt-out"}, "a right to object to it"),
        ("You cannot unsubscribe.", set(), "denied"),
        ("You can opt out of one analytics tool.", set(), "no messages"),
    ],
)
def test_marketing(read: Read, text: str, stances: set[str], reason: str) -> None:
    """Marketing can be stopped, is not sent, or is sent."""
    assert {f.stance for f in read(text).all(Marketing)} == stances, reason


@pytest.mark.parametrize(
    ("text", "found", "reason"),
    [
        ("We never sell your personal data.", [(False, True)], "denied for ever"),
        ("We do not sell, trade or otherwise transfer your information.", [(False, False)], "among other acts"),
        ("Personal data are not sold to anybody.", [(False, False)], "in the passive voice"),
        ("We may sell browsing data to brokers.", [(True, False)], "affirmed"),
        ("We sell bread and rolls.", [], "goods"),
        ("If we sell the business, your data go to the buyer.", [], "a firm"),
        ("You have the right to opt out of the sale of your data.", [], "a right says nothing about practice"),
        ("Use the link Do Not Sell My Personal Information.", [], "the name of a link"),
    ],
)
def test_sale(read: Read, text: str, found: list[tuple[bool, bool]], reason: str) -> None:
    """Whether data are sold is told by the publisher's own act."""
    assert [(f.polarity, f.absolute) for f in read(text).all(Sharing) if f.act == "sell"] == found, reason


@pytest.mark.parametrize(
    ("text", "found", "reason"),
    [
        ("We take no automated decisions about you.", [False], "denied"),
        ("We use profiling to choose offers.", [True], "affirmed"),
        ("Information is collected automatically.", [], "no decision"),
        ("You have the right not to be subject to automated decisions.", [], "a right alone"),
        ("Challenge a decision of our automated decision-making process.", [], "a right again"),
        ("Those companies may build profiles of users.", [], "others do"),
        ("You can build your profile in the app.", [], "the reader's own page"),
    ],
)
def test_automated(read: Read, text: str, found: list[bool], reason: str) -> None:
    """Whether decisions are automated is told by what we do, not by a right against it."""
    assert [f.polarity for f in read(text).all(AutomatedDecision)] == found, reason
