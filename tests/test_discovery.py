"""Which files are policies."""

from __future__ import annotations

import os
import shutil
import subprocess

import pytest

from policylint import config as configuration
from policylint import discovery
from policylint.config import Config
from policylint.recognition import contents
from policylint.tree import matches


@pytest.mark.parametrize(
    ("path", "glob", "expected"),
    [
        ("a/b.md", "a/*.md", True),
        ("a/b.md", "*.md", False),
        ("a/b.md", "**/*.md", True),
        ("b.md", "**/*.md", True),
        ("a/b/c.md", "a", True),
        ("a/b/c.md", "a/**", True),
        ("a/b/c.md", "**/c.md", True),
        ("ab/c.md", "a", False),
        ("a/b.md", "b.md", False),
        ("a/b.md", "a/?.md", True),
        ("a/b.md", "a/[!b].md", False),
        ("A/b.md", "a/b.md", False),
        ("/".join("a" * 200), "/".join(["**"] * 100 + ["b"]), False),
    ],
)
def test_globs(path, glob, expected):
    """`*` stops at a slash, `**` does not, a folder's glob matches what it holds; no glob takes long."""
    assert matches(path, glob) is expected


POLICY = "# Privacy Policy\n\nWe collect your data when you write to us."


def tree(folder, *names, text=POLICY):
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def test_a_folder_gives_its_policies_in_the_order_of_names(tmp_path, monkeypatch):
    """Hidden folders, folders of others' code and files of formats without a reader are left out."""
    tree(tmp_path, "b/privacy.md", "privacy.md", "privacy.py", "privacy.pdf")
    tree(tmp_path, "README.md", text="# Acme")
    tree(
        tmp_path,
        "a/terms.html",
        text="<title>Terms of Service</title>" + "These terms bind you if you use our parcels. " * 20 + "Contact us.",
    )
    tree(tmp_path, ".hidden/privacy.md", "node_modules/x/privacy.md", "vendor/privacy.md", ".privacy.md")
    tree(tmp_path, "a/index.md", text="# Cookie Policy\n")
    monkeypatch.chdir(tmp_path)
    files = ("a/index.md", "a/terms.html", "b/privacy.md", "privacy.md")
    found = discovery.find([], Config())
    assert (found.files, found.searched) == (files, ((".", files),))
    assert discovery.find(["b", "a"], Config()).files == ("b/privacy.md", "a/index.md", "a/terms.html")


def test_a_file_that_is_named_is_taken_whatever_it_is_called(tmp_path, monkeypatch):
    """Once, even if it is named twice or found in a folder as well."""
    tree(tmp_path, "legal/privacy.md", "notes.md")
    monkeypatch.chdir(tmp_path)
    found = discovery.find(["notes.md", "legal/privacy.md", "./notes.md", "legal", "gone.md", "-"], Config())
    assert found.files == ("notes.md", "legal/privacy.md", "gone.md", "-")


def test_configured_globs_win_over_names(tmp_path, monkeypatch):
    """They are relative to the configuration's folder; `exclude` leaves out."""
    tree(tmp_path, "docs/a.md", "docs/b.md", "docs/draft/c.md", "privacy.md")
    monkeypatch.chdir(tmp_path)
    config = Config(files=("docs/**/*.md",), exclude=("docs/draft", "**/b.md"))
    assert discovery.find([], config).files == ("docs/a.md",)
    monkeypatch.chdir(tmp_path / "docs")
    assert discovery.find([], config._replace(folder="..")).files == ("a.md",)


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege on Windows")
def test_links_are_not_followed_out_of_the_folder(tmp_path, monkeypatch):
    """A pull request cannot have a file of the machine read by linking to it; a link within the folder is a file."""
    tree(tmp_path, "secret/privacy.md", "repo/real/privacy.md")
    repo = tmp_path / "repo"
    (repo / "privacy-out.md").symlink_to(tmp_path / "secret" / "privacy.md")
    (repo / "privacy-in.md").symlink_to(repo / "real" / "privacy.md")
    (repo / "out").symlink_to(tmp_path / "secret")
    (repo / "loop").symlink_to(repo)
    monkeypatch.chdir(repo)
    assert discovery.find([], Config()).files == ("privacy-in.md", "real/privacy.md")


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_what_git_ignores_is_left_out(tmp_path, monkeypatch):
    """Also where a file's name has odd characters."""
    tree(tmp_path, "privacy.md", "out/privacy.md", "privacy ü\n*.md", ":(top)privacy.md", "terms.md")
    (tmp_path / ".gitignore").write_text("out/\nterms.md\n", "utf-8")
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    monkeypatch.chdir(tmp_path)
    assert discovery.find([], Config()).files == (":(top)privacy.md", "privacy ü\n*.md", "privacy.md")


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_a_repository_runs_no_program(tmp_path, monkeypatch):
    """git would start what core.fsmonitor names."""
    tree(tmp_path, "privacy.md")
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    ran = tmp_path / "ran"
    subprocess.run(["git", "-C", str(tmp_path), "config", "core.fsmonitor", f"touch '{ran}'; false"], check=True)
    monkeypatch.chdir(tmp_path)
    assert discovery.find([], Config()).files == ("privacy.md",)
    assert not ran.exists()


