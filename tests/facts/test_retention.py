"""How long data are kept where no number says so."""

from __future__ import annotations

import pytest

from policylint.facts.kinds import Retention
from tests.conftest import Read


@pytest.mark.parametrize(
    ("text", "found", "reason"),
    [
        ("We keep your profile as long as your account is active.", [("event", "as long as your account is active")], "a state that ends"),
        ("Your address is stored until you unsubscribe.", [("event", "until you unsubscribe")], "an act of the reader"),
        ("We keep orders until you ask us to delete them.", [("event", "until you ask us to delete them")], "the asked-for end is the end"),
        ("When you close your account we delete your files.", [("event", "close your account")], "an event that deletes"),
        ("Recordings are discarded once the result is returned.", [("event", "result is returned")], "the end of a processing"),
        ("If it is deleted by the user, it is also removed.", [("event", "deleted by the user, it is also removed")], "mirrored"),
        ("Comments are kept indefinitely.", [("indefinite", "")], "for ever is concrete"),
        ("We may keep anonymous statistics indefinitely.", [], "but not where nobody's data are kept"),
        ("We keep your data as long as necessary.", [("criteria", "")], "a matter of opinion"),
        ("We keep data while your account is active or as needed to serve you.", [("criteria", "")], "watered down"),
        ("Data are deleted when no longer needed.", [("criteria", "")], "a matter of opinion too"),
        ("You must keep your password secret until you close your account.", [], "the reader keeps"),
        ("You may ask us to delete your data when you close your account.", [], "a right is no period"),
        ("Cookies are kept until you close the browser.", [], "a cookie in the browser"),
        ("We retain ownership as long as the law permits.", [], "ownership is no data"),
    ],
)  # fmt: skip
def test_forms(read: Read, text: str, found: list[tuple[str, str]], reason: str) -> None:
    """Keeping ends with an event, never, or when somebody thinks fit; only the first two are concrete."""
    assert [(f.form, f.until) for f in read(text).all(Retention)] == found, reason
