"""The report for programs, as `policylint/schemas/check.json` describes it."""

from __future__ import annotations

from collections import Counter

from policylint import __version__
from policylint.finding import Severity
from policylint.hints import TYPE_CHECKING, Any
from policylint.inspection import shape
from policylint.reporters import Options
from policylint.showing import plain_path

if TYPE_CHECKING:
    from policylint.document import Document
    from policylint.finding import Finding, Mark
    from policylint.report import Report


def render(report: Report, options: Options) -> str:
    """JSON in ASCII."""
    return shape.dumps(check(report))


def check(report: Report) -> dict[str, Any]:
    """The answer of `check --format json`."""
    documents = report.sources
    counts = Counter(f.severity for f in report.findings)
    return {
        "version": 1,
        "tool": {"name": "policylint", "version": __version__},
        "documents": [shape.judged(one) for one in report.documents],
        "findings": [finding(f, report, documents) for f in report.findings],
        "quieted": [
            finding(q.finding, report, documents) | {"gate": q.gate, "reason": q.reason} for q in report.quieted
        ],
        "failures": [shape.failure(f) for f in report.failures],
        "summary": {
            **{str(level): counts[level] for level in sorted(Severity, reverse=True)},
            "documents": len(report.documents),
            "quieted": len(report.quieted),
            "failures": len(report.failures),
            "asOf": report.as_of or None,
            "rules": dict(sorted(Counter(f.rule for f in report.findings).items())),
        },
    }


def finding(one: Finding, report: Report, documents: dict[str, Document]) -> dict[str, Any]:
    """A finding; `keys` only where it is about disclosures."""
    rule = report.rules.get(one.rule)
    keys = {"keys": list(one.keys)} if one.keys else {}
    return {
        "rule": one.rule,
        **keys,
        "severity": str(one.severity),
        "message": one.message,
        "path": plain_path(one.path),
        **_place(one.marks[0], documents),
        "related": [{"path": plain_path(m.path), **_place(m, documents), "message": m.note} for m in one.marks[1:]],
        "law": dict(one.law),
        "fingerprint": one.fingerprint,
        "help": (rule.fix or rule.why) if rule is not None else "",
    }


def _place(mark: Mark, documents: dict[str, Document]) -> dict[str, Any]:
    document = documents.get(mark.path)
    return shape.place(document, mark.span) if document is not None else shape.NOWHERE
