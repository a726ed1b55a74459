"""What holds in every format that a report can be told in."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from policylint.finding import Severity
from policylint.record import replace
from policylint.report import Failure, Quieted
from policylint.reporters import FORMATS, Options, render
from tests.reporters.conftest import reported as make
from tests.reporters.hostile import ANY, PATHS, TEXTS, commands, marked

FINDINGS = [format for format in FORMATS if format != "github"]


def evil(text: str, path: str = "a.md", other: str = "b.md"):
    """A report in which everything that can come from strangers is `text`."""
    inside = marked(text)
    report = make({path: f"# {inside}\n\n{inside} [[x{inside}y]]", other: f"{inside} [[z]]"}, text, notes=(text, text))
    quiet = Quieted(report.findings[0], text, text)
    return replace(report, failures=(Failure(path, text, 2, text), Failure("", text)), quieted=(quiet,))


def test_there_are_formats():
    """Those that CI servers take, and those for people."""
    assert set(FORMATS) == {
        "text", "json", "sarif", "sarif-all", "github", "gitlab", "rdjson", "junit", "checkstyle", "markdown", "html",
    }  # fmt: skip


@pytest.mark.parametrize("format", FORMATS)
def test_both_places_of_a_finding_are_told_with_file_line_and_note(format, reported):
    """A contradiction across two files shows in both."""
    report = reported(
        {"one.md": "x\n\nKeep [[30 days]].", "two.md": "x\n\n\n\nKeep [[2 years]]."}, notes=("", "kept on")
    )
    shown = render(report, format)
    lines = {"json": ('"line": 3', '"line": 5'), "sarif": ('"startLine": 3', '"startLine": 5')}
    lines["sarif-all"] = lines["sarif"]
    places = {
        "rdjson": ('"line": 3', '"line": 5'),
        "gitlab": ('"begin": 3', '"begin": 5'),
        "github": ("line=3", "line=5"),
    }
    places |= {"checkstyle": ('line="3"', 'line="5"'), "html": ("line 3", "line 5"), **lines}
    for part in ("one.md", "two.md", "a message", "kept on", *places.get(format, ("one.md:3", "two.md:5"))):
        assert part in shown


@pytest.mark.parametrize("format", ["github", "gitlab", "rdjson", "checkstyle"])
def test_the_other_place_is_told_in_its_own_file(format, reported):
    """Servers that show findings beside a file show one in both files."""
    alone = render(reported({"one.md": "Keep [[30 days]].", "two.md": "Keep 2 years."}), format)
    both = render(reported({"one.md": "Keep [[30 days]].", "two.md": "Keep [[2 years]]."}), format)
    own = {
        "github": "::notice file=two.md,line=1,",
        "gitlab": '"path": "two.md"',
        "rdjson": '"path": "two.md"',
        "checkstyle": 'source="policylint.wording.example"',
    }[format]
    assert both.count(own) > alone.count(own)


@pytest.mark.parametrize("format", FORMATS)
def test_the_same_report_gives_the_same_bytes(format):
    """And ends with a line feed."""
    report = evil("words")
    assert render(report, format) == render(report, format)
    assert render(report, format).endswith("\n") and "\r" not in render(report, format)


@pytest.mark.parametrize("format", FORMATS)
def test_what_could_not_be_judged_is_told(format, reported):
    """File, rule and message; a report never looks clean where a file was not read or a rule crashed."""
    shown = render(reported({"a.md": "T"}, failures=(Failure("gone.md", "no such file", 0, "x/rule"),)), format)
    for part in ("gone.md", "no such file", "x/rule"):
        assert part in shown


@pytest.mark.parametrize("format", FORMATS)
def test_an_empty_report_is_a_report(format, reported):
    """No finding, no document."""
    assert render(replace(reported({}), as_of=""), format).endswith("\n")


@pytest.mark.parametrize("format", ["text", "json", "junit", "github", "markdown", "html", "sarif-all"])
def test_quieted_findings_are_told_or_counted(format, reported):
    """In the formats that can tell them from findings."""
    report = reported({"a.md": "[[T]]"})
    quiet = (Quieted(report.findings[0], "baseline", "accepted in 2025"),)
    shown = render(replace(report, findings=(), quieted=quiet), format)
    assert ("1 quieted" if format in ("text", "github") else "accepted in 2025") in shown


@pytest.mark.parametrize("format", ["sarif", "gitlab", "rdjson", "checkstyle"])
def test_quieted_findings_are_left_out_elsewhere(format, reported):
    """A server that knows findings only would show them as open."""
    report = reported({"a.md": "[[T]]"})
    quieted = replace(report, findings=(), quieted=(Quieted(report.findings[0], "baseline", "why"),))
    assert "a message" not in render(quieted, format)


@pytest.mark.parametrize("format", FINDINGS)
@pytest.mark.parametrize("text", TEXTS)
def test_no_line_of_a_report_is_a_command_to_a_server(format, text):
    """Whatever format is printed in a log of GitHub, Azure or TeamCity, and whatever a policy says."""
    assert commands(render(evil(text), format, Options(statistics=True))) == []


@pytest.mark.parametrize("format", FINDINGS)
@pytest.mark.parametrize("path", PATHS)
def test_no_file_name_is_a_command_to_a_server(format, path):
    """Nor does it break a line."""
    assert commands(render(evil("x", path), format)) == []


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("text", [*TEXTS, *PATHS])
def test_only_what_can_be_shown_is_written(format, text):
    """No control characters, no bidirectional controls, no lone surrogates: UTF-8 that a terminal can show."""
    shown = render(evil(text, text), format).encode("utf-8").decode("utf-8")
    bad = [char for char in shown if (ord(char) < 32 and char != "\n") or 0x7F <= ord(char) < 0xA0]
    assert bad == [] and not set(shown) & set("\u202e\u2066\u2028\u200b\ufeff")


@given(ANY)
@settings(max_examples=40, deadline=None)
def test_any_text_in_any_format(text):
    """Nothing raises, nothing is a command, everything is UTF-8."""
    for format in FORMATS:
        shown = render(evil(text), format)
        shown.encode("utf-8")
        assert format == "github" or commands(shown) == []


@pytest.mark.parametrize("format", FORMATS)
def test_severities_can_be_told_apart(format, reported):
    """Each format has its own names for them."""
    shown = {render(reported({"a.md": "[[T]]"}, severity=severity), format) for severity in Severity}
    assert len(shown) == 3
