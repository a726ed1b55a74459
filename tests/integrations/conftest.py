"""Scratch repositories, and this checkout as a repository that others refer to."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
# What a run within somebody's hook or CI job would tell the programs that are tried out here.
FOREIGN = ("GIT_", "GITHUB_", "RUNNER_", "CI_", "PRE_COMMIT", "POLICYLINT_")

Run = Callable[..., "subprocess.CompletedProcess[str]"]


def surroundings(**more: str) -> dict[str, str]:
    """The environment without what would point at another repository or job."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(FOREIGN)}
    return kept | {"LC_ALL": "C.UTF-8", "NO_COLOR": "1"} | more


def git(folder: Path, *words: str, check: bool = True, **more: str) -> subprocess.CompletedProcess[str]:
    """Run git in a folder, as somebody with a name."""
    who = ("-c", "user.name=A. Lawyer", "-c", "user.email=lawyer@acme.example", "-c", "init.defaultBranch=main")
    environment = surroundings(**more)
    return subprocess.run(
        ["git", *who, *words], cwd=folder, env=environment, check=check, capture_output=True, text=True
    )


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A new git repository with nothing in it."""
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    folder = tmp_path / "site"
    folder.mkdir()
    git(folder, "init", "--quiet")
    return folder


@pytest.fixture(scope="session")
def offered(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """This checkout as it stands, committed to a repository of its own: its folder, and the commit."""
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        env=surroundings(),
        capture_output=True,
        text=True,
    )
    if listed.returncode:
        pytest.skip("not a git checkout: there is no list of its files")
    folder = tmp_path_factory.mktemp("policylint")
    for name in filter(None, listed.stdout.split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, folder / name)
    git(folder, "init", "--quiet")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--no-verify", "--message", "As it stands")
    return folder, git(folder, "rev-parse", "HEAD").stdout.strip()


@pytest.fixture(scope="session")
def policylint_program() -> str:
    """The program of this environment, for what does not test how it is installed."""
    found = shutil.which("policylint", path=str(Path(sys.executable).parent))
    if found is None:
        pytest.skip("policylint is not installed beside this Python")
    return found
