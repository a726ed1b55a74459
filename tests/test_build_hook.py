"""The build hook: the wheel gets a whole pack or is not built."""

from __future__ import annotations

import importlib.util
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from policylint.errors import PolicylintError
from policylint.rulebook import pack
from policylint.rulebook.frozen import read

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A copy of the parts of the checkout that a build reads."""
    shutil.copytree(ROOT / "rules", tmp_path / "rules")
    shutil.copytree(ROOT / "policylint" / "lexicons", tmp_path / "policylint" / "lexicons")
    return tmp_path


@pytest.fixture
def hook(tree: Path) -> Iterator[Any]:
    """The hook, as hatchling makes it for a wheel of that tree."""
    spec = importlib.util.spec_from_file_location("hatch_build", ROOT / "hatch_build.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    yield module.RulePackHook(str(tree), {}, None, None, str(tree / "dist"), "wheel")


def test_wheel_gets_pack(hook: Any, tree: Path) -> None:
    """The pack is written outside the package, named for the wheel, readable, and gone when the wheel is done."""
    data: dict[str, Any] = {"force_include": {}}
    hook.initialize("standard", data)
    names = ("pack.json", "start.bin", "patterns.bin")
    assert data == {"force_include": {str(tree / "dist" / name): f"policylint/{name}" for name in names}}
    book = pack.read((tree / "dist" / "pack.json").read_text(encoding="utf-8"))
    assert book is not None
    assert set(book.rules) == {
        path.relative_to(tree / "rules").with_suffix("").as_posix()
        for path in (tree / "rules").rglob("*.yaml")
        if path.parent.name != "regimes"
    }
    frozen = read(str(tree / "dist" / "start.bin"), pack.FORMAT, "")
    assert frozen is not None
    assert (frozen.rules, frozen.regimes) == (book.rules, book.regimes)
    assert len((tree / "dist" / "patterns.bin").read_bytes()) > 100_000
    hook.finalize("standard", data, "")
    assert list((tree / "dist").iterdir()) == []


def test_editable_gets_no_pack(hook: Any, tree: Path) -> None:
    """An editable install reads rules/ itself, so that an edit to a rule is seen at once."""
    data: dict[str, Any] = {"force_include": {}}
    hook.initialize("editable", data)
    assert data == {"force_include": {}}
    assert not (tree / "dist").exists()


def test_bad_rule_fails_the_build(hook: Any, tree: Path) -> None:
    """A rule that cannot be read stops the build, and no pack is left behind."""
    (tree / "rules" / "disclosure" / "broken.yaml").write_text("title: [\n", encoding="utf-8")
    with pytest.raises(PolicylintError, match=r"broken\.yaml"):
        hook.initialize("standard", {"force_include": {}})
    assert not (tree / "dist").exists()
