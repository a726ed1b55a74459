"""Rules against their examples: what holds, what does not, and what no example shows to work."""

from __future__ import annotations

from pathlib import Path

import pytest

from policylint import examples, readers, rulebook
from policylint.checks import require
from policylint.examples import Mismatch
from policylint.facts.state import state
from policylint.handbook import page
from policylint.rule import REGISTRY, Hit, rule
from policylint.site import Site

HEAD = "title: T\nwhy: W\nseverity: info\nno-law: It is about form.\nmessage: m\n"
SELL = HEAD + "forbid: {text: [quux the data, ~toss it]}\n"
KEPT = """\
title: T
why: W
severity: info
no-law: It is about form.
require:
  stated: {text: "quux for # days"}
  vague: {text: quux for long}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty folder of rules."""
    return tmp_path


def told(folder: Path, name: str, text: str, path: str = "") -> list[tuple[int, str]]:
    """(line, message) of what does not hold of one rule."""
    file = folder / f"{name}.yaml"
    file.parent.mkdir(exist_ok=True)
    file.write_text(text)
    result = examples.check(folder / path)
    assert result.mistakes == ()
    assert all(m.rule == name and m.path == str(file) for m in result.mismatches)
    return [(m.line, m.message) for m in result.mismatches]


ALL_BAD = "  - bad: We [[quux the data]]. We [[toss it]].\n"


@pytest.mark.parametrize(
    ("body", "wrong"),
    [
        ("  - good: We keep it.\n", []),
        ("  - bad: They [[tossed it]].\n  - good: We keep it.\n", []),
        (
            "  - good: We tossed it.\n",
            [(9, "good: found too: 'tossed it'")],
        ),
        (
            "  - bad: We [[keep it]].\n  - good: No.\n",
            [(9, "bad: not found: 'keep it'")],
        ),
        (
            "  - bad: They [[are tossing it]].\n  - good: No.\n",
            [(9, "bad: not found: 'are tossing it'; found instead: 'tossing it'")],
        ),
        (
            "  - bad: {one: 'They [[toss it]].', two: 'They [[lose it]].'}\n  - good: No.\n",
            [(9, "bad: not found: 'lose it' in two")],
        ),
        ("  - good: No.\n  - miss: We [[quuxed the data]].\n", []),
        (
            "  - good: No.\n  - miss: We [[quux the data]].\n",
            [(10, "a known miss is judged right now; make it 'bad'")],
        ),
        ("  - good: No.\n  - miss: We will never toss it.\n    should: good\n", []),
        (
            "  - good: No.\n  - miss: We lose it.\n    should: good\n",
            [(10, "a known miss is judged right now; make it 'good'")],
        ),
    ],
)
def test_places_are_compared_exactly(folder: Path, body: str, wrong: list[tuple[int, str]]) -> None:
    """A rule must find exactly what its marks show, no word more or less, in the file where it stands."""
    once = "  - bad: We [[quux the data]]. We [[toss it]].\n"
    assert told(folder, "wording/odd", SELL + "examples:\n" + once + body) == wrong


@pytest.mark.parametrize(
    ("body", "wrong"),
    [
        ("", []),
        ("  - stated: They [[quux for 9 days]]. Others do not.\n", []),
        ("  - stated: They [[quux for nine]] days.\n", []),
        ("  - stated: They quux for long.\n", [(12, "stated: judged vague at 'quux for long'")]),
        ("  - absent: They quux for 2 days.\n", [(12, "absent: judged stated at 'quux for 2 days'")]),
        (
            "  - stated: They quux for 2 days. [[Others]] do not.\n",
            [(12, "stated: no evidence at 'Others', but at 'quux for 2 days'")],
        ),
        ("  - miss: They quux for a week.\n    should: stated\n", []),
        (
            "  - miss: They quux for 7 days.\n    should: stated\n",
            [(12, "a known miss is judged right now; make it 'stated'")],
        ),
        ("  - stated: |\n      <p>We [[quux for <b>8</b> days]].</p>\n    format: html\n", []),
    ],
)
def test_a_disclosure_is_judged_with_its_evidence(folder: Path, body: str, wrong: list[tuple[int, str]]) -> None:
    """A disclosure's status must be the example's, with evidence at each mark."""
    sound = "examples:\n  - stated: We [[quux for 3 days]].\n  - vague: We quux for long.\n  - absent: We do not.\n"
    assert told(folder, "disclosure/odd", KEPT + sound + body) == wrong


def test_dead_patterns_are_told(folder: Path) -> None:
    """A phrase that no example holds, and a selector by fact that picks nothing in any, are reported."""
    text = (
        HEAD
        + """\
forbid:
  - {text: [quux the data, frob the data], unless: [of course]}
  - {fact: governing-law, where: {country: [AQ]}}
examples:
  - bad: We [[quux the data]].
  - good: We keep it.
"""
    )
    assert told(folder, "wording/dead", text) == [
        (1, "no example holds the phrase 'frob the data'"),
        (1, "no example holds the phrase 'of course'"),
        (1, "no example has a fact that forbid.1 picks (governing-law: country: AQ)"),
    ]


