"""Polarity, modality and actor."""

from __future__ import annotations

import pytest

from policylint.matching import clauses
from policylint.matching.numbers import number
from policylint.matching.tokens import tokenize


def told(text: str, word: str) -> tuple[bool, str, str]:
    """(negated, modality, actor) of `word` in a sentence."""
    words, starts, _ = tokenize(text)
    at = words.index(word)
    begin = clauses.clause_start(words, at, text, starts)
    return (
        clauses.negated(words, at, at + 1, begin),
        clauses.modality(words, at, at + 1, begin),
        clauses.actor(words, at, begin),
    )


@pytest.mark.parametrize(
    ("text", "word", "found"),
    [
        ("We sell data.", "sell", (False, "states", "we")),
        ("We do not sell data.", "sell", (True, "states", "we")),
        ("We never ever sell data.", "sell", (True, "states", "we")),
        ("We don't sell data.", "sell", (True, "states", "we")),
        ("We not only store but sell data.", "sell", (False, "states", "")),
        ("We may share data.", "share", (False, "may", "we")),
        ("You can delete data.", "delete", (False, "may", "reader")),
        ("They keep data.", "keep", (False, "states", "other")),
        ("We do not sell data, but share it.", "share", (False, "states", "")),
        ("We keep data that we no longer sell.", "keep", (False, "states", "we")),
        ("Not sold: we share data.", "share", (False, "states", "we")),
    ],
)
def test_stance(text: str, word: str, found: tuple[bool, str, str]) -> None:
    """A word is denied, permitted and acted on by what stands in its own clause."""
    assert told(text, word) == found


@pytest.mark.parametrize(
    ("text", "value", "after"),
    [
        ("30 days", 30, 1),
        ("1,000 days", 1000, 1),
        ("1.5 years", 1.5, 1),
        ("ninety days", 90, 1),
        ("forty five days", 45, 2),
        ("one hundred and eighty days", 180, 4),
        ("a hundred days", 100, 2),
        ("two hundred days", 200, 2),
    ],
)
def test_numbers(text: str, value: float, after: int) -> None:
    """Numbers are read in digits and in words."""
    assert number(tokenize(text)[0], 0) == (value, after)
