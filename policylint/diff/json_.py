"""The edit report for programs, as `policylint/schemas/diff.json` describes it."""

from __future__ import annotations

from collections import Counter

from policylint import __version__
from policylint.diff.edit import Change, Edit, EditReport
from policylint.edits.dates import Notice
from policylint.finding import Severity
from policylint.hints import Any
from policylint.inspection import shape
from policylint.report import Judged
from policylint.showing import plain_path


def render(report: EditReport) -> str:
    """JSON in ASCII."""
    return shape.dumps(diff(report))


def diff(report: EditReport) -> dict[str, Any]:
    """The answer of `diff --format json`."""
    counts = Counter(f.severity for f in report.findings)
    classes = Counter(edit.weight for edit in report.edits)
    return {
        "version": 1,
        "tool": {"name": "policylint", "version": __version__},
        "edits": [_edit(one, report) for one in report.edits],
        "failures": [shape.failure(f) for f in report.failures],
        "summary": {
            **{str(level): counts[level] for level in sorted(Severity, reverse=True)},
            **{name: classes[name] for name in ("material", "notable", "editorial")},
            "edits": len(report.edits),
            "failures": len(report.failures),
            "quieted": len(report.quieted),
            "asOf": report.as_of or None,
        },
    }


def _edit(edit: Edit, report: EditReport) -> dict[str, Any]:
    return {
        "path": plain_path(edit.path),
        "oldPath": plain_path(edit.old_path or edit.path) if edit.old is not None else None,
        "status": edit.status,
        "class": edit.weight,
        "date": edit.date,
        "notice": _notice(edit.notice),
        "changes": [_change(one, edit, report) for one in edit.changes],
        "quieted": [_change(one.change, edit, report) | {"gate": one.gate, "reason": one.reason} for one in edit.held],
    }


def _notice(notice: Notice) -> dict[str, Any]:
    """What is promised (an ISO 8601 duration), the new effective date, the days left until it, and whether that keeps the promise."""
    period = notice.promise.period if notice.promise is not None else None
    day = notice.effective.day if notice.effective is not None else None
    return {
        "promised": period.iso if period is not None else None,
        "effective": day.isoformat() if day is not None else None,
        "days": notice.left,
        "kept": notice.kept,
    }


def _change(change: Change, edit: Edit, report: EditReport) -> dict[str, Any]:
    finding, rule = change.finding, report.rules.get(change.finding.rule)

    def mark(judged: Judged | None, place: Any) -> dict[str, Any] | None:
        return shape.mark(judged.document, place.span) if judged is not None and place is not None else None

    return {
        "rule": finding.rule,
        "severity": str(finding.severity),
        "class": change.weight,
        "message": finding.message,
        "why": rule.why if rule is not None else "",
        "old": mark(edit.old, change.old),
        "new": mark(edit.new, change.new),
        "law": dict(finding.law),
        "fingerprint": finding.fingerprint,
        "help": rule.fix if rule is not None else "",
    }
