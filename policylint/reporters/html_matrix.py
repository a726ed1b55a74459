"""What each policy says on each disclosure, with the words that show it."""

from __future__ import annotations

from collections.abc import Sequence

from policylint.hints import TYPE_CHECKING
from policylint.inspection.words import Words
from policylint.reporters.elements import Child, Html, h
from policylint.reporters.places import at, named
from policylint.showing import count

if TYPE_CHECKING:
    from policylint.finding import Severity
    from policylint.report import Answer, Judged, Report

STATUS = {"stated": "Stated", "vague": "Vague", "absent": "Not stated"}
MOST_EVIDENCE = 2  # quotations shown of one answer; `inspect` has them all


def title(key: str, report: Report) -> str:
    """What a disclosure is called; its key in words where its rule is off."""
    rule = report.rules.get(f"disclosure/{key}")
    return rule.title if rule is not None and rule.title else key.replace("-", " ").capitalize()


def gaps(one: Judged, report: Report) -> dict[str, Severity]:
    """The disclosures that a finding is about, also one that was quieted, with its severity."""
    found: dict[str, Severity] = {}
    files = {file.path for file in one.document.files}
    for finding in (*report.findings, *(quiet.finding for quiet in report.quieted)):
        if finding.path in files:
            found |= {key: max(finding.severity, found.get(key, finding.severity)) for key in finding.keys}
    return {key: severity for key, severity in found.items() if key in one.disclosures}


def asked(one: Judged, report: Report) -> list[str]:
    """The disclosures that are asked of a document: those that it lacks, the worst first, then those that it has.

    One that is not stated and that no finding is about is not asked: no law in play wants it, or its condition is not met.
    """
    lacking = gaps(one, report)
    active = {regime.key for regime in one.regimes if regime.active}
    active |= {regime.key for part in one.bodies for regime in part.regimes if regime.active}
    found = [*sorted(lacking, key=lambda key: (-lacking[key], title(key, report)))]
    for key, answer in sorted(one.disclosures.items(), key=lambda item: title(item[0], report)):
        rule = report.rules.get(f"disclosure/{key}")
        if key in lacking or answer.status == "absent" or rule is None or one.document.kind not in rule.kinds:
            continue
        if rule.core or rule.asked == "always" or not active.isdisjoint(rule.law):
            found.append(key)
    return found


def tallied(one: Judged, keys: Sequence[str]) -> dict[str, int]:
    """How many of the disclosures have each status."""
    return {status: sum(one.disclosures[key].status == status for key in keys) for status in STATUS}


def chip(status: str, severity: Severity | None = None) -> Html:
    """An answer in words and in colour: that of a gap as its finding is severe."""
    return h("span", STATUS[status], class_=f"chip {status if severity is None else severity}")


def evidence(one: Judged, report: Report, name: str) -> list[Child]:
    """The tables of one document: what is asked of it, and folded what is not."""
    keys = asked(one, report)
    rest = [key for key in one.disclosures if key not in set(keys)]
    words = Words(one.document)
    shown: list[Child] = []
    if keys:
        shown.append(_table(one, keys, report, words, "Disclosures that are asked of this document", name))
    if rest:
        table = _table(one, rest, report, words, "Disclosures that are not asked of this document", "")
        counts = tallied(one, rest)
        said = f"{count(len(rest), 'further disclosure')} that nothing asks for here ({counts['stated']} stated)"
        shown.append(h("details", h("summary", said), table, class_="rest"))
    return shown


def _table(one: Judged, keys: Sequence[str], report: Report, words: Words, caption: str, name: str) -> Html:
    lacking = gaps(one, report)
    rows = [
        h(
            "tr",
            h("th", title(key, report), scope="row"),
            h("td", chip(one.disclosures[key].status, lacking.get(key))),
            h("td", _quotes(one, one.disclosures[key], words)),
            id=f"{name}-{key}" if name else "",
        )
        for key in keys
    ]
    columns = [h("th", text, scope="col") for text in ("Disclosure", "Answer", "Words of the policy")]
    return h("table", h("caption", caption), h("thead", h("tr", columns)), h("tbody", rows), class_="evidence")


def _quotes(one: Judged, answer: Answer, words: Words) -> list[Html]:
    shown = [
        h("p", h("span", at(one, mark.span), " ", class_="line"), h("q", words.at(mark.span)))
        for mark in answer.evidence[:MOST_EVIDENCE]
    ]
    more = len(answer.evidence) - MOST_EVIDENCE
    if more > 0:
        shown.append(h("p", f"and {count(more, 'place')} more", class_="line"))
    return shown


def overview(judged: Sequence[tuple[str, Judged]], report: Report) -> Html:
    """One row a disclosure, one column a document: (name, document) as the sections are named."""
    wanted = {name: asked(one, report) for name, one in judged}
    lacking = {name: gaps(one, report) for name, one in judged}
    worst: dict[str, int] = {}
    for name, keys in wanted.items():
        for key in keys:
            worst[key] = max(worst.get(key, 0), lacking[name].get(key, 0))
    rows = []
    for key in sorted(worst, key=lambda key: (-worst[key], title(key, report))):
        cells = []
        for name, one in judged:
            shown = chip(one.disclosures[key].status, lacking[name].get(key))
            if key in wanted[name]:
                cells.append(h("td", h("a", shown, href=f"#{name}-{key}")))
            else:
                quiet = one.disclosures[key].status == "absent"
                cells.append(h("td", h("span", "not asked", class_="line") if quiet else shown))
        rows.append(h("tr", h("th", title(key, report), scope="row"), cells))
    columns = [h("th", one.document.title, h("div", named(one), class_="line"), scope="col") for _, one in judged]
    head = h("thead", h("tr", h("th", "Disclosure", scope="col"), columns))
    table = h("table", h("caption", "Disclosures by document"), head, h("tbody", rows), class_="matrix")
    return h("div", table, class_="wide", role="region", aria_label="Disclosures by document", tabindex="0")
