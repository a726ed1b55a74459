"""SARIF 2.1.0 for code scanning (OASIS, Static Analysis Results Interchange Format, 2.1.0).

What GitHub's code scanning asks for on top of the standard is heeded: descriptions and help of every rule, all four
fields of a region, no empty strings, a `primaryLocationLineHash` that no two results of a run share, and its limits.
"""

from __future__ import annotations

import os
from collections import Counter
from urllib.parse import quote

from policylint import __version__
from policylint.finding import Severity
from policylint.hints import TYPE_CHECKING, Any
from policylint.inspection import shape
from policylint.reporters import Options
from policylint.reporters.places import Places
from policylint.showing import CAUTION, markdown, path_bytes, safe

if TYPE_CHECKING:
    from policylint.finding import Finding, Mark
    from policylint.report import Failure, Report
    from policylint.rule import Rule

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
PROBLEM = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "recommendation"}
MOST_TAGS = 20
MOST_RESULTS = 25_000
# Which gates suppress, as SARIF has it. What an edit left alone is no result of its run, and is left out.
SUPPRESSED = {"suppression": "inSource", "configuration": "external", "baseline": "external"}
BASE = "%SRCROOT%"
HOME = "https://github.com/policylint/policylint"


def render(report: Report, options: Options, suppressed: bool = False) -> str:
    """One run, in ASCII. Of more results than code scanning takes, the worst are kept, and the others counted.

    With `suppressed`, findings that a gate holds back are results with a `suppressions` property; code scanning, which
    does not know it, would show them as open.
    """
    places = Places(report, options.root)
    kept = report.findings
    if len(kept) > MOST_RESULTS:
        worst = sorted(range(len(kept)), key=lambda number: -report.findings[number].severity)[:MOST_RESULTS]
        kept = tuple(report.findings[number] for number in sorted(worst))
    quiet = [q for q in report.quieted if suppressed and q.gate in SUPPRESSED][: MOST_RESULTS - len(kept)]
    ids = sorted({f.rule for f in kept} | {q.finding.rule for q in quiet})
    numbers = {rule: number for number, rule in enumerate(ids)}
    seen: Counter[str] = Counter()
    results = []
    for finding, told in [*((f, None) for f in kept), *((q.finding, q) for q in quiet)]:
        seen[finding.fingerprint] += 1
        line_hash = f"{finding.fingerprint}:{seen[finding.fingerprint]}"
        result = _result(finding, numbers[finding.rule], line_hash, places)
        if told is not None:
            result["suppressions"] = [{"kind": SUPPRESSED[told.gate], "justification": safe(told.reason)}]
        results.append(result)
    driver = {
        "name": "policylint",
        "version": __version__,
        "semanticVersion": __version__,
        "informationUri": HOME,
        "shortDescription": {"text": "A linter for policy text"},
        "fullDescription": {"text": CAUTION},
        "rules": [_rule(rule, report.rules.get(rule)) for rule in ids],
    }
    notes = [_notification(f, places) for f in report.failures]
    if len(kept) < len(report.findings):
        left = f"{len(report.findings) - len(kept)} findings are left out: code scanning takes {MOST_RESULTS} results"
        notes.append({"level": "warning", "message": {"text": left}})
    invocation: dict[str, Any] = {
        "executionSuccessful": not report.failures,
        "exitCode": report.exit_code(options.fail_on),
    }
    run = {
        "tool": {"driver": driver},
        # No time and no folder: the same input gives the same bytes on every machine.
        "automationDetails": {"id": "policylint/"},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {BASE: {"description": {"text": "The folder of the checkout."}}},
        "invocations": [invocation | ({"toolExecutionNotifications": notes} if notes else {})],
        "results": results,
    }
    return shape.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def uri(path: str) -> str:
    """The URI of a file, percent-encoded byte by byte: a relative reference unless the path is absolute."""
    if os.path.isabs(path):
        return "file://" + quote(path_bytes(path))
    return quote(path_bytes(path.replace(os.sep, "/"))) or "."


