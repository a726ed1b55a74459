"""Edits in words that no list of phrases holds, in a policy around them: what is told (told.yaml), and what was only put otherwise (same.yaml)."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from tests.edits.comparing import kinds

DATA = Path(__file__).resolve().parents[1] / "data" / "edits"
BESIDE = {"clarification", "date-not-bumped"}
POLICY = """# Privacy notice

Last updated: 3 March 2025

Brindle Ltd, 4 Mill Lane, Keswick, is responsible.

{}

## Contact

Write to privacy@brindle.example with any question.
"""
TOLD = yaml.safe_load((DATA / "told.yaml").read_text(encoding="utf-8"))
SAME = yaml.safe_load((DATA / "same.yaml").read_text(encoding="utf-8"))


def _kinds(row: dict[str, str]) -> list[str]:
    return [kind for kind in kinds(POLICY.format(row["old"]), POLICY.format(row["new"])) if kind not in BESIDE]


@pytest.mark.parametrize("row", TOLD, ids=[row["new"][:50] for row in TOLD])
def test_what_an_edit_does_is_told(row: dict[str, str]) -> None:
    """Its kinds and no others, beside the date and wording that is only clearer."""
    assert sorted(_kinds(row)) == sorted(row["told"])


@pytest.mark.parametrize("row", SAME, ids=[row["new"][:50] for row in SAME])
def test_what_was_only_put_otherwise_is_not_told(row: dict[str, str]) -> None:
    """Sentences split, merged, turned round, cut into lists and rows, periods in other units, and names for "we" change no promise."""
    assert _kinds(row) == []
