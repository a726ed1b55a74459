"""Findings of an edit alone: what it changed, what it brought about elsewhere, what it took out."""

from __future__ import annotations

import os
import subprocess

import pytest

from policylint.gates.changes import Changed, Edit, changed_of
from policylint.git import Hunk
from policylint.readers import read_text
from policylint.span import Span

SOLD = "We sell your personal data to data brokers.\n"
CLASH = ("consistency/never-vs-does",)


def since(repo, *words: str, revision: str = "HEAD") -> dict:
    return repo.check("--since", revision, *words)


def test_nothing_changed(repo, named):
    """Everything is quiet, with the reason."""
    assert repo.check()["findings"]
    report = since(repo)
    assert (repo.code, named(report)) == (0, [])
    assert {(q["gate"], q["reason"]) for q in report["quieted"]} == {("since", "not changed since HEAD")}


@pytest.mark.parametrize("how", ["unstaged", "staged", "committed"])
def test_an_edit_is_judged(repo, named, how):
    """Whether it is committed, staged or only in the file."""
    base = repo.git("rev-parse", "HEAD")
    repo.edit("privacy.md", "to anybody.\n", f"to anybody.\n\n{SOLD}")
    if how == "staged":
        repo.git("add", "-A")
    if how == "committed":
        repo.commit()
    assert named(since(repo, revision=base)) == [CLASH]
    assert repo.code == 1


def test_a_contradiction_with_an_unchanged_line(repo, named):
    """Either side of it may be the one that was changed."""
    repo.edit("privacy.md", "# Privacy Policy\n", f"# Privacy Policy\n\n{SOLD}")
    repo.commit()
    repo.edit(
        "privacy.md", "We do not sell your personal data to anybody.", "We never sell your personal data to anybody."
    )
    assert CLASH in named(since(repo))


def test_a_disclosure_that_was_deleted(repo, named):
    """Is told where it stood, on a line that the edit touches, with the line that it had."""
    repo.edit("privacy.md", "We keep server logs for 30 days.", "Logs are a matter of trust.")
    told = [f for f in since(repo)["findings"] if f["rule"] == "disclosure/retention-period"]
    assert [(f["line"], f["endLine"]) for f in told] == [(7, 7)]
    assert told[0]["message"].endswith("; this edit took out what said so, on line 7 before")


def test_a_deletion_that_leaves_no_line(repo):
    """The mark is at the line that follows, in the place of what is gone."""
    repo.edit("privacy.md", "## How long\n\nWe keep server logs for 30 days.\n\n", "")
    (told,) = [f for f in since(repo)["findings"] if f["rule"] == "disclosure/retention-period"]
    assert told["line"] == 5
    assert (repo.folder / "privacy.md").read_text().splitlines()[4] == "## Sharing"


def test_one_right_that_was_deleted(repo, named):
    """The rights that were missing before are not told again."""
    repo.edit("privacy.md", " and the right to have it erased", "")
    report = since(repo)
    assert named(report) == [("disclosure/rights", "right-erasure")]
    assert report["findings"][0]["line"] == 15
    assert any(q["rule"] == "disclosure/rights" and "right-objection" in q["keys"] for q in report["quieted"])


def test_a_reference_whose_target_was_deleted(repo, named):
    """What an edit breaks elsewhere is its doing, though that line did not change."""
    repo.edit("privacy.md", "to anybody.", "to anybody. See [how long](#how-long).")
    repo.commit()
    repo.edit("privacy.md", "## How long\n\n", "")
    assert ("document/dangling-reference",) in named(since(repo))


def test_text_that_moved(repo, named):
    """A paragraph in another place is new lines there; what it says of a gap was known."""
    repo.edit("privacy.md", "We keep server logs for 30 days.\n", "")
    repo.edit("privacy.md", "## How long\n\n", "")
    repo.write(
        "privacy.md", (repo.folder / "privacy.md").read_text() + "\n## How long\n\nWe keep server logs for 30 days.\n"
    )
    assert not [r for r in named(since(repo)) if r[0] == "disclosure/retention-period"]


def test_a_file_that_was_renamed(repo, named):
    """Its old lines stay old: git's renames are followed."""
    repo.git("mv", "privacy.md", "policy.md")
    assert named(since(repo, "policy.md")) == []
    repo.edit("policy.md", "to anybody.\n", f"to anybody.\n\n{SOLD}")
    assert named(since(repo, "policy.md")) == [CLASH]


@pytest.mark.parametrize("staged", [True, False])
def test_a_new_file_is_judged_whole(repo, staged):
    """Also one that git does not know yet."""
    repo.write("new.md", "# Privacy Policy\n\nAcme GmbH is the controller under the GDPR.\n")
    if staged:
        repo.git("add", "-A")
    report = since(repo, "new.md")
    assert report["findings"]
    assert report["quieted"] == []


def test_the_branch_is_judged_and_not_what_came_onto_main(repo, named):
    """An edit is what was done since the branch left the revision."""
    repo.git("checkout", "-q", "-b", "work")
    repo.edit("privacy.md", "Write to", "Please write to")
    repo.commit()
    repo.git("checkout", "-q", "main")
    repo.edit(
        "privacy.md",
        "We keep server logs for 30 days.",
        "We keep server logs for 30 days. We keep your name for 2 years.",
    )
    repo.commit()
    repo.git("checkout", "-q", "work")
    assert "disclosure/retention-period" not in [r[0] for r in named(since(repo, revision="main"))]


