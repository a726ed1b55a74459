"""Laws that have ended or have not begun: dates, and the table behind the two rules."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from policylint import lexicon, rulebook
from policylint.checks.instruments import FILE, instruments
from policylint.facts.state import state
from policylint.finding import Severity
from policylint.lint import Settings, judge_rule
from policylint.matching.phrases import parse
from policylint.readers import read_text
from policylint.site import Site

BOOK = rulebook.shipped()


def severities(rule: str, text: str, as_of: str = "2026-06-30") -> list[str]:
    site = Site.of([state(read_text(text, "privacy.md"), BOOK.book, "privacy-policy")])
    settings = Settings(as_of=dt.date.fromisoformat(as_of))
    return [str(found.severity) for found in judge_rule(BOOK.rules[rule], site, settings)]


SHIELD = "Our mail provider takes part in the EU-US Privacy Shield."


@pytest.mark.parametrize(
    ("text", "as_of", "told"),
    [
        (f"Last updated 15 July 2020\n\n{SHIELD}", "2026-06-30", []),
        (f"Last updated 16 July 2020\n\n{SHIELD}", "2026-06-30", ["error"]),
        (f"Last updated 3 May 2019\n\nEffective 1 August 2020\n\n{SHIELD}", "2026-06-30", ["error"]),
        (SHIELD, "2026-06-30", ["warning"]),
        (
            f"Last updated 16 July 2020\n\n{SHIELD} Transfers rest on standard contractual clauses.",
            "2026-06-30",
            ["warning"],
        ),
        (SHIELD, "2020-07-15", []),
        ("Last updated 1 May 2021\n\nRead more about the Privacy Shield on its website.", "2026-06-30", ["info"]),
        (
            f"Last updated 1 May 2021\n\n{SHIELD} It was annulled in 2020; of the Privacy Shield nothing was left.",
            "2026-06-30",
            [],
        ),
    ],
)
def test_the_date_of_the_policy_counts(text: str, as_of: str, told: list[str]) -> None:
    """An instrument is outdated on the day that the policy bears, else today; to rely on it alone is an error, to name it is not."""
    assert severities("document/outdated-law", text, as_of) == told


@pytest.mark.parametrize(("as_of", "told"), [("2027-05-12", ["info"]), ("2027-05-13", [])])
def test_a_law_that_is_to_come(as_of: str, told: list[str]) -> None:
    """A law may be relied on from its first day."""
    assert severities("document/law-not-in-force", "You have these rights under the DPDP Act.", as_of) == told


def test_every_instrument_has_words_and_a_date() -> None:
    """The table and the two lexicons name the same instruments, and each has ended or is to come."""
    words = lexicon.load(rulebook.home_of_rules().parent / "policylint" / "lexicons" / "en", [])
    ended, future = set(words.values("ended-instrument")), set(words.values("future-instrument"))
    table = instruments()
    assert {key for key, row in table.items() if row.until is not None} == ended
    assert {key for key, row in table.items() if row.since is not None} == future
    assert all((row.until is None) != (row.since is None) for row in table.values())


def test_the_table_reads_well_in_a_message() -> None:
    """Names and reasons finish a sentence: no capital at the start but of names, no full stop at the end."""
    for row in instruments().values():
        for words in (row.name, row.because, row.instead):
            assert words == words.strip()
            assert not words.endswith(".") or words.endswith("ff.")
        assert row.mention <= row.most <= Severity.ERROR


def test_the_table_says_what_its_keys_are() -> None:
    """The file opens with a comment that explains its keys."""
    head = Path(FILE).read_text("utf-8").split("\n\n")[0]
    for key in ("until:", "since:", "because", "instead", "mention:"):
        assert key in head
    assert parse("privacy shield")
