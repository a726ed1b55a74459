"""policylint diff: which changes stop, and what a hook may hand over."""

from __future__ import annotations

import shutil
import subprocess

import pytest

BARE = "# Privacy Policy\n\nAcme GmbH is the controller under the GDPR. We care.\n"

OLD = "# Privacy Policy\n\nLast updated: 1 March 2026\n\nAcme Ltd is the controller. We keep your order data for 30 days.\n"
NEW = OLD.replace("30 days", "2 years")


@pytest.fixture
def edited(policylint, tmp_path):
    """A repository in which privacy.md keeps data longer and NOTES.md, which is no policy, says something else."""
    if shutil.which("git") is None:
        pytest.skip("git is not installed")

    def git(*words: str) -> None:
        who = ("-c", "user.name=x", "-c", "user.email=x@example.org")
        subprocess.run(["git", *who, *words], cwd=tmp_path, check=True, capture_output=True)

    git("init", "-q")
    (tmp_path / "privacy.md").write_text(OLD, "utf-8")
    (tmp_path / "NOTES.md").write_text("# Notes\n\nWe keep notes for 30 days.\n", "utf-8")
    git("add", "--all")
    git("commit", "-q", "-m", "x")
    (tmp_path / "privacy.md").write_text(NEW, "utf-8")
    (tmp_path / "NOTES.md").write_text("# Notes\n\nWe keep notes for 2 years.\n", "utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ((), 1),
        (("--gate", "date-not-bumped"), 1),
        (("--gate", "edit/retention-lengthened"), 1),
        (("--gate", "edit"), 1),
        (("--gate", "date-moved-backwards"), 0),
        (("--gate", "date-moved-backwards,effective-date-too-soon"), 0),
        (("--gate", "date-moved-backwards", "--gate", "date-not-bumped"), 1),
        (("--gate", "date-not-bumped", "--fail-on", "never"), 0),
    ],
)
def test_a_gate_stops_at_its_rules_alone(policylint, edited, words, code):
    """And everything is told none the less."""
    done = policylint("diff", "--since", "HEAD", "--only-policies", "privacy.md", *words)
    assert done.code == code
    assert "edit/date-not-bumped" in done.out
    assert "edit/retention-lengthened" in done.out


def test_a_gate_that_is_not_there_is_refused(policylint, edited):
    """A misspelt name would let everything pass."""
    done = policylint("diff", "--since", "HEAD", "--gate", "date-not-bumpd")
    assert (done.code, done.out) == (2, "")
    assert "--gate date-not-bumpd: unknown; did you mean 'date-not-bumped'?" in done.err


def test_a_hook_may_hand_over_what_is_no_policy(policylint, edited):
    """With --only-policies it is left out; without, what is named is compared."""
    words = ("diff", "--since", "HEAD", "privacy.md", "NOTES.md")
    assert "NOTES.md" in policylint(*words).out
    assert "NOTES.md" not in policylint(*words, "--only-policies").out


def test_before_the_first_commit_everything_is_new(policylint, tmp_path):
    """A hook runs before it as well."""
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    done = policylint("diff", "--since", "HEAD", "privacy.md")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("privacy.md: a new policy; there is nothing to compare it with\n")
    assert policylint("diff", "--since", "main~1", "privacy.md").code == 2
    assert (tmp_path / "privacy.md").read_text("utf-8") == BARE
