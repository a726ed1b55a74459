"""A small folder of lexicons and a rule folder to write in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from policylint.rulebook.loading import from_yaml
from policylint.rulebook.rulebook import Rulebook

LAW = """\
name: A law for tests
citation-style: TEST Art. 1
named: [testing act]
claimed: [under the testing act]
"""
GOOD = """\
title: How long logs are kept
why: People cannot judge a processing whose end is unknown.
severity: error
law: {test-law: Art. 1}
require:
  stated: {text: ["{keep} ... for # days"]}
  vague: {text: ["{keep} ... as long as needed"]}
examples:
  - stated: We [[keep server logs for 30 days]].
  - vague: We [[keep your data as long as needed]].
  - absent: We retain the right to refuse service.
"""


@pytest.fixture
def words(tmp_path: Path) -> Path:
    """A folder of lexicons with topics and one verb."""
    folder = tmp_path / "lexicons"
    (folder / "frames").mkdir(parents=True)
    (folder / "words.yaml").write_text("topic:\n  retention: [retention]\n  rights: [your rights]\nkeep: [~keep]\n")
    (folder / "frames" / "frames.yaml").write_text("storing: ['{keep} ... data']\n")
    return folder


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, str], Path]:
    """Writes a file of a rule folder that has one law, `test-law`; gives the folder."""

    def write_file(name: str, text: str) -> Path:
        path = tmp_path / "rules" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return tmp_path / "rules"

    write_file("regimes/test-law.yaml", LAW)
    return write_file


@pytest.fixture
def load(words: Path, tmp_path: Path) -> Callable[[], Rulebook]:
    """Reads the rule folder."""
    return lambda: from_yaml(tmp_path / "rules", words)
