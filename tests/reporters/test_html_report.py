"""The page for counsel, read by a parser of HTML that takes no mistake."""

from __future__ import annotations

import base64
import hashlib
import itertools
import re

import pytest
from hypothesis import given, settings

from policylint.finding import Finding, Mark, Severity
from policylint.record import replace
from policylint.report import ActiveRegime, Answer, Failure, Quieted
from policylint.reporters import render
from policylint.reporters.elements import Html, h
from policylint.rule import Citation, Require, Rule
from policylint.showing import safe
from policylint.span import Span
from tests.reporters.conftest import reported as make
from tests.reporters.hostile import ANY, PATHS, TEXTS, marked


def parsed(text):
    justhtml = pytest.importorskip("justhtml", reason="a parser of HTML; comes with the extra 'dev'")
    return justhtml.JustHTML(text, strict=True, sanitize=False)


def page(report):
    return parsed(render(report, "html"))


def text_of(node):
    return " ".join(node.to_text().split())


def texts(root, selector):
    return [text_of(node) for node in root.query(selector)]


DISCLOSURE = Rule(
    id="disclosure/cookies",
    title="Cookies",
    why="People want to know.",
    severity=Severity.ERROR,
    verb=Require(()),
    law={"gdpr": Citation("Art. 13")},
    fix="Say so.",
    model="We set <cookies>.",
)


def full(reported):
    """A report on two documents: a contradiction between them, a missing disclosure, what is stated, vague and not asked."""
    report = reported(
        {"a.md": "# First Policy\n\nWe keep it for [[30 days]].", "b.md": "# Second Policy\n\nFor [[2 years]]."},
        "two periods",
        notes=("", "kept on"),
    )
    missing = Finding(
        "disclosure/cookies", Severity.ERROR, "nothing on cookies", (Mark("a.md", Span(2, 14)),), "f", ("cookies",),
        (("gdpr", "Art. 13"),),
    )  # fmt: skip
    answers = {
        "cookies": Answer("absent"),
        "retention-period": Answer("stated", (Mark("a.md", Span(31, 38)),) * 4),
        "dpo": Answer("absent"),
    }
    regimes = (ActiveRegime("gdpr", "claimed", Mark("a.md", Span(16, 18))), ActiveRegime("ccpa", "incidental"))
    first, second = report.documents
    rules = {**report.rules, "disclosure/cookies": DISCLOSURE}
    rules["disclosure/retention-period"] = replace(
        DISCLOSURE, id="disclosure/retention-period", title="How long", core=True
    )
    rules["disclosure/dpo"] = replace(
        DISCLOSURE, id="disclosure/dpo", title="An officer", law={"lgpd-br": Citation("Art. 41")}
    )
    other = {"cookies": Answer("stated"), "retention-period": Answer("vague"), "dpo": Answer("absent")}
    documents = (replace(first, disclosures=answers, regimes=regimes), replace(second, disclosures=other))
    return replace(
        report, findings=(*report.findings, missing), documents=documents, rules=rules, laws={"gdpr": "The Regulation"}
    )


def test_the_page_tells_all_that_counsel_needs(reported):
    """Counts, documents, laws with their lines; findings, the worst first, with source, why, law, and how to fix."""
    root = page(full(reported))
    assert texts(root, ".tiles li") == ["1 error", "1 warning", "0 notes"]
    assert texts(root, ".documents tbody th a") == ["First Policy", "Second Policy"]
    assert texts(root, "#d1 .facts b") == ["The Regulation"]
    assert texts(root, "#d1 .facts li")[0].endswith(": the text says that it applies (line 3)")
    cards = root.query("#d1 .card")
    assert [texts(card, "h4") for card in cards] == [["Nothing on cookies"], ["Two periods"]]
    assert texts(cards[0], ".about dd") == ["People want to know.", "Art. 13 The Regulation", "Say so."]
    assert texts(cards[0], "details p") == ["We set <cookies>."]
    assert texts(cards[0], "p.line") == ["Not found. Nearest place: line 1, First Policy"]
    assert texts(cards[1], "figcaption") == ["a.md, line 3", "b.md, line 3: kept on"]
    assert texts(cards[1], "mark") == ["30 days", "2 years"]
    assert [one.to_text(separator="", strip=False) for one in cards[1].query("blockquote p")] == [
        "We keep it for 30 days.",
        "For 2 years.",
    ]


def test_the_other_document_points_to_the_finding(reported):
    """A contradiction between two policies is told in both."""
    root = page(full(reported))
    assert texts(root, "#d2 li")[0].startswith("Line 3: kept on (a.md: two periods")


