"""Security measures and cookies."""

from __future__ import annotations

import pytest

from policylint.facts.kinds import Cookies, Security
from tests.conftest import Read


@pytest.mark.parametrize(
    ("text", "measures", "reason"),
    [
        ("All of your data is encrypted at rest.", ["encryption"], "a measure"),
        ("Only authorised staff can open customer records.", ["access-control"], "who may open what is one"),
        ("We take reasonable security measures.", [""], "a formula names none"),
        (
            "You are responsible for keeping your password safe and encrypted.",
            [],
            "the reader's duty is no measure of ours",
        ),
        ("We cannot encrypt messages that you send.", [], "a denial"),
        ("The guide explains how our friends at Bright Encrypt work with data.", [], "a company's name"),
        ("Measures prevent unauthorised access to data.", [], "what is guarded against"),
        ("We cannot read your messages or your files.", ["no-access"], "what nobody can open is protected"),
        ("The bakery has a firewall between oven and shop.", [], "nothing about data"),
        ("Our list is only accessible to our team.", ["access-control"], "few can open it"),
        ("When you visit a site that runs over HTTPS your data travel.", [], "another's site"),
        ("We share names with those who need to know this.", [], "who is told"),
        ("A hashed version of your address is sent.", [], "what is sent"),
        ("Deleted records remain in our backups.", [], "what is left"),
    ],
)
def test_security(read: Read, text: str, measures: list[str], reason: str) -> None:
    """A measure counts where it protects data, is affirmed, and is ours."""
    assert [f.measure for f in read(text).all(Security)] == measures, reason


@pytest.mark.parametrize(
    ("text", "found", "reason"),
    [
        ("We use cookies to remember your language.", [(True, "")], "a use"),
        ("We set a session cookie.", [(True, "session")], "of one type"),
        ("This site uses no cookies.", [(False, "")], "a denial says it too"),
        ("A cookie is a small text file that a browser stores.", [], "a definition is no use"),
        ("You can block cookies in your browser.", [], "nor is what the reader may do"),
    ],
)
def test_cookies(read: Read, text: str, found: list[tuple[bool, str]], reason: str) -> None:
    """Whether cookies are used is told by what we do, not by what a cookie is."""
    assert [(f.polarity, f.type) for f in read(text).all(Cookies)][:1] == found, reason
