"""The report as Markdown: the comment on a pull request, the summary of a job, a page of a wiki.

It begins with a comment of HTML by which a job finds its comment again. What has no room is counted: the worst comes first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from policylint.hints import TYPE_CHECKING
from policylint.reporters import OUTCOMES, Options
from policylint.reporters.places import LEVELS, Place, Places, failed, named, tally, worst_first
from policylint.row import NamedTuple
from policylint.showing import CAUTION, code, count, excerpt, markdown, plain_path

if TYPE_CHECKING:
    from policylint.finding import Finding, Mark
    from policylint.report import Judged, Report

MARKER = "<!-- policylint report -->"
MOST = 65_000  # bytes; GitHub takes 65,536 characters in a comment
QUOTED = 160  # columns of a source line


class Part(NamedTuple):
    """Items under a heading; folded ones are shown on a click. `findings` says that each item is one."""

    title: str
    items: Iterable[str]
    folded: bool = False
    findings: bool = False


def render(report: Report, options: Options) -> str:
    """Markdown as GitHub and GitLab read it; lines end with LF."""
    places = Places(report, options.root)
    head = f"{MARKER}\n## policylint: {tally(report)}\n"
    tail = f"\n{CAUTION}" + (f" As of {report.as_of}." if report.as_of else "") + "\n"
    room = (options.most or MOST) - len((head + tail).encode()) - 200
    body: list[str] = []
    left = 0
    for part in _parts(report, places):
        opening, closing = _frame(part)
        room -= len((opening + closing).encode())
        kept: list[str] = []
        for item in part.items:
            if room >= (size := len(item.encode("utf-8", "replace"))):
                kept.append(item)
                room -= size
            else:
                room = 0
                left += part.findings
        if kept:
            body += [opening, *kept, closing]
    more = f"\n**{count(left, 'finding')} more** had no room here.\n" if left else ""
    return head + "".join(body) + more + tail


def _frame(part: Part) -> tuple[str, str]:
    if part.folded:
        return f"\n<details><summary>{part.title}</summary>\n\n", "\n</details>\n"
    return f"\n### {part.title}\n\n", ""


def _parts(report: Report, places: Places) -> Iterator[Part]:
    if report.failures:
        rows = (
            f"- {code(plain_path(f.path) or 'policylint')}{f', line {f.line}' if f.line else ''}: {markdown(failed(f))}\n"
            for f in report.failures
        )
        yield Part("Not everything could be judged", rows, findings=True)
    ordered = worst_first(report.findings)
    for level, name in LEVELS.items():
        found = [finding for finding in ordered if str(finding.severity) == level]
        if found:
            title = f"{name.title()}s ({len(found)})"
            yield Part(title, (_finding(one, places) for one in found), level == "info", True)
    rules = [report.rules[id] for id in dict.fromkeys(f.rule for f in ordered) if id in report.rules]
    if rules:
        told = (
            f"- **{markdown(rule.title or rule.id)}** ({code(rule.id)})"
            + (f"<br>Why: {markdown(rule.why)}" if rule.why else "")
            + (f"<br>How to fix: {markdown(rule.fix)}" if rule.fix else "")
            + "\n"
            for rule in rules
        )
        yield Part("Why it matters, and how to fix it", told, True)
    if report.quieted:
        rows = (
            f"- {code(q.finding.rule)} at {_at(places.of(q.finding.marks[0]))}: {markdown(q.finding.message)} "
            f"({markdown(q.gate)}: {markdown(q.reason)})\n"
            for q in report.quieted
        )
        yield Part(f"Quieted ({len(report.quieted)})", rows, True)
    if report.documents:
        yield Part("What was judged", map(_document, report.documents), True)


def _finding(finding: Finding, places: Places) -> str:
    lines = [f"- **{markdown(finding.message.strip())}** ({code(finding.rule)}){_place(finding.marks[0], places)}"]
    for mark in finding.marks[1:]:
        lines.append(f"  {_note(mark)}{_place(mark, places)}")
    if finding.law:
        lines.append("  Law: " + markdown("; ".join(f"{key} {citation}" for key, citation in finding.law)))
    return "<br>\n".join(lines) + "\n"


def _note(mark: Mark) -> str:
    return f"See also ({markdown(mark.note)}):" if mark.note else "See also:"


def _place(mark: Mark, places: Places) -> str:
    """Where, and the words of that line (none for an empty one)."""
    place = places.of(mark)
    end = place.end_column - 1 if place.end_line == place.line else len(place.first)
    words = excerpt(place.first, place.column - 1, end, QUOTED)[0].strip()
    return f" {_at(place)}" + (f"<br>\n  {code(words)}" if words else "")


def _at(place: Place) -> str:
    return code(f"{plain_path(place.path)}:{place.line}")


def _document(one: Judged) -> str:
    document = one.document
    if one.outcome:
        told = OUTCOMES.get(one.outcome, one.outcome)
    else:
        active = [f"{regime.key} ({regime.tier})" for regime in one.regimes if regime.active]
        told = (
            f"{document.kind}; laws: {', '.join(active) or 'none signalled; only the core disclosures are asked for'}"
        )
    told += "".join(f"; {warning}" for warning in document.warnings)
    return f"- {code(named(one))}: {markdown(told)}\n"
