"""A small labelled policy, and the answers of a linter about it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from labels import KEYS, Label, read_labels

TEXT = "# Privacy\n\nAcme Ltd keeps logs for 30 days.\nChildren under 13 may not join.\n\nWrite to us@acme.example.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one document (docs/a.md) and its label (gold/a.yaml)."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "gold").mkdir()
    (tmp_path / "docs" / "a.md").write_text(TEXT, encoding="utf-8")
    disclosures: dict[str, Any] = {key: {"status": "absent"} for key in KEYS}
    disclosures["controller-identity"] = {"status": "stated", "lines": [3]}
    disclosures["retention-period"] = {"status": "stated", "lines": [3]}
    disclosures["children-age"] = {"status": "stated", "lines": [4]}
    disclosures["security-measures"] = {"status": "vague", "lines": [6]}
    facts = {
        "child_ages": [{"value": 13, "line": 4}],
        "emails": [{"value": "US@acme.example", "line": 6}],
        "dates": [{"kind": "updated", "value": "May 2024", "line": 1}, {"kind": "other", "value": 2024, "line": 1}],
        "retention": [{"what": "logs", "period": "thirty days", "line": 3}],
        "regimes": ["lgpd", "other:local law"],
    }
    label = {"doc": "a.md", "kind": "privacy-policy", "disclosures": disclosures, "facts": facts}
    (tmp_path / "gold" / "a.yaml").write_text(yaml.safe_dump(label), encoding="utf-8")
    return tmp_path


@pytest.fixture
def label(folder: Path) -> Label:
    """That label, read."""
    return read_labels([folder / "docs"], folder / "gold")[0]


@pytest.fixture
def document(label: Label) -> dict[str, Any]:
    """What a linter says of the document.

    It misses the retention, takes the mention of children for security, and gives the address on a line far off.
    """

    def mark(line: int, text: str) -> dict[str, Any]:
        return {"line": line, "column": 1, "endLine": line, "endColumn": 1 + len(text), "text": text}

    answers: dict[str, Any] = {key: {"status": "absent", "evidence": []} for key in KEYS}
    answers["controller-identity"] = {"status": "stated", "evidence": [mark(3, "Acme Ltd"), mark(60, "Acme")]}
    answers["children-age"] = {"status": "stated", "evidence": [mark(2, "under 13")]}
    answers["security-measures"] = {"status": "stated", "evidence": [mark(4, "may not join")]}
    return {
        "path": str(label.path),
        "disclosures": answers,
        "facts": [
            {"kind": "child-age", "value": 13, **mark(4, "under 13")},
            {"kind": "child-age", "value": 16, **mark(4, "under 13")},
            {"kind": "email", "value": "us@acme.example", **mark(60, "us@acme.example")},
            {"kind": "retention", "category": "logs", "period": "P30D", **mark(3, "30 days")},
            {"kind": "regime", "value": "lgpd-br", **mark(1, "LGPD")},
            {"kind": "regime", "value": "hipaa", **mark(1, "HIPAA")},
            {"kind": "place", "role": "storage", "country": "DE", **mark(1, "Germany")},
        ],
    }
