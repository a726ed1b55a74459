"""The report for a reader at a terminal: each finding with its place, its words and a caret under them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from policylint.finding import Severity
from policylint.hints import TYPE_CHECKING
from policylint.record import replace
from policylint.reporters import OUTCOMES, Options, quieted
from policylint.showing import CAUTION, count, excerpt, in_log, paint, safe, safe_path

if TYPE_CHECKING:
    from policylint.document import Document
    from policylint.finding import Finding, Mark
    from policylint.report import ActiveRegime, Judged, Report

MOST_LAWS = 4  # citations shown under a finding; `explain` has them all


def render(report: Report, options: Options) -> str:
    """The whole report; lines end with LF."""
    return "\n".join(map(in_log, _lines(report, options))) + "\n"


def _lines(report: Report, options: Options) -> Iterator[str]:
    color = options.color
    documents = report.sources
    shown: tuple[str, int, int] | None = None  # the place shown last: a line that is repeated tells nothing new
    for finding in report.findings:
        mark = finding.marks[0]
        level = str(finding.severity)
        yield f"{_place(mark, documents)}: {paint(level, level, color)} {_about(finding, color)}"
        here = (mark.path, mark.span.start, mark.span.end)
        if here != shown:
            yield from _source(mark, documents, level, color)
        shown = here
        for other in finding.marks[1:]:
            note = safe(other.note) or "also here"
            yield paint(f"      = {_place(other, documents)}: {note}", "bold", color)
            yield from _source(replace(other, note=""), documents, "info", color)
            shown = None
        if finding.law:
            yield paint(f"      = law: {_laws(finding)}", "dim", color)
    if report.findings:
        yield ""
    if options.failures:
        for failure in report.failures:
            yield paint(failure_line(failure.path, failure.line, failure.rule, failure.message), "error", color)
    if options.statistics and report.findings:
        yield from _statistics(report)
    for one in report.documents:
        yield from _document(one, color)
    yield _summary(report, color)
    yield f"as of {report.as_of}; {CAUTION}" if report.as_of else CAUTION


def failure_line(path: str, line: int, rule: str, message: str) -> str:
    """One line that tells a failure, safe to show."""
    where = safe_path(path) + (f":{line}" if line else "")
    about = f"{safe(rule)}: " if rule else ""
    return f"{where}: {about}{safe(message)}" if where else about + safe(message)


def _place(mark: Mark, documents: dict[str, Document]) -> str:
    document = documents.get(mark.path)
    if document is None:
        return safe_path(mark.path)
    line, column = document.lines.position(mark.span.start)
    return f"{safe_path(mark.path)}:{line}:{column}"


def _about(finding: Finding, color: bool) -> str:
    return f"{paint(finding.rule, 'bold', color)}: {safe(finding.message)}"


def _source(mark: Mark, documents: dict[str, Document], style: str, color: bool) -> Iterator[str]:
    document = documents.get(mark.path)
    if document is None:
        return
    number, column = document.lines.position(mark.span.start)
    line = document.lines.line(number)
    if not line.strip():
        return
    start = column - 1
    text, at, columns = excerpt(line, start, start + len(mark.span))
    yield f"{number:>5} | {text}".rstrip()
    yield f"      | {' ' * at}{paint('^' * columns, style, color)}"
    if mark.note:
        yield f"      = {safe(mark.note)}"


def _laws(finding: Finding) -> str:
    shown = [f"{key} {safe(citation)}" for key, citation in finding.law[:MOST_LAWS]]
    more = len(finding.law) - len(shown)
    return "; ".join(shown) + (f" and {more} more (policylint explain {finding.rule})" if more else "")


def _statistics(report: Report) -> Iterator[str]:
    counts = Counter(f.rule for f in report.findings)
    for rule, number in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        yield f"{number:>6}  {rule}"
    yield ""


def _document(one: Judged, color: bool) -> Iterator[str]:
    document = one.document
    shown = f"{safe(document.name)} (in {count(len(document.parts), 'file')})" if document.parts else ""
    name = paint(shown or safe_path(document.path), "bold", color)
    if one.outcome:
        yield f"{name}: {OUTCOMES.get(one.outcome, one.outcome)}"
    else:
        active = [_regime(r, document) for r in one.regimes if r.active]
        laws = ", ".join(active) if active else "none signalled; only the core disclosures are asked for"
        yield f"{name}: {document.kind}; regimes: {laws}"
    for warning in document.warnings:
        yield f"{name}: {safe(warning)}"


def _regime(regime: ActiveRegime, document: Document) -> str:
    if regime.tier == "configured" or regime.evidence is None:
        return f"{regime.key} ({regime.tier})"
    file, here = document.home(regime.evidence.span)
    where = f" of {safe_path(file.path)}" if document.parts else ""
    return f"{regime.key} ({regime.tier}, line {file.lines.position(here.start)[0]}{where})"


def _summary(report: Report, color: bool) -> str:
    counts = Counter(f.severity for f in report.findings)
    parts = [
        paint(count(counts[level], f"{level}" if level != Severity.INFO else "note"), str(level), color)
        for level in sorted(Severity, reverse=True)
        if counts[level]
    ]
    text = f"{count(len(report.documents), 'document')}: {', '.join(parts) or 'nothing found'}"
    if report.quieted:
        text += f"; {quieted(report)}"
    if report.failures:
        text += f"; {count(len(report.failures), 'failure')}: not everything could be judged"
    return text