def test_a_rule_that_crashes_is_told(folder: Path) -> None:
    """A Python check that raises on its own example is a mismatch, not the end of the run."""

    @rule("crashes_here")
    def crash(site: Site) -> list[Hit]:
        raise ValueError("no way")

    try:
        text = HEAD + "check: crashes_here\nexamples:\n  - bad: '[[A]]'\n  - good: B\n"
        assert told(folder, "document/crash", text) == [
            (8, "the rule crashed: ValueError: no way"),
            (9, "the rule crashed: ValueError: no way"),
        ]
    finally:
        del REGISTRY["crashes_here"]


def test_a_path_may_be_a_folder_a_family_or_a_file(folder: Path) -> None:
    """A folder of rules, the folder of one family and one file each give their own rules, with the mistakes in them."""
    bad = "examples:\n" + ALL_BAD + "  - good: No.\n"
    told(folder, "wording/one", SELL + bad)
    told(folder, "wording/two", SELL + bad)
    told(folder, "document/three", SELL + bad)
    (folder / "document" / "four.yaml").write_text("title: x\n")
    counts = {}
    for path in ("", "wording", "wording/two.yaml", "document"):
        result = examples.check(folder / path)
        counts[path] = (result.rules, result.examples, bool(result.mistakes), result.ok)
    assert counts == {
        "": (3, 6, True, False),
        "wording": (2, 4, False, True),
        "wording/two.yaml": (1, 2, False, True),
        "document": (1, 2, True, False),
    }


@pytest.mark.parametrize(
    ("inside", "path", "rules"),
    [(".", ".", 3), (".", "wording", 2), ("wording", ".", 2), ("wording", "two.yaml", 1), (".", "wording/two.yaml", 1)],
)
def test_from_inside(folder: Path, monkeypatch: pytest.MonkeyPatch, inside: str, path: str, rules: int) -> None:
    """A path is read from where one stands, in the folder of a family too; a mistake in the file is told."""
    bad = "examples:\n" + ALL_BAD + "  - good: No.\n"
    told(folder, "wording/one", SELL + bad)
    told(folder, "wording/two", SELL + bad)
    told(folder, "document/three", SELL + bad)
    monkeypatch.chdir(folder / inside)
    assert examples.check(path).rules == rules
    (folder / "wording" / "two.yaml").write_text("title: x\n")
    assert examples.check(path).mistakes


def test_a_missing_folder_is_a_mistake(folder: Path) -> None:
    """A folder that is not there is told, and nothing passes."""
    result = examples.check(folder / "none")
    assert [str(m) for m in result.mistakes] == [f"{folder}/none: no folder of rules: No such file or directory"]
    assert not result.ok


def test_the_shipped_folder_is_the_shipped_rules() -> None:
    """Naming the folder of the shipped rules tests those, as naming nothing does."""
    folder = rulebook.home_of_rules()
    some = examples.check(folder / "document")
    assert some.rules == sum(name.startswith("document/") for name in rulebook.shipped().rules)


def test_a_mismatch_is_printed_with_its_place() -> None:
    """A mismatch names file, line and rule."""
    assert (
        str(Mismatch("wording/x", "rules/wording/x.yaml", 7, "bad: no")) == "rules/wording/x.yaml:7: wording/x: bad: no"
    )


SIGNS = """\
title: How the kiln is fired
why: W
severity: info
no-law: It is about form.
require:
  stated: {text: kiln is fired with wood}
  weigh:
    threshold: 3
    cues:
      - {name: a kiln, points: 2, text: kiln}
      - {name: smoke, points: 1, text: smoke}
      - {name: a plug, points: -1, text: plug}
examples:
  - stated: The [[kiln is fired with wood]]. It has no plug.
  - stated: There is a [[kiln]]. Sometimes there is [[smoke]], and smoke again.
  - absent: There is a kiln. Another kiln is cold.
  - absent: There is a kiln and smoke. It has a plug.
"""


def test_signs_are_weighed(folder: Path) -> None:
    """Each sign counts once, those against it too; enough points are evidence at their places, and plain words need none."""
    assert told(folder, "disclosure/kiln", SIGNS) == []


def test_a_sign_that_no_example_shows_is_dead(folder: Path) -> None:
    """A sign is held to be shown by an example, as every phrase is."""
    found = told(
        folder, "disclosure/kiln", SIGNS.replace("smoke. It has a plug", "smoke").replace("text: plug", "text: socket")
    )
    assert (1, "no example holds the phrase 'socket'") in found


def test_the_evidence_of_signs_names_them(folder: Path) -> None:
    """A mark of weighed evidence says which sign it is and what it counts; explain lists all signs."""
    told(folder, "disclosure/kiln", SIGNS)
    book = rulebook.load([folder], rulebook.shipped())
    rule = book.rules["disclosure/kiln"]
    policy = state(readers.read_text("There is a kiln.\n\nThere is smoke.\n", "x.md"), book.book, "privacy-policy")
    notes = [mark.note for mark in require.answer(policy, rule).evidence]
    assert notes == ["a kiln: 2 of 3 points", "smoke: 1 of 3 points"]
    assert "smoke, +1: the wording smoke" in page(rule, book.regimes)
