"""Rule files: what they may say, and every mistake with its line and what is allowed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from policylint.finding import Severity
from policylint.rule import (
    Change,
    Citation,
    Comparison,
    Conflict,
    Cue,
    Example,
    Forbid,
    Gather,
    PythonCheck,
    Require,
    Rule,
    Selector,
    Weigh,
    rule,
)
from policylint.rulebook.rulebook import Rulebook
from policylint.rulebook.selectors import DOCUMENT_KINDS

from .conftest import GOOD

Write = Callable[[str, str], Path]
Load = Callable[[], Rulebook]

HEAD = "title: T\nwhy: W\nseverity: info\nno-law: It is about form.\nmessage: m\n"
ENDS = "examples:\n  - bad: We [[sell]] it.\n  - good: We keep it.\n"
WEIGHTY = HEAD + "class: material\n"
EDIT = "examples:\n  - bad: {old: A., new: '[[B.]]'}\n  - good: {old: A., new: A.}\n"


@rule("tests_only")
def _check(site: object) -> tuple[()]:
    return ()


def test_a_rule_file_is_read_whole(write: Write, load: Load) -> None:
    """Every key of a rule file has its place in the Rule, whose id is the path."""
    write(
        "disclosure/log-retention.yaml",
        """\
title: How long logs are kept
why: People cannot judge a processing whose end is unknown.
severity: error
core: true
baseline: info
default: false
kinds: [privacy-policy, cookie-policy]
topics: retention
law:
  test-law: {cite: "Art. 1(2)", level: should, verified: no}
message: no period
vague-message: only a formula
vague-counts-as-absent: true
fix: Give a period.
model: We keep <data> for <period>.
when: {fact: retention, where: {period: unknown}}
require:
  stated:
    - fact: retention
      where: {period: known, bound: [max, exact]}
      section: [retention, rights]
      polarity: affirmed
    - {text: "{keep} it", within: heading, document: privacy-policy}
  vague: {text: ["~keep ... needed"], unless: [never]}
examples:
  - stated: We [[keep it]].
    note: in a word
    format: text
  - vague: |
      # Data

      We [[keep data as needed]].
  - absent: Nothing.
  - miss: Logs go after a month.
    should: stated
