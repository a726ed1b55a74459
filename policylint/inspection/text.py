"""The view for a terminal: the disclosure matrix, then the facts."""

from __future__ import annotations

from collections.abc import Iterator

from policylint.hints import TYPE_CHECKING
from policylint.inspection.rows import Sheet, sheet
from policylint.showing import CAUTION, in_log, paint, safe, safe_path

if TYPE_CHECKING:
    from policylint.report import Report

STYLE = {"stated": "info", "vague": "warning", "absent": "error"}
WIDEST = 90  # characters of evidence on a line


def render(report: Report, color: bool = False) -> str:
    """Lines end with LF."""
    lines = (in_log(line) for one in report.documents for line in _lines(sheet(one), color))
    return "".join(line + "\n" for line in lines) + CAUTION + "\n"


def _lines(page: Sheet, color: bool) -> Iterator[str]:
    yield paint(safe_path(page.path), "bold", color) + (f": {safe(page.title)}" if page.title else "")
    for name, value in page.about:
        yield f"  {name}: {safe(value)}"
    yield "  disclosures: " + ", ".join(f"{count} {status}" for status, count in page.counts)
    width = max((len(row.key) for row in page.disclosures), default=0)
    for row in page.disclosures:
        shown = "; ".join(f"{safe(place.at)} {_quoted(place.words)}" for place in row.places)
        more = f" (+{row.more})" if row.more else ""
        status = paint(f"{row.status:<6}", STYLE[row.status], color)
        yield f"    {row.key:<{width}}  {status}  {shown}{more}".rstrip()
    yield f"  facts: {len(page.facts)}"
    for fact in page.facts:
        fields = f" ({safe('; '.join(fact.fields))})" if fact.fields else ""
        yield f"    {safe(fact.place.short):>5}  {fact.kind}{fields} {_quoted(fact.place.words)}"
    yield ""


def _quoted(words: str) -> str:
    shown = safe(words if len(words) <= WIDEST else words[: WIDEST - 1] + "…")
    return f'"{shown}"'
