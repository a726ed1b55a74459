"""The report for a reader at a terminal."""

from __future__ import annotations

import pytest

from policylint.finding import Severity
from policylint.record import replace
from policylint.report import ActiveRegime, Failure
from policylint.reporters import Options, render
from policylint.showing import excerpt, safe, width

PLAIN = Options()


def lines(report, options=PLAIN):
    return render(report, "text", options).split("\n")


def test_a_finding_shows_its_place_its_line_and_a_caret_under_its_words(reported):
    """The first line is path:line:column, severity, rule and message; the source line and a caret follow."""
    report = reported({"p.md": "# Policy\n\nWe keep it for [[a while]].\n"})
    assert lines(report)[:4] == [
        "p.md:3:16: warning wording/example: a message",
        "    3 | We keep it for a while.",
        "      |                ^^^^^^^",
        "      = law: gdpr Art. 5(1)(a)",
    ]


@pytest.mark.parametrize(
    ("text", "shown", "caret"),
    [
        ("a\t[[word]]", "a    word", "     ^^^^"),
        ("日本 [[word]]", "日本 word", "     ^^^^"),
        ("[[日本]]", "日本", "^^^^"),
        ("cafe\u0301 [[word]]", "cafe\u0301 word", "     ^^^^"),
        ("a\u200b [[word]]", "a\\u200b word", "        ^^^^"),
        ("[[word", "[[word", None),
    ],
)
def test_the_caret_stands_under_the_words_whatever_their_width(reported, text, shown, caret):
    """Tabs, wide, combining and invisible characters do not move the caret off its words."""
    if caret is None:
        assert lines(reported({"p.md": text}))[0].startswith("p.md: privacy-policy")
        return
    found = lines(reported({"p.md": text}))
    assert found[1] == f"    1 | {shown}"
    assert found[2] == f"      | {caret}"


def test_a_mark_over_several_lines_is_shown_on_its_first(reported):
    """The caret ends with the line."""
    assert lines(reported({"p.md": "one [[two\nthree]] four"}))[1:3] == ["    1 | one two", "      |     ^^^"]


@pytest.mark.parametrize("at", [0, 50, 5000, 9996])
def test_a_long_line_is_cut_to_a_window_around_the_mark(at):
    """A window of 100 columns holds the mark; cut ends show."""
    line = "x" * at + "mark" + "x" * (9996 - at)
    text, column, columns = excerpt(line, at, at + 4)
    assert text[column : column + columns] == "mark"
    assert width(text) <= 102
    assert text.startswith("…") == (at > 50)
    assert text.endswith("…") == (at < 9996)


def test_related_marks_are_shown_with_their_notes(reported):
    """A contradiction shows both of its statements, also across files."""
    report = reported({"a.md": "Keep [[30 days]].", "b.md": "Keep [[2 years]]."}, notes=("", "kept longer here"))
    assert lines(report)[3:6] == ["      = b.md:1:6: kept longer here", "    1 | Keep 2 years.", "      |      ^^^^^^^"]


@pytest.mark.parametrize(
    ("hostile", "shown"),
    [
        ("\x1b[31mred\x1b[0m", "\\x1b[31mred\\x1b[0m"),
        ("a\x9b2Jb", "a\\x9b2Jb"),
        ("a\rb\nc", "a\\x0db\\x0ac"),
        ("\u202eabc", "\\u202eabc"),
        ("\x07\x08\x7f", "\\x07\\x08\\x7f"),
        ("\ud800", "\\ud800"),
        ("\U000e0041", "\\U000e0041"),
        ("plain é 日本 🙂", "plain é 日本 🙂"),
    ],
)
def test_control_characters_are_shown_as_escapes(hostile, shown):
    """What a policy, a file name or a message says can neither move the cursor nor forge a line."""
    assert safe(hostile) == shown


def test_no_control_character_of_a_policy_reaches_the_terminal(reported):
    """Path, message, note, line, title and failure are all made safe."""
    evil = "\x1b]0;title\x07\x1b[2J"
    report = reported(
        {f"{evil}\n.md": f"# {evil}\n\n{evil} [[{evil}]] and [[{evil}]]"}, f"{evil}\nforged: line", notes=(evil, evil)
    )
    report = replace(report, failures=(Failure(f"x{evil}\n", f"{evil}\nforged", 3, f"r{evil}"),))
    text = render(report, "text", PLAIN)
    assert not set(text) & {"\x1b", "\x07", "\r"}
    assert not any(line.startswith("forged") for line in text.split("\n"))


def test_colours_only_where_asked_for(reported):
    """With colours the severity is painted, and without the paint the words are the same."""
    import re

    report = reported({"p.md": "[[word]]"}, severity=Severity.ERROR)
    painted = render(report, "text", Options(color=True))
    assert "\x1b[1;31merror\x1b[0m" in painted
    assert re.sub(r"\x1b\[[0-9;]*m", "", painted) == render(report, "text", PLAIN)


def test_the_summary_tells_findings_documents_regimes_date_and_caution(reported):
    """The last lines say what was judged, under which laws and from which line, as of when, and that it is no advice."""
    report = reported({"p.md": "Under the GDPR\n\n[[we]] write"})
    from policylint.finding import Mark
    from policylint.span import Span

    regimes = (ActiveRegime("gdpr", "claimed", Mark("p.md", Span(10, 14))), ActiveRegime("ccpa", "incidental"))
    report = replace(report, documents=(replace(report.documents[0], regimes=regimes),))
    assert lines(report)[-4:] == [
        "p.md: privacy-policy; regimes: gdpr (claimed, line 1)",
        "1 document: 1 warning",
        "as of 2026-01-31; policylint reports what a text states. It gives no legal advice.",
        "",
    ]


@pytest.mark.parametrize(
    ("outcome", "line"),
    [
        ("", "p.md: privacy-policy; regimes: none signalled; only the core disclosures are asked for"),
        ("empty", "p.md: empty"),
        ("not-a-policy", "p.md: does not look like a policy; disclosures are not asked of it"),
        ("language", "p.md: in a language that policylint has no vocabulary of; not linted"),
    ],
)
def test_a_document_that_was_not_linted_says_why(reported, outcome, line):
    """Outcomes of their own are not 'everything is missing'."""
    report = reported({"p.md": "text"})
    report = replace(report, documents=(replace(report.documents[0], outcome=outcome),))
    assert lines(report)[0] == line


def test_failures_are_counted_and_listed_where_asked_for(reported):
    """A report never looks clean where something could not be judged."""
    report = reported({"p.md": "text"}, failures=(Failure("q.md", "no such file"), Failure("r.md", "odd", 3, "a/b")))
    listed = lines(report, Options(failures=True))
    assert listed[:2] == ["q.md: no such file", "r.md:3: a/b: odd"]
    assert "1 document: nothing found; 2 failures: not everything could be judged" in listed
    assert "q.md: no such file" not in lines(report, Options(failures=False))


def test_statistics_count_findings_by_rule_most_frequent_first(reported):
    """One line a rule."""
    report = reported({"p.md": "[[a]] b"})
    other = replace(report.findings[0], rule="wording/other")
    report = replace(report, findings=(other, *report.findings, other))
    found = lines(report, Options(statistics=True))
    at = found.index("     2  wording/other")
    assert found[at + 1] == "     1  wording/example"


def test_a_place_is_not_shown_twice_in_a_row(reported):
    """Several gaps that stand at one title show it once."""
    report = reported({"p.md": "# [[Policy]]"})
    report = replace(report, findings=(report.findings[0], replace(report.findings[0], rule="wording/other")))
    assert sum("# Policy" in line for line in lines(report)) == 1
