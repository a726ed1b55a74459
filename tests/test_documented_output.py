"""docs/output.md shows what really comes out."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from policylint import reporters
from policylint.cli import main

PAGE = (Path(__file__).resolve().parents[1] / "docs" / "output.md").read_text("utf-8")
BLOCKS = re.findall(r"^(`{3,})(\w+)\n(.*?)\n\1$", PAGE, re.M | re.S)
SHOWN = ("github", "gitlab", "rdjson", "junit", "checkstyle", "markdown")


@pytest.mark.parametrize("format", SHOWN)
def test_the_output_of_a_format_is_as_the_page_shows(format, tmp_path, monkeypatch, capsys):
    """The two policies of the page, checked as it says."""
    monkeypatch.chdir(tmp_path)
    for name in ("GITHUB_WORKSPACE", "CI_PROJECT_DIR", "GITHUB_STEP_SUMMARY"):
        monkeypatch.delenv(name, raising=False)
    texts = [text for _, language, text in BLOCKS if language == "markdown"]
    (tmp_path / "privacy.md").write_text(texts[0] + "\n")
    (tmp_path / "cookies.md").write_text(texts[1] + "\n")
    words = "check privacy.md cookies.md --select conflicting-retention --as-of 2026-05-01 --format"
    assert main((*words.split(), format)) == 0
    section = PAGE.partition(f"\n### {format}\n")[2]
    assert f"\n{capsys.readouterr().out}```" in section


def test_the_page_names_every_format():
    """In its table, and each with a section of its own."""
    assert ", ".join(f"`{format}`" for format in reporters.FORMATS) in PAGE
    headings = {heading.lower() for heading in re.findall(r"^#{2,3} (.+)$", PAGE, re.M)}
    assert {format for format in reporters.FORMATS if format not in headings} == {"json"}  # "JSON of check"
