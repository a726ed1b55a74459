"""What git is asked, in real repositories, some of them hostile."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from policylint import git
from policylint.errors import BadUsage
from policylint.git import Blob, Hunk


class Repo:
    """A repository in a folder, worked on with the real git."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(exist_ok=True)
        self("init", "-q", "-b", "main")
        self("config", "user.email", "a@example.org")
        self("config", "user.name", "A")
        self("config", "commit.gpgsign", "false")

    def __call__(self, *words: str) -> str:
        return subprocess.run(
            ["git", *words], cwd=self.folder, check=True, capture_output=True, text=True
        ).stdout.strip()

    def write(self, name: str, text: str) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
        return path

    def commit(self, **files: str) -> str:
        for name, text in files.items():
            self.write(name.replace("__", "."), text)
        self("add", "-A")
        self("commit", "-q", "--allow-empty", "-m", "change")
        return self("rev-parse", "HEAD")


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    return Repo(tmp_path / "repo")


def open_(repo: Repo) -> git.Repository:
    return git.repository(str(repo.folder))


def test_a_file_as_it_was(repo: Repo) -> None:
    """The bytes of a commit, whatever the working tree holds now; names may hold anything."""
    name = "p *ü\n[x].md"
    repo.write(name, "one\n")
    first = repo.commit()
    repo.write(name, "two\n")
    found = open_(repo).blobs(first, [name, "missing.md"])
    assert list(found) == [name]
    assert open_(repo).read(found[name], 4) == b"one\n"
    with pytest.raises(BadUsage, match="was 4 bytes long; at most 3 are read"):
        open_(repo).read(found[name], 3)


def test_links_are_no_files(repo: Repo) -> None:
    """A link in a commit could point anywhere."""
    repo.write("a.md", "a")
    os.symlink("a.md", repo.folder / "b.md")
    head = repo.commit()
    assert [blob.path for blob in open_(repo).tree(head)] == ["a.md"]


def test_the_files_below_a_folder(repo: Repo) -> None:
    """With their paths from the top."""
    repo.write("rules/wording/a.yaml", "a")
    repo.write("rulesets/b.yaml", "b")
    head = repo.commit()
    assert [blob.path for blob in open_(repo).tree(head, "rules")] == ["rules/wording/a.yaml"]
    assert [blob.path for blob in open_(repo).tree(head)] == ["rules/wording/a.yaml", "rulesets/b.yaml"]


def test_renames_are_followed(repo: Repo) -> None:
    """Committed or only staged."""
    text = "".join(f"line {n}\n" for n in range(20))
    base = repo.commit(a__md=text, b__md=text.upper())
    repo("mv", "a.md", "new.md")
    repo.commit()
    repo("mv", "b.md", "B2.md")
    assert open_(repo).renames(base) == {"new.md": "a.md", "B2.md": "b.md"}


def test_where_a_branch_left(repo: Repo) -> None:
    """What came onto the base since is not the branch's work."""
    fork = repo.commit(a__md="a")
    repo("checkout", "-q", "-b", "work")
    repo.commit(b__md="b")
    repo("checkout", "-q", "main")
    main = repo.commit(c__md="c")
    repo("checkout", "-q", "work")
    assert open_(repo).fork(main) == fork


def test_without_shared_history(repo: Repo) -> None:
    """The commit itself is what is compared with."""
    main = repo.commit(a__md="a")
    repo("checkout", "-q", "--orphan", "other")
    repo.commit(b__md="b")
    assert open_(repo).fork(main) == main


HUNKS = [
    # old, new, hunks
    ("abc", "abc", []),
    ("abc", "axc", [Hunk(2, 1, 2, 1)]),
    ("abc", "ac", [Hunk(2, 1, 1, 0)]),
    ("ac", "abc", [Hunk(1, 0, 2, 1)]),
    ("abc", "", [Hunk(1, 3, 0, 0)]),
    ("", "ab", [Hunk(0, 0, 1, 2)]),
    ("abcd", "xbcy", [Hunk(1, 1, 1, 1), Hunk(4, 1, 4, 1)]),
]


@pytest.mark.parametrize(("old", "new", "wanted"), HUNKS)
def test_changed_lines(old: str, new: str, wanted: list[Hunk], monkeypatch: pytest.MonkeyPatch) -> None:
    """By line, without context, whatever the user's environment says of diffs."""
    monkeypatch.setenv("GIT_DIFF_OPTS", "--unified=7")
    monkeypatch.setenv("GIT_EXTERNAL_DIFF", "false")
    assert git.hunks(list(old), list(new)) == wanted


