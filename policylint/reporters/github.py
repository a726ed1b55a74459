"""Workflow commands of GitHub Actions, which become annotations of a run and of the files of a pull request.

GitHub shows ten annotations of each level for a step and drops the others without a word, so the worst come first, and what
is left out stands in the log as plain text. The other places of a finding are notices in their own files.
"""

from __future__ import annotations

from collections.abc import Iterator

from policylint.finding import Severity
from policylint.hints import TYPE_CHECKING
from policylint.record import Record
from policylint.reporters import Options
from policylint.reporters.places import Place, Places, failed, others, tally, told_in_full, worst_first
from policylint.showing import CAUTION, count, in_log, safe, safe_path

if TYPE_CHECKING:
    from policylint.finding import Finding
    from policylint.report import Failure, Report

MOST = 10  # annotations of one level that GitHub shows for a step
COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


class Annotation(Record):
    """A command (error, warning, notice), its properties, its message, and what a log says in its stead."""

    command: str
    properties: dict[str, str | int]
    message: str
    plain: str


def render(report: Report, options: Options) -> str:
    """Lines for standard output of a step. What a gate holds back is counted only."""
    return "\n".join(_lines(report, options)) + "\n"


def _lines(report: Report, options: Options) -> Iterator[str]:
    places = Places(report, options.root)
    shown: dict[str, int] = dict.fromkeys(COMMANDS.values(), 0)
    left: list[Annotation] = []
    for annotation in _annotations(report, places):
        if shown[annotation.command] == MOST:
            left.append(annotation)
            continue
        shown[annotation.command] += 1
        yield _command(annotation)
    if left:
        what = f"{count(len(left), 'place')} that GitHub has no room for as annotations"
        yield f"::group::policylint: {what}, worst first"
        yield from (in_log(annotation.plain) for annotation in left)
        yield "::endgroup::"
    yield f"policylint: {tally(report)}"
    yield f"as of {report.as_of}; {CAUTION}" if report.as_of else CAUTION


def _annotations(report: Report, places: Places) -> Iterator[Annotation]:
    """Failures first, then findings worst first; the other places of a finding follow on it."""
    for failure in report.failures:
        yield _failure(failure, places)
    for finding in worst_first(report.findings):
        yield from _finding(finding, places)


def _finding(finding: Finding, places: Places) -> Iterator[Annotation]:
    place = places.of(finding.marks[0])
    level, title, text = str(finding.severity), f"policylint: {safe(finding.rule)}", safe(finding.message)
    command = COMMANDS[finding.severity]
    plain = f"{place.told}:{place.column}: {level} {safe(finding.rule)}: {text}"
    yield Annotation(command, _properties(place, places, title), told_in_full(finding, places), plain)
    for other, note in others(finding, places):
        message = f"{note}\nSee {place.told}: {text}"
        plain = f"{other.told}:{other.column}: {safe(finding.rule)}: {note} (see {place.told}: {text})"
        yield Annotation("notice", _properties(other, places, title), message, plain)


def _properties(place: Place, places: Places, title: str) -> dict[str, str | int]:
    properties: dict[str, str | int] = {"file": safe_path(places.relative(place.path)), "line": place.line}
    if place.line == place.end_line:  # GitHub takes columns of one line only
        properties |= {"endLine": place.end_line, "col": place.column, "endColumn": place.end_column}
    else:
        properties["endLine"] = place.end_line
    return properties | {"title": title}


def _failure(failure: Failure, places: Places) -> Annotation:
    told = failed(failure)
    properties: dict[str, str | int] = {}
    if failure.path:
        properties["file"] = safe_path(places.relative(failure.path))
    if failure.line:
        properties["line"] = failure.line
    properties["title"] = "policylint could not judge this"
    where = safe_path(failure.path) + (f":{failure.line}" if failure.line else "") or "policylint"
    return Annotation("error", properties, told, f"{where}: {told}")


def _command(annotation: Annotation) -> str:
    properties = ",".join(f"{key}={_property(str(value))}" for key, value in annotation.properties.items())
    return f"::{annotation.command} {properties}::{_data(annotation.message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
