"""reviewdog's diagnostic format, rdjson (https://github.com/reviewdog/reviewdog/tree/master/proto/rdf).

reviewdog keeps what lies in the lines that a pull request changes, so each place of a finding is a diagnostic of its own,
which names the others as related locations (known to reviewdog since 0.18). Columns count bytes of UTF-8.
"""

from __future__ import annotations

from policylint.hints import TYPE_CHECKING, Any
from policylint.inspection import shape
from policylint.reporters import Options
from policylint.reporters.places import Place, Places, failed, laws
from policylint.showing import safe, safe_path

if TYPE_CHECKING:
    from policylint.finding import Finding
    from policylint.report import Failure, Report


def render(report: Report, options: Options) -> str:
    """JSON in ASCII. What a gate holds back is left out."""
    places = Places(report, options.root)
    diagnostics = [_failure(failure, places) for failure in report.failures]
    for finding in report.findings:
        diagnostics += _diagnostics(finding, places)
    return shape.dumps({"source": {"name": "policylint"}, "diagnostics": diagnostics})


def _diagnostics(finding: Finding, places: Places) -> list[dict[str, Any]]:
    law = f" ({laws(finding)})" if finding.law else ""
    at = [(places.of(mark), safe(mark.note)) for mark in finding.marks]
    rows = []
    for number, (place, note) in enumerate(at):
        text = safe(finding.message) + law
        if number and note:
            text = f"{note}: {text}"
        row: dict[str, Any] = {
            "message": text,
            "location": _location(place, places),
            "severity": str(finding.severity).upper(),
            "code": {"value": finding.rule},
        }
        related = [
            {"message": other_note or "also here", "location": _location(other, places)}
            for other_number, (other, other_note) in enumerate(at)
            if other_number != number
        ]
        rows.append(row | ({"related_locations": related} if related else {}))
    return rows


def _location(place: Place, places: Places) -> dict[str, Any]:
    start, end = place.bytes
    return {
        "path": safe_path(places.relative(place.path)),
        "range": {
            "start": {"line": place.line, "column": start},
            "end": {"line": place.end_line, "column": end},
        },
    }


def _failure(failure: Failure, places: Places) -> dict[str, Any]:
    location: dict[str, Any] = {"path": safe_path(places.relative(failure.path or "."))}
    if failure.line:
        location["range"] = {"start": {"line": failure.line}}
    return {
        "message": f"policylint could not judge this: {failed(failure)}",
        "location": location,
        "severity": "ERROR",
        "code": {"value": "policylint/failure"},
    }