def test_within_a_hook(repo, named, monkeypatch):
    """Where git has set GIT_DIR and an index of its own, and the linter is run in a folder below."""
    repo.write("legal/privacy.md", (repo.folder / "privacy.md").read_text())
    repo.commit()
    repo.edit("legal/privacy.md", "to anybody.\n", f"to anybody.\n\n{SOLD}")
    monkeypatch.setenv("GIT_DIR", ".git")
    monkeypatch.setenv("GIT_INDEX_FILE", str(repo.folder / ".git" / "index"))
    monkeypatch.chdir(repo.folder / "legal")
    assert named(since(repo, "privacy.md")) == [CLASH]


def test_an_attribute_hides_nothing(repo, named):
    """An edit that calls policies binary, or gives them a differ, is judged as any other."""
    repo.write(".gitattributes", "*.md binary diff=none -text\n")
    repo.edit("privacy.md", "to anybody.\n", f"to anybody.\n\n{SOLD}")
    repo.git("add", "-A")
    assert named(since(repo)) == [CLASH]
    repo.git("update-index", "--assume-unchanged", "privacy.md")
    assert named(since(repo)) == [CLASH]


def test_line_ends_are_lines(repo, named):
    """CRLF in the working tree is no change of every line."""
    path = repo.folder / "privacy.md"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert named(since(repo)) == []


def test_a_policy_in_parts(repo, named):
    """Each finding in its own file; a part that is new or changed is judged, the others are not."""
    text = (repo.folder / "privacy.md").read_text()
    head, tail = text.split("## Your rights")
    repo.write("privacy.md", head)
    repo.write("rights.md", "## Your rights" + tail)
    repo.write(".policylint.yaml", "parts: {privacy: [privacy.md, rights.md]}\n")
    repo.commit()
    assert named(since(repo)) == []
    repo.edit("rights.md", " and the right to have it erased", "")
    report = since(repo)
    assert [(f["path"], f["keys"]) for f in report["findings"]] == [("rights.md", ["right-erasure"])]


ERRORS = [
    (("--since", "nowhere"), "no revision 'nowhere' in the repository"),
    (("--since", "--output=x"), "expected one argument"),
    (("--since=-x",), "'-x' is no revision; allowed: a branch, a tag, a commit"),
    (("--trust", "base"), "--trust base: the base is that of --since REV; allowed: both together"),
    (("--trust", "me"), "invalid choice: 'me'"),
]


@pytest.mark.parametrize(("words", "message"), ERRORS)
def test_mistakes_of_the_command_line(repo, words, message):
    """One line, exit code 2."""
    repo.run("check", "privacy.md", *words)
    assert (repo.code, repo.out) == (2, "")
    assert message in repo.err


def test_outside_of_a_repository(repo, tmp_path, monkeypatch):
    """Is told of the path that is asked about."""
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "privacy.md").write_text("# Privacy Policy\n")
    repo.run("check", "--since", "HEAD", str(outside / "privacy.md"))
    assert (repo.code, "is in no git repository" in repo.err) == (2, True)
    repo.run("check", "--since", "HEAD", "privacy.md", str(outside / "privacy.md"))
    assert (repo.code, "is not in the repository" in repo.err) == (2, True)


def test_a_shallow_clone(repo, tmp_path, monkeypatch):
    """The message names what makes it deeper."""
    base = repo.git("rev-parse", "HEAD")
    repo.edit("privacy.md", "Write to", "Please write to")
    repo.commit()
    subprocess.run(["git", "clone", "-q", "--depth=1", f"file://{repo.folder}", "shallow"], cwd=tmp_path, check=True)
    monkeypatch.chdir(tmp_path / "shallow")
    repo.run("check", "privacy.md", "--since", base)
    assert (repo.code, "the clone is shallow: fetch more of its history (fetch-depth: 0" in repo.err) == (2, True)


def test_nothing_of_the_repository_runs(repo, named, tmp_path):
    """Not its filters, differs, converters, monitors or hooks."""
    ran = tmp_path / "ran"
    repo.write(".gitattributes", "*.md diff=evil filter=evil merge=evil\n")
    repo.commit()
    for key in ("diff.evil.textconv", "diff.evil.command", "diff.external", "filter.evil.clean", "filter.evil.process",
                "filter.evil.smudge", "core.fsmonitor", "core.pager", "core.sshCommand"):  # fmt: skip
        repo.git("config", key, f"touch {ran}; cat")
    hook = repo.write(".git/hooks/post-index-change", f"#!/bin/sh\ntouch {ran}\n")
    os.chmod(hook, 0o755)
    repo.edit("privacy.md", "to anybody.\n", f"to anybody.\n\n{SOLD}")
    assert named(since(repo, "--trust", "base")) == [CLASH]
    assert not ran.exists()


SPANS = [
    # hunks, span, met
    ([Hunk(2, 1, 2, 1)], (0, 1), False),
    ([Hunk(2, 1, 2, 1)], (0, 3), True),
    ([Hunk(2, 1, 2, 1)], (4, 5), False),
    ([Hunk(2, 1, 1, 0)], (0, 3), True),
    ([Hunk(2, 1, 1, 0)], (2, 3), False),
    ([Hunk(4, 1, 3, 0)], (4, 5), False),
    ([], (0, 5), False),
]


@pytest.mark.parametrize(("hunks", "span", "met"), SPANS)
def test_which_places_an_edit_touches(hunks, span, met):
    """New lines, and both sides of lines that are gone. The text is a, b, c on a line each."""
    document = read_text("a\nb\nc\n", "p.md")
    assert changed_of(Edit(document, "x", tuple(hunks))).meets(Span(*span)) is met
    assert changed_of(Edit(document, None)) == Changed(whole=True)
