"""The error analysis: which half it reads."""

from __future__ import annotations

import json
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml
from disagreements import main
from labels import KEYS
from split import HALVES, KEPT


@pytest.fixture
def corpus(tmp_path: Path) -> tuple[Path, dict[str, str]]:
    """A corpus with one labelled document of each half, each stating an age that the linter below never sees."""
    kept = tomllib.loads(KEPT.read_text(encoding="utf-8"))
    names = {half: next(name for name in kept[half]["documents"] if name[0].isdigit()) for half in HALVES}
    for folder in ("seeds", "dev", "gold"):
        (tmp_path / folder).mkdir()
    disclosures: dict[str, Any] = {key: {"status": "absent"} for key in KEYS}
    disclosures["children-age"] = {"status": "stated", "lines": [1]}
    for half, name in names.items():
        (tmp_path / "dev" / name).write_text(f"Under 13, {half}.\n", encoding="utf-8")
        label = yaml.safe_dump({"doc": name, "disclosures": disclosures})
        (tmp_path / "gold" / f"{half}.yaml").write_text(label, encoding="utf-8")
    (tmp_path / "linter.py").write_text(
        "import json, sys\ndocuments = [{'path': path, 'disclosures': {}} for path in sys.argv[6:]]\n"
        "print(json.dumps({'documents': documents}))\n",
        encoding="utf-8",
    )
    return tmp_path, names


@pytest.mark.parametrize("half", [None, *HALVES])
def test_half(corpus: tuple[Path, dict[str, str]], half: str | None, capsys: pytest.CaptureFixture[str]) -> None:
    """Unless the checking half is asked for, only the tuning half is shown."""
    folder, names = corpus
    command = json.dumps(sys.executable) + " " + json.dumps(str(folder / "linter.py"))
    assert main(["--corpus", str(folder), "--command", command, *(["--half", half] if half else [])]) == 0
    shown = half or "tuning"
    assert capsys.readouterr().out.splitlines() == [
        f"false gap: children-age: {names[shown]}: labelled stated, told absent",
        f"    label 1: Under 13, {shown}.",
        "1 disagreements",
        "    1 children-age: false gap",
    ]