""",
    )
    assert load().mistakes == ()
    assert load().rules == {
        "disclosure/log-retention": Rule(
            id="disclosure/log-retention",
            title="How long logs are kept",
            why="People cannot judge a processing whose end is unknown.",
            severity=Severity.ERROR,
            verb=Require(
                (
                    Selector(
                        fact="retention",
                        where={"period": ("known",), "bound": ("max", "exact")},
                        section=("retention", "rights"),
                        polarity="affirmed",
                    ),
                    Selector(text=("{keep} it",), within="heading", kinds=("privacy-policy",)),
                ),
                (Selector(text=("~keep ... needed",), unless=("never",)),),
            ),
            law={"test-law": Citation("Art. 1(2)", "should", False)},
            message="no period",
            vague_message="only a formula",
            fix="Give a period.",
            model="We keep <data> for <period>.",
            topics=("retention",),
            vague_counts_as_absent=True,
            core=True,
            when=(Selector(fact="retention", where={"period": ("unknown",)}),),
            kinds=("privacy-policy", "cookie-policy"),
            baseline=Severity.INFO,
            default=False,
            examples=(
                Example("stated", {"": "We keep it."}, (("", 3, 10),), 26, "text", note="in a word"),
                Example("vague", {"": "# Data\n\nWe keep data as needed.\n"}, (("", 11, 30),), 29),
                Example("absent", {"": "Nothing."}, (), 33),
                Example("miss", {"": "Logs go after a month."}, (), 34, should="stated"),
            ),
            source="rules/disclosure/log-retention.yaml",
            line=1,
        )
    }


@pytest.mark.parametrize(
    ("name", "body", "verb"),
    [
        (
            "wording/selling",
            "forbid: {text: sell}\n" + ENDS,
            Forbid((Selector(text=("sell",)),)),
        ),
        (
            "consistency/periods",
            "conflict:\n  a: {fact: retention}\n  b: {fact: sharing, where: {act: share, polarity: no}}\n"
            "  if: [a.period != a.period, a.subject==b.subject, b.act == sell]\n" + ENDS,
            Conflict(
                Selector(fact="retention"),
                Selector(fact="sharing", where={"act": ("share",), "polarity": ("false",)}),
                (
                    Comparison("a.period", "!=", "a.period"),
                    Comparison("a.subject", "==", "b.subject"),
                    Comparison("b.act", "==", "sell"),
                ),
            ),
        ),
        (
            "edit/longer",
            "class: material\nchange:\n  both: {fact: retention}\n  same: [subject, category]\n"
            "  if: [old.period < new.period]\n" + EDIT,
            Change(
                both=Selector(fact="retention"),
                same=("subject", "category"),
                conditions=(Comparison("old.period", "<", "new.period"),),
            ),
        ),
        (
            "edit/fewer",
            "class: notable\nchange: {removed: {fact: right}, same: right}\n" + EDIT,
            Change(removed=Selector(fact="right"), same=("right",)),
        ),
        (
            "edit/more",
            "class: editorial\nchange: {added: {text: a lot}}\n" + EDIT,
            Change(added=Selector(text=("a lot",))),
        ),
        ("edit/odd", "class: editorial\ncheck: clarification\n" + EDIT, PythonCheck("clarification")),
        ("document/odd", "check: tests_only\n" + ENDS, PythonCheck("tests_only")),
        ("disclosure/all", "gather: [first, second]\n", Gather(("first", "second"))),
    ],
)
def test_each_verb(write: Write, load: Load, name: str, body: str, verb: object) -> None:
    """Each verb is read into its value; one selector needs no list."""
    for disclosure in ("first", "second"):
        write(f"disclosure/{disclosure}.yaml", GOOD)
    write(f"{name}.yaml", HEAD + body)
    book = load()
    assert book.mistakes == ()
    assert book.rules[name].verb == verb


def test_kinds_of_document_follow_the_family(write: Write, load: Load) -> None:
    """A disclosure is asked of privacy policies and app notices unless it names kinds, any other rule of every kind."""
    write("disclosure/first.yaml", GOOD)
    write("wording/selling.yaml", HEAD + "forbid: {text: sell}\n" + ENDS)
    assert load().rules["disclosure/first"].kinds == ("privacy-policy", "app-notice")
    assert load().rules["wording/selling"].kinds == DOCUMENT_KINDS


SELL = HEAD + "forbid: {text: sell}\n" + ENDS
PAIR = HEAD + "conflict: {a: {fact: retention}, b: {fact: sharing}, if: [%s]}\n" + ENDS
EXAMPLE = HEAD + "forbid: {text: sell}\nexamples:\n  - good: A.\n  - bad: '[[B]].'\n"
FORBID = HEAD + "forbid: %s\n" + ENDS
ASKED = GOOD.replace('{text: ["{keep} ... for # days"]}', "%s")

MISTAKES = [
    # the file
    ("wording/x", "- a\n", 1, "a rule must be a map (key: value), not a list"),
    ("wording/x", "title: [\n", 2, "not YAML: while parsing a flow node did not find expected node content"),
    ("wording/x", SELL + "title: again\n", 10, "the key 'title' is given twice, first on line 1"),
    # keys
    ("wording/x", SELL + "severty: info\n", 10, "unknown key of a rule: 'severty'; did you mean 'severity'? allowed: "),
    ("wording/x", SELL.replace("title: T\n", ""), 1, "a rule has no 'title', which it must have"),
    ("wording/x", SELL.replace("why: W\n", "why:\n"), 2, "why is empty"),
    ("wording/x", SELL.replace("info", "fatal"), 3, "unknown severity: 'fatal'; allowed: error, info, warning"),
    ("wording/x", SELL + "default: perhaps\n", 10, "default must be true or false, not 'perhaps'"),
    ("wording/x", SELL + "core: true\n", 10, "'core' is for disclosures"),
    ("wording/x", SELL + "asked: active\n", 10, "'asked' is for disclosures"),
    ("disclosure/x", GOOD + "asked: often\n", 12, "unknown asked: 'often'; allowed: active, always, claimed"),
    ("disclosure/x", GOOD + "unless-told: [cokies]\n", 12, "unknown disclosure: 'cokies'"),
    ("wording/x", SELL + "kinds: [privacy]\n", 10, "unknown kind of document: 'privacy'; allowed: app-notice, "),
    ("wording/x", SELL.replace("message: m\n", ""), 1, "a rule that forbids, compares or watches for a change has a"),
    (
        "disclosure/x",
        GOOD + "topics: [retenton]\n",
        12,
        "unknown topic: 'retenton'; did you mean 'retention'? allowed: ",
    ),
    # law
    ("wording/x", SELL.replace("no-law: It is about form.\n", ""), 1, "a rule cites 'law', or says under 'no-law' why"),
    (
        "wording/x",
        SELL + "law: {test-law: Art. 1}\n",
        1,
        "a rule cites 'law', or says under 'no-law' why it cites none, n",
    ),
    ("disclosure/x", GOOD.replace("test-law", "text-law"), 4, "unknown regime: 'text-law'; did you mean 'test-law'? "),
    ("disclosure/x", GOOD.replace("{test-law: Art. 1}", "{}"), 4, "law is empty; without a law give 'no-law' and the"),
    ("disclosure/x", GOOD.replace("Art. 1", "{level: must}"), 4, "a citation has no 'cite', which it must have"),
    (
        "disclosure/x",
        GOOD.replace("Art. 1", "{cite: A, level: may}"),
        4,
        "unknown level: 'may'; allowed: good-practice, mu",
    ),
    (
        "disclosure/x",
        GOOD.replace("Art. 1", "{cite: A, verify: no}"),
        4,
        "unknown key of a citation: 'verify'; allowed: cit",
    ),
    # verbs
    ("wording/x", HEAD + ENDS, 1, "a rule has exactly one verb; allowed in wording: forbid, check"),
    ("wording/x", SELL + "check: tests_only\n", 10, "a rule has exactly one verb, not 2; allowed in wording: forbid"),
    ("wording/x", GOOD, 5, "'require' is no verb for wording; allowed: forbid, check"),
    (
        "document/x",
        HEAD + "check: test_only\n" + ENDS,
        6,
        "unknown check: 'test_only'; did you mean 'tests_only'?",
    ),
    ("disclosure/x", HEAD + "gather: [nothing]\n", 6, "unknown disclosure: 'nothing'; allowed: x"),
    ("disclosure/x", HEAD + "gather: [x]\nexamples: []\n", 7, "a rule that gathers has no examples; its members have"),
    (
        "disclosure/x",
        GOOD.replace("stated: {", "stted: {"),
        6,
        "unknown key of require: 'stted'; did you mean 'stated'? ",
    ),
    ("consistency/x", HEAD + "conflict: {a: {fact: age}}\n" + ENDS, 6, "conflict has no 'b', which it must have"),
    (
        "consistency/x",
        HEAD + "conflict: {a: [], b: {text: a}}\n" + ENDS,
        6,
        "conflict.a takes one selector, not a list",
    ),
    ("edit/x", WEIGHTY + "change: {}\n" + EDIT, 7, "change needs one of 'removed', 'added' and 'both'"),
    ("edit/x", WEIGHTY + "change: {added: {text: a}, removed: {text: a}}\n" + EDIT, 7, "change needs one of"),
    ("edit/x", WEIGHTY + "change: {both: {fact: date}}\n" + EDIT, 7, "change.both picks facts, and 'if' says how"),
    (
        "edit/x",
        WEIGHTY + "change: {added: {fact: date}, if: [new.day > old.day]}\n" + EDIT,
        7,
        "'if' compares old and new facts; 'added' has one side only",
    ),
    ("edit/x", WEIGHTY + "change: {added: {text: a}, same: [day]}\n" + EDIT, 7, "'same' names fields of facts"),
    (
        "edit/x",
        WEIGHTY + "change: {added: {fact: date}, same: [dy]}\n" + EDIT,
        7,
        "unknown field of the fact 'date': 'dy'; did you mean 'day'?",
    ),
    ("edit/x", WEIGHTY + "check: tests_only\n" + EDIT, 7, "unknown check: 'tests_only'"),
    ("edit/x", HEAD + "check: clarification\n" + EDIT, 1, "a rule of edits has a 'class'"),
    ("edit/x", HEAD + "class: grave\ncheck: clarification\n" + EDIT, 6, "unknown class: 'grave'"),
    ("document/x", WEIGHTY + "check: tests_only\n" + ENDS, 6, "'class' is for edits"),
    # comparisons
    ("consistency/x", PAIR % "a.period", 6, "'a.period' is no comparison; write it as a.FIELD == a.FIELD or b.FIELD"),
    ("consistency/x", PAIR % "c.period == b.act", 6, "'c.period' is no field; compare a.FIELD or b.FIELD"),
    (
        "consistency/x",
        PAIR % "a.perod == a.period",
        6,
        "unknown field of the fact 'retention': 'perod'; did you mean 'p",
    ),
    ("consistency/x", PAIR % "a.period == long", 6, "'a.period == long': only a field of words is compared with a w"),
    (
        "consistency/x",
        PAIR.replace("{fact: sharing}", "{text: a}") % "b.act == x",
        6,
        "'b.act': the selector 'b' is by te",
    ),
    # selectors
    ("wording/x", FORBID % "sell", 6, "the selector forbid must be a map (key: value), not the text 'sell'"),
    ("wording/x", FORBID % "[]", 6, "forbid is an empty list"),
    ("wording/x", FORBID % "{txt: sell}", 6, "the selector forbid needs either 'text' or 'fact'"),
    ("wording/x", FORBID % "{text: a, fact: date}", 6, "the selector forbid needs either 'text' or 'fact', not both"),
    ("wording/x", FORBID % "{text: a, when: b}", 6, "unknown key of the selector forbid: 'when'; "),
    (
        "wording/x",
        FORBID % "{fact: retentoin}",
        6,
        "unknown kind of fact: 'retentoin'; did you mean 'retention'? allow",
    ),
    (
        "wording/x",
        FORBID % "{fact: date, where: {rol: x}}",
        6,
        "unknown field of the fact 'date': 'rol'; did you mean 'ro",
    ),
    (
        "wording/x",
        FORBID % "{fact: date, where: {day: May}}",
        6,
        "day is a date: 'May'; allowed: known, unknown, YYYY-MM-DD",
    ),
    (
        "wording/x",
        FORBID % "{fact: retention, where: {period: 3d}}",
        6,
        "period is a period: '3d'; allowed: known, unknown, ",
    ),
    ("wording/x", FORBID % "{fact: sharing, where: {absolute: x}}", 6, "absolute must be true or false, not 'x'"),
    ("wording/x", FORBID % "{fact: child-age, where: {years: ten}}", 6, "years must be a whole number from 0 to "),
    (
        "wording/x",
        FORBID % "{fact: sharing, where: {actor: them}}",
        6,
        "unknown actor: 'them'; allowed: other, reader, we",
    ),
    ("wording/x", FORBID % "{text: a, where: {day: known}}", 6, "'where' narrows a fact; this selector has none"),
    (
        "wording/x",
        FORBID % "{fact: date, within: lead}",
        6,
        "'within' says where text is looked for; this selector has",
    ),
    ("wording/x", FORBID % "{text: a, within: block}", 6, "unknown within: 'block'; allowed: heading, lead, sentence"),
    ("wording/x", FORBID % "{text: a, polarity: no}", 6, "unknown polarity: 'no'; allowed: affirmed, any, denied"),
    ("wording/x", FORBID % "{text: a, section: [x]}", 6, "unknown topic: 'x'; allowed: retention, rights"),
    (
        "wording/x",
        FORBID % "{text: a, document: [x]}",
        6,
        "unknown kind of document: 'x'; allowed: app-notice, cookie-",
    ),
    # phrases
    ("wording/x", FORBID % "{text: a (b}", 6, "forbid.text: a bracket that is not closed in 'a (b'"),
    (
        "wording/x",
        FORBID % "{text: '{kep} it'}",
        6,
        "forbid.text: no lexicon is called 'kep'; did you mean 'keep'? all",
    ),
    (
        "wording/x",
        FORBID % "\n    text:\n      - for # days",
        8,
        "forbid.text: a # after 'for' begins a comment; quote a phr",
    ),
    ("wording/x", FORBID % "{text: a, unless: '?'}", 6, "forbid.unless: a stray '?' in '?'"),
    ("disclosure/x", ASKED % "{text: [good, '...']}", 6, "stated.text: '...' has no word that must stand there"),
    # examples
    ("wording/x", EXAMPLE.partition("examples")[0], 1, "examples: none is 'bad'; a rule of wording needs bad, good"),
    (
        "wording/x",
        EXAMPLE.replace("  - good: A.\n", ""),
        7,
        "examples: none is 'good'; a rule of wording needs bad, goo",
    ),
    (
        "disclosure/x",
        GOOD.partition("  - vague: We")[0],
        8,
        "examples: none is 'absent'; a rule of disclosure needs sta",
    ),
    ("wording/x", EXAMPLE + "  - stated: x\n", 10, "unknown key of an example: 'stated'; allowed: bad, format, go"),
    ("wording/x", EXAMPLE + "  - note: x\n", 10, "an example needs exactly one of bad, good, miss"),
    ("wording/x", EXAMPLE + "  - bad: unmarked\n", 10, "mark with [[ ]] exactly what must be found"),
    ("wording/x", EXAMPLE + "  - good: '[[x]]'\n", 10, "'good' finds nothing, so it has no [[marks]]"),
    ("wording/x", EXAMPLE + "  - bad: 'a [[b'\n", 10, "'[[' and ']]' that do not belong together; they mark what"),
    ("wording/x", EXAMPLE + "  - good: A.\n    should: bad\n", 11, "'should' belongs to a miss"),
    (
        "wording/x",
        EXAMPLE + "  - miss: A.\n    should: bad\n",
        10,
        "a miss that should be bad marks with [[ ]] what ought",
    ),
    (
        "wording/x",
        EXAMPLE + "  - good: A.\n    format: pdf\n",
        11,
        "unknown format: 'pdf'; allowed: html, markdown, text",
    ),
    ("wording/x", EXAMPLE + "  - good: {../a: A.}\n", 10, "'../a' is no file name; allowed: letters, digits, dot, "),
    (
        "disclosure/x",
        GOOD + "  - miss: A.\n",
        12,
        "a miss says what would be right; add should: stated or vague or abs",
    ),
    ("disclosure/x", GOOD + "  - absent: {a: A.}\n", 12, "a disclosure is judged in one text, not in several"),
    (
        "edit/x",
        WEIGHTY + "change: {added: {fact: date}}\nexamples:\n  - bad: {a: A.}\n",
        9,
        "unknown key of an edit's examp",
    ),
]


@pytest.mark.parametrize(("name", "text", "line", "message"), MISTAKES)
def test_every_mistake_is_told_with_its_line(
    write: Write, load: Load, name: str, text: str, line: int, message: str
) -> None:
    """A mistake in a rule file names the file, the line of the very value, and what is allowed; its rule is left out."""
    write(f"{name}.yaml", text)
    book = load()
    told = [(m.path, m.line, m.message) for m in book.mistakes]
    assert (f"rules/{name}.yaml", line) in [(path, at) for path, at, _ in told], told
    assert any(at == line and what.startswith(message) for _, at, what in told), told
    assert name not in book.rules


def test_all_mistakes_of_all_files_are_told_at_once(write: Write, load: Load) -> None:
    """One mistake hides no other, in the same file or in the next, and sound rules are read beside them."""
    write("disclosure/good.yaml", GOOD)
    write(
        "wording/a.yaml",
        "titel: T\nwhy: W\nseverity: bad\nno-law: x\nmessage: m\nforbid: {text: ['(', '{x}']}\n" + ENDS,
    )
    write("wording/b.yaml", SELL.replace("info", "none"))
    book = load()
    assert [(m.path.rpartition("/")[2], m.line) for m in book.mistakes] == [
        ("a.yaml", 1),
        ("a.yaml", 1),
        ("a.yaml", 3),
        ("a.yaml", 6),
        ("a.yaml", 6),
        ("b.yaml", 3),
    ]
    assert list(book.rules) == ["disclosure/good"]


WEIGHED = GOOD.replace(
    "examples:",
    """\
  weigh:
    threshold: 2
    cues:
      - {name: logs are spoken of, points: 2, text: server logs}
      - {name: nobody keeps them, points: -1, text: nobody keeps}
