"""Suppressions in a policy and in the configuration: what they hide, and what is told of them."""

from __future__ import annotations

import datetime as dt

import pytest

from policylint import run
from policylint.config import Config, load
from policylint.errors import BadConfiguration
from policylint.finding import Severity
from policylint.gates import directives
from policylint.readers import read_text
from policylint.rulebook import shipped
from policylint.run import Options

# A policy with two contradictions and some gaps.
SELLS = "We never sell your personal data."
SOLD = "We sell your personal data to data brokers."
CLASH = "consistency/never-vs-does"
GATES = ("document/bad-suppression", "document/unused-suppression")


def judge(text: str, path: str = "p.md", config: Config | None = None, **options: object):
    options.setdefault("select", ("consistency", *GATES))
    options.setdefault("whole", True)
    return run.judge([read_text(text, path)], shipped(), config or Config(), Options(**options))


def told(report) -> list[tuple[str, str]]:
    return [(f.rule, f.message) for f in report.findings]


def hidden(report) -> list[tuple[str, str, str]]:
    return [(q.finding.rule, q.gate, q.reason) for q in report.quieted]


def test_the_policy_of_these_tests_contradicts_itself():
    """Without a suppression."""
    report = judge(f"# Privacy Policy\n\n{SELLS}\n\n{SOLD}\n")
    assert [f.rule for f in report.findings] == [CLASH]


ABOVE = "<!-- policylint-disable-next-line {} -->"
HIDES = [
    ("next line", f"{ABOVE.format(CLASH + ': counsel signed off')}\n{SELLS}\n\n{SOLD}\n"),
    ("at the other side", f"{SELLS}\n\n{ABOVE.format(CLASH + ': counsel signed off')}\n{SOLD}\n"),
    ("a blank line between", f"{ABOVE.format(CLASH + ': counsel signed off')}\n\n{SELLS}\n\n{SOLD}\n"),
    ("a family", f"{ABOVE.format('consistency: counsel signed off')}\n{SELLS}\n\n{SOLD}\n"),
    ("a bare name", f"{ABOVE.format('never-vs-does: counsel signed off')}\n{SELLS}\n\n{SOLD}\n"),
    ("two dashes", f"{ABOVE.format(CLASH + ' -- counsel signed off')}\n{SELLS}\n\n{SOLD}\n"),
    ("the same line", f"{SELLS} <!-- policylint-disable-line {CLASH}: counsel signed off -->\n\n{SOLD}\n"),
    ("the whole file", f"{SELLS}\n\n{SOLD}\n\n<!-- policylint-disable-file {CLASH}: counsel signed off -->\n"),
    ("a block", f"<!-- policylint-disable {CLASH}: counsel signed off -->\n\n{SELLS}\n\n<!-- policylint-enable -->\n\n{SOLD}"),
    ("a block without an end", f"<!-- policylint-disable {CLASH}: counsel signed off -->\n\n{SELLS}\n\n{SOLD}"),
    ("a paragraph of several lines", f"{ABOVE.format(CLASH + ': counsel signed off')}\nDear reader,\nwe are honest.\n{SELLS}\n\n{SOLD}\n"),
    ("a comment of several lines", f"<!--\npolicylint-disable-next-line {CLASH}:\n  counsel\n  signed off\n-->\n{SELLS}\n\n{SOLD}\n"),
    ("another comment between", f"{ABOVE.format(CLASH + ': counsel signed off')}\n<!-- a note -->\n{SELLS}\n\n{SOLD}\n"),
    ("a list item", f"{ABOVE.format(CLASH + ': counsel signed off')}\n- {SELLS}\n\n{SOLD}\n"),
]  # fmt: skip


@pytest.mark.parametrize(("what", "text"), HIDES, ids=[what for what, _ in HIDES])
def test_what_a_suppression_hides(what: str, text: str) -> None:
    """The finding is kept with the reason, and nothing else is told."""
    report = judge(f"# Privacy Policy\n\n{text}")
    assert told(report) == []
    assert hidden(report) == [(CLASH, "suppression", "counsel signed off")]


