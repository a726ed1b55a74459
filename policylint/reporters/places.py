"""Where findings stand, as the formats of CI servers tell it: paths that the server knows, lines, columns, source lines."""

from __future__ import annotations

import os
from collections.abc import Iterable

from policylint.hints import TYPE_CHECKING
from policylint.record import Record
from policylint.reporters import quieted
from policylint.showing import count, plain_path, safe, safe_path

if TYPE_CHECKING:
    from policylint.finding import Finding, Mark
    from policylint.report import Failure, Judged, Report
    from policylint.span import Span

LEVELS = {"error": "error", "warning": "warning", "info": "note"}  # what people call them


class Place(Record):
    """A mark in its file: the path as given, lines and columns from 1 (columns in code points, the end exclusive).

    `first` and `last` are the source lines that hold its start and its end, '' where the file was not read.
    """

    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    first: str = ""
    last: str = ""

    @property
    def bytes(self) -> tuple[int, int]:
        """The columns of start and end counted in bytes of UTF-8, from 1."""
        return _bytes(self.first, self.column), _bytes(self.last, self.end_column)

    @property
    def told(self) -> str:
        """path:line, safe to show."""
        return f"{safe_path(self.path)}:{self.line}"


def _bytes(line: str, column: int) -> int:
    return len(line[: column - 1].encode("utf-8", "surrogatepass")) + 1


class Places:
    """The places of a report's marks. `root` is the folder that paths are told relative to, '' for the current one."""

    def __init__(self, report: Report, root: str = "") -> None:
        self._documents = report.sources
        self._root = os.path.abspath(root or os.curdir)
        self._moved = bool(root) and self._root != os.path.abspath(os.curdir)

    def of(self, mark: Mark) -> Place:
        """The place of a mark; the start of the file where that was not read."""
        document = self._documents.get(mark.path)
        if document is None:
            return Place(mark.path, 1, 1, 1, 1)
        lines = document.lines
        line, column = lines.position(mark.span.start)
        end_line, end_column = lines.position(mark.span.end)
        return Place(mark.path, line, column, end_line, end_column, lines.line(line), lines.line(end_line))

    def relative(self, path: str) -> str:
        """A path with '/' below the root, or as it was given where it lies elsewhere."""
        if os.path.isabs(path) or self._moved:
            full, top = os.path.abspath(path), self._root.rstrip(os.sep) + os.sep
            if not full.startswith(top):
                full, top = os.path.realpath(path), os.path.realpath(self._root).rstrip(os.sep) + os.sep
            path = full[len(top) :] if full.startswith(top) else path
        return path.replace(os.sep, "/").removeprefix("./") or "."


def named(one: Judged) -> str:
    """What a policy is called beside its title, for a reader: its file, or the name that a policy in parts was given."""
    document = one.document
    return f"{document.name} (in {count(len(document.parts), 'file')})" if document.parts else plain_path(document.path)


def at(one: Judged, span: Span) -> str:
    """A place of a policy that is told apart from findings: "line 3", or "line 3 of rights.md" where it is in parts."""
    file, here = one.document.home(span)
    line = f"line {file.lines.position(here.start)[0]}"
    return f"{line} of {plain_path(file.path)}" if one.document.parts else line


def worst_first(findings: Iterable[Finding]) -> list[Finding]:
    """Findings by severity, those of one severity in the order of the report."""
    return sorted(findings, key=lambda finding: -finding.severity)


def others(finding: Finding, places: Places) -> list[tuple[Place, str]]:
    """The other places of a finding, each with what is said of it, safe to show."""
    return [(places.of(mark), safe(mark.note) or "also here") for mark in finding.marks[1:]]


def laws(finding: Finding) -> str:
    """The citations of a finding on one line, safe to show; '' where it cites none."""
    return "; ".join(f"{safe(key)} {safe(citation)}" for key, citation in finding.law)


def told_in_full(finding: Finding, places: Places) -> str:
    """The message with the other places and the law, as lines of plain text."""
    lines = [safe(finding.message)]
    lines += [f"{place.told}: {note}" for place, note in others(finding, places)]
    if finding.law:
        lines.append(f"Law: {laws(finding)}")
    return "\n".join(lines)


def failed(failure: Failure) -> str:
    """What could not be judged, and why, safe to show."""
    return (f"{safe(failure.rule)}: " if failure.rule else "") + safe(failure.message)


def tally(report: Report) -> str:
    """'2 documents: 1 error, 3 notes', and what was quieted or failed."""
    from collections import Counter

    counts = Counter(str(finding.severity) for finding in report.findings)
    found = ", ".join(count(counts[level], name) for level, name in LEVELS.items() if counts[level]) or "nothing found"
    text = f"{count(len(report.documents), 'document')}: {found}"
    if report.quieted:
        text += f"; {quieted(report)}"
    if report.failures:
        text += f"; {count(len(report.failures), 'failure')}: not everything could be judged"
    return text
