"""Texts of endless statements: comparing them ends soon, and reports no more than a reader can look at."""

from __future__ import annotations

import time

import pytest

from policylint.lint import Settings, judge_rule
from policylint.regimes import in_play, regimes_of
from policylint.site import Site
from tests.checks.judging import AS_OF, BOOK, policy

COUNT = 600
PLACES = ("Germany", "France", "Japan", "Canada", "Brazil", "India")
RULES = [rule for rule in BOOK.rules.values() if rule.family == "consistency"]
TEXTS = {
    "addresses": lambda n: f"To exercise your rights write to a{n}@harbour{n}.example.",
    "ages": lambda n: f"You must be at least {10 + n % 12} to use part {n} of the service.",
    "periods": lambda n: (
        f"We keep server logs for {n + 2} days. When you leave the club and your account is closed, we erase all your data."
    ),
    "places": lambda n: (
        f"All your data are stored only in {PLACES[n % 6]}. Your data are stored in {PLACES[(n + 1) % 6]}."
    ),
    "dates": lambda n: f"This policy was last updated on {1 + n % 28} March {1990 + n % 40}.",
    "times": lambda n: (
        f"This policy is governed by the laws of {PLACES[n % 6]}. We answer requests within {n % 300 + 1} days."
    ),
    "hosts": lambda n: (
        f"Our website is site{n}.example. Write to x{n}@other{n}.example or [here](https://site{n}.example.example/x)."
    ),
    "notice": lambda n: f"We announce changes to this policy {n % 300 + 1} days before they take effect.",
}


@pytest.mark.parametrize("name", TEXTS)
def test_many_statements_take_little_time(name: str) -> None:
    """Statements are compared up to a number: a text cannot make a check quadratic, nor a report endless."""
    read = policy("\n\n".join(TEXTS[name](n) for n in range(COUNT)))
    site = Site((read,), laws={read.path: in_play(regimes_of(read, BOOK.regimes), BOOK.regimes)})
    for rule in RULES:
        begin = time.perf_counter()
        found = list(judge_rule(rule, site, Settings(as_of=AS_OF)))
        assert time.perf_counter() - begin < 10, rule.id
        assert len(found) <= COUNT, rule.id
