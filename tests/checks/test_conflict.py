"""The verb `conflict`: which pairs of facts are compared."""

from __future__ import annotations

import pytest

from policylint.checks import conflict
from policylint.finding import Severity
from policylint.rule import Comparison, Conflict, Rule, Selector
from policylint.site import Site
from tests.checks.judging import policy

PERIODS = Selector(fact="retention", where={"period": ("known",)})


def rule(*conditions: Comparison) -> Rule:
    return Rule(
        "consistency/test", "Test", "Why.", Severity.ERROR, Conflict(PERIODS, PERIODS, conditions), message="two"
    )


DIFFER = rule(Comparison("a.subject", "==", "b.subject"), Comparison("a.period", "!=", "b.period"))


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        (["Server logs are kept for 30 days. Server logs are kept for 90 days."], [("a.md", "a.md", None)]),
        (["Server logs are kept for 30 days. Server logs are kept for one month."], []),
        (["Server logs are kept for 30 days. Invoices are kept for 90 days."], []),
        (
            [
                "## Users in France\n\nServer logs are kept for 30 days.\n\n## Users in Japan\n\nServer logs are kept for 90 days."
            ],
            [],
        ),
        (
            ["Server logs are kept for 30 days.", "Server logs are kept for 90 days."],
            [("a.md", "b.md", Severity.WARNING)],
        ),
        (
            ["We keep boats.", "Server logs are kept for 30 days.", "Server logs are kept for 90 days."],
            [("b.md", "c.md", Severity.WARNING)],
        ),
    ],
)
def test_which_pairs_conflict(texts: list[str], found: list[tuple[str, str, Severity | None]]) -> None:
    """Facts about the same thing whose comparisons hold; across two policies a warning at most."""
    site = Site.of(policy(text, f"{name}.md") for text, name in zip(texts, "abc", strict=False))
    hits = list(conflict.hits(site, DIFFER))
    assert [(hit.marks[0].path, hit.marks[1].path, hit.severity) for hit in hits] == found


def test_a_statement_is_compared_with_its_equal_and_not_with_itself() -> None:
    """A rule may ask for two statements of one value."""
    same = rule(Comparison("a.subject", "==", "b.subject"))
    once, twice = (
        "Server logs are kept for 30 days.",
        "Server logs are kept for 30 days. We keep server logs for 30 days.",
    )
    assert len(list(conflict.hits(Site.of([policy(once)]), same))) == 0
    assert len(list(conflict.hits(Site.of([policy(twice)]), same))) == 1
