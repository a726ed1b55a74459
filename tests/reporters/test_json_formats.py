"""GitLab's code quality report and reviewdog's rdjson, validated by schemas of what they take."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given

from policylint.finding import Severity
from policylint.record import replace
from policylint.report import Failure
from policylint.reporters import Options, render
from policylint.showing import safe, safe_path
from tests.reporters.conftest import reported as make
from tests.reporters.hostile import ANY, PATHS

DATA = Path(__file__).parent.parent / "data"
SCHEMAS = {name: json.loads((DATA / f"{name}.json").read_text("utf-8")) for name in ("gitlab", "rdjson")}


def told(report, format, options=None):
    rendered = render(report, format, options)
    assert rendered.isascii()
    answer = json.loads(rendered)
    json.dumps(answer, ensure_ascii=False).encode("utf-8")  # no lone surrogate
    jsonschema.Draft202012Validator(SCHEMAS[format]).validate(answer)
    return answer


class TestGitlab:
    """A list of issues."""

    def test_a_finding_is_an_issue(self, reported):
        """With description, rule, fingerprint, severity, path and lines."""
        report = reported({"./a.md": "# T\n\nKeep [[30\ndays]]."})
        assert told(report, "gitlab") == [
            {
                "type": "issue",
                "description": "a message [gdpr Art. 5(1)(a)]",
                "check_name": "wording/example",
                "fingerprint": report.findings[0].fingerprint,
                "severity": "minor",
                "location": {"path": "a.md", "lines": {"begin": 3, "end": 4}},
            }
        ]

    def test_the_other_place_is_an_issue_in_its_own_file(self, reported):
        """Of severity info, with a fingerprint of its own, leading back."""
        first, other = told(reported({"a.md": "[[T]]", "b.md": "\n[[U]]"}, notes=("", "kept on")), "gitlab")
        assert first["description"] == "a message (b.md:2: kept on) [gdpr Art. 5(1)(a)]"
        assert (other["description"], other["severity"]) == ("kept on (a.md:1: a message)", "info")
        assert other["location"] == {"path": "b.md", "lines": {"begin": 2, "end": 2}}

    @pytest.mark.parametrize(
        ("severity", "name"), [(Severity.ERROR, "critical"), (Severity.WARNING, "minor"), (Severity.INFO, "info")]
    )
    def test_severities(self, reported, severity, name):
        """In GitLab's words; blocker is kept for what could not be judged."""
        assert told(reported({"a.md": "[[T]]"}, severity=severity), "gitlab")[0]["severity"] == name

    def test_no_two_issues_share_a_fingerprint(self, reported):
        """GitLab would show one of them; the first keeps its own."""
        report = reported({"a.md": "[[T]] [[U]]"}, failures=(Failure("x", "odd"),) * 2)
        issues = told(replace(report, findings=report.findings * 3), "gitlab")
        assert len(issues) == 8 and len({issue["fingerprint"] for issue in issues}) == 8
        assert issues[2]["fingerprint"] == report.findings[0].fingerprint

    def test_a_failure_is_a_blocker(self, reported):
        """With the file, or the checkout where it is about none."""
        found = told(
            reported({}, failures=(Failure("gone.md", "no such file"), Failure("", "odd", 0, "x/y"))), "gitlab"
        )
        assert [(f["severity"], f["location"]["path"], f["description"]) for f in found] == [
            ("blocker", "gone.md", "policylint could not judge this: no such file"),
            ("blocker", ".", "policylint could not judge this: x/y: odd"),
        ]

    def test_paths_are_told_from_the_checkout(self, reported, tmp_path, monkeypatch):
        """A job may work in a folder below it."""
        (tmp_path / "docs").mkdir()
        monkeypatch.chdir(tmp_path / "docs")
        found = told(reported({"a.md": "[[T]]"}), "gitlab", Options(root=str(tmp_path)))
        assert found[0]["location"]["path"] == "docs/a.md"


class TestRdjson:
    """A result with a diagnostic for each place."""

    def test_a_finding_is_a_diagnostic(self, reported):
        """With message, place, severity and code; the source is the linter."""
        answer = told(reported({"a.md": "# T\n\nKeep [[30 days]]."}), "rdjson")
        assert answer["source"] == {"name": "policylint"}
        assert answer["diagnostics"] == [
            {
                "message": "a message (gdpr Art. 5(1)(a))",
                "location": {
                    "path": "a.md",
                    "range": {"start": {"line": 3, "column": 6}, "end": {"line": 3, "column": 13}},
                },
                "severity": "WARNING",
                "code": {"value": "wording/example"},
            }
        ]

    @pytest.mark.parametrize(
        ("text", "start", "end"),
        [("[[ab]]", 1, 3), ("é [[ab]]", 4, 6), ("日本[[日]]", 7, 10), ("🙂[[é]]", 5, 7), ("a\n🙂é[[\nb]]", 7, 2)],
    )
    def test_columns_count_bytes(self, reported, text, start, end):
        """Of UTF-8, from 1; the end is the byte after the last."""
        place = told(reported({"a.md": text}), "rdjson")["diagnostics"][0]["location"]["range"]
        assert (place["start"]["column"], place["end"]["column"]) == (start, end)

    def test_each_place_is_a_diagnostic_that_names_the_other(self, reported):
        """reviewdog keeps what lies in changed lines, whichever of the two changed."""
        first, other = told(reported({"a.md": "[[T]]", "b.md": "\n[[U]]"}, notes=("", "kept on")), "rdjson")[
            "diagnostics"
        ]
        assert first["related_locations"] == [{"message": "kept on", "location": other["location"]}]
        assert other["related_locations"] == [{"message": "also here", "location": first["location"]}]
        assert other["message"] == "kept on: a message (gdpr Art. 5(1)(a))"
        assert other["location"]["path"] == "b.md"

    def test_a_failure_is_an_error(self, reported):
        """With file and line where it has them."""
        found = told(reported({}, failures=(Failure("r.yaml", "odd", 3), Failure("gone.md", "no such file"))), "rdjson")
        assert [d["location"] for d in found["diagnostics"]] == [
            {"path": "r.yaml", "range": {"start": {"line": 3}}},
            {"path": "gone.md"},
        ]
        assert {d["severity"] for d in found["diagnostics"]} == {"ERROR"}


@given(ANY)
def test_any_message_is_read_back(text):
    """Lone surrogates, NUL and other controls as escapes: readers of JSON refuse them."""
    report = make({"a.md": "[[T]]"}, text)
    assert told(report, "gitlab")[0]["description"] == f"{safe(text)} [gdpr Art. 5(1)(a)]"
    assert told(report, "rdjson")["diagnostics"][0]["message"] == f"{safe(text)} (gdpr Art. 5(1)(a))"


@pytest.mark.parametrize("path", PATHS)
def test_any_file_name_is_one_path(path):
    """What can be shown as it is, the rest as escapes."""
    report = make({path: "[[T]]"})
    assert told(report, "gitlab")[0]["location"]["path"] == safe_path(path)
    assert told(report, "rdjson")["diagnostics"][0]["location"]["path"] == safe_path(path)
