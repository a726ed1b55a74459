"""Short texts in many wordings."""

from __future__ import annotations

from pathlib import Path

import pytest
import wordings
from labels import KEYS
from wordings import Outcome, Wording


def test_every_disclosure_has_wordings_of_each_kind() -> None:
    """All keys have texts that state it and texts that only look so."""
    drafted = {(wording.key, wording.status) for wording in wordings.read()}
    assert {(key, status) for key in KEYS for status in ("stated", "absent")} <= drafted


def test_no_wording_stands_twice() -> None:
    """A text that counts twice would weigh twice."""
    rows = [(wording.key, " ".join(wording.text.split()).lower()) for wording in wordings.read()]
    assert len(rows) == len(set(rows))


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        (
            "- {text: We ask nobody., status: perhaps}",
            "entry 1: allowed are a text and a status of stated, vague, absent",
        ),
        ("- {text: We ask nobody.}", "entry 1"),
        ("- We ask nobody.", "entry 1"),
    ],
)
def test_what_is_no_wording_is_told(tmp_path: Path, rows: str, message: str) -> None:
    """The file and the entry are named."""
    (tmp_path / "cookies.yaml").write_text(rows, encoding="utf-8")
    with pytest.raises(ValueError, match=message):
        list(wordings.read(tmp_path))


def test_an_unknown_disclosure_is_told(tmp_path: Path) -> None:
    """A file is named after a key."""
    (tmp_path / "biscuits.yaml").write_text("[]", encoding="utf-8")
    with pytest.raises(ValueError, match="biscuits is no disclosure"):
        list(wordings.read(tmp_path))


def test_wordings_are_answered() -> None:
    """Each is read as a policy of its own."""
    rows = [
        Wording("cookies", "We set no cookies.", "stated"),
        Wording("cookies", "## Cookies\n\nWe do not use any cookies here.", "stated"),
        Wording("cookies", "The bakery is open on Sundays.", "absent"),
    ]
    assert [outcome.told for outcome in wordings.run(rows)] == ["stated", "stated", "absent"]


def test_rates() -> None:
    """Shares of what was drafted, not of what was told."""
    told = [("stated", "stated"), ("stated", "absent"), ("vague", "stated"), ("absent", "absent"), ("absent", "vague")]
    found = wordings.rates(Outcome(Wording("cookies", "", drafted), answer) for drafted, answer in told)
    assert found == {"same": 0.4, "stated": 0.5, "alarms": 0.5}