SHOWS = [
    # The suppression, how often the clash is still found, and what is told of the suppression.
    ("elsewhere", f"{ABOVE.format(CLASH + ': x')}\nWe care.\n\n{SELLS}\n\n{SOLD}\n",
     [("document/unused-suppression", f"`{CLASH}` is suppressed here, and nothing of it is found")]),
    ("another rule", f"{ABOVE.format('consistency/conflicting-dates: x')}\n{SELLS}\n\n{SOLD}\n",
     [("document/unused-suppression", "`consistency/conflicting-dates` is suppressed here, and nothing of it is found")]),
    ("no reason", f"{ABOVE.format(CLASH)}\n{SELLS}\n\n{SOLD}\n",
     [("document/bad-suppression", "gives no reason, so it suppresses nothing; add one: "
       f"policylint-disable-next-line {CLASH}: reason")]),
    ("a reason of dots", f"{ABOVE.format(CLASH + ': …')}\n{SELLS}\n\n{SOLD}\n",
     [("document/bad-suppression", "gives no reason, so it suppresses nothing; add one: "
       f"policylint-disable-next-line {CLASH}: reason")]),
    ("no rule", f"{ABOVE.format(': all of it')}\n{SELLS}\n\n{SOLD}\n",
     [("document/bad-suppression", "names no rule, so it suppresses nothing; allowed: policylint-disable-next-line RULE: reason")]),
    ("a slip in the rule", f"{ABOVE.format('consistency/never-v-does: x')}\n{SELLS}\n\n{SOLD}\n",
     [("document/bad-suppression", "no rule is called 'consistency/never-v-does'; did you mean 'consistency/never-vs-does'?")]),
    ("before the block", f"{SELLS}\n\n<!-- policylint-enable {CLASH} -->\n\n{SOLD}\n",
     [("document/bad-suppression", f"ends the suppression of '{CLASH}', which policylint-disable began nowhere above")]),
]  # fmt: skip


@pytest.mark.parametrize(("what", "text", "about"), SHOWS, ids=[what for what, *_ in SHOWS])
def test_what_a_suppression_does_not_hide(what: str, text: str, about: list[tuple[str, str]]) -> None:
    """The finding is told as before, and the suppression with its place."""
    report = judge(f"# Privacy Policy\n\n{text}")
    assert sorted(told(report)) == sorted(
        [(CLASH, next(f.message for f in report.findings if f.rule == CLASH)), *about]
    )
    assert hidden(report) == []
    text_of = report.documents[0].document.text
    for finding in report.findings:
        if finding.rule in GATES:
            assert text_of[finding.marks[0].span.start : finding.marks[0].span.end].startswith("<!-- policylint-")


@pytest.mark.parametrize(
    "word", ["policylint-disable-nextline", "policylint disable", "policylint-ignore", "POLICYLINT-DISABLE"]
)
def test_what_was_meant_as_a_suppression_is_told(word: str) -> None:
    """Rather than silently doing nothing."""
    report = judge(f"# Privacy Policy\n\n<!-- {word} {CLASH}: x -->\n{SELLS}\n")
    assert [f.rule for f in report.findings] == ["document/bad-suppression"]
    assert "is no directive" in report.findings[0].message


@pytest.mark.parametrize(
    "words", ["checked with policylint", "policylint found this", "disable the cookie banner", "-", ""]
)
def test_other_comments_are_left_alone(words: str) -> None:
    """Also those that speak of the linter."""
    report = judge(f"# Privacy Policy\n\n<!-- {words} -->\n{SELLS}\n")
    assert told(report) == []


def test_one_right_leaves_the_others():
    """`disclosure/rights` tells several gaps; a key of it can be suppressed alone."""
    text = "# Privacy Policy\n\nAcme GmbH is the controller under the GDPR.\n"
    options = {"select": ("disclosure/rights", "disclosure", *GATES)}
    before = next(f for f in judge(text, **options).findings if f.rule == "disclosure/rights")
    assert {"right-access", "right-erasure"} < set(before.keys)
    line = "<!-- policylint-disable-file right-erasure disclosure/right-access: we hold nothing of yours -->\n"
    report = judge(text + line, **options)
    after = next(f for f in report.findings if f.rule == "disclosure/rights")
    assert set(before.keys) - set(after.keys) == {"right-erasure", "right-access"}
    assert "erasure" not in after.message
    assert after.message.startswith(before.message.partition(":")[0] + ": ")
    assert [(q.finding.rule, set(q.finding.keys)) for q in report.quieted] == [
        ("disclosure/rights", {"right-access", "right-erasure"})
    ]
    assert not [f for f in report.findings if f.rule in GATES]
    assert judge(f"{text}<!-- policylint-disable-file rights: we hold nothing of yours -->\n", **options).quieted[0].finding.keys == before.keys  # fmt: skip


