"""Hostile and odd texts: the checks of the document itself end soon, and find nothing where nothing is."""

from __future__ import annotations

import time

import pytest

from policylint import rulebook
from policylint.facts.state import state
from policylint.lint import Settings, judge_rule
from policylint.readers import read_text
from policylint.site import Site

BOOK = rulebook.shipped()
RULES = [
    rule
    for rule in BOOK.rules.values()
    if rule.family in ("document", "wording") or rule.id == "consistency/entity-conflict"
]


@pytest.mark.parametrize(
    "text",
    [
        "[" * 20_000 + "]" * 20_000,
        "{{ " * 15_000,
        "<your name " * 6_000,
        "one hundred and " * 6_000 + "(3)",
        "section 4, " * 6_000,
        "the the " * 8_000,
        "which your data and " * 5_000,
        '"a ' * 12_000 + "section",
        "# 1. A\n\n" * 1_500,
        "a.b+c-" * 8_000 + "@example.com",
        "registered in England, " * 4_000 + "number",
    ],
    ids=lambda text: text[:12],
)
def test_a_hostile_text_takes_linear_time(text: str) -> None:
    """No pattern of these rules runs away: each text of some hundred kilobytes is judged in less than a minute, on the slowest machine."""
    site = Site.of([state(read_text(text, "p.md"), BOOK.book, "privacy-policy")])
    start = time.perf_counter()
    for rule in RULES:
        list(judge_rule(rule, site, Settings()))
    assert time.perf_counter() - start < 60


@pytest.mark.parametrize("text", ["", "\n\n", "# \n", "[]", "()", "---\ntitle: [DATE, TIME]\n---\n"])
def test_an_empty_text_is_judged(text: str) -> None:
    """A text with nothing in it crashes no rule."""
    site = Site.of([state(read_text(text, "p.md"), BOOK.book, "privacy-policy")])
    for rule in RULES:
        assert isinstance(list(judge_rule(rule, site, Settings())), list)
