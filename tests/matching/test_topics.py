"""Topics of sections: from headings, or from what is said."""

from __future__ import annotations

import pytest

from policylint import readers, rulebook
from policylint.facts.state import state
from policylint.matching.topics import headed, topics

KEPT = "We keep letters for a year. Parcel labels are deleted after a month."
TRADE = "Our partners print the labels. We share the address with service providers."


def of_last(text: str) -> tuple[set[str], set[str]]:
    """(topics, topics of headings) of the last section of a text in Markdown."""
    policy = state(readers.read_text(text, "policy.md"), rulebook.shipped().book)
    return set(topics(policy.document, policy.index)[-1]), set(headed(policy.document, policy.index)[-1])


@pytest.mark.parametrize(
    ("text", "all_of_it", "by_heading"),
    [
        (f"# Privacy\n\n## Retention\n\n{TRADE}\n", {"retention"}, {"retention"}),
        (f"# Privacy\n\n## Retention\n\n### Letters\n\n{TRADE}\n", {"retention"}, {"retention"}),
        (f"# Privacy\n\n## Letters and parcels\n\n{KEPT}\n", {"retention"}, set()),
        (f"# Privacy\n\n## Letters and parcels\n\n{TRADE}\n", {"sharing"}, set()),
        (f"{KEPT}\n", {"retention"}, set()),
        # One sentence alone, or a few of many, make no topic.
        ("# Privacy\n\n## Letters\n\nWe keep letters for a year.\n", set(), set()),
        (f"# Privacy\n\n## Letters\n\n{KEPT} {'The post opens at nine. ' * 3}\n", set(), set()),
        # So long a section deals with several things.
        (f"# Privacy\n\n## Letters\n\n{'We keep letters for a year. ' * 17}\n", set(), set()),
    ],
)
def test_topics(text: str, all_of_it: set[str], by_heading: set[str]) -> None:
    """A section has the topics of its headings, and where they name none, those that half of its sentences speak of."""
    assert of_last(text) == (all_of_it, by_heading)
