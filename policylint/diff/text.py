"""The edit report for a reader at a terminal: each change with both places, how much it matters and why."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from policylint.diff.edit import Change, Edit, EditReport
from policylint.diff.words import about, summary
from policylint.finding import Mark
from policylint.report import Judged
from policylint.showing import CAUTION, excerpt, paint, safe, safe_path

MOST_LAWS = 4  # citations shown under a change; `explain` has them all
_WIDTH = 110


def render(report: EditReport, color: bool = False) -> str:
    """The whole report; lines end with LF."""
    return "\n".join(_lines(report, color)) + "\n"


def _lines(report: EditReport, color: bool) -> Iterator[str]:
    explained: set[str] = set()
    for edit in report.edits:
        path = safe_path(edit.path)
        if edit.old_path and edit.old_path != edit.path:
            path = f"{safe_path(edit.old_path)} -> {path}"
        yield f"{paint(path, 'bold', color)}: {safe(about(edit))}"
        for change in edit.changes:
            yield from _change(change, edit, report, explained, color)
        yield ""
    yield summary(report)
    yield f"as of {report.as_of}; {CAUTION}"


def _change(change: Change, edit: Edit, report: EditReport, explained: set[str], color: bool) -> Iterator[str]:
    finding = change.finding
    level = str(finding.severity)
    yield ""
    yield f"{paint(level, level, color)} {paint(finding.rule, 'bold', color)}: {safe(finding.message)}"
    yield from _place("old", edit.old, change.old, "error", color)
    yield from _place("new", edit.new, change.new, "info", color)
    rule = report.rules.get(finding.rule)
    if rule is not None and finding.rule not in explained:  # once is enough
        explained.add(finding.rule)
        yield from _wrapped("why", rule.why, color)
    if finding.law:
        shown = [f"{key} {safe(citation)}" for key, citation in finding.law[:MOST_LAWS]]
        more = len(finding.law) - len(shown)
        rest = f" and {more} more (policylint explain {finding.rule})" if more else ""
        yield paint(f"      = law: {'; '.join(shown)}{rest}", "dim", color)


def _place(side: str, judged: Judged | None, mark: Mark | None, style: str, color: bool) -> Iterator[str]:
    """The line of a version that a change stands on, with its number, and carets under the words."""
    if judged is None or mark is None:
        return
    document, span = judged.document.home(mark.span)
    if judged.document.parts:
        yield f"  {side} in {safe_path(document.path)}"
    number, column = document.lines.position(span.start)
    text, at, columns = excerpt(document.lines.line(number), column - 1, column - 1 + len(span))
    yield f"  {side} {number:>4} | {text}".rstrip()
    yield f"           | {' ' * at}{paint('^' * columns, style, color)}"


def _wrapped(name: str, text: str, color: bool) -> Iterator[str]:
    head = f"      = {name}: "
    for row in textwrap.wrap(" ".join(text.split()), _WIDTH, initial_indent=head, subsequent_indent=" " * 8):
        yield paint(safe(row), "dim", color)
