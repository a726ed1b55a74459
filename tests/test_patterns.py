"""Patterns from the file that a build writes are the patterns that `re` would compile."""

from __future__ import annotations

import marshal
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
    assert f"{int(flags)} {source}" in marshal.loads(made.partition(b"\n")[2])[0]
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


def _entry(*entry: object) -> Callable[[bytes], bytes]:
    """A file whose entry for the first of ROWS is another."""

    def change(data: bytes) -> bytes:
        first, _, rest = data.partition(b"\n")
        return first + b"\n" + marshal.dumps(({f"0 {ROWS[0][0]}": list(entry)}, marshal.loads(rest)[1]))

    return change


@pytest.mark.parametrize(
    "change",
    [
        lambda data: b"pypy73" + data,
        lambda data: data[: data.index(b"\n") + 9],
        lambda data: data[: data.index(b"\n")],
        lambda data: data[: data.index(b"\n") + 1] + marshal.dumps(3),
        lambda data: b"",
        _entry(0, 1, {}, 0, 3),
        _entry(0, 1, {"a": 7}, 0, 4),
        _entry(),
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

    held = marshal.loads(compiled().partition(b"\n")[2])[0]
    assert len(held) > 200
    assert f"0 {lazy('x(?:y)z')._source}" not in held  # type: ignore[attr-defined]
