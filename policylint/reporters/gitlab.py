"""GitLab's code quality report (https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format).

A list of issues, each with one place: the other places of a finding are issues of their own, of severity `info`. No two
issues of a report share a fingerprint, else GitLab would show one of them.
"""

from __future__ import annotations

from collections import Counter

from policylint.finding import Severity
from policylint.hints import TYPE_CHECKING, Any
from policylint.inspection import shape
from policylint.reporters import Options
from policylint.reporters.places import Place, Places, failed, laws, others
from policylint.showing import safe, safe_path

if TYPE_CHECKING:
    from policylint.finding import Finding
    from policylint.report import Failure, Report

SEVERITIES = {Severity.ERROR: "critical", Severity.WARNING: "minor", Severity.INFO: "info"}
FAILURE = "policylint/failure"


def render(report: Report, options: Options) -> str:
    """JSON in ASCII. What a gate holds back is left out."""
    places = Places(report, options.root)
    issues = [_failure(failure, places) for failure in report.failures]
    for finding in report.findings:
        issues += _issues(finding, places)
    seen: Counter[str] = Counter()
    for issue in issues:
        print_ = issue["fingerprint"]
        seen[print_] += 1
        if seen[print_] > 1:
            issue["fingerprint"] = _fingerprint(print_, str(seen[print_]))
    return shape.dumps(issues)


def _issues(finding: Finding, places: Places) -> list[dict[str, Any]]:
    place = places.of(finding.marks[0])
    also = "".join(f" ({other.told}: {note})" for other, note in others(finding, places))
    law = f" [{laws(finding)}]" if finding.law else ""
    text = safe(finding.message)
    rows = [_issue(finding, text + also + law, SEVERITIES[finding.severity], finding.fingerprint, place, places)]
    for number, (other, note) in enumerate(others(finding, places), 1):
        print_ = _fingerprint(finding.fingerprint, "related", str(number))
        rows.append(_issue(finding, f"{note} ({place.told}: {text})", "info", print_, other, places))
    return rows


def _issue(
    finding: Finding, description: str, severity: str, print_: str, place: Place, places: Places
) -> dict[str, Any]:
    return {
        "type": "issue",
        "description": description,
        "check_name": finding.rule,
        "fingerprint": print_,
        "severity": severity,
        "location": {
            "path": safe_path(places.relative(place.path)),
            "lines": {"begin": place.line, "end": place.end_line},
        },
    }


def _failure(failure: Failure, places: Places) -> dict[str, Any]:
    told = failed(failure)
    line = failure.line or 1
    return {
        "type": "issue",
        "description": f"policylint could not judge this: {told}",
        "check_name": FAILURE,
        "fingerprint": _fingerprint(FAILURE, failure.path, told),
        "severity": "blocker",
        "location": {
            "path": safe_path(places.relative(failure.path or ".")),
            "lines": {"begin": line, "end": line},
        },
    }


def _fingerprint(*parts: str) -> str:
    from policylint.digest import sha256

    digest: str = sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
    return digest[:32]