def test_the_matrix_has_a_row_for_each_disclosure_that_is_asked(reported):
    """What is lacking first; the others folded away."""
    root = page(full(reported))
    rows = root.query("#d1 .evidence")[0].query("tbody tr")
    assert [texts(row, "th") + texts(row, ".chip") for row in rows] == [
        ["Cookies", "Not stated"],
        ["How long", "Stated"],
    ]
    assert texts(rows[1], "td p") == ["line 3 30 days", "line 3 30 days", "and 2 places more"]
    assert texts(root, "#d1 .rest summary") == ["1 further disclosure that nothing asks for here (0 stated)"]
    overview = root.query(".matrix tbody tr")
    assert [texts(row, "th") + texts(row, "td") for row in overview] == [
        ["Cookies", "Not stated", "Stated"],
        ["How long", "Stated", "Vague"],
    ]
    targets = {node.attrs["id"] for node in root.query("[id]")}
    assert {link.attrs["href"].removeprefix("#") for link in root.query("a[href]")} <= targets


def test_a_rule_that_was_found_often_is_one_card(reported):
    """With its reason once, and a message for each place."""
    report = reported({"a.md": "[[T]]"})
    report = replace(report, findings=(report.findings[0], replace(report.findings[0], message="another")))
    card = page(report).query(".card")
    assert [texts(one, "h4") for one in card] == [["An example"]]
    assert texts(card[0], ".said") == ["a message", "another"]


def test_failures_quieted_findings_and_outcomes_are_told(reported):
    """Failures as an alert at the top."""
    report = reported({"a.md": "[[T]]"}, failures=(Failure("gone.md", "no such file"),))
    quiet = (Quieted(report.findings[0], "baseline", "accepted"),)
    documents = (replace(report.documents[0], outcome="language"),)
    root = page(replace(report, findings=(), quieted=quiet, documents=documents))
    assert texts(root, "[role=alert] li") == ["gone.md no such file"]
    assert [texts(row, "td") for row in root.query("section tr")][-1] == [
        "Warning",
        "a message a.md, line 1",
        "baseline",
        "accepted",
    ]
    assert "vocabulary" in texts(root, ".facts dd")[-1]


def test_the_page_loads_nothing_and_runs_nothing(reported):
    """It can be opened from a mail or a build's files: its policy allows one style, by its hash, and nothing else."""
    text = render(full(reported), "html")
    root = parsed(text)
    assert not root.query("script, link, img, iframe, form, object, base, [style], [onload], [src]")
    style = re.search(r"<style>(.*?)</style>", text, re.S)[1]
    assert "url(" not in style and "@import" not in style
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert root.query("meta[http-equiv]")[0].attrs["content"] == (
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    )
    assert not [link for link in root.query("[href]") if not link.attrs["href"].startswith("#")]


def test_the_page_can_be_read_by_everybody(reported):
    """A language, one h1, headings without a gap, tables with scopes, names for what scrolls, no colour without a word."""
    root = page(full(reported))
    assert root.query("html")[0].attrs["lang"] == "en"
    levels = [int(node.name[1]) for node in root.query("h1, h2, h3, h4")]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    assert all(node.attrs.get("scope") in ("row", "col") for node in root.query("th"))
    assert all(text_of(node) for node in root.query(".badge, .chip"))
    assert all(node.attrs.get("aria-label") for node in root.query("[role=region]"))
    ids = [node.attrs["id"] for node in root.query("[id]")]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("text", [*TEXTS, *PATHS])
def test_no_text_breaks_out_of_the_page(text):
    """The elements are those of a report of plain words."""
    assert shape(hostile(text)) == shape(hostile("words"))


@given(ANY)
@settings(max_examples=60)
def test_any_text_is_shown_as_it_is(text):
    """In an element and in an attribute."""
    found = parsed(
        f"<!doctype html><html><head><title>t</title></head><body>{h('p', text, title=text)}</body></html>"
    ).query("p")[0]
    assert found.to_text(strip=False) == safe(text)
    assert found.attrs.get("title", "") == safe(text)


def hostile(text):
    inside = marked(text)
    report = make({text: f"x\n\nwords {inside} [[x]]", "b.md": f"y [[x]] {inside}"}, text, notes=(text, text))
    report = replace(
        report, failures=(Failure(text, text, 0, text),), quieted=(Quieted(report.findings[0], text, text),)
    )
    return replace(report, findings=(*report.findings, replace(report.findings[0], rule=text)))


def shape(report):
    return [node.name for node in page(report).query("*")]


def test_elements():
    """Text is escaped, markup is not; what is empty is left out."""
    assert h("p", "a<b>&", h("b", "c"), None, ["d", "\x1b"]) == "<p>a&lt;b&gt;&amp;<b>c</b>d\\x1b</p>"
    assert (
        h("td", class_='x"y', id="", hidden=True, title="<'>") == '<td class="x&quot;y" hidden title="&lt;\'&gt;"></td>'
    )
    assert h("meta", http_equiv="x") == '<meta http-equiv="x">'
    assert isinstance(h("p"), Html)
