"""The view as Markdown, for a pull request or a wiki."""

from __future__ import annotations

from collections.abc import Iterator

from policylint.hints import TYPE_CHECKING
from policylint.inspection.rows import Place, Sheet, sheet
from policylint.showing import CAUTION
from policylint.showing import markdown as escape

if TYPE_CHECKING:
    from policylint.report import Report


def render(report: Report) -> str:
    """Lines end with LF."""
    return "\n".join(line for one in report.documents for line in _lines(sheet(one))) + f"\n{CAUTION}\n"


def _lines(page: Sheet) -> Iterator[str]:
    yield f"# {escape(page.title or page.path)}"
    yield ""
    yield f"- file: {escape(page.path)}"
    for name, value in page.about:
        yield f"- {name}: {escape(value)}"
    yield "- disclosures: " + ", ".join(f"{count} {status}" for status, count in page.counts)
    yield ""
    yield "| Disclosure | Status | Evidence |"
    yield "|---|---|---|"
    for row in page.disclosures:
        more = f" (and {row.more} more)" if row.more else ""
        yield f"| {row.key} | {row.status} | {'; '.join(map(_place, row.places))}{more} |"
    yield ""
    if page.facts:
        yield "| Line | Fact | Fields | Words |"
        yield "|---:|---|---|---|"
        for fact in page.facts:
            fields = escape("; ".join(fact.fields))
            yield f"| {escape(fact.place.short)} | {fact.kind} | {fields} | {escape(fact.place.words)} |"
        yield ""


def _place(place: Place) -> str:
    return f"{escape(place.at)}: {escape(place.words)}"
