"""policylint diff --since: the policies of a repository, compared with an earlier revision."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from policylint.cli import main

POLICY = """# Privacy policy of the %s

Last updated: 1 March 2024

Harbour Ltd is the controller. We collect your name and your email address.

We keep server logs for 30 days. You have the right to access your personal data.
"""


class Repo:
    """A repository, and `policylint diff --since` in it."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self._capsys = folder, capsys
        self.git("init", "-q", "-b", "main")
        self.git("config", "user.email", "a@example.org")
        self.git("config", "user.name", "A")
        self.git("config", "commit.gpgsign", "false")

    def git(self, *words: str) -> None:
        """Run the real git."""
        subprocess.run(["git", *words], cwd=self.folder, check=True, capture_output=True)

    def write(self, name: str, text: str) -> None:
        """Write a file."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")

    def commit(self) -> None:
        """Commit all that there is."""
        self.git("add", "-A")
        self.git("commit", "-q", "-m", "change")

    def diff(self, *words: str) -> tuple[int, list[tuple[str, str, str, list[str]]], str]:
        """The exit code; (status, path, class, kinds of change) of each edit; and what is told on standard error."""
        code = main(("diff", *words, "--format", "json"))
        captured = self._capsys.readouterr()
        answer: dict[str, Any] = json.loads(captured.out) if captured.out else {"edits": []}
        edits = [
            (edit["status"], edit["path"], edit["class"], [change["rule"][5:] for change in edit["changes"]])
            for edit in answer["edits"]
        ]
        return code, edits, captured.err


@pytest.fixture
def repo(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Repo:
    """A repository with the privacy policies of a shop and of an app, and a file that is none."""
    monkeypatch.chdir(tmp_path)
    found = Repo(tmp_path, capsys)
    found.write("legal/privacy-policy.md", POLICY % "shop")
    found.write("app/privacy-policy.md", POLICY % "app")
    found.write("README.md", "# Bicycles\n\nWe make them.\n")
    found.commit()
    return found


LONGER = ["date-not-bumped", "retention-lengthened"]


def test_only_changed_policies_are_told(repo: Repo) -> None:
    """Committed, staged and unstaged changes count alike; what did not change is not told."""
    repo.write("legal/privacy-policy.md", (POLICY % "shop").replace("30 days", "90 days"))
    repo.write("README.md", "# Bells\n\nWe sell your data.\n")
    told = [("modified", "legal/privacy-policy.md", "material", LONGER)]
    assert repo.diff("--since", "HEAD") == (1, told, "")
    repo.git("add", "-A")
    assert repo.diff("--since", "HEAD")[1] == told
    repo.commit()
    assert repo.diff("--since", "HEAD")[:2] == (0, [])
    assert repo.diff("--since", "HEAD~1")[1] == told
    assert repo.diff("--since", "HEAD~1", "app")[1] == []
    assert repo.diff("--since", "HEAD~1", "legal/privacy-policy.md") == (1, told, "")


def test_a_branch_is_compared_with_where_it_began(repo: Repo) -> None:
    """What others did on the main branch since then is not this edit's."""
    repo.git("checkout", "-q", "-b", "work")
    repo.write("legal/privacy-policy.md", (POLICY % "shop").replace("30 days", "90 days"))
    repo.commit()
    repo.git("checkout", "-q", "main")
    repo.write("app/privacy-policy.md", (POLICY % "app").replace("30 days", "9 days"))
    repo.commit()
    repo.git("checkout", "-q", "work")
    assert repo.diff("--since", "main")[1] == [("modified", "legal/privacy-policy.md", "material", LONGER)]


@pytest.mark.parametrize("staged", [True, False])
def test_a_renamed_policy_is_compared_with_itself(repo: Repo, staged: bool) -> None:
    """Also where git was not told of the new name."""
    repo.git("mv", "legal/privacy-policy.md", "legal/privacy.md")
    repo.write("legal/privacy.md", (POLICY % "shop").replace("30 days", "90 days"))
    if not staged:
        repo.git("reset", "-q")
    assert repo.diff("--since", "HEAD")[1] == [("renamed", "legal/privacy.md", "material", LONGER)]


def test_new_and_deleted_policies_are_told(repo: Repo) -> None:
    """They change what is promised, though there is nothing to compare."""
    (repo.folder / "app/privacy-policy.md").unlink()
    repo.write("legal/cookie-policy.md", "# Cookie policy\n\nWe use cookies to keep you signed in to this site.\n")
    assert repo.diff("--since", "HEAD")[:2] == (
        0,
        [("added", "legal/cookie-policy.md", "material", []), ("deleted", "app/privacy-policy.md", "material", [])],
    )
    assert repo.diff("--since", "HEAD", "app/privacy-policy.md")[1] == [
        ("deleted", "app/privacy-policy.md", "material", [])
    ]


def test_a_policy_in_parts_is_compared_as_one(repo: Repo) -> None:
    """A sentence that moves from one part to another is no change."""
    first, second = (POLICY % "shop").split("We keep")
    repo.write("legal/parts/one.md", first)
    repo.write("legal/parts/two.md", "We keep" + second)
    repo.write(".policylint.yaml", "parts:\n  shop: [legal/parts/one.md, legal/parts/two.md]\n")
    repo.commit()
    repo.write("legal/parts/one.md", first + "We keep server logs for 30 days.\n")
    repo.write("legal/parts/two.md", "You have the right to access your personal data.\n")
    assert [(path, weight) for _, path, weight, _ in repo.diff("--since", "HEAD", "legal/parts")[1]] == [
        ("legal/parts/one.md", "editorial")
    ]


def test_what_cannot_be_compared_is_told(repo: Repo) -> None:
    """A version that cannot be read is a failure, and no policy passes for a new one."""
    (repo.folder / "legal/privacy-policy.md").write_bytes(b"# Privacy \x00")
    repo.commit()
    repo.write("legal/privacy-policy.md", POLICY % "shop")
    code, edits, err = repo.diff("--since", "HEAD", "legal/privacy-policy.md")
    assert (code, edits) == (2, [])
    assert "NUL character" in err
    assert repo.diff("--since", "nowhere")[0] == 2
    assert "no revision 'nowhere' in the repository" in repo.diff("--since", "nowhere")[2]
    assert "'--output' is no revision" not in repo.diff("--since=--output", "legal")[1]


def test_nothing_of_the_repository_is_run(repo: Repo) -> None:
    """Hooks, monitors, external differs and text converters stay silent."""
    script = repo.folder / "evil.sh"
    script.write_text(f"#!/bin/sh\ntouch {repo.folder}/ran\n")
    script.chmod(0o755)
    for key in ("core.fsmonitor", "diff.external", "diff.evil.textconv", "filter.evil.smudge", "filter.evil.clean"):
        repo.git("config", key, str(script))
    repo.write(".gitattributes", "*.md diff=evil filter=evil\n")
    repo.write("legal/privacy-policy.md", (POLICY % "shop").replace("30 days", "90 days"))
    assert repo.diff("--since", "HEAD")[1] == [("modified", "legal/privacy-policy.md", "material", LONGER)]
    assert not (repo.folder / "ran").exists()
