"""Pieces of policies that contradict themselves, and their harmless twins."""

from __future__ import annotations

from pathlib import Path

import pytest
import twins
from twins import Outcome, Piece

KINDS = {piece.kind for piece in twins.read()}


def test_both_halves_have_contradictions_and_twins_of_every_kind() -> None:
    """A kind without one of the four would have a figure of nothing."""
    drafted = {(piece.kind, piece.half, piece.contradicts) for piece in twins.read()}
    assert {(kind, half, is_one) for kind in KINDS for half in twins.HALVES for is_one in (True, False)} <= drafted


def test_no_piece_stands_twice() -> None:
    """A text that counts twice would weigh twice."""
    rows = [" ".join(piece.text.split()) for piece in twins.read()]
    assert len(rows) == len(set(rows))


@pytest.mark.parametrize(
    "rows",
    [
        "- {text: We ask nobody., contradicts: perhaps, lines: [1]}",
        "- {text: We ask nobody., contradicts: true}",
        "- {text: We ask nobody., contradicts: true, lines: [2]}",
        "- {text: We ask nobody., contradicts: true, lines: []}",
        "- We ask nobody.",
    ],
)
def test_what_is_no_piece_is_told(tmp_path: Path, rows: str) -> None:
    """The file and the entry are named."""
    (tmp_path / "cookie-conflict.yaml").write_text(rows, encoding="utf-8")
    with pytest.raises(ValueError, match=r"cookie-conflict.yaml: entry 1: allowed are a text, contradicts"):
        list(twins.read(tmp_path))


def test_an_unknown_kind_is_told(tmp_path: Path) -> None:
    """A file is named after a kind of contradiction."""
    (tmp_path / "biscuits.yaml").write_text("[]", encoding="utf-8")
    with pytest.raises(ValueError, match="biscuits is no kind"):
        list(twins.read(tmp_path))


@pytest.mark.parametrize(
    ("text", "contradicts", "lines", "touched", "told"),
    [
        ("We use no cookies.\n\nWe set a cookie for the log-in.", True, {1, 3}, True, True),
        ("# Cookies\n\nWe use no cookies.\n\nWe set a cookie for the log-in.", True, {3}, True, True),
        ("Hello.\n\nWe use no cookies.\n\nWe set a cookie for the log-in.", True, {1}, False, True),
        ("We use no cookies for advertising.\n\nWe set a cookie for the log-in.", False, {1}, False, False),
    ],
)
def test_pieces_are_judged(text: str, contradicts: bool, lines: set[int], touched: bool, told: bool) -> None:
    """A finding counts where it touches one of the lines; the title put before a text without one shifts none."""
    piece = Piece("cookie-conflict", "tuning", text, contradicts, frozenset(lines))
    assert list(twins.run([piece])) == [Outcome(piece, touched, told)]


def test_rates() -> None:
    """Shares of contradictions, of twins, and of what is reported."""
    rows = [(True, True, True), (True, False, True), (False, True, True), (False, False, False)]
    outcomes = [
        Outcome(Piece("cookie-conflict", "tuning", "", is_one, frozenset()), touched, told)
        for is_one, touched, told in rows
    ]
    assert twins.rates(outcomes) == {"found": 0.5, "alarms": 0.5, "precision": 0.5}
