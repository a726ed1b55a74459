"""How an edit is told in words, alike in every format for readers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from policylint.checks.calendar_dates import spelt
from policylint.diff.edit import Edit, EditReport
from policylint.finding import Severity
from policylint.reporters import quieted
from policylint.rule import WEIGHTS
from policylint.showing import count

CLASSES = {
    "material": "material: it changes what the policy promises",
    "notable": "notable: new or clearer words, the promises are the same",
    "editorial": "editorial: nothing that the policy states has changed",
}
DATES = {
    "bumped": "its date moved forward",
    "not-bumped": "its date did not move",
    "backwards": "its date moved backwards",
    "no-date": "it has no date of its own",
}


def about(edit: Edit) -> str:
    """An edit in one line, without its path."""
    if edit.status == "added":
        return "a new policy; there is nothing to compare it with"
    if edit.status == "deleted":
        return "the policy was deleted, with all that it promised"
    said = [CLASSES[edit.weight], DATES[edit.date], *notice(edit)]
    if edit.status == "renamed":
        said.append("the file was renamed")
    return "; ".join(said)


def notice(edit: Edit) -> Iterator[str]:
    """What there is to say of the notice of changes that the old version promises."""
    promise, effective = edit.notice.promise, edit.notice.effective
    if promise is None or edit.weight != "material":
        return
    told = f"{promise.period} of notice are promised"
    if edit.notice.kept is None or effective is None or effective.day is None:
        yield f"{told}, and the new version does not say from when it applies"
    elif edit.notice.kept:
        yield f"{told}, and kept: it applies from {spelt(effective.day)}"
    else:
        yield f"{told}, and not kept: it applies from {spelt(effective.day)}"


def summary(report: EditReport) -> str:
    """All edits in one line."""
    classes = Counter(edit.weight for edit in report.edits)
    levels = Counter(finding.severity for finding in report.findings)
    parts = [f"{classes[name]} {name}" for name in reversed(WEIGHTS) if classes[name]]
    told = [
        count(levels[s], "note" if s is Severity.INFO else str(s)) for s in sorted(Severity, reverse=True) if levels[s]
    ]
    line = f"{count(len(report.edits), 'edit')}: {', '.join(parts) or 'no policy changed'}; {', '.join(told) or 'nothing found'}"
    if report.quieted:
        line += f"; {quieted(report.report())}"
    if report.failures:
        line += f"; {count(len(report.failures), 'failure')}: not everything could be judged"
    return line
