"""What the tests of edits share: two versions, given as texts, compared."""

from __future__ import annotations

import datetime as dt

from policylint import rulebook
from policylint.edits.comparison import Comparison, compare
from policylint.edits.judging import Judgement
from policylint.facts.state import state
from policylint.lint import Settings, compare_policies
from policylint.readers import read_text
from policylint.site import Policy

BOOK = rulebook.shipped()
AS_OF = dt.date(2026, 6, 30)


def policy(text: str, path: str) -> Policy:
    """A privacy policy."""
    return state(read_text(text, path), BOOK.book, "privacy-policy")


def compared(old: str, new: str, formats: tuple[str, str] = ("md", "md")) -> Comparison:
    """Two versions, sentence by sentence."""
    return compare(policy(old, f"old.{formats[0]}"), policy(new, f"new.{formats[1]}"), as_of=AS_OF)


def judged(old: str, new: str) -> Judgement:
    """Two versions, by all rules of edits."""
    found = compare_policies(policy(old, "old.md"), policy(new, "new.md"), BOOK, Settings(as_of=AS_OF))
    assert not found.crashes
    return found


def kinds(old: str, new: str) -> list[str]:
    """The kinds of change that are told of two versions, in the order of the text."""
    return [rule.name for rule, _ in judged(old, new).told]
