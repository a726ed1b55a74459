"""The dates of a policy and their roles."""

from __future__ import annotations

import pytest

from policylint.facts.kinds import Dated
from tests.conftest import Read


@pytest.mark.parametrize(
    ("text", "found", "reason"),
    [
        ("Last updated: 3 May 2021", [("updated", "2021-05-03", "day")], "a label and its date"),
        ("Effective May 4, 2026", [("effective", "2026-05-04", "day")], "a label without a colon"),
        ("This policy came into force on 25/05/2018.", [("effective", "2018-05-25", "day")], "a sentence about the policy"),
        ("Published on 2 June 2020", [("published", "2020-06-02", "day")], "when it was published"),
        ("Last modified\n\n5 June 2019", [("updated", "2019-06-05", "day")], "the label stands above"),
        ("| Effective date | Version |\n|---|---|\n| 5 May 2020 | 2 |", [("effective", "2020-05-05", "day")], "the label is a column's"),
        ("---\ntitle: Privacy\nlastmod: 2021-04-03\n---\nWe collect names.", [("updated", "2021-04-03", "day")], "front matter that shows"),
        ("---\ntitle: Privacy\ndate: 2021-04-03\n---\nWe collect names.", [("published", "2021-04-03", "day")], "a page's date"),
        ("# Privacy Policy\n\n1 May 2020\n\nWe collect names.", [("updated", "2020-05-01", "day")], "alone at the top"),
        ("Last updated:", [("updated", None, "blank")], "a label without a date"),
        ("Effective date: [insert date]", [("effective", None, "blank")], "a gap to fill in"),
        ("Last updated: 2023", [("updated", "2023-01-01", "year")], "a year after a label"),
        ("Last revised: 07/10/2011", [("updated", None, "ambiguous")], "October or July"),
        ("© 2019-2024 Wren Ltd", [("copyright", "2024-01-01", "year")], "the last year of a copyright"),
        ("We follow Regulation (EU) 2016/679 of 27 April 2016.", [("other", "2016-04-27", "day")], "the date of a law"),
        ("The shield was in effect until July 16, 2020.", [("other", "2020-07-16", "day")], "when something else ended"),
        ("This copy was archived on 2015-03-18.", [("archived", "2015-03-18", "day")], "when somebody saved it"),
        ("We will change the \"last updated\" date above.", [], "the label is only spoken of"),
    ],
)  # fmt: skip
def test_roles(read: Read, text: str, found: list[tuple[str, str | None, str]], reason: str) -> None:
    """A date has the role of the label that it stands beside, below or under; without one it is some other date."""
    facts = [(f.role, f.day.isoformat() if f.day else None, f.precision) for f in read(text).all(Dated)]
    assert facts == found, reason


def test_change_log(read: Read) -> None:
    """Of a change log the newest entry tells when the policy was last updated."""
    policy = read("## Change log\n\n- 1 June 2021: first version\n- 4 May 2023: cookies\n- 2 May 2022: places")
    assert [f.role for f in policy.all(Dated)] == ["other", "updated", "other"]
