"""The report as one self-contained page, for counsel: what stands in each policy, what does not, and what to do about it."""

from __future__ import annotations

from collections import Counter

from policylint.hints import TYPE_CHECKING
from policylint.reporters import OUTCOMES, Options
from policylint.reporters.elements import Child, Html, h
from policylint.reporters.html_findings import Sources, badge, cards
from policylint.reporters.html_matrix import STATUS, asked, evidence, overview, tallied
from policylint.reporters.page import page
from policylint.reporters.places import LEVELS, Places, at, failed, named
from policylint.showing import CAUTION, count, plain_path

if TYPE_CHECKING:
    from policylint.finding import Finding
    from policylint.report import ActiveRegime, Judged, Report

TIERS = {
    "configured": "named in the configuration",
    "claimed": "the text says that it applies",
    "established": "the publisher is seated where it holds",
    "targeted": "the text addresses people whom it protects",
}
KINDS = {
    "privacy-policy": "Privacy policy",
    "cookie-policy": "Cookie policy",
    "terms": "Terms",
    "dpa": "Data processing agreement",
    "app-notice": "App notice",
    "template": "Template",
    "other": "Other text",
}


def render(report: Report, options: Options) -> str:
    """The page."""
    places = Places(report, options.root)
    sources = Sources(report, places)
    numbered = [(f"d{number}", one) for number, one in enumerate(report.documents, 1)]
    linted = [(name, one) for name, one in numbered if not one.outcome and one.disclosures]
    body: list[Child] = [_head(report), _failures(report)]
    if report.documents:
        body.append(_documents(numbered, report))
    if len(linted) > 1:
        body.append(h("section", h("h2", "What the policies say", id="matrix"), overview(linted, report)))
    body += [_document(name, one, report, sources) for name, one in numbered]
    loose = [finding for finding in report.findings if finding.path not in report.sources]
    if loose:
        body.append(h("section", h("h2", "Other findings"), list(cards(loose, report, sources))))
    body.append(_quieted(report, places))
    names = [one.document.title or named(one) for one in report.documents]
    return page(f"Policy report: {names[0]}" if len(names) == 1 else "Policy report", body, report.as_of)


def _head(report: Report) -> Html:
    counts = Counter(str(finding.severity) for finding in report.findings)
    tiles = [
        h("li", h("strong", str(counts[level])), " ", name if counts[level] == 1 else f"{name}s", class_=level)
        for level, name in LEVELS.items()
    ]
    what = count(len(report.documents), "document")
    told = f"{what} judged" + (f" as of {report.as_of}" if report.as_of else "")
    return h(
        "header",
        h("h1", "Policy report"),
        h("p", told, ". ", CAUTION, class_="lead"),
        h("ul", tiles, class_="tiles", aria_label="Findings by severity"),
        class_="top",
    )


def _failures(report: Report) -> Html | None:
    if not report.failures:
        return None
    rows = [
        h("li", h("b", plain_path(f.path) + (f", line {f.line}" if f.line else "")) if f.path else None, " ", failed(f))
        for f in report.failures
    ]
    return h("section", h("h2", "Not everything could be judged"), h("ul", rows), class_="alert", role="alert")


def _documents(numbered: list[tuple[str, Judged]], report: Report) -> Html:
    rows = []
    for name, one in numbered:
        document = one.document
        counts = Counter(str(finding.severity) for finding in _found(one, report))
        found = [h("span", badge(level), f" {counts[level]} ", class_="pair") for level in LEVELS if counts[level]]
        link = h("a", document.title or named(one), href=f"#{name}")
        kind = KINDS.get(document.kind, document.kind)
        rows.append(
            h(
                "tr",
                h("th", link, h("div", named(one), class_="line"), scope="row"),
                h("td", OUTCOMES.get(one.outcome, one.outcome) if one.outcome else kind),
                h("td", found or "nothing found"),
                h("td", _bar(one, report)),
            )
        )
    columns = [h("th", text, scope="col") for text in ("Document", "Kind", "Findings", "Disclosures asked of it")]
    table = h("table", h("thead", h("tr", columns)), h("tbody", rows), class_="documents")
    return h("section", h("h2", "Documents"), table)


