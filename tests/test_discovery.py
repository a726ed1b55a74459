"""Which files are policies."""

from __future__ import annotations

import os
import shutil
import subprocess

import pytest

from policylint import discovery
from policylint.config import Config
from policylint.recognition import named, titled


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
    assert discovery.matches(path, glob) is expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("privacy.md", True),
        ("privacy-policy.md", True),
        ("PrivacyPolicy.vue", True),
        ("privacypolicy.html", True),
        ("COOKIES.txt", True),
        ("terms_of_service.txt", True),
        ("2024-gdpr-notice.md", True),
        ("DPA.md", True),
        ("data-protection.html", True),
        ("dataprotection.rst", True),
        ("README.md", False),
        ("determs.md", False),
        ("padpath.md", False),
        ("data-structures.md", False),
    ],
)
def test_a_policy_is_known_by_name(name, expected):
    """Whole words only, however they are joined."""
    assert named(f"some/where/{name}") is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# Privacy Policy\n\nText.", True),
        ("\n---\ntitle: Our Cookie Notice\n---\n# Hello", True),
        ("Privacy Policy\n==============\n", True),
        ("<html><head><title>Acme: Privacy Statement</title>", True),
        ("<h1 class=x>Terms of Service</h1>", True),
        ("PRIVACY POLICY OF ACME\n\nWe care.", True),
        ("# Acme\n\n## Privacy Policy\n", False),
        ("# How we wrote our widget\n\nSee the privacy policy.", False),
        ("We updated our privacy policy last week, and this is the long story of how we came to do so at last.", False),
        ("# Privacy\n", False),
        ("", False),
    ],
)
def test_a_policy_is_known_by_title(tmp_path, text, expected):
    """The title counts, not what the text mentions."""
    (tmp_path / "index.md").write_text(text, "utf-8")
    assert titled(str(tmp_path / "index.md")) is expected


def tree(folder, *names, text="Text."):
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def test_a_folder_gives_its_policies_in_the_order_of_names(tmp_path, monkeypatch):
    """Hidden folders, folders of others' code and files of formats without a reader are left out."""
    tree(tmp_path, "b/privacy.md", "a/terms.html", "privacy.md", "README.md", "privacy.py", "privacy.pdf")
    tree(tmp_path, ".hidden/privacy.md", "node_modules/x/privacy.md", "vendor/privacy.md", ".privacy.md")
    tree(tmp_path, "a/index.md", text="# Cookie Policy\n")
    monkeypatch.chdir(tmp_path)
    files = ("a/index.md", "a/terms.html", "b/privacy.md", "privacy.md")
    assert discovery.find([], Config()) == discovery.Found(files, ((".", files),))
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
