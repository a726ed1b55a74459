from __future__ import annotations

import pytest

from policylint.matching.tokens import tokenize


@pytest.mark.parametrize(
    ("text", "words", "reason"),
    [
        ("We're the controller", "we are the controller", "a verb"),
        ("you'll hear what we've kept", "you will hear what we have kept", "several"),
        ("I'm here", "i am here", "the first person"),
        ("we don't and won't", "we don't and won't", "a contraction of not stays whole"),
        ("the user's data", "the user data", "a possessive is left off"),
        ("opt-out by e-mail", "opt out by email", "hyphens part words, but for e-mail"),
        ("write to a.b@c.example", "write to <email>", "an address is one word"),
    ],
)
def test_tokens(text: str, words: str, reason: str) -> None:
    """Contractions of verbs are two words, each of which stands at its own place in the text."""
    found, starts, ends = tokenize(text)
    assert " ".join(found) == words, reason
    assert all(end > start for start, end in zip(starts, ends, strict=True))
    assert list(starts) == sorted(starts)


def test_tokens_of_a_contraction_lie_in_it() -> None:
    """The two words of a contraction share its characters."""
    text = "So we're here"
    words, starts, ends = tokenize(text)
    assert [(w, text[a:b]) for w, a, b in zip(words, starts, ends, strict=True)][1:3] == [("we", "we"), ("are", "'re")]
