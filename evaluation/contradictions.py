"""How well findings about contradictions agree with labels, kind by kind; pure functions.

A finding matches a label of its kind whose lines meet its own; each label is matched once, and a second finding on it
is a false alarm. Labels that are marked `arguable` count neither for nor against.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from figures import Count, meets
from labels import CONTRADICTIONS, Contradiction, Label


def contradiction_counts(labels: Sequence[Label], findings: Iterable[dict[str, Any]]) -> dict[str, Count]:
    """The count of each kind of CONTRADICTIONS on `labels`, from the findings of `check --format json`."""
    counts = {kind: Count() for kind in CONTRADICTIONS}
    told: Mapping[str, list[tuple[str, set[int]]]] = defaultdict(list)
    for finding in findings:
        kind = finding["rule"].partition("/")[2]
        if kind in counts:
            lines = {finding["line"], *(related["line"] for related in finding.get("related") or [])}
            told[finding["path"]].append((kind, lines))
    for label in labels:
        _compare(label.contradictions, told[str(label.path)], counts)
    return counts


def _compare(
    entries: Sequence[Contradiction], told: Iterable[tuple[str, set[int]]], counts: Mapping[str, Count]
) -> None:
    free = list(entries)
    for kind, lines in told:
        near = [entry for entry in free if entry.kind == kind and meets(lines, entry.lines)]
        if near:
            hit = max(near, key=lambda entry: (entry.sure, len(lines & entry.lines)))
            free.remove(hit)
            counts[kind].tp += hit.sure
        elif not any(e.kind == kind and not e.sure and meets(lines, e.lines) for e in entries):
            counts[kind].fp += 1
    for entry in free:
        counts[entry.kind].fn += entry.sure
