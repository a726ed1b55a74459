"""Command lines, run within the process."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import pytest

from policylint.cli import main

# A policy of two sentences: it leaves out most of what is asked for.
BARE = "# Privacy Policy\n\nAcme GmbH is the controller under the GDPR. We care.\n"


class Done(NamedTuple):
    """What a command line did."""

    code: int
    out: str
    err: str


@pytest.fixture
def policylint(capsys, tmp_path, monkeypatch) -> Callable[..., Done]:
    """Runs `policylint WORDS...` in an empty folder that holds the policy `privacy.md`."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("NO_COLOR", raising=False)
    (tmp_path / "privacy.md").write_text(BARE, "utf-8")

    def call(*words: str) -> Done:
        code = main(words)
        captured = capsys.readouterr()
        return Done(code, captured.out, captured.err)

    return call
