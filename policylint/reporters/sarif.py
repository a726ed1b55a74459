"""SARIF 2.1.0 for code scanning (OASIS, Static Analysis Results Interchange Format, 2.1.0).

What GitHub's code scanning asks for on top of the standard is heeded: descriptions and help of every rule, all four
fields of a region, no empty strings, and a `primaryLocationLineHash` that no two results of a run share.
"""

from __future__ import annotations

import os
from collections import Counter
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from policylint import __version__
from policylint.finding import Severity
from policylint.inspection import shape
from policylint.reporters import Options
from policylint.showing import CAUTION

if TYPE_CHECKING:
    from policylint.document import Document
    from policylint.finding import Finding, Mark
    from policylint.report import Failure, Report
    from policylint.rule import Rule

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
PROBLEM = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "recommendation"}
MOST_TAGS = 20


def render(report: Report, options: Options) -> str:
    """One run, in ASCII."""
    documents = report.sources
    ids = sorted({f.rule for f in report.findings})
    numbers = {rule: number for number, rule in enumerate(ids)}
    seen: Counter[str] = Counter()
    results = []
    for finding in report.findings:
        seen[finding.fingerprint] += 1
        line_hash = f"{finding.fingerprint}:{seen[finding.fingerprint]}"
        results.append(_result(finding, numbers[finding.rule], line_hash, documents))
    driver = {
        "name": "policylint",
        "version": __version__,
        "semanticVersion": __version__,
        "shortDescription": {"text": "A linter for policy text"},
        "fullDescription": {"text": CAUTION},
        "rules": [_rule(rule, report.rules.get(rule)) for rule in ids],
    }
    invocation: dict[str, Any] = {"executionSuccessful": not report.failures}
    if report.failures:
        invocation["toolExecutionNotifications"] = [_notification(f) for f in report.failures]
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "invocations": [invocation],
        "results": results,
    }
    return shape.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def uri(path: str) -> str:
    """The URI of a file: relative to the current folder where it lies below it, percent-encoded byte by byte."""
    if os.path.isabs(path):
        here = os.path.abspath(os.curdir).rstrip(os.sep) + os.sep
        if not path.startswith(here):
            return "file://" + quote(os.fsencode(path))
        path = path[len(here) :]
    name = path.replace(os.sep, "/").removeprefix("./")
    return quote(os.fsencode(name)) or "."


def _rule(id: str, rule: Rule | None) -> dict[str, Any]:
    if rule is None:
        described = {key: {"text": id} for key in ("shortDescription", "fullDescription", "help")}
        return {"id": id, "name": _name(id), **described}
    laws = [c.text for c in rule.law.values()]
    parts = [rule.why, rule.fix, "Law: " + "; ".join(laws) if laws else rule.no_law]
    help_text = "\n\n".join(part for part in parts if part) or rule.title
    tags = [rule.family, *sorted(rule.law)][:MOST_TAGS]
    return {
        "id": id,
        "name": _name(id),
        "shortDescription": {"text": rule.title or id},
        "fullDescription": {"text": rule.why or rule.title or id},
        "help": {"text": help_text},
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
        "properties": {"tags": tags, "problem.severity": PROBLEM[rule.severity]},
    }


def _name(id: str) -> str:
    return "".join(word.title() for word in id.replace("/", "-").split("-"))


def _result(finding: Finding, number: int, line_hash: str, documents: dict[str, Document]) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": number,
        "level": LEVELS[finding.severity],
        "message": {"text": _message(finding.message)},
        "locations": [_location(finding.marks[0], documents)],
        "partialFingerprints": {"primaryLocationLineHash": line_hash},
    }
    if len(finding.marks) > 1:
        result["relatedLocations"] = [
            {"id": i, **_location(mark, documents), "message": {"text": _message(mark.note or "also here")}}
            for i, mark in enumerate(finding.marks[1:], 1)
        ]
    properties: dict[str, Any] = {}
    if finding.keys:
        properties["keys"] = list(finding.keys)
    if finding.law:
        properties["law"] = dict(finding.law)
    return result | ({"properties": properties} if properties else {})


def _location(mark: Mark, documents: dict[str, Document]) -> dict[str, Any]:
    document = documents.get(mark.path)
    place = shape.place(document, mark.span) if document is not None else shape.NOWHERE
    region = {
        "startLine": place["line"],
        "startColumn": place["column"],
        "endLine": place["endLine"],
        "endColumn": place["endColumn"],
    }
    return {"physicalLocation": {"artifactLocation": {"uri": uri(mark.path)}, "region": region}}


def _notification(failure: Failure) -> dict[str, Any]:
    told: dict[str, Any] = {"level": "error", "message": {"text": _message(failure.message)}}
    if failure.path:
        physical: dict[str, Any] = {"artifactLocation": {"uri": uri(failure.path)}}
        if failure.line:
            physical["region"] = {"startLine": failure.line}
        told["locations"] = [{"physicalLocation": physical}]
    if failure.rule:
        told["associatedRule"] = {"id": failure.rule}
    return told


def _message(text: str) -> str:
    """Plain text for a SARIF message, where `[words](target)` would be a link and must not become one."""
    return text.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]") if "](" in text else text or "-"
