"""The view as one self-contained HTML page: no script, nothing loaded, everything that a policy says escaped."""

from __future__ import annotations

from collections import Counter

from policylint.hints import TYPE_CHECKING
from policylint.inspection.rows import STATUS, DisclosureRow, FactRow, Sheet, sheet
from policylint.reporters.elements import Child, Html, h
from policylint.reporters.page import page

if TYPE_CHECKING:
    from policylint.report import Report

_SHOWN = {"stated": "Stated", "vague": "Vague", "absent": "Not stated"}


def render(report: Report) -> str:
    """The page; lines end with LF."""
    sheets = [sheet(one) for one in report.documents]
    title = "What the policies state"
    body: list[Child] = [h("header", h("h1", title), class_="top")]
    if report.failures:
        from policylint.reporters.places import failed
        from policylint.showing import plain_path

        rows = [h("li", h("b", plain_path(f.path)), " ", failed(f)) for f in report.failures]
        body.append(
            h("section", h("h2", "Not everything could be judged"), h("ul", rows), class_="alert", role="alert")
        )
    body += [_section(one) for one in sheets]
    return page(title, body, report.as_of)


def _section(one: Sheet) -> Html:
    about: list[Child] = [h("dt", "File"), h("dd", one.path)]
    for name, value in one.about:
        about += [h("dt", name[:1].upper() + name[1:]), h("dd", value)]
    counts = Counter(row.status for row in one.disclosures)
    about += [h("dt", "Disclosures"), h("dd", ", ".join(f"{counts[s]} {_SHOWN[s].lower()}" for s in STATUS))]
    facts = (
        [h("h3", "Facts"), _table(("Line", "Fact", "Fields", "Words"), map(_fact, one.facts))] if one.facts else None
    )
    return h(
        "section",
        h("h2", one.title or one.path),
        h("dl", about, class_="facts"),
        h("h3", "Disclosures"),
        _table(("Disclosure", "Answer", "Words of the policy"), map(_disclosure, one.disclosures)),
        facts,
        class_="document",
    )


def _table(names: tuple[str, ...], rows: Child) -> Html:
    head = h("thead", h("tr", [h("th", name, scope="col") for name in names]))
    return h("table", head, h("tbody", rows), class_="evidence" if len(names) == 3 else "documents")


def _disclosure(row: DisclosureRow) -> Html:
    shown = [h("p", h("span", place.at, " ", class_="line"), h("q", place.words)) for place in row.places]
    more = h("p", f"and {row.more} more", class_="line") if row.more else None
    status = h("span", _SHOWN[row.status], class_=f"chip {row.status}")
    return h("tr", h("th", row.key, scope="row"), h("td", status), h("td", shown, more))


def _fact(fact: FactRow) -> Html:
    cells = (fact.place.short, fact.kind, "; ".join(fact.fields))
    return h("tr", [h("td", cell) for cell in cells], h("td", h("q", fact.place.words)))
