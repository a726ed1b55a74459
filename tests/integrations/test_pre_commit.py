"""The hooks that this repository offers, run by pre-commit in repositories of others."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from policylint.readers.formats import BINARY, EXTENSIONS
from tests.integrations.conftest import ROOT, git, surroundings

HOOKS = {hook["id"]: hook for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))}
GOOD = "# Privacy Policy\n\nWe keep your order data for 30 days.\n"
BAD = (
    GOOD
    + "\nSee section 7 of this policy. Write to [INSERT EMAIL].\n\n## 1. Data\n\nx\n\n## 2. Use\n\nx\n\n## 3. Rights\n\nx\n"
)

pytest.importorskip("pre_commit", reason="pre-commit is not installed")


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where pre-commit keeps the environments that it builds; one for all tests, since one takes most of a minute."""
    return tmp_path_factory.mktemp("pre-commit")


def pre_commit(folder: Path, home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run pre-commit; skip where no environment can be built, which is the network's fault."""
    done = subprocess.run(
        [sys.executable, "-m", "pre_commit", *words],
        cwd=folder,
        env=surroundings(PRE_COMMIT_HOME=str(home), PIP_NO_COMPILE="1", PIP_DISABLE_PIP_VERSION_CHECK="1"),
        capture_output=True,
        text=True,
        timeout=900,
    )
    if done.returncode == 3 and re.search(r"pip|Could not find a version|connection|network", done.stdout):
        pytest.skip(f"pre-commit cannot build an environment here: {done.stdout[-400:]}")
    return done


@pytest.mark.parametrize("name", ["privacy" + ending for ending in (*EXTENSIONS, *BINARY)])
def test_every_format_is_offered(name: str) -> None:
    """A policy in any format with a reader reaches the linter, and the formats of documents do, to be told."""
    known = name.endswith((".doc", ".pages", ".epub"))  # no text that a team would commit
    assert bool(re.search(HOOKS["policylint"]["files"], name)) is not known


@pytest.mark.parametrize("name", ["privacy.py", "logo.svg", "privacy.md.bak", "privacy", "md", "a.json"])
def test_other_formats_are_not(name: str) -> None:
    """The hook does not even start for them."""
    assert re.search(HOOKS["policylint"]["files"], name) is None


def test_the_manifest_is_valid() -> None:
    """By pre-commit's own judgement, without a warning."""
    done = subprocess.run(
        [sys.executable, "-m", "pre_commit", "validate-manifest", str(ROOT / ".pre-commit-hooks.yaml")],
        env=surroundings(),
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_a_bad_commit_is_stopped_and_a_good_one_passes(repository: Path, offered: tuple[Path, str], home: Path) -> None:
    """With the hook installed as a user installs it: from a repository and a revision. Files that are no policies do not matter."""
    source, revision = offered
    hook = {"id": "policylint", "args": ["--fail-on", "warning", "--select", "document"]}
    config = {"repos": [{"repo": str(source), "rev": revision, "hooks": [hook]}]}
    (repository / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config), "utf-8")
    (repository / "cookies.md").write_text("# Cookies\n\nSend one with [INSERT NAME].\n", "utf-8")
    git(repository, "add", "--all")
    git(repository, "commit", "--quiet", "--message", "Set up")
    assert pre_commit(repository, home, "install", "--install-hooks").returncode == 0

    environment = {
        "PRE_COMMIT_HOME": str(home),
        "PATH": os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"])),
    }
    (repository / "privacy.md").write_text(BAD, "utf-8")
    (repository / "cookies.md").write_text("# Cookies\n\nSend two with [INSERT NAME].\n", "utf-8")
    git(repository, "add", "--all")
    stopped = git(repository, "commit", "--message", "Publish", check=False, **environment)
    assert stopped.returncode == 1
    assert "privacy.md:5:40: error document/placeholder" in stopped.stderr
    assert "document/dangling-reference" in stopped.stderr
    assert "cookies.md" not in stopped.stderr
    assert git(repository, "log", "--format=%s").stdout == "Set up\n"

    (repository / "privacy.md").write_text(GOOD, "utf-8")
    git(repository, "add", "--all")
    git(repository, "commit", "--message", "Publish", **environment)
    assert git(repository, "log", "--format=%s").stdout == "Publish\nSet up\n"


def test_the_hooks_can_be_tried_out(repository: Path, offered: tuple[Path, str], home: Path) -> None:
    """`pre-commit try-repo` runs all: policies are checked, and rules of one's own against their examples."""
    source, revision = offered
    (repository / "privacy.md").write_text(BAD, "utf-8")
    rules = repository / "policylint-rules" / "wording"
    rules.mkdir(parents=True)
    (rules / "magic.yaml").write_text(
        "title: Magic\nwhy: There is none.\nno-law: A matter of taste.\nseverity: warning\nmessage: No magic\n"
        'forbid: {text: ["by magic"]}\n'
        "examples:\n  - bad: We delete it [[by magic]].\n  - good: We delete it by magic.\n",
        "utf-8",
    )
    git(repository, "add", "--all")
    words = ("try-repo", str(source), "--ref", revision, "--all-files")
    done = pre_commit(repository, home, *words)
    assert done.returncode == 1
    assert re.search(r"policylint\.{10,}Failed", done.stdout)
    assert "error document/placeholder" in done.stdout
    assert re.search(r"policylint test\.{10,}Failed", done.stdout)
    assert "magic.yaml" in done.stdout
    assert "1 rule, 2 examples: 1 does not hold" in done.stdout
