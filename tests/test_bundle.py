"""The bundle: the code of all modules of a command in one file, never older than its sources."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "policylint"
ASK = (
    "import sys, policylint.cli; from policylint import bundle; kept = bundle.use(); "
    "import policylint.span, policylint.errors, policylint.readers.lines as lines; "
    "print(sorted(kept.passed), lines.ANSWER if hasattr(lines, 'ANSWER') else 'as written'); kept.keep()"
)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A folder with a copy of the package."""
    shutil.copytree(PACKAGE, tmp_path / "policylint", ignore=shutil.ignore_patterns("__pycache__", "*.json", "*.bin"))
    return tmp_path


def ask(folder: Path, code: str = ASK, **more: str) -> str:
    """What a new process tells of the modules that it found in the bundle; it keeps a bundle at its end."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, cwd=folder, env=environment | more, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_the_second_start_finds_in_the_bundle_what_the_first_kept(copy: Path) -> None:
    """Nothing is there at first; then all but what was imported before the bundle is asked."""
    assert ask(copy) == "[] as written"
    found = ask(copy)
    assert "'policylint.readers.lines'" in found
    assert "'policylint.span'" in found
    assert [path.name for path in (copy / "policylint" / "__pycache__").glob("*.bundle*")] == [
        f"policylint.{sys.implementation.cache_tag}.bundle"
    ]


def test_a_module_of_the_bundle_says_where_it_comes_from(copy: Path) -> None:
    """As one that Python imports from its source does."""
    tell = ASK.replace("kept.passed", "[lines.__file__, lines.__cached__, lines.__name__, lines.__package__]")
    plain = ask(copy, tell)
    assert ask(copy, tell) == plain
    assert str(copy / "policylint" / "readers" / "lines.py") in plain


def test_an_edited_source_is_read_anew(copy: Path) -> None:
    """A module whose source was changed is imported from it, and its new code is in the bundle after that."""
    ask(copy)
    source = copy / "policylint" / "readers" / "lines.py"
    source.write_text(source.read_text(encoding="utf-8") + "\nANSWER = 'edited'\n", encoding="utf-8")
    assert "'policylint.readers.lines'" not in (first := ask(copy))
    assert first.endswith("edited")
    assert "'policylint.readers.lines'" in (second := ask(copy))
    assert second.endswith("edited")


def test_a_package_that_was_moved_is_read_anew(copy: Path, tmp_path: Path) -> None:
    """Tracebacks would name places where nothing is any more."""
    ask(copy)
    (tmp_path / "elsewhere").mkdir()
    shutil.move(copy / "policylint", tmp_path / "elsewhere" / "policylint")
    assert ask(tmp_path / "elsewhere") == "[] as written"


@pytest.mark.parametrize("wrong", [b"", b"nonsense", b"(\x02\x00\x00\x00", b"\x02" + b"\0" * 7 + b"(\x02" + b"\0" * 9])
def test_a_bundle_that_is_none_is_passed_over(copy: Path, wrong: bytes) -> None:
    """A file that was cut or is something else does no harm, and is written anew."""
    ask(copy)
    (path,) = (copy / "policylint" / "__pycache__").glob("*.bundle")
    path.write_bytes(wrong)
    assert ask(copy) == "[] as written"
    assert "'policylint.span'" in ask(copy)


def test_nothing_is_kept_where_python_keeps_no_bytecode(copy: Path) -> None:
    """PYTHONDONTWRITEBYTECODE means this file too."""
    assert ask(copy, PYTHONDONTWRITEBYTECODE="1") == "[] as written"
    assert not list(copy.rglob("*.bundle"))


def test_a_bundle_that_was_cut_is_passed_over(copy: Path) -> None:
    """One with a whole table and half of the code would fail in the middle of a command."""
    ask(copy)
    (path,) = (copy / "policylint" / "__pycache__").glob("*.bundle")
    path.write_bytes(path.read_bytes()[:-1])
    assert ask(copy) == "[] as written"
    assert "'policylint.span'" in ask(copy)
