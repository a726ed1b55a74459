"""docs/story.md: every file, edit and command of the page, and what is said to come out."""

from __future__ import annotations

import datetime as dt
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.integrations.conftest import ROOT, git, surroundings
from tests.integrations.jobs import BASH

PAGE = ROOT / "docs" / "story.md"
_BLOCK = re.compile(r"(?:<!-- file: (\S+) -->\n)?```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_COMMAND = re.compile(r"^\$ ", re.MULTILINE)


def told(text: str) -> str:
    """Output without what differs from day to day (hashes, how long a date is that carets stand under) and from rule to rule (counts)."""
    text = re.sub(r"\b\d+ (error|warning|note|finding|quieted|accepted|taken|kept)s?\b", r"N \1", text)
    text = re.sub(r"\b[0-9a-f]{7}\b", "HASH", text)
    return re.sub(r" *\^+", " ^", text).strip()


def day(number: int, month: str, year: int) -> str:
    return f"{number} {month} {year}"


def today(text: str) -> str:
    """The page as if it had been written today: the old date lies some months back, the new one is now."""
    now = dt.date.today()
    old = now.year if now >= dt.date(now.year, 4, 1) else now.year - 1
    text = text.replace("1 March 2026", day(1, "March", old)).replace("2026-11-22", now.isoformat())
    return text.replace("22 November 2026", day(now.day, f"{now:%B}", now.year))


def hooks(folder: Path) -> None:
    """The hooks that `init` wrote, from this checkout and without an environment of their own, which another test builds."""
    wanted = yaml.safe_load((folder / ".pre-commit-config.yaml").read_text("utf-8"))["repos"][0]["hooks"]
    manifest = {hook["id"]: hook for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))}
    local = [manifest[hook["id"]] | hook | {"language": "system"} for hook in wanted]
    text = yaml.safe_dump({"repos": [{"repo": "local", "hooks": local}]}, sort_keys=False)
    (folder / ".pre-commit-config.yaml").write_text(text, "utf-8")


def test_the_page_tells_what_happens(repository: Path, tmp_path: Path, policylint_program: str) -> None:
    """Files are written, edits applied and commands run in the order of the page."""
    pytest.importorskip("pre_commit", reason="pre-commit is not installed")
    path = os.pathsep.join((str(Path(policylint_program).parent), str(Path(sys.executable).parent), os.environ["PATH"]))
    who = {"GIT_AUTHOR_NAME": "A. Lawyer", "GIT_AUTHOR_EMAIL": "lawyer@acme.example"}
    who |= {"GIT_COMMITTER_NAME": "A. Lawyer", "GIT_COMMITTER_EMAIL": "lawyer@acme.example"}
    environment = surroundings(PRE_COMMIT_HOME=str(tmp_path / "home"), PATH=path, **who)
    git(repository, "symbolic-ref", "HEAD", "refs/heads/main")
    wrong = []
    page = PAGE.read_text("utf-8")
    for name, language, body in _BLOCK.findall(today(page)):
        if name:
            (repository / name).write_text(body, "utf-8")
        elif language == "diff":
            subprocess.run(["git", "apply", "--unidiff-zero", "-"], cwd=repository, input=body, text=True, check=True)
        elif language == "console":
            for step in filter(str.strip, _COMMAND.split(body)):
                command, _, expected = step.partition("\n")
                done = subprocess.run(
                    [BASH, "-c", f"{command} 2>&1"],
                    cwd=repository,
                    env=environment,
                    capture_output=True,
                    text=True,
                    timeout=300,
                )
                if told(done.stdout) != told(expected):
                    wrong.append(f"$ {command}\n{done.stdout}")
                if "--pre-commit" in command:
                    hooks(repository)
    assert wrong == []
