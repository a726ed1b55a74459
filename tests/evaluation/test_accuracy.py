"""The published accuracy: the data and the page that are made of the figures, and whether those kept are fresh."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import accuracy
import pytest
from accuracy_page import page
from contradictions import contradiction_counts
from figures import Count, score
from labels import Contradiction, Label

from policylint.rulebook import Rulebook, measured


def halves(label: Label, document: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The figures of one labelled policy, as those of both halves."""
    found = score([label], {str(label.path): document})
    found["contradictions"] = contradiction_counts([label], [])
    found["presence"] = {"documents": 0, "missing_f1": None, "present_f1": None}
    return {"tuning": found, "checking": found}


def entry(kind: str, lines: tuple[int, ...], sure: bool = True) -> Contradiction:
    """A labelled contradiction."""
    return Contradiction(kind, frozenset(lines), sure)


NEVER, AGES = "never-vs-does", "conflicting-child-age"


@pytest.mark.parametrize(
    "entries, told, counts",
    [
        ([entry(NEVER, (10, 30))], [(NEVER, 30, [10])], (1, 0, 0)),
        ([entry(NEVER, (10, 30))], [(NEVER, 32, [])], (1, 0, 0)),
        ([entry(NEVER, (10, 30))], [(NEVER, 20, [])], (0, 1, 1)),
        ([entry(NEVER, (10, 30))], [(NEVER, 10, []), (NEVER, 30, [])], (1, 1, 0)),
        ([entry(NEVER, (10,), False)], [(NEVER, 10, []), (NEVER, 11, [])], (0, 0, 0)),
        ([entry(NEVER, (10,), False), entry(NEVER, (11,))], [(NEVER, 10, [])], (1, 0, 0)),
        ([entry(NEVER, (10,), False)], [], (0, 0, 0)),
        ([entry(AGES, (10,))], [(NEVER, 10, [])], (0, 1, 0)),
        ([], [("vague-purpose", 10, [])], (0, 0, 0)),
    ],
    ids=["same", "near", "elsewhere", "second", "arguable", "surer", "unasked", "other kind", "other rule"],
)
def test_contradictions(
    label: Label, entries: list[Contradiction], told: list[tuple[str, int, list[int]]], counts: tuple[int, int, int]
) -> None:
    """A finding is right on a label of its kind, once; an arguable label counts neither way."""
    labelled = Label(label.doc, label.path, label.kind, label.disclosures, label.facts, tuple(entries))
    findings = [
        {"path": str(label.path), "rule": f"consistency/{kind}", "line": line, "related": [{"line": n} for n in more]}
        for kind, line, more in told
    ]
    assert contradiction_counts([labelled], findings)[NEVER] == Count(*counts)


def test_data(label: Label, document: dict[str, Any]) -> None:
    """The data holds what each rule told, what of it is right, and what there is."""
    found = measured.parse(accuracy.data_of(halves(label, document)))
    assert found.policies == {"tuning": 1, "checking": 1}
    kept = found.rules["disclosure/retention-period"]["checking"]
    assert (kept.told, kept.right, kept.true) == (1, 0, 0)
    named = found.rules["disclosure/dpo"]["tuning"]
    assert (named.told, named.right, named.true) == (1, 1, 1)
    assert "document/placeholder" in found.rules and "consistency/never-vs-does" in found.rules


def test_page(label: Label, document: dict[str, Any], book: Rulebook) -> None:
    """The page has a row for every disclosure, the worst first, the rules that are held down, and the known limits."""
    figures = halves(label, document)
    low = measured.Accuracy(
        {"tuning": 1, "checking": 1},
        {"disclosure/dpo": {"tuning": measured.Count(0, 0, 0), "checking": measured.Count(10, 2, 2)}},
    )
    text = page(figures, book.rules, low)
    rows = [line for line in text.splitlines() if line.startswith("| `")]
    assert rows[0] == "| `retention-period` | 0 | 0.000 | – | 0.000 | 0 | 0.000 | – | 0.000 |"
    assert "| `dpo` | 1 | 1.000 | 1.000 | 1.000 | 1 | 1.000 | 1.000 | 1.000 |" in rows
    assert "These are: `disclosure/dpo`." in text
    limits = {name for name, rule in book.rules.items() for example in rule.examples if example.kind == "miss"}
    assert limits and all(f"- `{name}` (should be" in text for name in limits)


def test_stale(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that is not there, or says something else, is told; one that says the same is not."""
    monkeypatch.setattr(accuracy, "ROOT", tmp_path)
    made = {tmp_path / "a": "1\n", tmp_path / "b": "2\n"}
    (tmp_path / "a").write_text("0\n", encoding="utf-8")
    assert [line.split()[1] for line in accuracy.stale(made)] == ["a", "b"]
    accuracy.keep(made)
    assert accuracy.stale(made) == []