def test_a_gap_is_suppressed_where_it_is_shown():
    """At the title, or wherever its section is."""
    text = "<!-- policylint-disable-next-line disclosure/cookies: we set none -->\n# Privacy Policy\n\nWe care.\n"
    report = judge(text, select=("disclosure/cookies", *GATES), regimes=("eprivacy",))
    assert (told(report), hidden(report)) == ([], [("disclosure/cookies", "suppression", "we set none")])


def test_unused_is_only_judged_where_the_rule_ran():
    """Not where it is off, not selected, or off unless it is switched on."""
    text = f"# Privacy Policy\n\n{ABOVE.format('consistency/conflicting-dates, wording/vague-purpose: x')}\n{SELLS}\n"
    assert [m for _, m in told(judge(text))] == [
        "`consistency/conflicting-dates` is suppressed here, and nothing of it is found"
    ]
    assert told(judge(text, select=("document/unused-suppression",))) == []
    assert told(judge(text, ignore=("consistency/conflicting-dates",))) == []


def test_rules_about_edits_do_not_run_here():
    """A suppression for `diff` is not unused for `check`."""
    text = f"# Privacy Policy\n\n{ABOVE.format('edit: announced by mail')}\n{SELLS}\n"
    assert told(judge(text, select=())) == [(r, m) for r, m in told(judge(text, select=())) if r not in GATES]


def test_a_contradiction_with_a_file_that_was_not_judged():
    """A hook is given the changed files alone: what a suppression was written for may stand in another."""
    text = f"# Privacy Policy\n\n{ABOVE.format(CLASH + ': x')}\n{SELLS}\n"
    assert len(told(judge(text))) == 1
    assert told(judge(text, whole=False)) == []


def test_a_suppression_cannot_be_suppressed():
    """What is told about suppressions is switched off in the configuration, or not at all."""
    text = f"<!-- policylint-disable-file document: quiet -->\n# Privacy Policy\n\n{ABOVE.format(CLASH)}\n{SELLS}\n"
    assert "document/bad-suppression" in [f.rule for f in judge(text, select=("document", "consistency")).findings]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("p.html", f"<h1>Privacy Policy</h1>\n<!-- policylint-disable-next-line {CLASH}: x -->\n<div>\n<p>{SELLS}</p>\n</div>\n<p>{SOLD}</p>"),
        ("p.rst", f"Privacy Policy\n==============\n\n.. policylint-disable-next-line {CLASH}: x\n\n{SELLS}\n\n{SOLD}\n"),
        ("p.adoc", f"= Privacy Policy\n\n// policylint-disable-next-line {CLASH}: x\n{SELLS}\n\n{SOLD}\n"),
        ("p.md", f"# Privacy Policy\n\n[//]: # (policylint-disable-next-line {CLASH}: x)\n\n{SELLS}\n\n{SOLD}\n"),
        ("p.html.j2", f"<h1>Privacy Policy</h1>\n{{# policylint-disable-next-line {CLASH}: x #}}\n<p>{SELLS}</p>\n<p>{SOLD}</p>"),
        ("p.mdx", f"# Privacy Policy\n\n{{/* policylint-disable-next-line {CLASH}: x */}}\n{SELLS}\n\n{SOLD}\n"),
    ],
)  # fmt: skip
def test_comments_of_other_formats(path: str, text: str) -> None:
    """What a format calls a comment can suppress."""
    assert hidden(judge(text, path)) == [(CLASH, "suppression", "x")]


def test_hostile_comments_take_linear_time():
    """Many directives, none of which is any good, and many that open and never end."""
    text = "# Privacy Policy\n\n" + "<!-- policylint-disable wording/x: y -->\n" * 2000 + SELLS
    assert len(directives.read(read_text(text, "p.md")).suppressions) == 2000
    assert directives.read(read_text("<!-- policylint-disable " + "," * 100_000 + " -->", "p.md")).suppressions == ()


CONFIG = """\
suppress:
  - rule: {rule}
    path: {path}
    reason: counsel signed off
"""


