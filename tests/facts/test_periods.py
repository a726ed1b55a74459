"""Lengths of time, by what they are the length of."""

from __future__ import annotations

import pytest

from policylint.facts.kinds import NoticePeriod, ResponseTime, Retention
from tests.conftest import Read


@pytest.mark.parametrize(
    ("text", "found", "reason"),
    [
        ("We keep server logs for 30 days.", [("P30D", "exact", "server logs")], "an active verb"),
        ("Server logs are wiped after thirty (30) days.", [("P30D", "exact", "Server logs")], "a passive one"),
        ("Chats are stored for up to two years.", [("P2Y", "max", "Chats")], "an upper bound"),
        ("Chats are kept for at least 6 months.", [("P6M", "min", "Chats")], "a lower one"),
        ("We do not retain IP addresses for more than 48 hours.", [("PT48H", "max", "IP addresses")], "denied beyond a limit"),
        ("Invoices are generally kept about seven years.", [("P7Y", "typical", "Invoices")], "as a rule"),
        ("## Retention\n\n- Tickets: 24 months\n- Orders: 7 years", [("P24M", "exact", "Tickets"), ("P7Y", "exact", "Orders")], "a list"),
        ("| Data | Retention |\n|---|---|\n| Photos | 3 months |", [("P3M", "exact", "Photos")], "a table"),
        ("We retain the right to change this page for 30 days.", [], "a right is no data"),
        ("We keep you informed for a year.", [], "nor are people"),
        ("The cookie is stored for 12 months.", [], "a cookie in the browser"),
        ("Data that we collect through cookies are deleted after 12 months.", [("P12M", "exact", "")], "data from cookies are data"),
        ("In the past 12 months we have stored contact data.", [], "a look back"),
        ("You may ask for your stored data twice in any 12-month period.", [], "how often"),
        ("We delete data of children under 13 years of age.", [], "an age"),
        ("We do not store card numbers for 30 days.", [], "a plain denial"),
    ],
)  # fmt: skip
def test_retention(read: Read, text: str, found: list[tuple[str, str, str]], reason: str) -> None:
    """A length of time is of keeping where an act of keeping or deleting data is nearest to it, or it stands in a schedule."""
    facts = [(f.period.iso, f.bound, f.category) for f in read(text).all(Retention) if f.period]
    assert [(p, b) for p, b, _ in facts] == [(p, b) for p, b, _ in found], reason
    assert [c for _, _, c in facts if found and found[0][2]] == [c for _, _, c in found if c], reason


@pytest.mark.parametrize(
    ("text", "found", "reason"),
    [
        ("We answer your request within one month.", ["P1M"], "an answer"),
        ("Your request will be dealt with in 10 business days.", ["P10D"], "in the passive"),
        (
            "We will respond within 45 days, or within an additional 45 days in hard cases.",
            ["P45D", "P45D"],
            "and its extension",
        ),
        ("Data are erased within 14 days of your request.", ["P14D"], "deletion on request is its answer"),
        ("Data are erased within 14 days of termination.", [], "deletion by itself is not"),
        ("Requests for access cover the last 12 months.", [], "a look back"),
    ],
)
def test_response_time(read: Read, text: str, found: list[str], reason: str) -> None:
    """A length of time is of answering where somebody's request is answered within it."""
    assert [f.period.iso for f in read(text).all(ResponseTime) if f.period] == found, reason


@pytest.mark.parametrize(
    ("text", "found", "reason"),
    [
        ("We give 30 days' notice of changes to this policy.", ["P30D"], "notice"),
        ("Changes to this policy are announced two weeks before they take effect.", ["P2W"], "before"),
        ("You may cancel with 30 days' notice.", [], "a contract's"),
        ("Changes to this policy are announced in advance.", [None], "without a number"),
    ],
)
def test_notice_period(read: Read, text: str, found: list[str | None], reason: str) -> None:
    """A length of time is of notice where changes are announced that long before they apply."""
    assert [f.period.iso if f.period else None for f in read(text).all(NoticePeriod)] == found, reason
