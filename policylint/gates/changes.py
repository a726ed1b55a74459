"""The gate of an edit: only findings on lines that it changed, or that it brought about elsewhere.

What an edit takes away leaves no line behind: the gap that it opens is told with a mark at the title. So the version before is judged
as well; what was not found there is the edit's doing, and a disclosure that it deleted is shown where it stood.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from policylint.document import Document
from policylint.finding import Finding, Mark, Severity, fingerprint
from policylint.gates.telling import parted, shown
from policylint.git import Hunk
from policylint.record import replace
from policylint.report import Judged, Quieted, Report
from policylint.row import NamedTuple
from policylint.span import Lines, Span

GATE = "since"
Pool = dict[str, list[Severity]]


class Edit(NamedTuple):
    """What an edit did to one file: the file now, its text before (None: there was none), and the hunks between the two."""

    now: Document
    before: str | None
    hunks: tuple[Hunk, ...] = ()


class Changed(NamedTuple):
    """Where a file differs: `whole`, or the `spans` of lines that are new and the offsets (`cuts`) where lines were taken out."""

    whole: bool = False
    spans: tuple[Span, ...] = ()
    cuts: tuple[int, ...] = ()

    def meets(self, span: Span) -> bool:
        """Whether a place is touched: on a new line, or on both sides of lines that were taken out."""
        return (
            self.whole
            or any(one.meets(span) for one in self.spans)
            or any(span.start < cut < span.end for cut in self.cuts)
        )


def lines_of(text: str) -> list[str]:
    """The lines of a text, as reports count them."""
    lines = Lines(text)
    return [lines.line(number) for number in range(1, len(lines) + 1)]


def apply(report: Report, before: Report, edits: Mapping[str, Edit], revision: str) -> Report:
    """The report with what the edit did not cause quieted.

    `before` is the report on the policies as they were, under the paths that they have now; `edits` are the files that differ, by path.
    """
    changed = {path: changed_of(edit) for path, edit in edits.items()}
    judged = {file.path for one in report.documents for file in one.document.files}
    documents = {one.document.path: one for one in before.documents}
    pool = _pool(before.findings)
    reason = f"not changed since {shown(revision)}"
    kept: list[Finding] = []
    quieted = list(report.quieted)
    for finding in report.findings:
        known = {key: _known(finding, key, pool) for key in finding.keys or ("",)}
        touched = any(changed[mark.path].meets(mark.span) for mark in finding.marks if mark.path in changed)
        if touched or not any(mark.path in judged for mark in finding.marks):
            kept.append(finding)
            continue
        for part in parted(finding, GATE, lambda f, key: reason if known[key] else ""):  # noqa: B023 - called at once
            if isinstance(part, Quieted):
                quieted.append(part)
            else:
                kept.append(_moved(part, documents.get(finding.basis[0] if finding.basis else ""), edits))
    return replace(report, findings=tuple(kept), quieted=tuple(quieted))


def changed_of(edit: Edit) -> Changed:
    """Where a file differs from what it was."""
    if edit.before is None:
        return Changed(whole=True)
    lines = edit.now.lines
    spans: list[Span] = []
    cuts: list[int] = []
    for hunk in edit.hunks:
        if hunk.added:
            last = min(hunk.new + hunk.added - 1, len(lines))
            spans.append(Span(lines.span(min(hunk.new, last)).start, lines.span(last).end))
        else:
            cuts.append(lines.span(hunk.new + 1).start if hunk.new < len(lines) else len(edit.now.text))
    return Changed(False, tuple(spans), tuple(cuts))


def _pool(findings: Iterable[Finding]) -> Pool:
    """The severities of what was found before, by the fingerprint of each finding or of each of its keys."""
    pool: Pool = {}
    for finding in findings:
        for key in finding.keys or ("",):
            pool.setdefault(_print(finding, key), []).append(_severity(finding, key))
    return pool


def _print(finding: Finding, key: str) -> str:
    return fingerprint(finding.rule, finding.basis[0], key) if key and finding.basis else finding.fingerprint


def _severity(finding: Finding, key: str) -> Severity:
    return next((gap.severity for gap in finding.gaps if gap.key == key), finding.severity)


def _known(finding: Finding, key: str, pool: Pool) -> bool:
    """Whether a finding was there before, no less severe; each of those before answers for one now."""
    before = pool.get(_print(finding, key), [])
    least = min((one for one in before if one >= _severity(finding, key)), default=None)
    if least is None:
        return False
    before.remove(least)
    return True


def _moved(finding: Finding, before: Judged | None, edits: Mapping[str, Edit]) -> Finding:
    """A finding about a disclosure that the edit took out, at the place where it stood; any other as it is."""
    if before is None:
        return finding
    for key in finding.keys:
        answer = before.disclosures.get(key)
        for mark in answer.evidence if answer is not None else ():
            file, span = before.document.home(mark.span)
            edit = edits.get(file.path)
            lines = Lines(file.text)
            first, last = lines.position(span.start)[0], lines.position(max(span.end - 1, span.start))[0]
            hunk = next((h for h in edit.hunks if h.old <= last and first < h.old + h.removed), None) if edit else None
            if edit is not None and hunk is not None:
                told = f"{finding.message}; this edit took out what said so, on line {first} before"
                mark = Mark(edit.now.path, _place_now(edit.now, hunk))
                return replace(finding, marks=(mark, *finding.marks[1:]), message=told)
    return finding


def _place_now(document: Document, hunk: Hunk) -> Span:
    """Where what a hunk took out would stand: what replaced it, else the line that follows, else the one before."""
    lines = document.lines
    first = hunk.new if hunk.added else hunk.new + 1
    candidates = [*range(first, first + max(hunk.added, 1)), first + 1, hunk.new, hunk.new - 1]
    there = [number for number in candidates if 1 <= number <= len(lines)] or [1]
    number = next((number for number in there if lines.line(number).strip()), there[0])
    text = lines.line(number)
    start = lines.span(number).start + len(text) - len(text.lstrip())
    return Span(start, start + len(text.strip()))
