"""The lists of what is told otherwise than labelled."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from labels import Label
from misses import disclosure_misses, fact_misses
from presence import presence_misses, presence_score, read_presence


def test_disclosures(label: Label, document: dict[str, Any]) -> None:
    """Each miss has the labelled words on one side and the evidence on the other."""
    found = disclosure_misses([label], {str(label.path): document})
    assert [miss.text() for miss in found] == [
        "false gap: retention-period: a.md: labelled stated, told absent\n"
        "    label 3: Acme Ltd keeps logs for 30 days.",
        "missed gap: security-measures: a.md: labelled vague, told stated\n"
        "    label 6: Write to us@acme.example.\n    told  4: may not join",
    ]


def test_one_key(label: Label, document: dict[str, Any]) -> None:
    """Asked for one key, only its misses are listed."""
    found = disclosure_misses([label], {str(label.path): document}, ["retention-period"])
    assert [miss.key for miss in found] == ["retention-period"]


def test_long_quotations_are_cut(label: Label, document: dict[str, Any]) -> None:
    """A quotation has at most the asked width."""
    first = disclosure_misses([label], {str(label.path): document})[0]
    assert first.text(12).endswith("    label 3: Acme Ltd ke…")


def test_facts(label: Label, document: dict[str, Any]) -> None:
    """Wrong facts are shown where they were told, missed ones where they are labelled."""
    found = fact_misses([label], {str(label.path): document})
    assert [(miss.sort, miss.key, miss.labelled, miss.told) for miss in found] == [
        ("false fact", "child-age", "-", "16"),
        ("false fact", "email", "-", "us@acme.example"),
        ("missed fact", "email", "us@acme.example", "-"),
    ]


def test_presence(tmp_path: Path, label: Label, document: dict[str, Any]) -> None:
    """An item without lines is missing; an item is told present by the statuses that the map gives it."""
    items = {"a.md": {"Age": [4], "Retention": [3], "Cookies": []}}
    mapping = {
        "Age": ["children-age", ["stated"]], "Retention": ["retention-period", ["stated", "vague"]],
        "Cookies": ["cookies", ["stated"]], "Security": ["security-measures", ["stated"]],
    }  # fmt: skip
    (tmp_path / "labels.json").write_text(json.dumps(items), encoding="utf-8")
    (tmp_path / "map.json").write_text(json.dumps(mapping), encoding="utf-8")
    policies, mapped = read_presence(tmp_path)
    inspected = {str(policies[0].path): document}
    figures = presence_score(policies, mapped, inspected)
    rows = {item: (row["tp"], row["fp"], row["fn"]) for item, row in figures["items"].items()}
    assert rows == {"Age": (0, 0, 0), "Retention": (0, 1, 0), "Cookies": (1, 0, 0), "Security": (0, 0, 1)}
    assert figures["missing_f1"] == 0.25
    found = presence_misses(policies, mapped, inspected)
    assert [(miss.sort, miss.labelled) for miss in found] == [
        ("false gap", "Retention present"), ("missed gap", "Security missing"),
    ]  # fmt: skip
