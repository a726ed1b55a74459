"""Where reports go: standard output, files, and the summary of a job."""

from __future__ import annotations

import json
import os
import stat
import sys
from importlib import import_module

import pytest

from policylint import reporters
from policylint.cli.servers import MOST

ROOTS = ("GITHUB_WORKSPACE", "CI_PROJECT_DIR", "GITHUB_STEP_SUMMARY")


@pytest.fixture(autouse=True)
def no_server(monkeypatch):
    """The tests may run on a CI server themselves."""
    for name in ROOTS:
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize("format", reporters.FORMATS)
def test_every_format_on_standard_output_and_in_a_file(policylint, tmp_path, format):
    """The same bytes; the exit code is that of the findings."""
    done = policylint("check", "privacy.md", "--format", format, "--output", f"{format}=report")
    assert (done.code, done.err) == (1, "")
    assert (tmp_path / "report").read_text("utf-8") == done.out
    assert policylint("check", "privacy.md", "--output", f"{format}=-").out == done.out


def test_several_reports_of_one_run(policylint, tmp_path):
    """One for people and as many for programs as there are."""
    wishes = [word for format in reporters.FORMATS for word in ("--output", f"{format}={format}.out")]
    assert policylint("check", "privacy.md", *wishes).out.startswith("privacy.md:")
    assert all((tmp_path / f"{format}.out").stat().st_size for format in reporters.FORMATS)


def test_inspect_and_diff_write_to_standard_output_too(policylint):
    """'-' is standard output for every command."""
    assert json.loads(policylint("inspect", "privacy.md", "--output", "json=-").out)["version"] == 1
    assert json.loads(policylint("diff", "privacy.md", "privacy.md", "--output", "json=-").out)["version"] == 1


def test_no_file_is_written_where_nothing_could_be_judged_as_asked(policylint, tmp_path):
    """Mistakes of a command line are told before any work."""
    assert policylint("check", "privacy.md", "--output", "json=a", "--output", "text=gone/b").code == 2
    assert policylint("check", "privacy.md", "--output", "json=a", "--select", "nonsense").code == 2
    assert not (tmp_path / "a").exists()


def test_a_report_never_overwrites_a_policy_that_was_found(policylint, tmp_path):
    """Named or not, under whatever name."""
    before = (tmp_path / "privacy.md").read_bytes()
    (tmp_path / "link.md").symlink_to("privacy.md")
    for file in ("privacy.md", "./privacy.md", "link.md"):
        for words in (
            ("check",),
            ("check", "."),
            ("check", "privacy.md"),
            ("inspect", "."),
            ("diff", "privacy.md", "privacy.md"),
        ):
            done = policylint(*words, "--output", f"markdown={file}")
            assert (done.code, done.out) == (2, "")
            assert done.err.endswith(
                f"policylint: --output markdown={file}: would overwrite a file that is to be read\n"
            )
    assert (tmp_path / "privacy.md").read_bytes() == before


def test_a_file_is_replaced_all_at_once(policylint, tmp_path, monkeypatch):
    """Where writing fails, the old report stands, and nothing is left lying about."""
    (tmp_path / "report").write_text("old")
    real = os.replace
    monkeypatch.setattr(os, "replace", lambda *names: (_ for _ in ()).throw(OSError(28, "No space left on device")))
    done = policylint("check", "privacy.md", "--output", "json=report")
    assert (done.code, done.out) == (2, "")
    assert done.err == "policylint: --output: report cannot be written: No space left on device\n"
    assert (tmp_path / "report").read_text() == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["privacy.md", "report"]
    monkeypatch.setattr(os, "replace", real)
    assert policylint("check", "privacy.md", "--output", "json=report").code == 1
    assert json.loads((tmp_path / "report").read_text())["version"] == 1


@pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX modes and links")
def test_modes_and_links_stay(policylint, tmp_path):
    """A new file has the mode that the user's mask gives, an old one keeps its own; a link is followed."""
    mask = os.umask(0o027)
    try:
        policylint("check", "privacy.md", "--output", "json=new")
    finally:
        os.umask(mask)
    assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o640
    (tmp_path / "old").write_text("x")
    (tmp_path / "old").chmod(0o604)
    (tmp_path / "link").symlink_to("old")
    policylint("check", "privacy.md", "--output", "json=link")
    assert (tmp_path / "link").is_symlink() and json.loads((tmp_path / "old").read_text())["version"] == 1
    assert stat.S_IMODE((tmp_path / "old").stat().st_mode) == 0o604


@pytest.mark.skipif(not os.path.exists("/dev/null"), reason="needs POSIX devices")
def test_what_is_no_plain_file_is_written_to(policylint):
    """A device stays a device."""
    assert policylint("check", "privacy.md", "--output", "json=/dev/null").code == 1
    assert stat.S_ISCHR(os.stat("/dev/null").st_mode)


class TestOnGithub:
    """What a step of GitHub Actions gets."""

    def test_the_summary_of_the_job_is_added_to(self, policylint, tmp_path, monkeypatch):
        """As Markdown, after what other steps wrote, where the format is asked for."""
        summary = tmp_path / "summary"
        summary.write_text("before\n")
        monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
        policylint("check", "privacy.md")
        assert summary.read_text() == "before\n"
        for words in (("--format", "github"), ("--output", "github=-"), ("--output", "github=notes")):
            policylint("check", "privacy.md", *words)
        assert summary.read_text().startswith("before\n<!-- policylint report -->\n## policylint: 1 document: ")
        assert summary.read_text().count("<!-- policylint report -->") == 3

    def test_the_summary_keeps_to_what_github_takes(self, policylint, tmp_path, monkeypatch):
        """A larger one would be dropped without a word."""
        summary = tmp_path / "summary"
        summary.write_text("x" * (MOST - 4000))
        monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
        policylint("check", "privacy.md", "--format", "github")
        assert MOST - 4000 < summary.stat().st_size <= MOST
        assert "had no room here" in summary.read_text()

    def test_a_summary_that_cannot_be_written_is_told(self, policylint, tmp_path, monkeypatch):
        """With exit code 2: somebody expects it."""
        monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "gone" / "summary"))
        done = policylint("check", "privacy.md", "--format", "github")
        assert done.code == 2
        assert "summary cannot be written: No such file or directory" in done.err

    @pytest.mark.parametrize("name", ["GITHUB_WORKSPACE", "CI_PROJECT_DIR"])
    def test_paths_are_told_from_the_checkout(self, policylint, tmp_path, monkeypatch, name):
        """Where the step works in a folder below it; a folder that it does not work in says nothing."""
        monkeypatch.setenv(name, str(tmp_path.parent))
        for format in ("github", "gitlab", "rdjson", "sarif", "checkstyle"):
            assert f"{tmp_path.name}/privacy.md" in policylint("check", "privacy.md", "--format", format).out
        assert policylint("check", "privacy.md").out.startswith("privacy.md:")
        monkeypatch.setenv(name, str(tmp_path / "elsewhere"))
        assert f"{tmp_path.name}/" not in policylint("check", "privacy.md", "--format", "sarif").out


def test_a_fault_of_a_reporter_is_told(policylint, monkeypatch):
    """As one of ours, with exit code 2, and no half of a report."""
    monkeypatch.setattr(import_module("policylint.reporters.gitlab"), "render", lambda *_: 1 / 0)
    done = policylint("check", "privacy.md", "--format", "gitlab")
    assert (done.code, done.out) == (2, "")
    assert "ZeroDivisionError" in done.err
