"""The report for code scanning."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from policylint.finding import Severity
from policylint.record import replace
from policylint.report import Failure, Quieted
from policylint.reporters import Options, render, sarif

SCHEMA = json.loads((Path(__file__).parent.parent / "data" / "sarif-2.1.0.json").read_text("utf-8"))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)


def run(report):
    answer = json.loads(render(report, "sarif"))
    VALIDATOR.validate(answer)
    assert not list(empty_strings(answer))
    return answer["runs"][0]


def empty_strings(value, path=()):
    """The paths of empty strings, which code scanning refuses."""
    if value == "":
        yield path
    for key, item in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield from empty_strings(item, (*path, key))


def test_a_result_has_what_code_scanning_asks_for(reported):
    """Rule, level, message, one location with all four fields of a region, related locations, a line hash."""
    report = reported({"a.md": "# T\n\nKeep [[30 days]].", "b.md": "Keep [[2 years]]."}, notes=("", "kept longer"))
    found = run(report)
    assert found["columnKind"] == "unicodeCodePoints"
    assert found["automationDetails"] == {"id": "policylint/"}
    assert found["invocations"] == [{"executionSuccessful": True, "exitCode": 0}]
    assert found["results"] == [
        {
            "ruleId": "wording/example",
            "ruleIndex": 0,
            "level": "warning",
            "message": {"text": "a message"},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": "a.md", "uriBaseId": "%SRCROOT%"},
                        "region": {"startLine": 3, "startColumn": 6, "endLine": 3, "endColumn": 13},
                    }
                }
            ],
            "partialFingerprints": {"primaryLocationLineHash": f"{report.findings[0].fingerprint}:1"},
            "relatedLocations": [
                {
                    "id": 1,
                    "physicalLocation": {
                        "artifactLocation": {"uri": "b.md", "uriBaseId": "%SRCROOT%"},
                        "region": {"startLine": 1, "startColumn": 6, "endLine": 1, "endColumn": 13},
                    },
                    "message": {"text": "kept longer"},
                }
            ],
            "properties": {"law": {"gdpr": "Art. 5(1)(a)"}},
        }
    ]


def test_every_rule_that_was_found_is_described(reported):
    """With short and full description, help, default level, and the severity of a problem."""
    rule = run(reported({"a.md": "[[T]]"}))["tool"]["driver"]["rules"][0]
    assert rule == {
        "id": "wording/example",
        "name": "WordingExample",
        "shortDescription": {"text": "An example"},
        "fullDescription": {"text": "It shows something."},
        "help": {
            "text": "It shows something.\n\nSay it plainly.\n\nLaw: Art. 5(1)(a)",
            "markdown": "It shows something.\n\n**How to fix:** Say it plainly.\n\n**Law:**\n\n- gdpr: Art. 5(1)(a)\n\n"
            "policylint reports what a text states. It gives no legal advice.",
        },
        "defaultConfiguration": {"level": "warning"},
        "properties": {"tags": ["wording", "gdpr"], "problem.severity": "warning"},
    }


@pytest.mark.parametrize(
    ("severity", "level"), [(Severity.ERROR, "error"), (Severity.WARNING, "warning"), (Severity.INFO, "note")]
)
def test_levels(reported, severity, level):
    """error, warning, and note for info."""
    assert run(reported({"a.md": "[[T]]"}, severity=severity))["results"][0]["level"] == level


def test_line_hashes_are_unique_in_a_run(reported):
    """Two findings with one fingerprint are told apart by number, else code scanning would show one."""
    report = reported({"a.md": "[[T]]"})
    report = replace(report, findings=report.findings * 3)
    hashes = [r["partialFingerprints"]["primaryLocationLineHash"] for r in run(report)["results"]]
    assert [h.rpartition(":")[2] for h in hashes] == ["1", "2", "3"]


def test_failures_make_the_run_unsuccessful(reported):
    """What could not be judged is a notification, with its place."""
    report = reported({"a.md": "T"}, failures=(Failure("b c.md", "odd", 3, "x/y"), Failure("", "worse")))
    assert run(report)["invocations"] == [
        {
            "executionSuccessful": False,
            "exitCode": 2,
            "toolExecutionNotifications": [
                {
                    "level": "error",
                    "message": {"text": "odd"},
                    "locations": [
                        {
                            "physicalLocation": {
                                "artifactLocation": {"uri": "b%20c.md", "uriBaseId": "%SRCROOT%"},
                                "region": {"startLine": 3},
                            }
                        }
                    ],
                    "associatedRule": {"id": "x/y"},
                },
                {"level": "error", "message": {"text": "worse"}},
            ],
        }
    ]


def artifact(report, options=None):
    """Where the only result of a report stands."""
    answer = json.loads(render(report, "sarif", options))
    VALIDATOR.validate(answer)
    return answer["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("a.md", "a.md"),
        ("./docs/a b.md", "docs/a%20b.md"),
        ("a:b.md", "a%3Ab.md"),
        ("é?#%.md", "%C3%A9%3F%23%25.md"),
        ("a\nb.md", "a%0Ab.md"),
        ("a\udcff.md", "a%FF.md"),
        ("../a.md", "../a.md"),
        ("/elsewhere/a b.md", "file:///elsewhere/a%20b.md"),
    ],
)
def test_file_names_are_percent_encoded(reported, path, expected):
    """Byte by byte; relative to the checkout where they lie in it."""
    found = artifact(reported({path: "[[T]]"}))
    assert found["uri"] == expected
    assert found.get("uriBaseId", "") == ("" if expected.startswith(("..", "file:")) else "%SRCROOT%")


def test_an_absolute_path_below_the_current_folder_is_made_relative(reported, tmp_path, monkeypatch):
    """Code scanning matches results to files of the repository by relative paths."""
    monkeypatch.chdir(tmp_path)
    assert artifact(reported({str(tmp_path / "docs" / "a.md"): "[[T]]"}))["uri"] == "docs/a.md"


def test_a_path_is_told_from_the_checkout(reported, tmp_path, monkeypatch):
    """A step may work in a folder below it."""
    (tmp_path / "docs").mkdir()
    monkeypatch.chdir(tmp_path / "docs")
    assert artifact(reported({"a.md": "[[T]]"}), Options(root=str(tmp_path)))["uri"] == "docs/a.md"


def test_no_more_results_than_code_scanning_takes(reported, monkeypatch):
    """The worst are kept, in the order of the text, and the others are counted."""
    monkeypatch.setattr(sarif, "MOST_RESULTS", 2)
    report = reported({"a.md": "[[T]]"})
    low = report.findings[0]
    high = replace(low, severity=Severity.ERROR)
    found = run(replace(report, findings=(low, low, high, low)))
    assert [result["level"] for result in found["results"]] == ["warning", "error"]
    assert found["invocations"][0]["toolExecutionNotifications"] == [
        {"level": "warning", "message": {"text": "2 findings are left out: code scanning takes 2 results"}}
    ]


@pytest.mark.parametrize(
    ("evil", "shown"),
    [
        ('"}]', '"}]'),
        ("[click](https://evil.example)", "\\[click\\](https://evil.example)"),
        ("[1](1)", "\\[1\\](1)"),
        ("\\[1](1)", "\\\\\\[1\\](1)"),
        ("\x1b[2J", "\\x1b[2J"),
        ("\ud800\x00", "\\ud800\\x00"),
        ("</script>", "</script>"),
        ("##[error]x", "##[error]x"),
    ],
)
def test_no_text_can_break_the_report_or_become_a_link(reported, evil, shown):
    """A message is text: SARIF would make a link of [words](target); databases refuse NUL and lone surrogates."""
    assert run(reported({"a.md": f"x [[{evil}]]"}, evil))["results"][0]["message"]["text"] == shown


@pytest.mark.parametrize(
    ("gate", "kind"), [("suppression", "inSource"), ("configuration", "external"), ("baseline", "external")]
)
def test_what_was_suppressed_or_accepted(reported, gate, kind):
    """In sarif-all with the kind and the reason as justification; in sarif, which code scanning reads, not at all."""
    report = reported({"a.md": "[[T]]"})
    quiet = replace(report, findings=(), quieted=(Quieted(report.findings[0], gate, "counsel\x1b knows"),))
    answer = json.loads(render(quiet, "sarif-all"))
    VALIDATOR.validate(answer)
    (result,) = answer["runs"][0]["results"]
    assert result["suppressions"] == [{"kind": kind, "justification": "counsel\\x1b knows"}]
    assert answer["runs"][0]["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
    assert json.loads(render(quiet, "sarif"))["runs"][0]["results"] == []


def test_what_an_edit_left_alone_is_no_result(reported):
    """It is nobody's suppression."""
    report = reported({"a.md": "[[T]]"})
    quiet = replace(report, findings=(), quieted=(Quieted(report.findings[0], "since", "not changed since main"),))
    assert json.loads(render(quiet, "sarif-all"))["runs"][0]["results"] == []
