"""The findings of a document as cards, one a rule: where and what, why it matters, the law, how to fix it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from policylint.hints import TYPE_CHECKING
from policylint.inspection.words import Words
from policylint.reporters.elements import Child, Html, h
from policylint.reporters.places import LEVELS, Places, worst_first
from policylint.showing import count, plain_path

if TYPE_CHECKING:
    from policylint.finding import Finding, Mark
    from policylint.report import Report
    from policylint.rule import Rule

AROUND = 260  # characters of a paragraph shown before and after the marked words
MARKED = 700  # characters of a mark that are shown


class Sources:
    """What stands at the places of a report: its paragraphs in plain words."""

    def __init__(self, report: Report, places: Places) -> None:
        self.places = places
        self._documents = report.sources
        self._judged = {file.path: one for one in report.documents for file in one.document.files}
        self._words: dict[str, Words] = {}

    def quote(self, mark: Mark) -> tuple[str, str, str]:
        """The words of a mark, and those of its paragraph before and after them; '' thrice where nothing stands there."""
        document = self._documents.get(mark.path)
        if document is None:
            return "", "", ""
        if mark.path not in self._words:
            self._words[mark.path] = Words(document)
        before, marked, after = self._words[mark.path].around(mark.span)
        if len(before) > AROUND:
            before = "…" + before[-AROUND:].partition(" ")[2]
        if len(marked) > MARKED:
            marked, after = marked[:MARKED].rpartition(" ")[0] + "…", ""
        if len(after) > AROUND:
            after = after[:AROUND].rpartition(" ")[0] + "…"
        return before, marked, after

    def in_parts(self, path: str) -> bool:
        """Whether a file is one of several of a policy."""
        return path in self._judged and bool(self._judged[path].document.parts)

    def absent(self, finding: Finding) -> bool:
        """Whether a finding is about what stands nowhere, and so is shown where it would stand."""
        one = self._judged.get(finding.path)
        if one is None or not finding.keys:
            return False
        answers = [one.disclosures[key].status for key in finding.keys if key in one.disclosures]
        return bool(answers) and set(answers) == {"absent"}


def cards(findings: Sequence[Finding], report: Report, sources: Sources) -> Iterator[Html]:
    """A card for each rule, the worst first, those of one severity in the order of the text."""
    by_rule: dict[str, list[Finding]] = {}
    for finding in worst_first(findings):
        by_rule.setdefault(finding.rule, []).append(finding)
    for id, found in by_rule.items():
        yield _card(id, found, report, sources)


def badge(level: str) -> Html:
    """A severity in words and in colour."""
    return h("span", LEVELS[level].title(), class_=f"badge {level}")


def _card(id: str, found: Sequence[Finding], report: Report, sources: Sources) -> Html:
    rule = report.rules.get(id)
    level = str(found[0].severity)
    # A rule that was found once is told by its message; one found often by its title, with a message for each place.
    often = len(found) > 1
    title = (rule.title if rule is not None else id) if often else found[0].message
    title = title[:1].upper() + title[1:]
    many = h("span", count(len(found), "place"), class_="many") if often else None
    body: list[Child] = []
    for finding in found:
        other = badge(str(finding.severity)) if str(finding.severity) != level else None
        said = h("p", other, " " if other else None, finding.message, class_="said") if often else None
        told = [_quote(finding, number, sources) for number in range(len(finding.marks))]
        body.append(h("div", said, told, class_="place"))
    return h(
        "article",
        h("header", badge(level), h("h4", title), many),
        body,
        _about(id, rule, found, report.laws),
        class_=f"card {level}",
    )


def _quote(finding: Finding, number: int, sources: Sources) -> Html:
    """The paragraph of a mark, its words marked; for the further places of a finding with what is said of them."""
    mark = finding.marks[number]
    line = sources.places.of(mark).line
    elsewhere = len({m.path for m in finding.marks}) > 1 or sources.in_parts(mark.path)
    where = f"{plain_path(mark.path)}, line {line}" if elsewhere else f"line {line}"
    before, marked, after = sources.quote(mark)
    if number == 0 and sources.absent(finding):
        quoted = [", ", h("q", marked)] if marked else None
        return h("p", f"Not found. Nearest place: {where}", quoted, class_="line")
    caption = h(
        "figcaption", where[:1].upper() + where[1:] if not elsewhere else where, f": {mark.note}" if mark.note else None
    )
    shown = h("blockquote", h("p", before, h("mark", marked), after)) if marked else None
    return h("figure", caption, shown, class_="source")


def _about(id: str, rule: Rule | None, found: Sequence[Finding], names: Mapping[str, str]) -> Html:
    rows: list[Child] = []
    if rule is not None and rule.why:
        rows += [h("dt", "Why it matters"), h("dd", rule.why)]
    laws: dict[str, dict[str, None]] = {}
    for finding in found:
        for key, citation in finding.law:
            laws.setdefault(key, {})[citation] = None
    if laws:
        cited = [
            h("li", "; ".join(texts), " ", h("span", names.get(key, key), class_="line")) for key, texts in laws.items()
        ]
        rows += [h("dt", "Law"), h("dd", h("ul", cited))]
    elif rule is not None and rule.no_law:
        rows += [h("dt", "Law"), h("dd", "None is cited. ", rule.no_law)]
    if rule is not None and rule.fix:
        rows += [h("dt", "How to fix it"), h("dd", rule.fix)]
    model = rule.model if rule is not None else ""
    clause = h("details", h("summary", "A model clause"), h("p", " ".join(model.split()))) if model else None
    return h("div", h("dl", rows), clause, h("p", "Rule ", h("code", id), class_="rule"), class_="about")
