"""Rules as pages and as a list."""

from __future__ import annotations

import json

import pytest

from policylint.finding import Severity
from policylint.handbook import listing, marked, page
from policylint.rule import (
    Citation,
    Comparison,
    Conflict,
    Example,
    Forbid,
    Gather,
    PythonCheck,
    Require,
    Rule,
    Selector,
    Verb,
)
from policylint.rulebook import RegimeFile
from policylint.rulebook.samples import unmark

REGIMES = {"test-law": RegimeFile("test-law", "The Testing Act", "TEST Art. 1", ("testing act",), ("under it",))}
KEPT = Rule(
    id="disclosure/log-retention",
    title="How long logs are kept",
    why="People cannot judge a processing\nwhose end is unknown.",
    severity=Severity.ERROR,
    verb=Require(
        (Selector(fact="retention", where={"period": ("known",), "bound": ("max", "exact")}, polarity="affirmed"),),
        (Selector(text=("keep ... needed", "~retain"), unless=("never",), section=("retention",)),),
    ),
    law={"test-law": Citation("Art. 1(2)", "should", False), "other": Citation("s. 3")},
    fix="Give a period.",
    model="We keep <data> for <period>.",
    when=(Selector(text=("*log*",), within="heading", kinds=("terms",)),),
    examples=(
        Example("stated", {"": "We keep it 3 days."}, (("", 11, 17),), 9, note="a number"),
        Example("miss", {"": "It goes\nafter a month."}, (), 12, should="stated"),
    ),
)
SOLD = Rule(
    id="wording/sold",
    title="Words | that sell",
    why="W.",
    severity=Severity.INFO,
    verb=Forbid((Selector(text=("sell",)),)),
    no_law="It is about form.",
    kinds=(),
    default=False,
    examples=(Example("bad", {"one": "We sell.", "two": "```"}, (("one", 3, 7),), 3),),
)

TEXT = """\
How long logs are kept
disclosure/log-retention

Severity: error. Asked of: privacy-policy, app-notice.

Why
People cannot judge a processing whose end is unknown.

Law
  other: s. 3 (required)
    other
  test-law: Art. 1(2) (expected; not yet verified against the source)
    The Testing Act

What is looked for
  Only where the text has:
    the wording *log*, in a document of the kind terms, in a heading
  Stated by:
    a fact of the kind retention with period known; bound max or exact, affirmed
  Only raised by:
    the wording keep ... needed | ~retain, in a section on retention, unless the sentence has never

How to fix
Give a period.

A model clause
      We keep <data> for <period>.

Examples
  Stated: a number
      We keep it [[3 days]].

Known limits
  Known limit (should be stated)
      It goes
      after a month.

policylint reports what a text states; it gives no legal advice.
"""
MARKDOWN = """\
# Words | that sell

`wording/sold`

Severity: info (off). Asked of: every kind of document.

## Why

W.

## Law

None is cited: It is about form.

## What is looked for

- Every place with:
  - the wording sell

## Examples

**Found**

`one`

```text
We [[sell]].
```
`two`

````text
```
````

policylint reports what a text states; it gives no legal advice.
"""


def test_a_page_as_text() -> None:
    """A page tells title, id, severity, why, law by regime with what is not verified, what is looked for, and examples."""
    assert page(KEPT, REGIMES) == TEXT


def test_a_page_as_markdown() -> None:
    """The same page as Markdown, with fences longer than any in the examples."""
    assert page(SOLD, REGIMES, "markdown") == MARKDOWN


@pytest.mark.parametrize(
    ("verb", "told"),
    [
        (
            Gather(("right-access", "right-erasure")),
            "  The gaps of these disclosures, told as one: right-access, right-erasure",
        ),
        (PythonCheck("some_check"), "  The check some_check, in Python"),
        (
            Conflict(Selector(fact="date"), Selector(fact="date"), (Comparison("a.day", "!=", "b.day"),)),
            "  One statement:\n    a fact of the kind date\n  and another:\n    a fact of the kind date\n  where a.day != b.day",
        ),
    ],
)
def test_what_each_verb_looks_for(verb: Verb, told: str) -> None:
    """A page says in words what the rule's verb does."""
    rule = Rule("document/x", "X", "Y.", Severity.INFO, verb, no_law="Z.")
    assert f"What is looked for\n{told}\n\n" in page(rule, REGIMES)


def test_lists() -> None:
    """The list of rules is sorted by id, and the same in each form."""
    assert listing([SOLD, KEPT]) == (
        "disclosure/log-retention  error           How long logs are kept\n"
        "wording/sold              info (off)      Words | that sell\n"
    )
    assert listing([SOLD, KEPT], "markdown").splitlines()[2:] == [
        "| `disclosure/log-retention` | error | How long logs are kept | other, test-law |",
        "| `wording/sold` | info (off) | Words \\| that sell |  |",
    ]
    told = json.loads(listing([SOLD, KEPT], "json"))
    assert told["version"] == 1
    assert [rule["id"] for rule in told["rules"]] == ["disclosure/log-retention", "wording/sold"]
    assert told["rules"][0]["law"] == {
        "other": {"cite": "s. 3", "level": "must", "verified": True},
        "test-law": {"cite": "Art. 1(2)", "level": "should", "verified": False},
    }


def test_other_forms_are_refused() -> None:
    """A form that there is not is an error that says which there are."""
    with pytest.raises(ValueError, match="allowed: text, markdown"):
        page(KEPT, REGIMES, "pdf")
    with pytest.raises(ValueError, match="allowed: text, json, markdown"):
        listing([], "yaml")


@pytest.mark.parametrize("text", ["a [[b]] c", "[[a]] [[b]]", "[[[Company]]] x", "[[[[x]]]]", "none"])
def test_marks_go_in_as_they_came_out(text: str) -> None:
    """An example is shown as its file has it."""
    plain, marks = unmark(text)
    assert marked(plain, marks) == text
