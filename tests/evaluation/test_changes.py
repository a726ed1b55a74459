"""Drafted edits: how they are read, and how what is told is held against them."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import changes
import pytest
from changes import Labelled, Outcome, Pair
from split import HALVES

from policylint import rulebook

ROW = """
- id: 1
  class: {weight}
  date: bumped
  changes: [{{kind: {kind}, old: [1], new: [1]}}]
  old: We keep logs for a day.
  new: We keep logs for a week.
"""


@pytest.mark.parametrize("half", HALVES)
def test_pairs_say_what_their_changes_say(half: str) -> None:
    """The class is that of the heaviest change, lines stand in the texts, and a third or so of the pairs change nothing."""
    pairs = list(changes.read(half))
    for pair in pairs:
        kinds = {change.kind for change in pair.changes}
        assert pair.weight == ("material" if kinds - {"clarification"} else "notable" if kinds else "editorial"), (
            pair.id
        )
        for text, rows in ((pair.old, [c.old for c in pair.changes]), (pair.new, [c.new for c in pair.changes])):
            assert all(1 <= line <= len(text.splitlines()) for row in rows for line in row), pair.id
    assert len(pairs) == 60
    assert 15 <= Counter(pair.weight for pair in pairs)["editorial"] <= 25


def test_nearly_every_kind_is_drafted() -> None:
    """Both halves together hold the kinds that rules tell."""
    told = {rule.name for rule in rulebook.shipped().rules.values() if rule.family == "edit"} - changes.UNSCORED
    drafted = {change.kind for half in HALVES for pair in changes.read(half) for change in pair.changes}
    assert told - drafted == set()


def test_no_pair_stands_twice() -> None:
    """Neither in a half nor in both."""
    rows = [pair.old + pair.new for half in HALVES for pair in changes.read(half)]
    assert len(rows) == len(set(rows))


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (ROW.format(weight="huge", kind="retention-lengthened"), "entry 1: huge, bumped is unknown"),
        (ROW.format(weight="material", kind="retention-eaten"), "entry 1: retention-eaten is unknown"),
        ("- {id: 1, old: a, new: b}", "entry 1: allowed are id, class, date, changes, old and new"),
        ("- nothing", "entry 1: allowed are"),
    ],
)
def test_what_is_no_pair_is_told(tmp_path: Path, row: str, message: str) -> None:
    """The file and the entry are named."""
    (tmp_path / "tuning.yaml").write_text(row, encoding="utf-8")
    with pytest.raises(ValueError, match=message):
        list(changes.read("tuning", tmp_path))


def test_pairs_are_judged() -> None:
    """By all rules of edits, with the lines of what is told; HTML is read as such."""
    period = Labelled("retention-lengthened", (3,), (3,))
    pairs = [
        Pair(
            1,
            "# Shop\n\nWe keep logs for 9 days.",
            "# Shop\n\nWe keep logs for 99 days.",
            "material",
            "no-date",
            (period,),
        ),
        Pair(2, "<p>We keep logs for 9 days.</p>", "<p>We keep logs for <b>nine</b> days.</p>", "editorial", "no-date"),
    ]
    told = list(changes.run(pairs))
    assert [(one.weight, one.date, one.changes) for one in told] == [
        ("material", "no-date", (period,)),
        ("editorial", "no-date", ()),
    ]


def test_what_is_told_is_held_against_the_labels() -> None:
    """A change is right where one of its kind is labelled near; to repeat it is neither right nor wrong."""
    wanted = (
        Labelled("age-raised", (), (9,)),
        Labelled("contact-added", (), (4,)),
        Labelled("clarification", (1,), (1,)),
    )
    told = (Labelled("age-raised", (), (12,)), Labelled("age-raised", (), (8,)), Labelled("contact-added", (), (8,)))
    pair = Pair(1, "", "", "material", "bumped", wanted)
    assert changes.held(Outcome(pair, "material", "bumped", told)) == (told[:1], told[2:], wanted[1:2])


def test_rates() -> None:
    """A material edit of which nothing right is told does not count, whatever it is called."""
    age = Labelled("age-raised", (1,), (1,))
    material = Pair(1, "", "", "material", "bumped", (age,))
    editorial = Pair(2, "", "", "editorial", "no-date")
    outcomes = [
        Outcome(material, "material", "bumped", (age,)),
        Outcome(material, "material", "bumped", ()),
        Outcome(material, "editorial", "no-date", ()),
        Outcome(editorial, "editorial", "no-date", ()),
        Outcome(editorial, "material", "no-date", (age,)),
    ]
    assert changes.rates(outcomes) == {
        "class": 0.4, "date": 0.8, "precision": 0.5, "recall": 1 / 3, "alarms": 0.5, "material_called_editorial": 1.0,
    }  # fmt: skip


def test_the_half_for_checking_stays_closed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is told otherwise is listed of the half for tuning only."""
    pair = Pair(77, "We sell tea.", "We sell tea.", "material", "bumped", (Labelled("age-raised", (1,), (1,)),))
    monkeypatch.setattr(changes, "read", lambda half: [pair])
    assert changes.main(["--missed"]) == 0
    assert capsys.readouterr().out.count("77: missed age-raised") == 1
