"""The gate: a figure that fell, or is gone, is told; one that holds is not."""

from __future__ import annotations

from pathlib import Path

import pytest
from gate import failures, flat, main, read_seeds, table


def test_flat() -> None:
    """Nested figures are named by their path; an undefined one stays, and what is no number goes."""
    nested = {"gaps": {"f1": 0.9, "name": "x"}, "micro": {"missing": [0.1, None]}, "status": 1, "kept": True}
    assert flat(nested) == {"gaps.f1": 0.9, "micro.missing.0": 0.1, "micro.missing.1": None, "status": 1}


@pytest.mark.parametrize(
    "figures, failed",
    [
        ({"gaps.f1": 0.9, "noise": 12}, []),
        ({"gaps.f1": 0.95, "noise": 3}, []),
        ({"gaps.f1": 0.8999, "noise": 3}, ["FAILED own gaps.f1: 0.8999 is below its floor of 0.9"]),
        ({"gaps.f1": 0.9, "noise": 12.5}, ["FAILED own noise: 12.5 is above its ceiling of 12"]),
        ({"noise": 3}, ["FAILED own gaps.f1: no such figure, but a floor of 0.9"]),
        ({"gaps.f1": None, "noise": 3}, ["FAILED own gaps.f1: no such figure, but a floor of 0.9"]),
        ({"gaps.f1": float("nan"), "noise": 3}, ["FAILED own gaps.f1: no such figure, but a floor of 0.9"]),
    ],
)
def test_failures(figures: dict[str, float | None], failed: list[str]) -> None:
    """A figure may equal its limit, and may not pass it or be missing."""
    floors = {"own": {"floor": {"gaps.f1": 0.9}, "ceiling": {"noise": 12}}}
    assert list(failures(floors, {"own": figures})) == failed


def test_missing_set_fails() -> None:
    """A whole set that was not scored fails each of its floors."""
    assert list(failures({"hand": {"floor": {"status": 0}}}, {})) == [
        "FAILED hand status: no such figure, but a floor of 0"
    ]


def test_unknown_side() -> None:
    """A misspelt side is an error, not a floor that holds nothing."""
    with pytest.raises(ValueError, match="allowed are floor and ceiling"):
        list(failures({"own": {"flor": {"status": 0.5}}}, {"own": {"status": 0.1}}))


def test_table() -> None:
    """The table shows each figure that has a limit, and the limit."""
    rows = list(table({"own": {"floor": {"status": 0.5}, "ceiling": {"noise": 2}}}, {"own": {"status": 0.75}}))
    assert [row.split() for row in rows[1:]] == [
        ["own", "status", "0.7500", ">=", "0.5"], ["own", "noise", "-", "<=", "2"],
    ]  # fmt: skip


PRINTED = (
    "missed       a.txt: dpo [3]: nobody is named\nfalse alarm  a.txt: cookies [9]: it is there\n"
    "false alarm  a.txt: conflicting-dates [1]: they agree\n"
    "wanted found 9/12 = 0.750 (disclosures 8/8, inconsistencies 1/4); false alarms 2 of 30 tempting ones\n"
)


def test_read_seeds() -> None:
    """The printed line gives shares, and the list tells false disclosures from other false alarms."""
    assert read_seeds(PRINTED) == {
        "wanted": 0.75, "disclosures": 1.0, "inconsistencies": 0.25, "false_alarms": 2, "false_disclosures": 1,
    }  # fmt: skip


def test_read_seeds_without_figures() -> None:
    """A program that printed no figures is an error."""
    with pytest.raises(ValueError, match="no figures"):
        read_seeds("nothing to say")


def test_no_answer_ends_with_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A linter that gives no JSON is no score of nought: the gate says so and ends with 2."""
    floors = tmp_path / "floors.toml"
    floors.write_text("[own.floor]\nstatus = 0.0\n", encoding="utf-8")
    assert main(["--floors", str(floors), "--command", "false"]) == 2
    assert "exit 1, no JSON" in capsys.readouterr().err