examples:
  - stated: Our [[server logs]] go into a box.
  - absent: Nobody keeps server logs.
""".rstrip(),
)


def test_signs_are_read(write: Write, load: Load) -> None:
    """Signs have a name, points and a selector."""
    write("disclosure/log-retention.yaml", WEIGHED)
    book = load()
    assert not book.mistakes
    verb = book.rules["disclosure/log-retention"].verb
    assert isinstance(verb, Require)
    assert verb.weigh == Weigh(
        2,
        (
            Cue("logs are spoken of", 2, Selector(text=("server logs",))),
            Cue("nobody keeps them", -1, Selector(text=("nobody keeps",))),
        ),
    )


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ("threshold: 2", "threshold: 3", 9, "weigh: all cues together give 2 points; 3 are never reached"),
        ("threshold: 2", "threshold: no", 9, "threshold must be a whole number from 1 to 99, not 'no'"),
        ("points: -1", "points: 0", 12, "the cue 'nobody keeps them' gives 0 points; allowed: -99 to 99 without 0"),
        ("points: 2, ", "", 11, "a cue has no 'points', which it must have"),
        ("name: nobody keeps them, ", "", 12, "a cue has no 'name', which it must have"),
        ("nobody keeps them", "logs are spoken of", 9, "weigh: two cues are called 'logs are spoken of'"),
        (", text: nobody keeps", "", 12, "the selector of the cue 'nobody keeps them' needs either 'text' or 'fact'"),
        (
            ", text: nobody keeps",
            ", txt: nobody keeps",
            12,
            "unknown key of the selector of the cue 'nobody keeps them': 'txt'",
        ),
    ],
)
def test_mistakes_in_signs(write: Write, load: Load, old: str, new: str, line: int, message: str) -> None:
    """A mistake in a sign is told with its line and what is allowed, and the rule is left out."""
    write("disclosure/log-retention.yaml", WEIGHED.replace(old, new, 1))
    book = load()
    assert not book.rules
    first = book.mistakes[0]
    assert first.line == line and message in first.message, str(first)
