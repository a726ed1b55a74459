"""docs/gates.md shows what really happens: its commands are run, one after the other, in a repository with its policy."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PAGE = (ROOT / "docs" / "gates.md").read_text("utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)\n```$", PAGE, re.M | re.S)


def shell(folder: Path, line: str) -> str:
    """What a line of shell prints, errors among it, with this checkout's policylint."""
    words = f'policylint() {{ "{sys.executable}" -m policylint "$@"; }}; {line}'
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("GIT_", "GITHUB_", "CI_"))}
    environment |= {"PYTHONPATH": str(ROOT), "NO_COLOR": "1"}
    done = subprocess.run(
        ["sh", "-c", words], cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    return done.stdout


@pytest.mark.skipif(sys.platform != "linux", reason="the commands are for a POSIX shell and GNU sed")
def test_the_story_of_the_page(tmp_path):
    """Each command prints what the page says."""
    policy = next(text for language, text in BLOCKS if language == "markdown")
    (tmp_path / "privacy.md").write_text(policy + "\n", "utf-8")
    shell(tmp_path, "git init -q -b main && git config user.email a@example.org && git config user.name A")
    shell(tmp_path, "git config commit.gpgsign false && git add -A && git commit -q -m first")
    shown, real = [], []
    for language, text in BLOCKS:
        if language != "console":
            continue
        for step in re.split(r"^(?=\$ )", text, flags=re.M)[1:]:
            line, _, output = step.partition("\n")
            shown.append((line, output.strip("\n")))
            real.append((line, shell(tmp_path, line[2:]).strip("\n")))
    assert len(shown) == 8
    assert real == shown
    entry = next(text for language, text in BLOCKS if language == "json")
    assert entry in (tmp_path / ".policylint-baseline.json").read_text("utf-8")
