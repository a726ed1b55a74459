"""Patterns from the file that a build writes are the patterns that `re` would compile."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from policylint import patterns
from policylint.patterns import Store, lazy, written

ROWS = [
    (r"\d+(?:[.,]\d+)*|[a-z]+", 0, "12.5 per cent"),
    (r"(?P<age>\d+)\s(?:years|(?P<unit>months))", re.IGNORECASE, "under 16 Years"),
    (r"^(?:a|[^\W\d_é]+)+?$", re.MULTILINE | re.DOTALL, "één\nzwei"),
    (r"(?<![\w.])(\w)\1(?=x)|(?i:Ä)", 0, "aax ä"),
]


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> bytes:
    """The file of ROWS."""
    monkeypatch.setattr(patterns, "_MADE", [(source, flags) for source, flags, _ in ROWS])
    return written()


@pytest.mark.parametrize("source, flags, text", ROWS)
def test_a_pattern_from_the_file_equals_the_compiled_one(
    made: bytes, tmp_path: Path, source: str, flags: int, text: str
):
    """Source, flags, groups and what is found."""
    (tmp_path / "patterns.bin").write_bytes(made)
    kept, fresh = Store(str(tmp_path / "patterns.bin")).pattern(source, flags), re.compile(source, flags)
    assert f"{int(flags)} {source}" in json.loads(made.partition(b"\n")[0])["patterns"]
    assert kept == fresh
    assert (kept.pattern, kept.flags, kept.groups, kept.groupindex) == (
        source,
        fresh.flags,
        fresh.groups,
        fresh.groupindex,
    )
    found, wanted = list(kept.finditer(text)), list(fresh.finditer(text))
    assert [(m.span(), m.groups(), m.lastgroup) for m in found] == [(m.span(), m.groups(), m.lastgroup) for m in wanted]
    assert found


def _changed(data: bytes, **changes: object) -> bytes:
    head, _, codes = data.partition(b"\n")
    return json.dumps(json.loads(head) | changes).encode() + b"\n" + codes


@pytest.mark.parametrize(
    "change",
    [
        lambda data: _changed(data, engine="pypy73"),
        lambda data: _changed(data, patterns={f"0 {ROWS[0][0]}": [0, 1, {}, 0, 3]}),
        lambda data: _changed(data, patterns={f"0 {ROWS[0][0]}": [0, 1, {"a": 7}, 0, 4]}),
        lambda data: _changed(data, patterns={f"0 {ROWS[0][0]}": []}),
        lambda data: data[: data.index(b"\n") + 9],
        lambda data: data[:20],
        lambda data: b"[]\n",
        lambda data: b"\xff\n",
    ],
)
def test_a_file_that_does_not_fit_is_passed_over(made: bytes, tmp_path: Path, change: Callable[[bytes], bytes]) -> None:
    """Another Python, or a broken file: the pattern is compiled, and nothing is told."""
    (tmp_path / "patterns.bin").write_bytes(change(made))
    assert Store(str(tmp_path / "patterns.bin")).pattern(*ROWS[0][:2]) == re.compile(*ROWS[0][:2])


def test_no_file(tmp_path: Path) -> None:
    """Without a file everything works, only slower."""
    assert Store(str(tmp_path / "none")).pattern("a", 0) == re.compile("a")


def test_every_lazy_pattern_compiles() -> None:
    """A pattern with a mistake is found here and not when somebody's policy first leads to it; the file holds every one."""
    from policylint.rulebook.pack import compiled

    held = json.loads(compiled().partition(b"\n")[0])["patterns"]
    assert len(held) > 200
    assert f"0 {lazy('x(?:y)z')._source}" not in held  # type: ignore[attr-defined]