SITE = {
    "content/en/privacy.md": (True, "it is called 'privacy', and its title is 'Privacy Policy'"),
    "content/posts/2024-05-01-privacy.md": (
        False,
        "it is called '2024-05-01-privacy', but it lies among articles (posts/)",
    ),
    "docs/cookies.md": (
        False,
        "it is called 'cookies', but its title is 'Cookies' and its text is not worded like a policy",
    ),
    "drafts/privacy-policy.md": (False, "'exclude' of .policylint.yaml has 'drafts'"),
    "legal/01-intro.md": (True, "it is a part of 'terms' (.policylint.yaml:4)"),
    "legal/02-end.html": (True, "it is a part of 'terms' (.policylint.yaml:4)"),
    "out/privacy-policy.md": (False, "git ignores it"),
    "privacy-policy.pdf": (False, "it is called 'privacy-policy', but there is no reader for .pdf"),
    "tests/privacy-policy.md": (False, "it is called 'privacy-policy', but it lies among test data (tests/)"),
}


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_every_file_that_is_taken_or_came_near_has_a_reason(tmp_path, monkeypatch):
    """In the order of paths, with the line of the configuration where that is the reason; what is nowhere near is not told."""
    tree(tmp_path, *SITE, "node_modules/a/privacy-policy.md", "src/privacy.ts", "src/index.php")
    tree(tmp_path, "docs/cookies.md", text="# Cookies\n\nSet one with `set()`.")
    tree(tmp_path, "legal/01-intro.md", "docs/index.md", text="# Welcome")
    (tmp_path / ".gitignore").write_text("out/\n", "utf-8")
    (tmp_path / ".policylint.yaml").write_text(
        "# ours\nexclude: [drafts]\nparts:\n  terms: [legal/01-intro.md, legal/02-end.html]\n", "utf-8"
    )
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    monkeypatch.chdir(tmp_path)
    found = discovery.find([], configuration.find("."))
    assert {v.path: (v.taken, v.reason) for v in found.verdicts} == SITE
    assert [v.path for v in found.verdicts] == sorted(SITE)
    assert found.files == tuple(path for path, (taken, _) in sorted(SITE.items()) if taken)


def test_configured_globs_have_reasons(tmp_path, monkeypatch):
    """Also for a policy that they forget."""
    tree(tmp_path, "docs/a.md", "docs/b.md", "privacy-policy.md", "privacy.md")
    monkeypatch.chdir(tmp_path)
    found = discovery.find(["."], Config(path="c.yaml", files=("docs/*.md",), exclude=("docs/b.md",)))
    assert [(v.path, v.taken, v.reason) for v in found.verdicts] == [
        ("docs/a.md", True, "'files' of c.yaml has 'docs/*.md'"),
        ("docs/b.md", False, "'exclude' of c.yaml has 'docs/b.md'"),
        ("privacy-policy.md", False, "it is called like a policy, but 'files' of c.yaml lacks it"),
    ]


def test_a_large_tree_is_searched_in_seconds(tmp_path, monkeypatch):
    """Names are looked at; only prose is opened, and of that a few bytes."""
    for number in range(50):
        folder = tmp_path / f"src{number}"
        folder.mkdir()
        for name in ("a.py", "b.ts", "c.png", "d.php", "e.md"):
            for copy in range(20):
                (folder / f"{copy}{name}").write_text("# A page\n", "utf-8")
    tree(tmp_path, "src7/privacy.md")
    monkeypatch.chdir(tmp_path)
    opened = []
    real = contents.read
    monkeypatch.setattr(contents, "read", lambda path, most: opened.append(path) or real(path, most))
    assert discovery.find([], Config()).files == ("src7/privacy.md",)
    assert len(opened) == 50 * 20 + 1


def test_named_files_are_taken_if_a_search_would_take_them(tmp_path, monkeypatch):
    """What a hook is given is every file that changed; what is not there is told when it is read."""
    tree(
        tmp_path,
        "privacy.md",
        "index.md",
        "node_modules/privacy-policy.md",
        ".x/privacy-policy.md",
        "drafts/privacy.md",
    )
    tree(tmp_path, "README.md", "parts/a.md", "../outside.md", text="# Acme\n")
    monkeypatch.chdir(tmp_path)
    config = Config(
        path="c.yaml", exclude=("drafts",), parts=(configuration.Composed("notice", (("parts/a.md", 2),), 1),)
    )
    names = [*SOME, "gone.md", "-", str(tmp_path / "privacy.md"), "../outside.md"]
    found = discovery.find(names, config, only_policies=True)
    assert {v.path: v.reason for v in found.verdicts if v.path in SOME} == SOME
    assert found.files == ("privacy.md", "index.md", "parts/a.md", "gone.md", "-", str(tmp_path / "privacy.md"))
    assert discovery.find(["README.md"], config).files == ("README.md",)


SOME = {
    "privacy.md": "it is called 'privacy', and its title is 'Privacy Policy'",
    "index.md": "its title is 'Privacy Policy'",
    "README.md": "it is not called like a policy, and has no title of one",
    "node_modules/privacy-policy.md": "a search leaves its folder out",
    ".x/privacy-policy.md": "a search leaves its folder out",
    "drafts/privacy.md": "it is not called like a policy, and has no title of one",
    "parts/a.md": "it is a part of 'notice' (c.yaml:1)",
}
