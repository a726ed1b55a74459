"""What the tests of checks share: the findings of one rule on policies given as texts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from policylint import rulebook
from policylint.facts.state import state
from policylint.finding import Finding
from policylint.lint import Settings, judge_rule
from policylint.readers import read_text
from policylint.regimes import in_play, regimes_of
from policylint.site import Policy, Site

BOOK = rulebook.shipped()
AS_OF = dt.date(2026, 6, 30)


def policy(text: str, path: str = "policy.md") -> Policy:
    """A privacy policy."""
    return state(read_text(text, path), BOOK.book, "privacy-policy")


def findings(
    rule: str, texts: str | Mapping[str, str], as_of: dt.date = AS_OF, regimes: tuple[str, ...] | None = None
) -> list[Finding]:
    """The findings of a rule on one policy, or on the policies of one publisher."""
    given = {"policy.md": texts} if isinstance(texts, str) else texts
    policies = tuple(policy(text, path) for path, text in given.items())
    laws = {p.path: in_play(regimes_of(p, BOOK.regimes, regimes), BOOK.regimes) for p in policies}
    return list(judge_rule(BOOK.rules[rule], Site(policies, laws=laws), Settings(as_of=as_of)))


def told(
    rule: str, texts: str | Mapping[str, str], as_of: dt.date = AS_OF, regimes: tuple[str, ...] | None = None
) -> list[tuple[str, str]]:
    """(severity, message) of each finding."""
    return [(str(one.severity), one.message) for one in findings(rule, texts, as_of, regimes)]
