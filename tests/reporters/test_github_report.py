"""Workflow commands, read back as the runner of GitHub Actions reads them."""

from __future__ import annotations

import pytest
from hypothesis import given

from policylint.finding import Severity
from policylint.record import replace
from policylint.report import Failure
from policylint.reporters import Options, render
from policylint.showing import safe, safe_path
from tests.reporters.conftest import reported as make
from tests.reporters.hostile import ANY, PATHS, TEXTS

REGISTERED = {"error", "warning", "notice", "group", "endgroup"}


def parsed(line):
    """(command, properties, message) of a line, by the steps of the runner (ActionCommand.TryParseV2); None where it is none."""
    line = line.lstrip()
    if not line.startswith("::") or "::" not in line[2:]:
        return None
    info, _, data = line[2:].partition("::")
    name, _, listed = info.partition(" ")
    pairs = [pair.split("=", 1) for pair in listed.strip().split(",") if pair]
    properties = {key: unescaped(value, True) for key, value in pairs}
    return name, properties, unescaped(data, False)


def unescaped(text, of_property):
    for shown, meant in [
        ("%0D", "\r"),
        ("%0A", "\n"),
        *([("%3A", ":"), ("%2C", ",")] if of_property else []),
        ("%25", "%"),
    ]:
        text = text.replace(shown, meant)
    return text


def commands(report, options=None):
    """The commands of a report, grouping apart."""
    found = [parsed(line) for line in render(report, "github", options).split("\n")]
    assert {one[0] for one in found if one} <= REGISTERED
    return [one for one in found if one and "group" not in one[0]]


def test_a_finding_is_an_annotation_at_its_place(reported):
    """With file, lines, columns, the rule in its title, and the law."""
    assert commands(reported({"a.md": "# T\n\nKeep [[30 days]]."}, severity=Severity.ERROR)) == [
        (
            "error",
            {
                "file": "a.md",
                "line": "3",
                "endLine": "3",
                "col": "6",
                "endColumn": "13",
                "title": "policylint: wording/example",
            },
            "a message\nLaw: gdpr Art. 5(1)(a)",
        )
    ]


def test_columns_only_where_start_and_end_share_a_line(reported):
    """GitHub refuses others."""
    _, properties, _ = commands(reported({"a.md": "one [[two\nthree]] four"}))[0]
    assert properties == {"file": "a.md", "line": "1", "endLine": "2", "title": "policylint: wording/example"}


def test_both_places_are_annotated_in_their_own_files(reported):
    """The other one as a notice that leads back."""
    report = reported({"a.md": "Keep [[30 days]].", "b.md": "\nKeep [[2 years]]."}, notes=("", "kept longer"))
    first, other = commands(report)
    assert (first[0], first[1]["file"]) == ("warning", "a.md")
    assert first[2] == "a message\nb.md:2: kept longer\nLaw: gdpr Art. 5(1)(a)"
    assert (other[0], other[1]["file"], other[1]["line"]) == ("notice", "b.md", "2")
    assert other[2] == "kept longer\nSee a.md:1: a message"


@pytest.mark.parametrize(
    ("severity", "command"),
    [(Severity.ERROR, "error"), (Severity.WARNING, "warning"), (Severity.INFO, "notice")],
)
def test_no_more_than_ten_of_a_level_and_the_worst_first(reported, severity, command):
    """The others stand in the log as text, and are counted: GitHub would drop them without a word."""
    report = reported({"a.md": "[[T]]"}, severity=severity)
    one = report.findings[0]
    error = replace(one, severity=Severity.ERROR, message="the worst")
    many = replace(report, findings=(*[replace(one, message=f"message {n}") for n in range(13)], error))
    found = commands(many)
    assert found[0][2].startswith("the worst" if severity < Severity.ERROR else "message 0")
    assert [name for name, *_ in found].count(command) == 10
    lines = render(many, "github").split("\n")
    left = 4 if severity is Severity.ERROR else 3
    at = lines.index(f"::group::policylint: {left} places that GitHub has no room for as annotations, worst first")
    assert lines[at + 1].startswith(f"a.md:1:1: {severity} wording/example: message 1")
    assert lines[at + left + 1] == "::endgroup::"


def test_failures_come_before_all_findings(reported):
    """As errors, with file and line where they have them."""
    failures = (Failure("gone.md", "no such file"), Failure("r.yaml", "odd", 3), Failure("", "worse"))
    found = commands(reported({"a.md": "[[T]]"}, severity=Severity.ERROR, failures=failures))
    title = {"title": "policylint could not judge this"}
    assert found[:3] == [
        ("error", {"file": "gone.md", **title}, "no such file"),
        ("error", {"file": "r.yaml", "line": "3", **title}, "odd"),
        ("error", title, "worse"),
    ]


def test_paths_are_told_from_the_checkout(reported, tmp_path, monkeypatch):
    """A step may work in a folder below it."""
    (tmp_path / "docs").mkdir()
    monkeypatch.chdir(tmp_path / "docs")
    found = commands(reported({"./a.md": "[[T]]"}), Options(root=str(tmp_path)))
    assert found[0][1]["file"] == "docs/a.md"


@pytest.mark.parametrize("path", PATHS)
def test_no_file_name_breaks_a_command(reported, path):
    """Commas, colons, percent signs and line breaks are told as they are, or as escapes."""
    found = commands(reported({path: "[[T]]"}))
    assert [(name, properties["file"]) for name, properties, _ in found] == [("warning", safe_path(path))]


@pytest.mark.parametrize("text", TEXTS)
def test_no_message_breaks_a_command_or_forges_one(text):
    """What was written is what is read back."""
    forged(text)


@given(ANY)
def test_any_message_is_read_back(text):
    """Whatever it holds."""
    forged(text)


def forged(text):
    report = make({"a.md": "[[T]]", "b.md": "[[U]]"}, text, notes=("", text))
    found = commands(report)
    told = safe(text)
    note = told or "also here"
    assert [name for name, *_ in found] == ["warning", "notice"]
    assert found[0][2] == f"{told}\nb.md:1: {note}\nLaw: gdpr Art. 5(1)(a)"
    assert found[1][2] == f"{note}\nSee a.md:1: {told}"