def _artifact(path: str, places: Places) -> dict[str, Any]:
    """A file: below the folder of the checkout where it lies in it, as code scanning wants it."""
    relative = uri(places.relative(path))
    if relative.startswith(("file://", "../")):
        return {"uri": relative}
    return {"uri": relative, "uriBaseId": BASE}


def _rule(id: str, rule: Rule | None) -> dict[str, Any]:
    if rule is None:
        described = {key: {"text": id} for key in ("shortDescription", "fullDescription", "help")}
        return {"id": id, "name": _name(id), **described}
    laws = [c.text for c in rule.law.values()]
    parts = [rule.why, rule.fix, "Law: " + "; ".join(laws) if laws else rule.no_law]
    help_text = "\n\n".join(part for part in parts if part) or rule.title or id
    tags = [rule.family, *sorted(rule.law)][:MOST_TAGS]
    return {
        "id": id,
        "name": _name(id),
        "shortDescription": {"text": rule.title or id},
        "fullDescription": {"text": rule.why or rule.title or id},
        "help": {"text": help_text, "markdown": _help(rule) or help_text},
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
        "properties": {"tags": tags, "problem.severity": PROBLEM[rule.severity]},
    }


def _help(rule: Rule) -> str:
    """The help of a rule as Markdown: why, how to fix, and the law by regime."""
    parts = [markdown(rule.why)] if rule.why else []
    if rule.fix:
        parts.append(f"**How to fix:** {markdown(rule.fix)}")
    if rule.law:
        rows = [f"- {markdown(key)}: {markdown(citation.text)}" for key, citation in sorted(rule.law.items())]
        parts.append("\n".join(["**Law:**", "", *rows]))
    elif rule.no_law:
        parts.append(f"**Law:** none is cited. {markdown(rule.no_law)}")
    if rule.model:
        parts.append(f"**A model clause:** {markdown(rule.model)}")
    return "\n\n".join([*parts, markdown(CAUTION)]) if parts else ""


def _name(id: str) -> str:
    return "".join(word.title() for word in id.replace("/", "-").split("-"))


def _result(finding: Finding, number: int, line_hash: str, places: Places) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": number,
        "level": LEVELS[finding.severity],
        "message": {"text": _message(finding.message)},
        "locations": [_location(finding.marks[0], places)],
        "partialFingerprints": {"primaryLocationLineHash": line_hash},
    }
    if len(finding.marks) > 1:
        result["relatedLocations"] = [
            {"id": i, **_location(mark, places), "message": {"text": _message(mark.note or "also here")}}
            for i, mark in enumerate(finding.marks[1:], 1)
        ]
    properties: dict[str, Any] = {}
    if finding.keys:
        properties["keys"] = list(finding.keys)
    if finding.law:
        properties["law"] = dict(finding.law)
    return result | ({"properties": properties} if properties else {})


def _location(mark: Mark, places: Places) -> dict[str, Any]:
    place = places.of(mark)
    region = {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
    }
    return {"physicalLocation": {"artifactLocation": _artifact(mark.path, places), "region": region}}


def _notification(failure: Failure, places: Places) -> dict[str, Any]:
    told: dict[str, Any] = {"level": "error", "message": {"text": _message(failure.message)}}
    if failure.path:
        physical: dict[str, Any] = {"artifactLocation": _artifact(failure.path, places)}
        if failure.line:
            physical["region"] = {"startLine": failure.line}
        told["locations"] = [{"physicalLocation": physical}]
    if failure.rule:
        told["associatedRule"] = {"id": failure.rule}
    return told


def _message(text: str) -> str:
    """Plain text for a SARIF message, where `[words](target)` would be a link and must not become one.

    Control characters and the like are shown as escapes: databases behind code scanning refuse NUL and lone surrogates.
    """
    shown = safe(text)
    for char in "\\[]" if "](" in shown or "\\[" in shown else "":
        shown = shown.replace(char, "\\" + char)
    return shown or "-"