def test_lines_that_look_like_a_diff() -> None:
    """Text of a policy cannot pass for a hunk, nor hide one as binary."""
    assert git.hunks(["a", "@@ -1 +1 @@", "\0"], ["a", "@@ -9 +9 @@", "\0", "+++ b"]) == [
        Hunk(2, 1, 2, 1),
        Hunk(3, 0, 4, 1),
    ]


@pytest.mark.parametrize(
    ("revision", "told"),
    [
        ("nowhere", "no revision 'nowhere' in the repository"),
        ("--output=x", "is no revision; allowed: a branch, a tag, a commit"),
        ("", "is no revision"),
        ("a\nb", "is no revision"),
        ("HEAD^{tree}", "no revision"),
    ],
)
def test_revisions_that_are_not_there(repo: Repo, revision: str, told: str) -> None:
    """One clear sentence, and never an option of git."""
    repo.commit(a__md="a")
    with pytest.raises(BadUsage, match=told.replace("(", r"\(").replace("^", r"\^")):
        open_(repo).commit(revision)


def test_outside_of_a_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """That is said of the folder, also when a hook's variables point elsewhere."""
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    with pytest.raises(BadUsage, match="is in no git repository"):
        git.repository(str(tmp_path))
    (tmp_path / "repo").mkdir()
    repo = Repo(tmp_path / "repo")
    with pytest.raises(BadUsage, match="is not in the repository"):
        open_(repo).relative(str(tmp_path / "x.md"))


def test_within_a_hook(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    """GIT_DIR is set there, relative to the top; a sub-folder is asked about none the less."""
    head = repo.commit(a__md="a")
    (repo.folder / "sub").mkdir()
    monkeypatch.setenv("GIT_DIR", ".git")
    found = git.repository(str(repo.folder / "sub"))
    assert found.top == str(repo.folder.resolve())
    assert found.commit("HEAD") == head
    assert found.relative(str(repo.folder / "sub" / "b.md")) == "sub/b.md"


def test_a_shallow_clone(repo: Repo, tmp_path: Path) -> None:
    """What is missing is told with the setting that brings it."""
    repo.commit(a__md="a")
    first = repo("rev-parse", "HEAD")
    repo.commit(a__md="b")
    subprocess.run(["git", "clone", "-q", "--depth=1", f"file://{repo.folder}", "shallow"], cwd=tmp_path, check=True)
    shallow = git.repository(str(tmp_path / "shallow"))
    assert shallow.shallow
    with pytest.raises(BadUsage, match=r"the clone is shallow: fetch more of its history \(fetch-depth: 0"):
        shallow.commit(first)


def test_nothing_of_the_repository_runs(repo: Repo, tmp_path: Path) -> None:
    """Filters, text converters, differs, monitors and hooks that it configures stay asleep."""
    base = repo.commit(a__md="one\ntwo\n", __gitattributes="*.md diff=evil filter=evil\n")
    ran = tmp_path / "ran"
    for key in ("diff.evil.textconv", "diff.evil.command", "diff.external", "filter.evil.clean", "filter.evil.smudge",
                "filter.evil.process", "core.fsmonitor", "core.pager", "core.sshCommand", "core.editor"):  # fmt: skip
        repo("config", key, f"touch {ran}; cat")
    hook = repo.write(".git/hooks/post-index-change", f"#!/bin/sh\ntouch {ran}\n")
    hook.chmod(0o755)
    repo.write("a.md", "one\nthree\n")
    found = open_(repo)
    blob = found.blobs(found.commit("HEAD"), ["a.md"])["a.md"]
    assert found.read(blob, 100) == b"one\ntwo\n"
    assert found.renames(base) == {}
    assert found.fork(base) == base
    assert not found.shallow
    assert git.hunks(["one", "two"], ["one", "three"]) == [Hunk(2, 1, 2, 1)]
    assert not ran.exists()


def test_a_missing_object_is_not_fetched(repo: Repo, tmp_path: Path) -> None:
    """A partial clone would ask its remote, by a command that its configuration names."""
    repo.commit(a__md="a\n")
    repo("config", "uploadpack.allowFilter", "true")
    subprocess.run(
        ["git", "clone", "-q", "--filter=blob:none", "--no-checkout", f"file://{repo.folder}", "partial"],
        cwd=tmp_path,
        check=True,
    )
    found = git.repository(str(tmp_path / "partial"))
    blob = Blob("a.md", repo("rev-parse", "HEAD:a.md"), 2)
    with pytest.raises(BadUsage, match="git cat-file failed"):
        found.read(blob, 10)