def configured(tmp_path, more: str = "", rule: str = CLASH, path: str = '"*.md"') -> Config:
    file = tmp_path / ".policylint.yaml"
    file.write_text(CONFIG.format(rule=rule, path=path) + more)
    return load(str(file))


BOTH = f"# Privacy Policy\n\n{SELLS}\n\n{SOLD}\n"


@pytest.mark.parametrize(
    ("change", "quiet"),
    [
        ({}, True),
        ({"rule": "consistency"}, True),
        ({"rule": "[never-vs-does, wording]"}, True),
        ({"path": "other.md"}, False),
        ({"more": "    text: data BROKERS\n"}, True),
        ({"more": "    text: something else\n"}, False),
        ({"more": "    expires: 2026-03-01\n"}, True),
        ({"more": "    expires: 2026-02-28\n"}, False),
    ],
)
def test_suppressions_of_the_configuration(tmp_path, change: dict[str, str], quiet: bool) -> None:
    """By rule, path, and the words of the sentences; until a day."""
    config = configured(tmp_path, **change)
    report = judge(BOTH, str(tmp_path / "p.md"), config, as_of=dt.date(2026, 3, 1))
    assert (CLASH in [f.rule for f in report.findings]) is not quiet
    assert hidden(report) == ([(CLASH, "configuration", "counsel signed off")] if quiet else [])


def test_one_that_has_expired_says_so(tmp_path):
    """At the finding, and at the entry itself."""
    config = configured(tmp_path, "    expires: 2026-02-28\n")
    report = judge(BOTH, str(tmp_path / "p.md"), config, as_of=dt.date(2026, 3, 1))
    clash, unused = sorted(report.findings, key=lambda f: f.rule)
    assert clash.message.endswith(" (suppressed until 2026-02-28, which has passed: counsel signed off)")
    assert (unused.rule, unused.path) == ("document/unused-suppression", config.path)
    assert unused.message == f"line 2: the suppression of `{CLASH}` ended with 2026-02-28; take it out, or renew it"


def test_one_that_hides_nothing_is_told(tmp_path):
    """With the file and the line, if a policy that it is meant for was judged."""
    config = configured(tmp_path)
    report = judge(f"# Privacy Policy\n\n{SELLS}\n", str(tmp_path / "p.md"), config)
    assert [(f.rule, f.severity, f.message) for f in report.findings] == [
        ("document/unused-suppression", Severity.WARNING, f"line 2: `{CLASH}` is suppressed here, and nothing of it is found")
    ]  # fmt: skip
    assert told(judge("# Privacy Policy\n\nWe care.\n", str(tmp_path / "p.html"), config)) == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("suppress: {rule: wording}", "suppress must be a list, not a map"),
        ("suppress:\n  - rule: wording\n    path: a.md", "a suppression has no 'reason', which it must have"),
        ("suppress:\n  - {rule: wording, path: ../a.md, reason: x}", "leads out of the configuration's folder"),
        ("suppress:\n  - {rule: wording, path: a.md, reason: x, expires: tomorrow}", "expires: 'tomorrow' is no date; allowed: YYYY-MM-DD"),
        ("suppress:\n  - {rule: wording, path: a.md, reason: ' '}", "reason is empty"),
        ("suppress:\n  - {rules: wording, path: a.md, reason: x}", "unknown key of a suppression: 'rules'; did you mean 'rule'?"),
        ("suppress:\n  - {rule: [], path: a.md, reason: x}", "rule is an empty list"),
    ],
)  # fmt: skip
def test_mistakes_of_the_configuration(tmp_path, text: str, message: str) -> None:
    """With the line, as those of other keys."""
    file = tmp_path / ".policylint.yaml"
    file.write_text(text)
    with pytest.raises(BadConfiguration) as raised:
        load(str(file))
    assert message in raised.value.message
    assert raised.value.line == len(text.splitlines()) or raised.value.line == 2


def test_an_unknown_rule_in_the_configuration(tmp_path):
    """Is a mistake with its line, since the configuration is ours to check."""
    config = configured(tmp_path, rule="consistency/never-v-does")
    with pytest.raises(BadConfiguration, match="no rule or family is called 'consistency/never-v-does'; did you mean"):
        run.check(shipped(), config, Options())
