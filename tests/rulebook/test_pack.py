"""The pack: the same rulebook without YAML, and never a stale one."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from policylint.errors import BadRule
from policylint.record import replace
from policylint.rule import Change, Comparison, Conflict, Forbid, Gather, PythonCheck, Rule, Selector
from policylint.rulebook import BadRules, frozen, pack
from policylint.rulebook.codec import decode, encode
from policylint.rulebook.pack import Home
from policylint.rulebook.rulebook import Rulebook

from .conftest import GOOD, LAW

Write = Callable[[str, str], Path]
Load = Callable[[], Rulebook]


def same(left: Rulebook, right: Rulebook) -> bool:
    """Whether two rulebooks hold the same."""
    return (
        dict(left.rules) == dict(right.rules)
        and dict(left.regimes) == dict(right.regimes)
        and left.book.to_json() == right.book.to_json()
    )


@pytest.fixture
def home(tmp_path: Path, words: Path, write: Write) -> Home:
    """A checkout with one rule, one law and a package that holds nothing but lexicons."""
    write("disclosure/good.yaml", GOOD)
    package = tmp_path / "policylint"
    (package / "lexicons").mkdir(parents=True)
    shutil.copytree(words, package / "lexicons" / "en")
    return Home(package, tmp_path / "rules", checkout=True)


def test_a_pack_gives_back_exactly_what_was_packed(home: Home) -> None:
    """What comes out of a pack equals what went in; examples come only where they are asked for."""
    book = pack._from_yaml(home)
    text = pack.write(book, "")
    whole, lean = pack.read(text, examples=True), pack.read(text)
    assert whole is not None
    assert lean is not None
    assert same(whole, book)
    rule = book.rules["disclosure/good"]
    assert len(rule.examples) == 3
    assert lean.rules["disclosure/good"] == replace(rule, examples=())


@pytest.mark.parametrize(
    "value",
    [
        Conflict(
            Selector(fact="date", where={"role": ("updated", "effective")}, polarity="denied"),
            Selector(text=("a", "{b}"), unless=("c",), section=("x",), kinds=("terms",), within="heading"),
            (Comparison("a.day", ">", "b.day"),),
        ),
        Change(added=Selector(text=("a",))),
        Change(removed=Selector(text=("a",)), same=("day",)),
        Change(both=Selector(fact="date"), conditions=(Comparison("old.day", "==", "new.day"),)),
        Forbid((Selector(text=("a",)), Selector(fact="date"))),
        Gather(("a", "b")),
        PythonCheck("some_check"),
    ],
)
def test_every_verb_survives(value: object) -> None:
    """Each verb and selector is written as plain JSON data and read back equal."""
    assert decode(json.loads(json.dumps(encode(value)))) == value


def test_what_has_no_form_is_refused() -> None:
    """A value that a pack has no form for is an error when packing, not a surprise when reading."""
    with pytest.raises(TypeError, match="no form in a pack: object"):
        encode((object(),))
    with pytest.raises(TypeError, match="no form in a pack: dict"):
        encode({"$": "Rule"})


def test_rules_with_mistakes_are_not_packed(home: Home) -> None:
    """A broken rule fails the build with every mistake: half a pack would pass what it never judged."""
    (home.rules / "disclosure" / "bad.yaml").write_text("title: x\nwhy:\n")
    with pytest.raises(BadRules) as caught:
        pack.build(home.rules.parent)
    assert isinstance(caught.value, BadRule)
    assert str(caught.value).startswith("rules/disclosure/bad.yaml:1: ")
    assert len(caught.value.errors) == 4
    assert [str(m) for m in pack.shipped(place=home).mistakes] == [str(m) for m in caught.value.errors]
    assert not home.pack.exists()


def test_a_checkout_packs_what_it_read(home: Home) -> None:
    """The first start writes the pack, the second reads it; the frozen copy is read before it, unless examples are asked for."""
    first = pack.shipped(examples=True, place=home)
    assert home.pack.exists()
    data = (home.package / frozen.FILE).read_bytes()
    (home.package / frozen.FILE).write_bytes(data.replace(b"How long logs are kept", b"From the frozen copy.."))
    assert pack.shipped(place=home).rules["disclosure/good"].title == "From the frozen copy.."
    assert pack.shipped(examples=True, place=home).rules["disclosure/good"].title == "How long logs are kept"
    (home.package / frozen.FILE).unlink()
    home.pack.write_text(home.pack.read_text().replace("How long logs are kept", "From the pack"))
    second = pack.shipped(place=home)
    assert first.rules["disclosure/good"].title == "How long logs are kept"
    assert second.rules["disclosure/good"].title == "From the pack"


def _lean(rules: Mapping[str, Rule]) -> dict[str, Rule]:
    return {key: replace(rule, examples=()) for key, rule in rules.items()}


def _edit(home: Home) -> None:
    path = home.rules / "disclosure" / "good.yaml"
    path.write_text(GOOD.replace("error", "warning"))


def _touch_back(home: Home) -> None:
    path = home.rules / "disclosure" / "good.yaml"
    path.write_text(GOOD.replace("error", "debug"[:5]).replace("debug", "info "))
    os.utime(path, (1, 1))  # a file of an older day, as an unpacked archive has it


def _remove(home: Home) -> None:
    (home.rules / "disclosure" / "good.yaml").unlink()


def _add(home: Home) -> None:
    (home.rules / "regimes" / "more.yaml").write_text(LAW)


def _lexicon(home: Home) -> None:
    (home.package / "lexicons" / "en" / "more.yaml").write_text("cut: [~cut]\n")


def _spoil(home: Home) -> None:
    home.pack.write_text("{")


def _cut_the_copy(home: Home) -> None:
    path = home.package / frozen.FILE
    path.write_bytes(path.read_bytes()[:-50])
    home.pack.unlink()


def _of_another_python(home: Home) -> None:
    path = home.package / frozen.FILE
    path.write_bytes(b"other" + path.read_bytes())


def _truncate(home: Home) -> None:
    home.pack.write_text(home.pack.read_text()[:-200].rpartition("\n")[0][:-50])


@pytest.mark.parametrize(
    "change", [_edit, _touch_back, _remove, _add, _lexicon, _spoil, _truncate, _cut_the_copy, _of_another_python]
)
def test_a_stale_or_broken_pack_is_written_again(home: Home, change: Callable[[Home], None]) -> None:
    """Whatever changes in the sources, and whatever happened to the pack, the rules are those of the YAML files."""
    pack.shipped(place=home)
    change(home)
    started = pack.shipped(place=home).rules
    assert _lean(started) == _lean(pack._from_yaml(home).rules)
    assert same(pack.shipped(examples=True, place=home), pack._from_yaml(home))
    assert same(pack.shipped(examples=True, place=home), pack._from_yaml(home))


def test_the_frozen_copy_gives_what_the_pack_gives(tmp_path: Path) -> None:
    """Every shipped rule and law, and what the book finds words by."""
    whole = pack._from_yaml(pack.home())
    lean = pack.read(pack.write(whole, ""))
    (tmp_path / frozen.FILE).write_bytes(frozen.write(whole, 1, "x"))
    thawed = frozen.read(str(tmp_path / frozen.FILE), 1, "x")
    assert lean is not None
    assert thawed is not None
    assert (dict(thawed.rules), dict(thawed.regimes)) == (dict(lean.rules), dict(lean.regimes))
    assert list(thawed.rules) == list(lean.rules)
    one, other = dict(thawed.book.to_json()), dict(lean.book.to_json())
    assert [
        [(kind, list(value) if kind == "t" else value, left) for kind, value, left in row] for row in one.pop("steps")
    ] == [[tuple(step) for step in row] for row in other.pop("steps")]
    assert one == other
    assert frozen.read(str(tmp_path / frozen.FILE), 2, "x") is None
    assert frozen.read(str(tmp_path / frozen.FILE), 1, "y") is None


def test_a_pack_of_another_format_is_not_read(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    """A pack that another version wrote is passed over."""
    text = pack.write(pack._from_yaml(home), "")
    monkeypatch.setattr(pack, "FORMAT", pack.FORMAT + 1)
    assert pack.read(text) is None


def test_a_folder_that_cannot_be_written_is_no_error(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the pack cannot be written the rules are read from YAML, without a word."""

    def refuse(*args: object) -> None:
        raise PermissionError("read-only")

    monkeypatch.setattr(os, "replace", refuse)
    assert list(pack.shipped(place=home).rules) == ["disclosure/good"]
    assert [path.name for path in home.package.iterdir()] == ["lexicons"]


def test_an_installed_package_does_not_look_at_its_sources(home: Home) -> None:
    """In a wheel the pack is taken as it is; a start looks at no YAML file."""
    for name, data in pack.build(home.rules.parent).items():
        (home.package / name).write_bytes(data)
    shutil.move(home.rules, home.package / "rules")
    installed = pack.home(home.package)
    assert (installed.checkout, installed.rules) == (False, home.package / "rules")
    (installed.rules / "disclosure" / "good.yaml").unlink()
    assert list(pack.shipped(place=installed).rules) == ["disclosure/good"]
    (home.package / frozen.FILE).unlink()
    assert list(pack.shipped(place=installed).rules) == ["disclosure/good"]
    home.pack.unlink()
    assert list(pack.shipped(place=installed).rules) == []
