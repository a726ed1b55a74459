"""A git repository with a policy, and the command line run in it."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from policylint.cli import main

POLICY = """\
# Privacy Policy

Acme GmbH, 1 High Street, Berlin, is the controller under the GDPR.

## How long

We keep server logs for 30 days.

## Sharing

We do not sell your personal data to anybody.

## Your rights

You have the right to access your personal data and the right to have it erased. Write to privacy@acme.example.
"""


class Repo:
    """A repository, the real git in it, and `policylint` run in its folder."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self._capsys = folder, capsys
        self.code, self.out, self.err = 0, "", ""

    def git(self, *words: str) -> str:
        done = subprocess.run(["git", *words], cwd=self.folder, check=True, capture_output=True, text=True)
        return done.stdout.strip()

    def write(self, name: str, text: str) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        return path

    def edit(self, name: str, old: str, new: str) -> None:
        path = self.folder / name
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new), "utf-8")

    def commit(self) -> str:
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", "change")
        return self.git("rev-parse", "HEAD")

    def run(self, *words: str) -> str:
        self.code = main([*words])
        captured = self._capsys.readouterr()
        self.out, self.err = captured.out, captured.err
        return self.out

    def check(self, *words: str) -> dict:
        """The JSON of `check`, on the policy unless a path is given."""
        paths = () if any(not w.startswith("-") and "." in w for w in words[-1:]) else ("privacy.md",)
        return json.loads(self.run("check", "--format", "json", *words, *paths))


@pytest.fixture
def repo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Repo:
    """A repository on the branch main, whose one commit holds privacy.md."""
    folder = tmp_path / "repo"
    folder.mkdir()
    monkeypatch.chdir(folder)
    found = Repo(folder, capsys)
    found.git("init", "-q", "-b", "main")
    for key, value in (("user.email", "a@example.org"), ("user.name", "A"), ("commit.gpgsign", "false")):
        found.git("config", key, value)
    found.write("privacy.md", POLICY)
    found.commit()
    return found


Rules = Callable[[dict], list[tuple[str, ...]]]


def rules(report: dict) -> list[tuple[str, ...]]:
    """Rule, or rule and keys, of each finding."""
    return [
        (f["rule"], *(k for k in f.get("keys", []) if f["rule"] == "disclosure/rights")) for f in report["findings"]
    ]


@pytest.fixture
def named() -> Rules:
    return rules
