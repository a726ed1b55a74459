"""The rules that the documentation shows are rules, and hold."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from policylint import examples, rulebook

ROOT = Path(__file__).resolve().parent.parent
_BLOCK = re.compile(r"^```yaml\n# ([\w-]+/[\w-]+\.yaml)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
BLOCKS = [
    pytest.param(name, text, id=f"{page}: {name}")
    for page in ("docs/rules.md", "CONTRIBUTING.md")
    for name, text in _BLOCK.findall((ROOT / page).read_text(encoding="utf-8"))
]


@pytest.mark.parametrize(("name", "text"), BLOCKS)
def test_a_rule_of_the_documentation_holds(name: str, text: str, tmp_path: Path) -> None:
    """Whoever copies a rule or a law from a page gets one that loads and holds on its examples."""
    path = tmp_path / name
    path.parent.mkdir()
    path.write_text(text, encoding="utf-8")
    if name.startswith("regimes/"):
        book = rulebook.load([tmp_path], rulebook.shipped())
        assert [m for m in book.mistakes if m.path == str(path)] == []
        assert path.stem in book.regimes
        return
    result = examples.check(tmp_path)
    assert (result.rules, list(map(str, result.mistakes)), list(map(str, result.mismatches))) == (1, [], [])


def test_the_pages_show_rules() -> None:
    """The test above found the blocks."""
    assert len(BLOCKS) == 6
