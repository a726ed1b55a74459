"""Changes to the policy, breaches, answers without a time, and the governing law."""

from __future__ import annotations

import pytest

from policylint.facts.kinds import Breach, ChangeNotice, GoverningLaw, ResponseTime
from tests.conftest import Read


@pytest.mark.parametrize(
    ("text", "methods", "reason"),
    [
        ("If this policy changes we email you.", ["email"], "a message"),
        ("We announce changes to this policy in a banner in the app.", ["in-app"], "where it is used"),
        ("We post a prominent notice of changes to this policy.", ["notice"], "a notice"),
        ("When this policy changes we update the date at the top.", ["dated-version"], "a new date"),
        ("Changes to this policy are posted on this page.", ["post"], "the reader must look"),
        (
            "We will notify you of changes by posting the new policy on this page.",
            ["post"],
            "posting, whatever it is called",
        ),
        ("We may change this policy without notice.", ["none"], "nothing at all"),
        (
            "We may change this policy. Please check this page regularly.",
            ["post", "post"],
            "the sentence after goes on about it",
        ),
        ("We notify you when your order changes.", [], "changes of something else"),
        ("We notify you of a change of ownership as this policy says.", [], "a sale of the business"),
        (
            "By continuing after you were notified of changes to this policy you accept them.",
            [],
            "a condition is no promise",
        ),
    ],
)
def test_methods(read: Read, text: str, methods: list[str], reason: str) -> None:
    """How readers hear of changes is told by the strongest way that a sentence names."""
    assert [f.method for f in read(text).all(ChangeNotice)] == methods, reason


@pytest.mark.parametrize(
    ("text", "found", "reason"),
    [
        ("If a data breach puts you at risk, we tell you.", [True], "a promise"),
        ("Please tell us of any breach of your account.", [], "the reader tells"),
        ("In breach of these terms we may notify you.", [], "another kind of breach"),
    ],
)
def test_breach(read: Read, text: str, found: list[bool], reason: str) -> None:
    """That people are told of a breach is a promise of the publisher."""
    assert [f.polarity for f in read(text).all(Breach)] == found, reason


@pytest.mark.parametrize(
    ("text", "countries", "reason"),
    [
        ("This policy is governed by the laws of Ireland.", ["IE"], "a law"),
        ("The courts of Paris, France, have exclusive jurisdiction.", ["FR"], "courts"),
        ("We are incorporated under the laws of Ireland.", [], "where the company was formed"),
        ("Your payment is governed by their privacy policy.", [], "no law"),
        ("We answer a court order with appropriate jurisdiction.", [], "no choice"),
    ],
)
def test_governing_law(read: Read, text: str, countries: list[str], reason: str) -> None:
    """A law governs the policy where the text chooses it."""
    assert [f.country for f in read(text).all(GoverningLaw)] == countries, reason


@pytest.mark.parametrize(
    ("text", "count", "reason"),
    [
        ("We respond to requests promptly.", 1, "a promise without a time"),
        ("We answer requests within the time limits set by law.", 1, "the law's time"),
        ("We expect you to respond promptly to complaints.", 0, "a duty of the reader"),
        ("We respond promptly to a subpoena.", 0, "an answer to somebody else"),
    ],
)
def test_answers_without_a_time(read: Read, text: str, count: int, reason: str) -> None:
    """An answer that is promised without a number is known as one."""
    assert len([f for f in read(text).all(ResponseTime) if f.period is None]) == count, reason
