"""What a fingerprint survives: edits elsewhere and reformatting; and what changes it: the words that a finding is about."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from policylint import run
from policylint.config import Config
from policylint.readers import read_text
from policylint.rulebook import shipped
from policylint.run import Options

FLOW = (
    "# Privacy Policy\n\n## Sharing\n\n{before}\n\nWe do not sell your personal data to anybody.\n\n{between}\n\n"
    "We sell your personal data to data brokers.\n\n{after}\n"
)


def prints(text: str, name: str = "policy.md") -> list[tuple[str, str]]:
    """Rule and fingerprint of each contradiction in a policy."""
    report = run.judge([read_text(text, name)], shipped(), Config(), Options(select=("consistency",)))
    return sorted((f.rule, f.fingerprint) for f in report.findings)


PLAIN = FLOW.format(before="We care.", between="We listen.", after="Goodbye.")
WANTED = prints(PLAIN)


def test_there_is_something_to_survive() -> None:
    """The policy of these tests contradicts itself."""
    assert WANTED


REFORMATTED = [
    ("text above", FLOW.format(before="A new paragraph.\n\nAnd one more.", between="We listen.", after="Goodbye.")),
    ("bold", PLAIN.replace("do not sell", "**do not** sell")),
    ("a link", PLAIN.replace("data brokers", "[data brokers](https://example.org/brokers)")),
    ("line breaks", PLAIN.replace("your personal data to", "your\npersonal data\nto")),
    ("CRLF", PLAIN.replace("\n", "\r\n")),
    ("no-break spaces", PLAIN.replace("personal data", "personal\u00a0data")),
    ("list items", PLAIN.replace("We sell", "- We sell").replace("We do not", "- We do not")),
    ("capitals", PLAIN.replace("We sell", "WE SELL")),
    ("a comment within", PLAIN.replace("We sell", "We <!-- sic --> sell")),
    ("the other order", FLOW.format(before="We sell your personal data to data brokers.", between="x", after="")
        .replace("\n\nWe sell your personal data to data brokers.\n\n\n", "\n")),
]  # fmt: skip


@pytest.mark.parametrize(("what", "text"), REFORMATTED, ids=[what for what, _ in REFORMATTED])
def test_reformatting_is_survived(what: str, text: str) -> None:
    """The sentences count, not how or where they are set."""
    assert prints(text) == WANTED


def test_another_sentence_is_another_finding() -> None:
    """As is another document, or another rule."""
    other = prints(PLAIN.replace("data brokers", "advertising networks"))
    assert other
    assert not set(other) & set(WANTED)
    assert not set(prints(PLAIN, "terms.md")) & set(WANTED)


words = st.lists(st.sampled_from("alpha beta gamma delta".split()), min_size=1, max_size=6).map(" ".join)


@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(before=words, between=words, after=words, wrap=st.integers(12, 80))
def test_any_words_around(before: str, between: str, after: str, wrap: int) -> None:
    """Whatever stands above, between and below, and wherever lines are broken."""
    import textwrap

    text = FLOW.format(before=f"{before}.", between=f"{between}.", after=f"{after}.")
    broken = "\n\n".join(
        block if block.startswith("#") else "\n".join(textwrap.wrap(block, wrap)) for block in text.split("\n\n")
    )
    assert prints(broken) == WANTED
