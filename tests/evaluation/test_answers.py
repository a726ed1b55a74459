"""Asking the linter: what counts as an answer."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from answers import NoAnswer, check, inspect

FILE = Path("a.md")


def linter(tmp_path: Path, printed: str, code: int) -> list[str]:
    """A program that prints its arguments to a file, then `printed`, and ends with `code`."""
    program = tmp_path / "linter.py"
    program.write_text(
        f"import pathlib, sys\npathlib.Path({str(tmp_path / 'asked')!r}).write_text(' '.join(sys.argv[1:]))\n"
        f"print({printed!r})\nprint('the reason', file=sys.stderr)\nsys.exit({code})\n",
        encoding="utf-8",
    )
    return [sys.executable, str(program)]


def test_inspect(tmp_path: Path) -> None:
    """Documents come by their path as given, whatever configuration lies about."""
    documents = [{"path": "a.md", "disclosures": {}}]
    assert inspect([FILE], linter(tmp_path, json.dumps({"documents": documents}), 0)) == {"a.md": documents[0]}
    assert (tmp_path / "asked").read_text(encoding="utf-8") == "inspect --format json --config none a.md"


def test_check(tmp_path: Path) -> None:
    """Findings end the linter with 1, which is an answer."""
    assert check([FILE], linter(tmp_path, json.dumps({"findings": [{"rule": "x/y"}]}), 1)) == [{"rule": "x/y"}]
    assert (tmp_path / "asked").read_text(encoding="utf-8") == "check --format json --config none a.md"


def test_silence_is_no_answer(tmp_path: Path) -> None:
    """A document that is left out is an error: it must not be scored as stating nothing."""
    with pytest.raises(NoAnswer, match=r"no answer for 1 of 1 documents: a\.md"):
        inspect([FILE], linter(tmp_path, json.dumps({"documents": []}), 0))


def test_no_json_is_no_answer(tmp_path: Path) -> None:
    """What is no JSON is an error that shows what the linter said."""
    with pytest.raises(NoAnswer, match="exit 2, no JSON:\nthe reason"):
        check([FILE], linter(tmp_path, "Traceback", 2))


def test_exit_2_with_answer_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One unreadable file among many: the rest is scored, and the fault is shown."""
    assert check([FILE], linter(tmp_path, json.dumps({"findings": []}), 2)) == []
    assert "exit 2:\nthe reason" in capsys.readouterr().err
