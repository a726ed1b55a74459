"""Statements about keeping: which data they speak of, from when they run, and which of two can hold together."""

from __future__ import annotations

import pytest

from policylint.checks import families, retained
from tests.checks.judging import BOOK, policy, told

RULE = "consistency/conflicting-retention"


@pytest.mark.parametrize(
    ("sentence", "kinds"),
    [
        ("We keep server logs for 30 days.", [("server-logs", {"server"})]),
        ("Web logs are deleted after 30 days.", [("server-logs", {"server"})]),
        ("We keep log files for 30 days.", [("log-data", set())]),
        ("Invoices are kept for 10 years.", [("billing-data", {"billing"})]),
        ("We keep your data for 30 days.", []),
        ("We keep it for 30 days.", []),
        ("Log data: we keep it for 30 days.", [("log-data", set())]),
        ("The retention period for server logs is 30 days.", [("server-logs", {"server"})]),
    ],
)
def test_the_kinds_of_data(sentence: str, kinds: list[tuple[str, set[str]]]) -> None:
    """A statement names kinds of data, by the lexicon's entry and the words that set them apart; what is only pointed at has none."""
    (kept,) = retained.statements(policy(sentence))
    assert [(kind.entry, set(kind.words)) for kind in kept.kinds] == kinds


@pytest.mark.parametrize(
    ("text", "since"),
    [
        ("deleted 30 days after you close your account", "account"),
        ("kept for a year after termination of the contract", "account"),
        ("kept for a year after the ticket was closed", "matter"),
        ("kept for a year after the last contact", "matter"),
        ("deleted after two years of inactivity", "idle"),
        ("deleted within 30 days of your request", "request"),
        ("deleted after 30 days", ""),
    ],
)
def test_what_a_period_runs_from(text: str, since: str) -> None:
    """Only periods that run from the same event can contradict each other."""
    assert retained.since(text) == since


@pytest.mark.parametrize(
    ("one", "two", "severity"),
    [
        ("kept for 30 days", "kept for 60 days", "error"),
        ("kept for 30 days", "kept for one month", ""),
        ("kept for up to 90 days", "kept for 30 days", ""),
        ("kept for up to 30 days", "kept for 90 days", "warning"),
        ("kept for up to 30 days", "kept for up to 90 days", "warning"),
        ("kept for at least 30 days", "kept for 90 days", ""),
        ("kept for at least 90 days", "kept for 30 days", "warning"),
        ("usually kept for 30 days", "kept for up to 90 days", ""),
        ("kept for 30 days", "kept indefinitely", "error"),
        ("kept for 30 days", "deleted 90 days after you close your account", ""),
        ("kept for 30 days", "kept in backups for 90 days", ""),
        ("kept for 30 days", "kept for 90 days if an attack is investigated", ""),
    ],
)
def test_which_ends_cannot_both_hold(one: str, two: str, severity: str) -> None:
    """Bounds leave room, exact periods do not; another event, another copy or an exception is another statement."""
    found = told(RULE, f"Server logs are {one}.\n\nServer logs are {two}.")
    assert [level for level, _ in found] == ([severity] if severity else [])


def test_the_message_quotes_both_periods() -> None:
    """A finding says what is kept how long, here and there."""
    text = "Server logs are kept for 30 days.\n\nServer logs are kept for 2 years."
    assert told(RULE, text) == [
        ("error", "two periods for server logs: 30 days here, 2 years there; keep one, or say what sets the two apart")
    ]


def test_across_policies_it_is_a_warning() -> None:
    """Two policies of one publisher may be meant for two products."""
    texts = {"a.md": "Server logs are kept for 30 days.", "b.md": "Server logs are kept for 60 days."}
    assert told(RULE, texts) == [
        (
            "warning",
            "two periods for server logs: 30 days here, 60 days in b.md; keep one, or say what sets the two apart",
        )
    ]


@pytest.mark.parametrize(
    ("entry", "family"),
    [
        ("email-address", "account"),
        ("no such entry", "no such entry"),
        ("payment-card", "money"),
        ("server-logs", "logs"),
        ("ip-address", "device"),
        ("health-data", "sensitive-data"),
        ("pages-visited", "usage"),
    ],
)
def test_the_family_of_a_kind(entry: str, family: str) -> None:
    """Kinds are put together as a schedule takes them; what the lexicon does not know is its own."""
    assert families.family(BOOK.book, entry) == family


def test_what_is_a_kind_of_what() -> None:
    """The lexicon's own order is at hand when a policy is checked."""
    assert list(BOOK.book.wider("category", "server-logs")) == ["server-logs", "log-data", "usage-data"]
    assert list(BOOK.book.wider("category", "nothing")) == ["nothing"]
