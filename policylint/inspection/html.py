"""The view as one self-contained HTML page: no script, nothing loaded, everything that a policy says escaped."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape as _escape
from typing import TYPE_CHECKING

from policylint import __version__
from policylint.inspection.rows import Sheet, sheet
from policylint.showing import CAUTION, safe

if TYPE_CHECKING:
    from policylint.report import Report

_STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 70rem; padding: 0 1rem }
body { color: #1c1c1c; background: #fff }
h1 { font-size: 1.6rem } h2 { font-size: 1.3rem; margin-top: 2.5rem } h3 { font-size: 1.05rem }
table { border-collapse: collapse; width: 100%; font-size: .92rem }
th, td { text-align: left; vertical-align: top; padding: .3rem .6rem; border-bottom: 1px solid #ccc }
td.line { text-align: right; color: #555 }
.stated { color: #0a5c2b } .vague { color: #7a4b00 } .absent { color: #9c1c1c } .status { font-weight: 600 }
q { quotes: none } .where { color: #555 }
@media (prefers-color-scheme: dark) {
  body { color: #e6e6e6; background: #161616 } th, td { border-color: #444 } td.line, .where { color: #aaa }
  .stated { color: #6fd695 } .vague { color: #f0b860 } .absent { color: #ff8d8d }
}
"""


def escape(text: str) -> str:
    """Text for an element or a quoted attribute, its control characters shown as escapes."""
    return _escape(safe(text), quote=True)


def render(report: Report) -> str:
    """The page; lines end with LF."""
    body = "\n".join(line for one in report.documents for line in _lines(sheet(one)))
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>What the policies state</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        f"<h1>What the policies state</h1>\n{body}\n"
        f"<p>policylint {__version__}. {escape(CAUTION)}</p>\n</body>\n</html>\n"
    )


def _lines(page: Sheet) -> Iterator[str]:
    yield f"<section>\n<h2>{escape(page.title or page.path)}</h2>\n<ul>\n<li>file: {escape(page.path)}</li>"
    for name, value in page.about:
        yield f"<li>{escape(name)}: {escape(value)}</li>"
    counts = ", ".join(f'<span class="{status}">{count} {status}</span>' for status, count in page.counts)
    yield f"<li>disclosures: {counts}</li>\n</ul>\n<h3>Disclosures</h3>\n<table>"
    yield _header("Disclosure", "Status", "Evidence")
    for row in page.disclosures:
        shown = "<br>".join(
            f'<span class="where">{escape(place.at)}</span> <q>{escape(place.words)}</q>' for place in row.places
        )
        more = f'<br><span class="where">and {row.more} more</span>' if row.more else ""
        status = f'<td class="status {row.status}">{row.status}</td>'
        yield f'<tr><th scope="row">{escape(row.key)}</th>{status}<td>{shown}{more}</td></tr>'
    yield "</table>"
    if page.facts:
        yield "<h3>Facts</h3>\n<table>"
        yield _header("Line", "Fact", "Fields", "Words")
        for fact in page.facts:
            fields = escape("; ".join(fact.fields))
            yield (
                f'<tr><td class="line">{escape(fact.place.short)}</td><td>{escape(fact.kind)}</td><td>{fields}</td>'
                f"<td><q>{escape(fact.place.words)}</q></td></tr>"
            )
        yield "</table>"
    yield "</section>"


def _header(*names: str) -> str:
    return "<tr>" + "".join(f'<th scope="col">{name}</th>' for name in names) + "</tr>"
