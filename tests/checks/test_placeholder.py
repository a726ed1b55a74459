"""Placeholders: what the examples of rules/document/placeholder.yaml cannot show."""

from __future__ import annotations

import pytest

from policylint import rulebook
from policylint.facts.state import state
from policylint.finding import Finding
from policylint.lint import Settings, judge_rule
from policylint.readers import read_text
from policylint.site import Site

BOOK = rulebook.shipped()


def findings(text: str, path: str = "privacy.md") -> list[Finding]:
    site = Site.of([state(read_text(text, path), BOOK.book, "privacy-policy")])
    return list(judge_rule(BOOK.rules["document/placeholder"], site, Settings()))


def slots(text: str, path: str = "privacy.md") -> list[str]:
    return [text[mark.span.start : mark.span.end] for found in findings(text, path) for mark in found.marks]


@pytest.mark.parametrize(
    ("path", "text", "found"),
    [
        ("privacy.md", "Write to {{ contact }}.", ["{{ contact }}"]),
        ("privacy.html", "<p>Write to {{ contact }}.</p>", ["{{ contact }}"]),
        ("privacy.html.erb", "<p>Write to {{ contact }}.</p>", []),
        ("privacy.j2", "Write to {{ contact }}.", []),
        ("privacy.njk", "Write to {{ contact }}.", []),
        ("privacy.md", "Write to {{ site.contact }}, or to {{ name }}.", []),
        ("privacy.md", "Write to {{ .Site.Params.contact }}, or to {{ name }}.", []),
        ("privacy.md", 'On {{ today | date: "%Y" }} we write to {{ name }}.', []),
        ("privacy.html", "{% extends 'base.html' %}<p>Write to {{ contact }}.</p>", []),
        ("privacy.md", "---\ntitle: Privacy\n---\n\nWrite to {{ contact }}.", []),
        ("privacy.html.erb", "<p>Write to [your name].</p>", ["[your name]"]),
        ("privacy.txt", "Write to <your email address>.", ["<your email address>"]),
        ("privacy.html", "<p>Write to &lt;your email address&gt;.</p>", ["&lt;your email address&gt;"]),
        ("privacy.txt", "Write to %%EMAIL%%, ${OFFICE} and @@NAME@@.", ["%%EMAIL%%", "${OFFICE}", "@@NAME@@"]),
        ("privacy.txt", "It costs $20 or US$30, that is 5% of it.", []),
        ("privacy.txt", "________________\n\nWe keep your name.", []),
        ("privacy.txt", "Article XXX of the statutes, and Section xxx of the code.", ["xxx"]),
        ("privacy.txt", "Our phone is (123) 456-7890, in Anytown.", ["(123) 456-7890", "Anytown"]),
    ],
)
def test_what_counts_as_a_slot(path: str, text: str, found: list[str]) -> None:
    """A slot is reported unless the file is the source of a page that fills it, or the text is no slot."""
    assert slots(text, path) == found


def test_one_finding_a_policy() -> None:
    """All slots of a policy are one finding: a mark at the first place of each, and the number of places in the message."""
    text = "[Company name] runs it. [Company name] keeps it for [number of days]."
    assert [(f.message, len(f.marks)) for f in findings(text)] == [
        ("not filled in: `[Company name]`, `[number of days]` (in 3 places)", 2)
    ]


def test_a_label_without_a_date_is_told_by_another_rule() -> None:
    """`Last updated: [DATE]` is a blank date, and is not reported twice."""
    assert slots("Last updated: [DATE]\n\nWe keep your name for a year.") == []


def test_the_fingerprint_is_of_the_slots() -> None:
    """A finding keeps its fingerprint when text is added, and loses it when another slot comes."""
    before, moved = findings("We are [company name]."), findings("Good day.\n\nWe are [company name].")
    more = findings("We are [company name] of [city].")
    assert before[0].fingerprint == moved[0].fingerprint != more[0].fingerprint
