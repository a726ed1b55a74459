"""The first day: policylint is switched on in a repository with a history, and stops an edit that a lawyer would want stopped."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from tests.integrations.conftest import ROOT, git, surroundings
from tests.integrations.jobs import Action, Component

DAY = dt.date.today()
OLD, NEW = f"1 March {DAY.year - 1}", f"{DAY.day} {DAY:%B} {DAY.year}"
POLICY = f"""\
# Privacy Policy

Last updated: {OLD}

Acme Ltd, 1 High Street, Leeds LS1 4AP, United Kingdom, is the controller of your personal data. Write to privacy@acme.example.

## What we keep

We keep your order data for 30 days after the parcel has left. Server logs are deleted after 7 days.

## Your rights

Under the UK GDPR you may ask us for a copy of your data, and for their correction and erasure.
"""
LONGER = POLICY.replace("for 30 days", "for 2 years")
TODAY = LONGER.replace(OLD, NEW)
WHY = "Readers and authorities tell versions apart by the date"

Commit = Callable[[str], "subprocess.CompletedProcess[str]"]


class Office:
    """A repository whose policy has a history, with policylint switched on in it: its hooks installed, what was there accepted."""

    def __init__(self, folder: Path, home: Path, program: str) -> None:
        pytest.importorskip("pre_commit", reason="pre-commit is not installed")
        self.folder, self.program = folder, program
        self.environment = surroundings(
            PRE_COMMIT_HOME=str(home),
            PATH=os.pathsep.join((str(Path(program).parent), str(Path(sys.executable).parent), os.environ["PATH"])),
        )
        self.write(POLICY)
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", "Publish the policy")
        assert self.policylint("check").returncode == 1
        assert self.policylint("init", "--baseline").returncode == 0
        # The hooks of the manifest as they are, but for the environment of their own, which another test builds.
        wanted = {"policylint", "policylint-edit"}
        hooks = [
            hook
            for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
            if hook["id"] in wanted
        ]
        config = {"repos": [{"repo": "local", "hooks": [hook | {"language": "system"} for hook in hooks]}]}
        (folder / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config), "utf-8")
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", "Switch policylint on")
        done = subprocess.run(
            [sys.executable, "-m", "pre_commit", "install"], cwd=folder, env=self.environment, capture_output=True
        )
        assert done.returncode == 0

    def write(self, text: str) -> None:
        (self.folder / "privacy.md").write_text(text, "utf-8")

    def git(self, *words: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        return git(self.folder, *words, check=check, **self.environment)

    def policylint(self, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [self.program, *words], cwd=self.folder, env=self.environment, capture_output=True, text=True
        )

    def commit(self, text: str, *words: str) -> subprocess.CompletedProcess[str]:
        self.write(text)
        self.git("add", "--all")
        return self.git("commit", "--message", "Edit the policy", *words, check=False)

    @property
    def head(self) -> str:
        return self.git("rev-parse", "HEAD").stdout.strip()


@pytest.fixture
def office(repository: Path, tmp_path: Path, policylint_program: str) -> Office:
    return Office(repository, tmp_path / "pre-commit", policylint_program)


def test_the_hook_stops_a_longer_period_under_an_old_date(office: Office) -> None:
    """With a message that a lawyer understands: what changed, from what to what, why it matters, and the law. The corrected commit passes."""
    before = office.head
    stopped = office.commit(LONGER)
    assert stopped.returncode == 1
    assert office.head == before
    said = stopped.stderr
    assert "privacy.md: material: it changes what the policy promises; its date did not move" in said
    assert f"what the policy states changed, but its date is still {OLD}" in said
    assert WHY in said
    assert "30 days became 2 years, for your order data" in said
    assert "law: uk-gdpr Art. 13(2)(a), 5(1)(e)" in said

    passed = office.commit(TODAY)
    assert passed.returncode == 0, passed.stderr
    assert office.head != before


def test_the_first_commit_passes(repository: Path, tmp_path: Path, policylint_program: str) -> None:
    """There is no version to compare with yet, and that is no mistake."""
    (repository / "privacy.md").write_text(POLICY, "utf-8")
    git(repository, "add", "--all")
    done = subprocess.run(
        [policylint_program, "diff", "--since", "HEAD", "--only-policies", "privacy.md"],
        cwd=repository,
        env=surroundings(),
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("privacy.md: a new policy; there is nothing to compare it with\n")


def test_the_gate_of_a_pull_request_stops_it_too(office: Office, tmp_path: Path) -> None:
    """Where the hook was not installed: the job fails, and its summary tells what the edit does. The corrected branch passes."""
    base = office.head
    office.git("checkout", "--quiet", "-b", "longer")
    assert office.commit(LONGER, "--no-verify").returncode == 0
    (tmp_path / "temp" / "policylint").mkdir(parents=True)
    action = Action(office.folder, tmp_path / "temp", office.program)
    ran = action.run(base=base)
    assert ran.code == 1
    assert ran.outputs["check"]["exit-code"] == "0"  # nothing that the edit brought about is wrong in itself
    assert ran.outputs["diff"]["exit-code"] == "1"
    assert WHY in ran.log
    assert "30 days became 2 years" in ran.summary
    assert Path(ran.outputs["diff"]["report"]).read_text("utf-8") in ran.summary

    assert office.commit(TODAY, "--no-verify").returncode == 0
    ran = action.run(base=base)
    assert (ran.code, ran.outputs["diff"]["exit-code"]) == (0, "0")
    assert "30 days became 2 years" in ran.summary  # told, for a person to approve


def test_the_gate_of_a_merge_request_stops_it_too(office: Office, tmp_path: Path) -> None:
    """In GitLab, by the job that tells what the edit does."""
    base = office.head
    office.git("checkout", "--quiet", "-b", "longer")
    assert office.commit(LONGER, "--no-verify").returncode == 0
    bin = tmp_path / "builds" / "policylint-venv" / "bin"
    bin.mkdir(parents=True)
    (bin / "policylint").symlink_to(office.program)
    server = {"CI_MERGE_REQUEST_DIFF_BASE_SHA": base, "CI_PIPELINE_SOURCE": "merge_request_event"}
    code, log = Component().run("policylint-diff", office.folder, tmp_path / "builds", **server)
    assert (code, WHY in log) == (1, True)
    assert "30 days became 2 years" in (office.folder / "policylint-diff.md").read_text("utf-8")
    assert Component().run("policylint", office.folder, tmp_path / "builds", **server)[0] == 0
    assert office.commit(TODAY, "--no-verify").returncode == 0
    assert Component().run("policylint-diff", office.folder, tmp_path / "builds", **server)[0] == 0


def test_the_baseline_lets_old_findings_pass_and_stops_new_ones(office: Office) -> None:
    """What was there when policylint was switched on passes, also after edits above it; what is new does not."""
    assert office.policylint("check").returncode == 0
    moved = POLICY.replace("# Privacy Policy\n", "# Privacy Policy\n\n**Acme** sells parcels.\n")
    assert office.commit(moved).returncode == 0
    stopped = office.commit(moved + "\nWrite to [INSERT EMAIL].\n")
    assert stopped.returncode == 1
    assert "error document/placeholder: not filled in: `[INSERT EMAIL]`" in stopped.stderr
    assert "disclosure/" not in stopped.stderr


def test_an_edit_cannot_silence_its_own_gate(office: Office, tmp_path: Path) -> None:
    """On a pull request the configuration and baseline of the base count; what the edit would quiet is told."""
    base = office.head
    office.git("checkout", "--quiet", "-b", "quiet")
    (office.folder / ".policylint.yaml").write_text("fail-on: never\nrules: {document: off}\n", "utf-8")
    assert office.commit(TODAY + "\nWrite to [INSERT EMAIL].\n", "--no-verify").returncode == 0
    assert office.policylint("check").returncode == 0
    (tmp_path / "temp" / "policylint").mkdir(parents=True)
    ran = Action(office.folder, tmp_path / "temp", office.program).run(base=base)
    assert ran.outputs["check"]["exit-code"] == "1"
    assert "document/placeholder" in ran.log
    assert (
        Action(office.folder, tmp_path / "temp", office.program)
        .run(base=base, trust="head")
        .outputs["check"]["exit-code"]
        == "0"
    )
