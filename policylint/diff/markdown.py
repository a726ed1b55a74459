"""The edit report as a comment on a pull request."""

from __future__ import annotations

from collections.abc import Iterator

from policylint.diff.edit import Change, Edit, EditReport
from policylint.diff.words import about, summary
from policylint.finding import Mark
from policylint.report import Judged
from policylint.showing import CAUTION, markdown, plain_path

LONGEST = 60_000  # characters; GitHub takes 65,536 of a comment
_QUOTED = 300  # characters of a passage that are shown
_SIGNS = {"error": "🔴 error", "warning": "🟠 warning", "info": "🔵 info"}


def render(report: EditReport) -> str:
    """Markdown, ending with a line feed. No text of a policy can be anything but words in it; what is too long is left out and told."""
    rows: list[str] = []
    size = 0
    for row in _rows(report):
        if size + len(row) > LONGEST:
            rows.append("*The report is longer than a comment may be; `policylint diff` shows the rest.*\n")
            break
        rows.append(row)
        size += len(row) + 1
    return "\n".join([*rows, f"**{summary(report)}.** As of {report.as_of}. {CAUTION}", ""])


def _rows(report: EditReport) -> Iterator[str]:
    for edit in report.edits:
        path = markdown(plain_path(edit.path))
        yield f"### {path}\n"
        said = about(edit)
        yield f"{said[:1].upper()}{markdown(said[1:])}.\n"
        if edit.changes:
            yield (
                "| | Change | Old | New |\n|---|---|---|---|\n" + "\n".join(_row(c, edit) for c in edit.changes) + "\n"
            )
        if edit.held:
            rows = (
                f"- `{h.change.finding.rule}`: {markdown(h.change.finding.message)} ({markdown(h.gate)}: {markdown(h.reason)})"
                for h in edit.held
            )
            yield f"<details><summary>Quieted ({len(edit.held)})</summary>\n\n" + "\n".join(rows) + "\n\n</details>\n"
        reasons = {}
        for change in edit.changes:
            rule = report.rules.get(change.finding.rule)
            if rule is not None:
                reasons[rule.id] = f"- **{markdown(rule.title)}** (`{rule.id}`): {markdown(' '.join(rule.why.split()))}"
        if reasons:
            yield "<details><summary>Why it matters</summary>\n\n" + "\n".join(reasons.values()) + "\n\n</details>\n"


def _row(change: Change, edit: Edit) -> str:
    finding = change.finding
    name = finding.rule.partition("/")[2]
    cells = [
        _SIGNS[str(finding.severity)],
        f"**{name}**: {markdown(finding.message)}",
        _passage(edit.old, change.old),
        _passage(edit.new, change.new),
    ]
    return f"| {' | '.join(cells)} |"


def _passage(judged: Judged | None, mark: Mark | None) -> str:
    if judged is None or mark is None:
        return ""
    document, span = judged.document.home(mark.span)
    words = " ".join(document.text[span.start : span.end].split())
    if len(words) > _QUOTED:
        words = words[: _QUOTED - 1] + "…"
    where = f"{markdown(plain_path(document.path))}, " if judged.document.parts else ""
    return f"{where}line {document.lines.position(span.start)[0]}: “{markdown(words)}”"
