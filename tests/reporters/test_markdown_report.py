"""The Markdown report, rendered by GitHub's own parser (cmark-gfm) and read back."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings

from policylint.finding import Severity
from policylint.record import replace
from policylint.report import Failure, Quieted
from policylint.reporters import Options, markdown, render
from policylint.showing import code, safe
from policylint.showing import markdown as plain
from tests.reporters.conftest import reported as make
from tests.reporters.hostile import ANY, PATHS, TEXTS, marked

OURS = {"h2", "h3", "p", "ul", "li", "strong", "code", "br", "details", "summary"}


class Page(HTMLParser):
    """The tags, the text, and the text outside of code of a rendered page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text = self.loose = ""
        self.depth = 0
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        assert not attrs
        self.depth += tag == "code"

    def handle_endtag(self, tag):
        self.depth -= tag == "code"

    def handle_data(self, data):
        self.text += data
        if not self.depth:
            self.loose += data


def shown(text: str) -> Page:
    cmark = pytest.importorskip("cmarkgfm", reason="GitHub's parser of Markdown; comes with the extra 'dev'")
    return Page(cmark.github_flavored_markdown_to_html(text, options=cmark.cmark.Options.CMARK_OPT_UNSAFE))


def lines(report, options=None):
    return render(report, "markdown", options).split("\n")


def test_a_finding_shows_message_rule_place_source_line_and_law(reported):
    """The source line as code, in which nothing is markup."""
    report = reported(
        {"a.md": "# T\n\nWe keep it for [[a while]].", "b.md": "\nFor [[2 years]]."}, notes=("", "kept on")
    )
    assert lines(report)[:11] == [
        "<!-- policylint report -->",
        "## policylint: 2 documents: 1 warning",
        "",
        "### Warnings (1)",
        "",
        "- **a message** (`wording/example`) `a.md:3`<br>",
        "  `We keep it for a while.`<br>",
        "  See also (kept on): `b.md:2`<br>",
        "  `For 2 years.`<br>",
        "  Law: gdpr Art. 5(1)(a)",
        "",
    ]


def test_why_and_how_to_fix_stand_once_for_each_rule(reported):
    """Folded, since the findings come first."""
    report = reported({"a.md": "[[T]]"})
    text = render(replace(report, findings=report.findings * 3), "markdown")
    assert text.count("Why: It shows something.") == text.count("How to fix: Say it plainly.") == 1


def test_the_worst_come_first_and_notes_are_folded(reported):
    """A comment is read from its top."""
    report = reported({"a.md": "[[T]]"})
    found = [
        replace(report.findings[0], severity=severity) for severity in (Severity.INFO, Severity.ERROR, Severity.WARNING)
    ]
    text = render(replace(report, findings=tuple(found)), "markdown")
    order = [
        text.index(part) for part in ("### Errors (1)", "### Warnings (1)", "<details><summary>Notes (1)</summary>")
    ]
    assert order == sorted(order)


def test_what_has_no_room_is_counted(reported):
    """A comment takes so much and no more, and a job summary is dropped whole; the end of the report is always there."""
    report = reported({"a.md": "[[T]]"})
    low = replace(report.findings[0], message="a lesser one")
    high = replace(low, severity=Severity.ERROR, message="the worst")
    text = render(replace(report, findings=(*[low] * 2000, high)), "markdown", Options(most=20_000))
    assert len(text.encode()) <= 20_000
    told = text.count("a lesser one")
    assert 50 < told < 2000 and f"**{2000 - told} findings more** had no room here." in text
    assert "the worst" in text and "It gives no legal advice." in text
    assert len(render(replace(report, findings=(low,) * 2000), "markdown").encode()) <= markdown.MOST


def test_failures_and_quieted_findings_are_told(reported):
    """Failures at the top; what a gate holds back folded, with gate and reason."""
    report = reported(
        {"a.md": "[[T]]"}, failures=(Failure("gone.md", "no such file"), Failure("r.yaml", "odd", 3, "x/y"))
    )
    report = replace(report, findings=(), quieted=(Quieted(report.findings[0], "baseline", "accepted"),))
    found = lines(report)
    at = found.index("### Not everything could be judged")
    assert found[at + 2 : at + 4] == ["- `gone.md`: no such file", "- `r.yaml`, line 3: x/y: odd"]
    assert "- `wording/example` at `a.md:1`: a message (baseline: accepted)" in found


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("a*b_c`d[e]", r"a\*b\_c\`d\[e\]"),
        ("<b>&amp;", "&lt;b&gt;&amp;amp;"),
        ("a | b", r"a \| b"),
        ("@team and a@b.example", "@&#8203;team and a@&#8203;b.example"),
        ("#12 GH-3 !4", r"\#&#8203;12 GH&#8203;-3 !&#8203;4"),
        ("https://x www.y", "https:&#8203;//x www&#8203;.y"),
        ("50 % of a@ b", "50 % of a@ b"),
        ("\x1b\n\u202e", r"\\x1b\\x0a\\u202e"),
    ],
)
def test_text_is_told_as_text(text, source):
    """Markup by escapes; mentions, issues and addresses, which servers look for in what is shown, by a character that nobody sees."""
    assert plain(text) == source


@pytest.mark.parametrize(
    ("text", "source"),
    [("a", "`a`"), ("a`b", "``a`b``"), ("`a``", "``` `a`` ```"), (" a ", "`  a  `"), ("##[x]", r"`#\x23[x]`")],
)
def test_text_as_code(text, source):
    """The fence is longer than any run in it; a command to a server is broken even here."""
    assert code(text) == source


@given(ANY)
@settings(max_examples=300)
def test_any_text_is_shown_and_nothing_else(text):
    """As words and as code: no tag, no link, no entity; what is read is what was said."""
    page = shown(f"x {plain(text)} y")
    assert page.tags == ["p"]
    assert page.text.replace("\u200b", "").strip() == f"x {safe(text)} y"
    if text.strip():
        page = shown(f"x {code(text)} y")
        assert set(page.tags) <= {"p", "code"}


@pytest.mark.parametrize("text", [*TEXTS, *PATHS])
def test_no_text_breaks_out_of_the_report(text):
    """Only our own elements, without any attribute, as for plain words; no person is told, no issue, no address linked."""
    page = hostile(text)
    assert set(page.tags) <= OURS
    assert not re.search(r"[@#!](?=\w)|GH-\d|://|www\.", page.loose)
    assert [tag for tag in page.tags if tag not in ("br", "code")] == [
        tag for tag in hostile("w").tags if tag not in ("br", "code")
    ]


def hostile(text):
    inside = marked(text)
    report = make({text: f"# {inside}\n\n{inside} [[x]]", "b.md": f"[[{inside}]]"}, text, notes=(text, text))
    quiet = (Quieted(report.findings[0], text, text),)
    return shown(render(replace(report, failures=(Failure(text, text, 0, text),), quieted=quiet), "markdown"))


@pytest.mark.parametrize("path", PATHS)
def test_no_file_name_breaks_out_of_the_report(path):
    """It is shown as code."""
    page = shown(render(make({path: "[[T]]"}), "markdown"))
    assert set(page.tags) <= OURS
