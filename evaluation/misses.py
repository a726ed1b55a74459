"""Where answers and labels part, one by one, with the words on both sides: what to read before changing a rule."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from answers import facts_of
from figures import compare_facts
from labels import Label, lines_of

Quote = tuple[int, str]
"""A line number and the words that stand there."""


@dataclass(frozen=True, slots=True)
class Miss:
    """One answer that is not the label's.

    `sort` is 'missed gap' (told stated, and is not), 'false gap' (is stated, and not told so), 'other status' (vague
    for absent or the reverse), 'missed fact' or 'false fact'.
    """

    key: str
    doc: str
    sort: str
    labelled: str
    label_quotes: tuple[Quote, ...]
    told: str
    told_quotes: tuple[Quote, ...]

    def text(self, width: int = 240) -> str:
        """The miss as indented lines; quotations longer than `width` code points are cut."""
        rows = [f"{self.sort}: {self.key}: {self.doc}: labelled {self.labelled}, told {self.told}"]
        for side, quotes in (("label", self.label_quotes), ("told ", self.told_quotes)):
            rows += [f"    {side} {line}: {_cut(words, width)}" for line, words in quotes]
        return "\n".join(rows)


def disclosure_misses(
    labels: Iterable[Label], inspected: Mapping[str, dict[str, Any]], keys: Sequence[str] = ()
) -> list[Miss]:
    """Every disclosure whose status differs, by key and document; of `keys` only, where any are given."""
    return sorted(_disclosures(labels, inspected, keys), key=lambda miss: (miss.key, miss.sort, miss.doc))


def fact_misses(labels: Iterable[Label], inspected: Mapping[str, dict[str, Any]]) -> list[Miss]:
    """Every fact missed or told wrongly, by kind and document."""
    return sorted(_facts(labels, inspected), key=lambda miss: (miss.key, miss.sort, miss.doc))


def quotes_of(path: Path, lines: Iterable[int]) -> tuple[Quote, ...]:
    """The given lines of a file, with their text."""
    text = lines_of(path)
    return tuple((line, text[line - 1].strip() if line <= len(text) else "") for line in sorted(lines))


def evidence_of(answer: dict[str, Any]) -> tuple[Quote, ...]:
    """The evidence of one disclosure answer."""
    return tuple((mark["line"], mark["text"]) for mark in answer["evidence"])


def _disclosures(
    labels: Iterable[Label], inspected: Mapping[str, dict[str, Any]], keys: Sequence[str]
) -> Iterator[Miss]:
    for label in labels:
        answers = inspected[str(label.path)]["disclosures"]
        for key, true in label.disclosures.items():
            answer = answers.get(key) or {"status": "absent", "evidence": []}
            told = answer["status"]
            if told == true.status or (keys and key not in keys):
                continue
            sort = "missed gap" if told == "stated" else "false gap" if true.status == "stated" else "other status"
            yield Miss(key, label.doc, sort, true.status, quotes_of(label.path, true.lines), told, evidence_of(answer))


def _facts(labels: Iterable[Label], inspected: Mapping[str, dict[str, Any]]) -> Iterator[Miss]:
    for label in labels:
        _, wrong, missed = compare_facts(facts_of(inspected[str(label.path)]), label.facts)
        for kind, values in missed.items():
            for value, lines in values.items():
                yield Miss(kind, label.doc, "missed fact", str(value), quotes_of(label.path, lines), "-", ())
        for kind, values in wrong.items():
            for value, lines in values.items():
                yield Miss(kind, label.doc, "false fact", "-", (), str(value), quotes_of(label.path, lines))


def _cut(words: str, width: int) -> str:
    words = " ".join(words.split())
    return words if len(words) <= width else words[: width - 1] + "…"
