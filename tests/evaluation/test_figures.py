"""The figures, on answers whose every mistake is known."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from answers import facts_of
from figures import Count, compare_facts, meets, score
from labels import Answer, Label


@pytest.mark.parametrize(
    "lines, others, near",
    [({1}, {3}, True), ({1}, {4}, False), (set(), {1}, False), ({9}, {1, 8}, True), ({1}, set(), False)],
)
def test_meets(lines: set[int], others: set[int], near: bool) -> None:
    """Two places are one if two lines or fewer part them."""
    assert meets(lines, others) is near


def test_count() -> None:
    """Precision and recall are shares of what was told and of what there is."""
    count = Count()
    count.add({1, 2, 3, 4}, {3, 4, 5})
    assert (count.tp, count.fp, count.fn) == (2, 2, 1)
    assert (count.precision, count.recall, count.f1) == (0.5, 0.6667, 0.5714)


def test_count_of_nothing() -> None:
    """A share of nothing is no figure: neither perfect nor nil."""
    assert Count().figures() == {"precision": None, "recall": None, "f1": None, "tp": 0, "fp": 0, "fn": 0}


def test_score(label: Label, document: dict[str, Any]) -> None:
    """Gaps, status and evidence count what differs: one false gap (retention), one missed (security)."""
    figures = score([label], {str(label.path): document})
    # 36 keys, 3 stated: 33 gaps, of which security is not told, and retention told as one.
    assert figures["gaps"] == {"precision": 0.9697, "recall": 0.9697, "f1": 0.9697, "tp": 32, "fp": 1, "fn": 1}
    assert figures["stated"]["tp"] == 2
    assert figures["status"] == round(34 / 36, 4)
    # Controller and age are agreed on; of their three lines the one far off misses its label.
    assert figures["evidence"] == {"shown": 1.0, "on_label": 0.6667}
    assert figures["keys"]["retention-period"] == {
        "precision": 0.0, "recall": None, "f1": 0.0, "tp": 0, "fp": 1, "fn": 0,
    }  # fmt: skip


def test_score_facts(label: Label, document: dict[str, Any]) -> None:
    """A fact needs value and place; laws have no place; places, and laws without a key, are not scored."""
    facts = score([label], {str(label.path): document})["facts"]
    assert {kind: (row["tp"], row["fp"], row["fn"]) for kind, row in facts.items()} == {
        "child-age": (1, 1, 0),
        "email": (0, 1, 1),
        "date": (0, 0, 0),
        "retention": (1, 0, 0),
        "notice-period": (0, 0, 0),
        "response-time": (0, 0, 0),
        "regime": (1, 0, 0),
    }


def test_facts_parted(label: Label, document: dict[str, Any]) -> None:
    """What is wrong comes with the lines told, what is missed with the lines labelled."""
    _, wrong, missed = compare_facts(facts_of(document), label.facts)
    assert wrong == {"child-age": {16: {4}}, "email": {"us@acme.example": {60}}}
    assert missed == {"email": {"us@acme.example": {6}}}


def test_alarms(label: Label, document: dict[str, Any]) -> None:
    """An alarm is a key of a disclosure finding at warning or error; other findings count only as noise."""
    findings = [
        {
            "rule": "disclosure/rights",
            "severity": "error",
            "path": str(label.path),
            "keys": ["right-access", "children-age"],
        },
        {"rule": "disclosure/dpo", "severity": "warning", "path": str(label.path)},
        {"rule": "disclosure/cookies", "severity": "info", "path": str(label.path), "keys": ["cookies"]},
        {"rule": "document/placeholder", "severity": "error", "path": str(label.path)},
        {"rule": "disclosure/dpo", "severity": "error", "path": "elsewhere.md"},
    ]
    figures = score([label], {str(label.path): document}, findings)
    assert figures["alarms"] == {"true": 0.6667, "keys": 3, "loud_a_document": 3.0}


def test_mean_over_keys_with_many_gaps(label: Label, document: dict[str, Any]) -> None:
    """A key counts in the mean from eight gaps on."""
    labels = [label] * 7
    assert score(labels, {str(label.path): document})["gaps_mean"]["keys"] == 0
    other = replace(label, disclosures=label.disclosures | {"children-age": Answer("absent", frozenset())})
    figures = score([*labels, other], {str(label.path): document})
    # All but the three keys that are stated seven times; of the 33 only security is never told.
    assert figures["gaps_mean"] == {"precision": 0.9697, "recall": 0.9697, "f1": 0.9697, "keys": 33}
