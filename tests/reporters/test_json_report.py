"""The report for programs."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

import policylint
from policylint import __version__
from policylint.finding import Mark, Severity
from policylint.record import replace
from policylint.report import ActiveRegime, Failure, Quieted
from policylint.reporters import render
from policylint.span import Span

SCHEMA = json.loads((Path(policylint.__file__).parent / "schemas" / "check.json").read_text("utf-8"))


def told(report):
    answer = json.loads(render(report, "json"))
    jsonschema.Draft202012Validator(SCHEMA).validate(answer)
    return answer


def test_the_schema_is_a_schema():
    """JSON Schema, draft 2020-12."""
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_a_finding_has_every_key_of_the_shape(reported):
    """Places count from 1, end columns are exclusive, marks after the first are related."""
    report = reported({"a.md": "# T\n\nKeep [[30\ndays]].", "b.md": "Keep [[2 years]]."}, notes=("", "kept longer"))
    assert told(report)["findings"] == [
        {
            "rule": "wording/example",
            "severity": "warning",
            "message": "a message",
            "path": "a.md",
            "line": 3,
            "column": 6,
            "endLine": 4,
            "endColumn": 5,
            "related": [
                {"path": "b.md", "line": 1, "column": 6, "endLine": 1, "endColumn": 13, "message": "kept longer"}
            ],
            "law": {"gdpr": "Art. 5(1)(a)"},
            "fingerprint": report.findings[0].fingerprint,
            "help": "Say it plainly.",
        }
    ]


def test_a_disclosure_finding_has_keys(reported):
    """And no other finding has."""
    report = reported({"a.md": "[[T]]"})
    report = replace(report, findings=(replace(report.findings[0], keys=("dpo", "cookies")),))
    assert told(report)["findings"][0]["keys"] == ["dpo", "cookies"]


def test_the_summary_counts(reported):
    """Findings by level and by rule, documents, failures, what was quieted, and the day that counts as today."""
    report = reported({"a.md": "[[T]]"}, severity=Severity.ERROR)
    report = replace(
        report,
        failures=(Failure("b.md", "no such file"),),
        quieted=(Quieted(report.findings[0], "baseline", "accepted"),),
    )
    answer = told(report)
    assert answer["summary"] == {
        "error": 1,
        "warning": 0,
        "info": 0,
        "documents": 1,
        "quieted": 1,
        "failures": 1,
        "asOf": "2026-01-31",
        "rules": {"wording/example": 1},
    }
    assert answer["failures"] == [{"path": "b.md", "line": None, "rule": None, "message": "no such file"}]
    assert answer["quieted"][0]["gate"] == "baseline" and answer["quieted"][0]["reason"] == "accepted"
    assert answer["tool"] == {"name": "policylint", "version": __version__}


def test_a_document_tells_kind_language_outcome_and_regimes(reported):
    """The words that triggered a regime come with it; one from the configuration has none."""
    regimes = (ActiveRegime("ccpa", "configured"), ActiveRegime("gdpr", "incidental", Mark("a.md", Span(4, 8))))
    assert told(reported({"a.md": "The GDPR."}, regimes=regimes))["documents"] == [
        {
            "path": "a.md",
            "kind": "privacy-policy",
            "language": "en",
            "title": "",
            "outcome": "linted",
            "regimes": [
                {"key": "ccpa", "tier": "configured", "active": True, "evidence": None},
                {
                    "key": "gdpr",
                    "tier": "incidental",
                    "active": False,
                    "evidence": {"line": 1, "column": 5, "endLine": 1, "endColumn": 9, "text": "GDPR"},
                },
            ],
            "warnings": [],
        }
    ]


@pytest.mark.parametrize("evil", ['"', "\\", "\x00\x1b[2J", "</script>", "\u2028", "\ud800", "🙂", "}\n{"])
def test_no_text_can_break_the_report(reported, evil):
    """Whatever a message, a note or a policy says, the answer is one JSON value in ASCII."""
    report = reported({"a.md": f"x [[{evil}]] [[y]]"}, evil, notes=(evil, evil))
    rendered = render(report, "json")
    assert rendered.isascii() and "\x1b" not in rendered
    assert told(report)["findings"][0]["message"] == evil


def test_a_file_name_that_is_no_text_is_told_with_escapes(reported):
    """Bytes that are no UTF-8 would give lone surrogates, which many JSON readers refuse."""
    assert told(reported({"a\udcff.md": "[[T]]"}))["findings"][0]["path"] == "a\\xff.md"


def test_the_same_report_gives_the_same_bytes(reported):
    """And the JSON is that which json.dumps would give, up to white space."""
    report = reported({"a.md": "[[T]] [[U]]"})
    rendered = render(report, "json")
    assert rendered == render(report, "json")
    assert json.dumps(json.loads(rendered)) == json.dumps(told(report))
    assert rendered.endswith("}\n")
