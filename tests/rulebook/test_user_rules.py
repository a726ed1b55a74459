"""Users' own rules and plugins on top of a rulebook."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from importlib import metadata
from pathlib import Path

import pytest

from policylint import rulebook
from policylint.matching.index import Index
from policylint.readers import read_text
from policylint.rule import REGISTRY
from policylint.rulebook.rulebook import Rulebook

from .conftest import GOOD, LAW
from .test_rule_files import ENDS, HEAD

Write = Callable[[str, str], Path]
Load = Callable[[], Rulebook]


@pytest.fixture
def base(write: Write, load: Load) -> Rulebook:
    """A rulebook with one rule and one law."""
    write("disclosure/good.yaml", GOOD)
    book = load()
    assert book.mistakes == ()
    return book


def own(tmp_path: Path, name: str, text: str) -> Path:
    """A file of a user's folder; gives the folder."""
    path = tmp_path / "own" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return tmp_path / "own"


def test_rules_of_a_folder_are_added(base: Rulebook, tmp_path: Path) -> None:
    """A user's rules may cite known laws, use known lexicons, and bring laws of their own."""
    own(tmp_path, "disclosure/mine.yaml", GOOD.replace("test-law", "house-law"))
    folder = own(tmp_path, "regimes/house-law.yaml", LAW)
    book = rulebook.load([folder], base)
    assert book.mistakes == ()
    assert list(book.rules) == ["disclosure/good", "disclosure/mine"]
    assert list(book.regimes) == ["house-law", "test-law"]
    assert book.rules["disclosure/mine"].source == f"{folder}/disclosure/mine.yaml"
    assert list(base.rules) == ["disclosure/good"]


def test_old_and_new_phrases_are_found(base: Rulebook, tmp_path: Path) -> None:
    """The book that is extended finds what it found before, and the new phrases with their lexicons, prefixes and numbers."""
    phrases = 'text: ["{keep} ... logs", "({keep}|guard) # files", "anonymi* it"]'
    folder = own(tmp_path, "wording/mine.yaml", HEAD + f"forbid: {{{phrases}}}\n" + ENDS)
    book = rulebook.load([folder], base).book
    text = "We keep all logs for 30 days. They guard two files. Anonymised it is."
    index = Index(read_text(text, "x.md"), book)
    found = {name: [hit.sentence.text[hit.start : hit.end] for hit in index.find(name)] for name in book.groups}
    assert found["disclosure/good#stated.0"] == ["keep all logs for 30 days"]
    assert found["disclosure/good#vague.0"] == []
    assert found["wording/mine#forbid.0"] == ["keep all logs", "guard two files", "Anonymised it"]


def test_a_taken_id_is_a_mistake(base: Rulebook, tmp_path: Path) -> None:
    """A rule is never replaced in silence: an id or a law that is taken is told, and the first stays."""
    own(tmp_path, "disclosure/good.yaml", GOOD.replace("How long", "Otherwise"))
    folder = own(tmp_path, "regimes/test-law.yaml", LAW)
    book = rulebook.load([folder], base)
    assert [(m.path, m.message) for m in book.mistakes] == [
        (
            f"{folder}/disclosure/good.yaml",
            "the id 'disclosure/good' is taken by rules/disclosure/good.yaml; choose another name",
        ),
        (
            f"{folder}/regimes/test-law.yaml",
            "the law 'test-law' is taken by rules/regimes/test-law.yaml; choose another name",
        ),
    ]
    assert book.rules == base.rules


def test_mistakes_do_not_stop_the_sound_rules(base: Rulebook, tmp_path: Path) -> None:
    """A user's broken rule and a folder that is not there are told, and everything else is judged."""
    own(tmp_path, "wording/bad.yaml", "title: x\n")
    folder = own(tmp_path, "disclosure/mine.yaml", GOOD)
    book = rulebook.load([tmp_path / "none", folder], base)
    assert [m.path for m in book.mistakes][:2] == [f"{tmp_path}/none", f"{folder}/wording/bad.yaml"]
    assert list(book.rules) == ["disclosure/good", "disclosure/mine"]


@pytest.fixture
def plugin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An importable module `house_rules` with a check and a folder of rules, and its entry points."""
    module = tmp_path / "site" / "house_rules"
    (module / "rules" / "document").mkdir(parents=True)
    (module / "rules" / "document" / "house.yaml").write_text(HEAD + "check: house_check\n" + ENDS)
    (module / "__init__.py").write_text(
        "from policylint.rule import rule\n"
        "@rule('house_check')\ndef check(site):\n    return ()\n"
        "def folder():\n    return __file__.replace('__init__.py', 'rules')\n"
        "def nothing():\n    return None\n"
        "def crash():\n    raise RuntimeError('no licence')\n"
        "number = 3\n"
    )
    points = metadata.EntryPoints(
        metadata.EntryPoint(name, f"house_rules{value}", "policylint.rules")
        for name, value in {
            "house": "",
            "folder": ":folder",
            "nothing": ":nothing",
            "crash": ":crash",
            "number": ":number",
            "gone": ":gone",
        }.items()
    )
    monkeypatch.setattr(metadata, "entry_points", lambda group: points.select(group=group))
    monkeypatch.syspath_prepend(str(module.parent))
    yield module
    REGISTRY.pop("house_check", None)
    sys.modules.pop("house_rules", None)


@pytest.mark.parametrize("name", ["house", "folder"])
def test_a_plugin_brings_checks_and_rules(base: Rulebook, plugin: Path, name: str) -> None:
    """An entry point that names a module, or a function that gives a folder, adds its rules and their Python checks."""
    book = rulebook.load([], base, [name])
    assert book.mistakes == ()
    assert list(book.rules) == ["disclosure/good", "document/house"]
    assert "house_check" in REGISTRY


def test_only_named_plugins_are_loaded(base: Rulebook, plugin: Path) -> None:
    """An installed plugin that the configuration does not name is not even imported."""
    assert rulebook.load([], base).rules == base.rules
    assert "house_rules" not in sys.modules


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("hose", "no installed package gives the plugin 'hose'; did you mean 'house'? allowed: "),
        ("crash", "the plugin 'crash' failed to load: RuntimeError: no licence"),
        (
            "number",
            "the plugin 'number' failed to load: TypeError: the entry point names neither a module nor a function",
        ),
        ("gone", "the plugin 'gone' failed to load: AttributeError: module 'house_rules' has no attribute 'gone'"),
    ],
)
def test_a_plugin_that_fails_is_told(base: Rulebook, plugin: Path, name: str, message: str) -> None:
    """A plugin that is not there or crashes is a mistake; the other plugins and rules go on."""
    book = rulebook.load([], base, [name, "nothing"])
    (mistake,) = book.mistakes
    assert mistake.message.startswith(message), mistake.message
    assert book.rules == base.rules
