"""What tests share: a policy from a few lines of text, read by the real road."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import settings

from policylint import readers, rulebook
from policylint.facts.state import state
from policylint.rulebook import Rulebook
from policylint.site import Policy

settings.register_profile("steady", deadline=None)  # a slow machine is no wrong answer
settings.load_profile("steady")

Read = Callable[..., Policy]


@pytest.fixture(scope="session")
def book() -> Rulebook:
    """The shipped rulebook, with examples."""
    return rulebook.shipped(examples=True)


@pytest.fixture(scope="session")
def read(book: Rulebook) -> Read:
    """read(text, path='policy.md', kind='privacy-policy') -> Policy."""

    def _read(text: str, path: str = "policy.md", kind: str = "privacy-policy") -> Policy:
        return state(readers.read_text(text, path), book.book, kind)

    return _read
