"""Checkstyle's XML, which many CI servers and plugins read (https://checkstyle.org, XMLLogger).

An error has one place: the other places of a finding are errors of their own in their own files, of severity `info`.
"""

from __future__ import annotations

from policylint.hints import TYPE_CHECKING
from policylint.reporters import Options
from policylint.reporters.places import Places, failed, laws, others
from policylint.reporters.xml import document, element
from policylint.showing import safe, safe_path

if TYPE_CHECKING:
    from policylint.report import Report

Row = tuple[int, int, str, str, str]  # line, column (0 for none), severity, message, source


def render(report: Report, options: Options) -> str:
    """XML in ASCII; files in the order of the report, those without a finding too. What a gate holds back is left out."""
    places = Places(report, options.root)
    rows: dict[str, list[Row]] = {path: [] for path in report.sources}
    for failure in report.failures:
        told = f"policylint could not judge this: {failed(failure)}"
        rows.setdefault(failure.path or ".", []).append((failure.line, 0, "error", told, "policylint.failure"))
    for finding in report.findings:
        place, text = places.of(finding.marks[0]), safe(finding.message)
        source = "policylint." + finding.rule.replace("/", ".")
        also = "".join(f" ({other.told}: {note})" for other, note in others(finding, places))
        law = f" [{laws(finding)}]" if finding.law else ""
        row = (place.line, place.column, str(finding.severity), text + also + law, source)
        rows.setdefault(place.path, []).append(row)
        for other, note in others(finding, places):
            row = (other.line, other.column, "info", f"{note} ({place.told}: {text})", source)
            rows.setdefault(other.path, []).append(row)
    root = element("checkstyle", version="4.3")
    for path, listed in rows.items():
        file = element("file", root, name=safe_path(places.relative(path)))
        for line, column, severity, message, source in sorted(listed, key=lambda row: row[:2]):
            shown = column or ""
            element("error", file, line=line, column=shown, severity=severity, message=message, source=source)
    return document(root)
