"""The figures: how well answers agree with labels. Pure functions, from labels and answers to numbers.

gaps      A gap is a disclosure that the labels do not call `stated`. Precision: of the gaps told, those that are gaps;
          recall: of the gaps there are, those told. A false gap is a false alarm, a missed one a policy that wrongly
          passes. `gaps_mean` weighs each key alike, over the keys with MANY gaps or more.
status    The share of disclosures with the same of the three statuses.
evidence  Of the agreed answers that are not `absent`: the share with a line of evidence on a labelled line; and the
          share of all evidence lines that lie on one. Pointing everywhere helps the first and ruins the second.
facts     Literal facts by value and line, each value once a document.
alarms    Of the keys that the disclosure findings of a plain `check` name at warning or error, the share that are
          gaps; and the findings at warning or error a document.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from answers import facts_of
from labels import FACT_KINDS, KEYS, Facts, Label

MANY = 8
"""A key with fewer gaps than this says too little to be averaged."""
NEAR = 2
"""Two lines this far apart or nearer are one place: a sentence and its heading or list."""


@dataclass(slots=True)
class Count:
    """True positives, false positives and false negatives, and what follows from them."""

    tp: int = 0
    fp: int = 0
    fn: int = 0

    def add(self, told: set[Any], true: set[Any]) -> None:
        """Count the members of two sets."""
        self.tp += len(told & true)
        self.fp += len(told - true)
        self.fn += len(true - told)

    @property
    def precision(self) -> float | None:
        """tp of all told; None where nothing was told."""
        return share(self.tp, self.tp + self.fp)

    @property
    def recall(self) -> float | None:
        """tp of all there are; None where there is nothing."""
        return share(self.tp, self.tp + self.fn)

    @property
    def f1(self) -> float | None:
        """The harmonic mean of precision and recall; None where nothing was told and there is nothing."""
        return share(2 * self.tp, 2 * self.tp + self.fp + self.fn)

    def figures(self) -> dict[str, float | int | None]:
        """All of it, for JSON."""
        return {
            "precision": self.precision, "recall": self.recall, "f1": self.f1,
            "tp": self.tp, "fp": self.fp, "fn": self.fn,
        }  # fmt: skip


def share(part: float, whole: float) -> float | None:
    """part / whole to four places; None for a share of nothing."""
    return round(part / whole, 4) if whole else None


def meets(lines: Iterable[int], others: Iterable[int]) -> bool:
    """Whether any two lines of the two sets are one place."""
    others = set(others)
    return any(abs(line - other) <= NEAR for line in lines for other in others)


def score(
    labels: Sequence[Label],
    inspected: Mapping[str, dict[str, Any]],
    findings: Sequence[dict[str, Any]] = (),
) -> dict[str, Any]:
    """All figures of `labels` against the answers of `inspect` (path -> document) and the findings of `check`.

    Answers about documents that are not in `labels` are left out, so one run of the linter serves any part of them.
    """
    by_key: dict[str, Count] = {key: Count() for key in KEYS}
    stated = Count()
    facts = {kind: Count() for kind in FACT_KINDS}
    same = shown = agreed = on_label = pointed = 0
    for label in labels:
        document = inspected[str(label.path)]
        for key, true in label.disclosures.items():
            answer = document["disclosures"].get(key) or {"status": "absent", "evidence": []}
            told = answer["status"]
            same += told == true.status
            by_key[key].add(
                {label.doc} if told != "stated" else set(), {label.doc} if true.status != "stated" else set()
            )
            stated.add({label.doc} if told == "stated" else set(), {label.doc} if true.status == "stated" else set())
            if told == true.status != "absent" and true.lines:
                lines = {mark["line"] for mark in answer["evidence"]}
                agreed += 1
                shown += meets(lines, true.lines)
                pointed += len(lines)
                on_label += sum(meets({line}, true.lines) for line in lines)
        right, wrong, missed = compare_facts(facts_of(document), label.facts)
        for kind in FACT_KINDS:
            facts[kind].tp += len(right[kind])
            facts[kind].fp += len(wrong[kind])
            facts[kind].fn += len(missed[kind])
    return {
        "documents": len(labels),
        "gaps": _total(by_key.values()).figures(),
        "gaps_mean": _mean(by_key.values()),
        "stated": stated.figures(),
        "status": share(same, len(labels) * len(KEYS)),
        "evidence": {"shown": share(shown, agreed), "on_label": share(on_label, pointed)},
        "facts": {kind: count.figures() for kind, count in facts.items()},
        "alarms": _alarms(labels, findings),
        "keys": {key: count.figures() for key, count in by_key.items()},
    }


def compare_facts(told: Facts, true: Facts) -> tuple[Facts, Facts, Facts]:
    """The facts that are right, those told wrongly (with the lines told), and those missed (with the lines labelled).

    A fact is right where a label of its kind has its value, on the same place if the label gives lines.
    """
    right: Facts = defaultdict(dict)
    wrong: Facts = defaultdict(dict)
    missed: Facts = defaultdict(dict)
    for kind in FACT_KINDS:
        for value, lines in told.get(kind, {}).items():
            labelled = true.get(kind, {}).get(value)
            agrees = labelled is not None and (not labelled or meets(lines, labelled))
            (right if agrees else wrong)[kind][value] = lines
        for value, lines in true.get(kind, {}).items():
            if value not in right[kind]:
                missed[kind][value] = lines
    return right, wrong, missed


def _total(counts: Iterable[Count]) -> Count:
    total = Count()
    for count in counts:
        total.tp, total.fp, total.fn = total.tp + count.tp, total.fp + count.fp, total.fn + count.fn
    return total


def _mean(counts: Iterable[Count]) -> dict[str, float | None]:
    rows = [count for count in counts if count.tp + count.fn >= MANY]
    return {
        name: share(sum(getattr(count, name) or 0.0 for count in rows), len(rows))
        for name in ("precision", "recall", "f1")
    } | {"keys": len(rows)}


def _alarms(labels: Sequence[Label], findings: Sequence[dict[str, Any]]) -> dict[str, Any]:
    by_path = {str(label.path): label for label in labels}
    told = true = loud = 0
    for finding in findings:
        label = by_path.get(finding["path"])
        if label is None or finding["severity"] not in ("error", "warning"):
            continue
        loud += 1
        if finding["rule"].startswith("disclosure/"):
            keys = set(finding.get("keys") or [finding["rule"].partition("/")[2]]) & label.disclosures.keys()
            told += len(keys)
            true += sum(label.disclosures[key].status != "stated" for key in keys)
    return {"true": share(true, told), "keys": told, "loud_a_document": share(loud, len(labels))}
