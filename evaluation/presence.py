"""Labels of presence: an outside corpus that says which items stand in a policy, and on which lines.

A folder holds docs/, labels.json ({file: {item: [line, ...]}}; an item not listed is missing from that policy) and
map.json ({item: [disclosure, [status, ...]]}: the disclosure that answers an item, and the statuses that count as
present).
Outside labels follow outside definitions, so full agreement is not to be had.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from figures import Count, share
from misses import Miss, evidence_of, quotes_of


@dataclass(frozen=True, slots=True)
class Presence:
    """One labelled policy: the lines of each item that stands in it."""

    doc: str
    path: Path
    items: dict[str, frozenset[int]]


Mapped = dict[str, tuple[str, frozenset[str]]]
"""Item -> its disclosure, and the statuses that count as present."""


def read_presence(folder: Path) -> tuple[list[Presence], Mapped]:
    """The labelled policies of a folder, by file name, and what their items mean."""
    labels = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
    mapping = json.loads((folder / "map.json").read_text(encoding="utf-8"))
    policies = [
        Presence(doc, folder / "docs" / doc, {item: frozenset(lines) for item, lines in labels[doc].items() if lines})
        for doc in sorted(labels)
    ]
    return policies, {item: (key, frozenset(present)) for item, (key, present) in mapping.items()}


def presence_score(
    policies: Collection[Presence], mapping: Mapped, inspected: Mapping[str, dict[str, Any]]
) -> dict[str, Any]:
    """F1 of what is told to be missing, an item and as the mean over items, and of what is told to be present."""
    missing = {item: Count() for item in mapping}
    present = {item: Count() for item in mapping}
    for policy in policies:
        for item, (key, statuses) in mapping.items():
            told = _answer(inspected, policy, key)["status"] in statuses
            true = item in policy.items
            missing[item].add(set() if told else {item}, set() if true else {item})
            present[item].add({item} if told else set(), {item} if true else set())
    return {
        "documents": len(policies),
        "missing_f1": share(sum(count.f1 or 0.0 for count in missing.values()), len(missing)),
        "present_f1": share(sum(count.f1 or 0.0 for count in present.values()), len(present)),
        "items": {item: count.figures() for item, count in missing.items()},
    }


def presence_misses(
    policies: Collection[Presence], mapping: Mapped, inspected: Mapping[str, dict[str, Any]]
) -> Iterator[Miss]:
    """Every item judged otherwise than labelled, by item and document."""
    for item, (key, statuses) in mapping.items():
        for policy in policies:
            answer = _answer(inspected, policy, key)
            true = policy.items.get(item, frozenset())
            if (answer["status"] in statuses) != bool(true):
                labelled = f"{item} {'present' if true else 'missing'}"
                yield Miss(
                    key, policy.doc, "false gap" if true else "missed gap", labelled,
                    quotes_of(policy.path, true), answer["status"], evidence_of(answer),
                )  # fmt: skip


def _answer(inspected: Mapping[str, dict[str, Any]], policy: Presence, key: str) -> dict[str, Any]:
    answer: dict[str, Any] | None = inspected[str(policy.path)]["disclosures"].get(key)
    return answer or {"status": "absent", "evidence": []}
