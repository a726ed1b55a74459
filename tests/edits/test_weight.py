"""Which words change what is said."""

from __future__ import annotations

import pytest

from policylint.edits.weight import says_something
from tests.edits.comparing import judged

TABLE = [
    # (lost, fresh, says something)
    ("recieve", "receive", False),
    ("adress", "address", False),
    ("collect", "collects", False),
    ("policy", "policies", False),
    ("log in", "login", False),
    ("the of", "a", False),
    ("", "also therefore", False),
    ("here send", "send here", False),
    ("", "not", True),
    ("not", "", True),
    ("may", "will", True),
    ("or", "and", True),
    ("30", "60", True),
    ("", "everything", True),
    ("Google", "", True),
    ("legal", "illegal", True),
    ("identified", "unidentified", True),
    ("any", "", True),
]


@pytest.mark.parametrize(("lost", "fresh", "expected"), TABLE)
def test_words_that_say_something(lost: str, fresh: str, expected: bool) -> None:
    """Spelling, inflection, order and filler words do not; negation, modals, numbers, names and other words do."""
    assert says_something(lost.lower().split(), fresh.lower().split()) is expected


def test_two_words_that_both_versions_use_are_two_words() -> None:
    """A word is no misspelling of another that stands elsewhere in both texts."""
    assert not says_something(["device"], ["devise"])
    assert says_something(["device"], ["devise"], known={"device", "devise"})


CLASSES = [
    ("editorial", "We recieve your mesage at once.", "We receive your message at once."),
    ("editorial", "We make bicycles, which are red.", "We make bicycles that are red."),
    ("editorial", "Last updated: 1 March 2024\n\nWe make bicycles.", "Last updated: 2 May 2025\n\nWe make bicycles."),
    ("editorial", "# Us\n\nWe make bicycles.", "# The people behind this\n\nWe make bicycles."),
    ("editorial", "We make bicycles. © 2023 Harbour", "We make bicycles. © 2024 Harbour"),
    (
        "editorial",
        "We make bicycles in this town. Wir bauen in dieser schönen Stadt am Hafen Fahrräder.",
        "We make bicycles in this town.",
    ),
    ("notable", "We make bicycles.", "We make bicycles and bells."),
    ("notable", "We make bicycles.", "We make bicycles. The harbour is near."),
    ("notable", "We make bicycles. The harbour is near.", "We make bicycles."),
    ("notable", "The door is open.", "The door is not open."),
    ("material", "We keep server logs for 30 days.", "We keep server logs for 20 days."),
    (
        "material",
        "We keep server logs for 30 days. The harbour is near.",
        "We keep server logs for 60 days. It is here.",
    ),
]


@pytest.mark.parametrize(("expected", "old", "new"), CLASSES)
def test_the_class_of_an_edit(expected: str, old: str, new: str) -> None:
    """The class is the highest of its changes."""
    assert judged(old, new).weight == expected