def _bar(one: Judged, report: Report) -> list[Child]:
    """How many of the disclosures that are asked are stated, vague and absent, in words and as a bar."""
    keys = asked(one, report) if not one.outcome else []
    if not keys:
        return ["–"]
    counts, bars, at = tallied(one, keys), [], 0
    for status, number in counts.items():
        if number:
            bars.append(h("rect", x=str(at), y="0", width=str(number), height="1", class_=status))
        at += number
    words = ", ".join(f"{number} {STATUS[status].lower()}" for status, number in counts.items())
    drawn = h("svg", bars, viewBox=f"0 0 {at} 1", preserveAspectRatio="none", class_="bar", aria_hidden="true")
    return [drawn, h("div", words, class_="line")]


def _found(one: Judged, report: Report) -> list[Finding]:
    files = {file.path for file in one.document.files}
    return [finding for finding in report.findings if finding.path in files]


def _document(name: str, one: Judged, report: Report, sources: Sources) -> Html:
    document = one.document
    found = _found(one, report)
    shown: list[Child] = [h("h2", document.title or named(one)), _about(one, report)]
    if found:
        shown += [h("h3", "Findings", id=f"{name}-findings"), list(cards(found, report, sources))]
    else:
        shown.append(h("p", "Nothing was found in this document."))
    shown.append(_elsewhere(one, report, sources))
    if one.disclosures and not one.outcome:
        shown += [h("h3", "What it states", id=f"{name}-states"), evidence(one, report, name)]
    return h("section", shown, id=name, class_="document")


def _elsewhere(one: Judged, report: Report, sources: Sources) -> Html | None:
    """The places of a document that findings of other documents point to."""
    files = {file.path for file in one.document.files}
    rows = [
        h(
            "li",
            f"Line {sources.places.of(mark).line}: {mark.note or 'also here'} ({plain_path(finding.path)}: ",
            finding.message,
            ")",
        )
        for finding in report.findings
        for mark in finding.marks[1:]
        if mark.path in files and finding.path not in files
    ]
    return h("div", h("p", "Findings of other documents point here too:"), h("ul", rows)) if rows else None


def _about(one: Judged, report: Report) -> Html:
    document = one.document
    rows: list[Child] = [h("dt", "File"), h("dd", named(one))]
    rows += [h("dt", "Kind"), h("dd", KINDS.get(document.kind, document.kind))]
    if one.outcome:
        rows += [h("dt", "Outcome"), h("dd", OUTCOMES.get(one.outcome, one.outcome))]
    else:
        laws = [
            h(
                "li",
                h("b", report.laws.get(regime.key, regime.key)),
                f": {TIERS.get(regime.tier, regime.tier)}",
                _line(one, regime),
            )
            for regime in one.regimes
            if regime.active
        ]
        none = "None is signalled by the text; what is asked of every policy is asked of this one."
        rows += [h("dt", "Laws in play"), h("dd", h("ul", laws) if laws else none)]
    for warning in document.warnings:
        rows += [h("dt", "Note"), h("dd", warning)]
    return h("dl", rows, class_="facts")


def _line(one: Judged, regime: ActiveRegime) -> str:
    if regime.evidence is None:
        return ""
    return f" ({at(one, regime.evidence.span)})"


def _quieted(report: Report, places: Places) -> Html | None:
    if not report.quieted:
        return None
    rows = []
    for quiet in report.quieted:
        finding = quiet.finding
        place = places.of(finding.marks[0])
        rows.append(
            h(
                "tr",
                h("td", badge(str(finding.severity))),
                h("td", finding.message, h("div", f"{plain_path(place.path)}, line {place.line}", class_="line")),
                h("td", quiet.gate),
                h("td", quiet.reason),
            )
        )
    columns = [h("th", text, scope="col") for text in ("Severity", "Finding", "Quieted by", "Reason")]
    table = h("table", h("thead", h("tr", columns)), h("tbody", rows), class_="documents")
    said = "Found, and held back by a gate that somebody set with a reason."
    return h("section", h("h2", f"Quieted findings ({len(report.quieted)})"), h("p", said), table)
