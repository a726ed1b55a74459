#!/usr/bin/env python3
"""Measure the rules on labelled policies, and publish what was measured.

    python evaluation/accuracy.py [--write] [--corpus DIR] [--command COMMAND]

Writes docs/accuracy.md, which people read, and policylint/accuracy.json, which the package ships: `policylint explain`
tells it, and a rule that it shows to be imprecise is not above info by default (policylint/rulebook/measured.py).
Without --write: says whether the two are what the rules now give. 0 where they are, 1 where not, 2 where the figures
could not be had.
"""

from __future__ import annotations

import argparse
import json
import shlex
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import answers
from accuracy_page import page
from contradictions import contradiction_counts
from figures import Count, score
from labels import KEYS, BadLabel, Label, read_labels
from presence import Mapped, Presence, presence_score, read_presence
from split import CORPUS, HALVES, half_of

from policylint import rulebook
from policylint.rulebook.measured import FORMAT, NAME, parse

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "accuracy.md"
DATA = ROOT / "policylint" / NAME
_DOCUMENT_RULES = (
    "undefined-term",
    "dangling-reference",
    "placeholder",
    "duplicate-or-broken-numbering",
    "empty-section",
    "outdated-law",
)


def main(argv: list[str] | None = None) -> int:
    """Measure; write, or tell what is not fresh."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="write the page and the data")
    parser.add_argument("--corpus", type=Path, default=CORPUS, help="holds seeds, dev, gold and gt200-dev")
    parser.add_argument("--command", type=shlex.split, default=answers.POLICYLINT, help="how to run the linter")
    options = parser.parse_args(argv)
    try:
        labels = read_labels([options.corpus / "seeds", options.corpus / "dev"], options.corpus / "gold")
        policies, mapping = read_presence(options.corpus / "gt200-dev")
        files = [label.path for label in labels]
        inspected = answers.inspect(files, options.command)
        present = answers.inspect([policy.path for policy in policies], options.command)
        made = texts(labels, inspected, answers.check(files, options.command), policies, mapping, present)
        if options.write:
            keep(made)
            # What the data caps, a plain check no longer tells above info: its alarms are counted again.
            made = texts(labels, inspected, answers.check(files, options.command), policies, mapping, present)
    except (BadLabel, answers.NoAnswer, KeyError, OSError) as error:
        print(f"accuracy: {error}", file=sys.stderr)
        return 2
    if options.write:
        keep(made)
        return 0
    old = stale(made)
    print("\n".join(old) if old else "the published accuracy is what the rules give")
    return 1 if old else 0


def texts(
    labels: Sequence[Label],
    inspected: Mapping[str, dict[str, Any]],
    findings: Sequence[dict[str, Any]],
    policies: Sequence[Presence],
    mapping: Mapped,
    present: Mapping[str, dict[str, Any]],
) -> dict[Path, str]:
    """The page and the data, by path, from labels and the linter's answers about the same policies."""
    halves: dict[str, dict[str, Any]] = {}
    for half in HALVES:
        part = [label for label in labels if half_of(label.doc) == half]
        apps = [policy for policy in policies if half_of(policy.doc) == half]
        halves[half] = score(part, inspected, findings)
        halves[half]["contradictions"] = contradiction_counts(part, findings)
        halves[half]["presence"] = presence_score(apps, mapping, present)
    data = data_of(halves)
    book = rulebook.shipped(examples=True)
    return {PAGE: page(halves, book.rules, parse(data)), DATA: data}


def keep(made: Mapping[Path, str]) -> None:
    """Write each file."""
    for path, text in made.items():
        path.write_text(text, encoding="utf-8", newline="\n")


def stale(made: Mapping[Path, str]) -> list[str]:
    """One line for each file that is not what was made now."""
    return [
        f"FAILED {path.relative_to(ROOT)} is not what the rules give: run python evaluation/accuracy.py --write"
        for path, text in made.items()
        if not path.is_file() or path.read_text(encoding="utf-8") != text
    ]


def data_of(halves: Mapping[str, Mapping[str, Any]]) -> str:
    """The text of the data: counts by rule and half, one rule a line."""
    rows: dict[str, dict[str, list[int]]] = {}
    for half in HALVES:
        for key in KEYS:
            found = halves[half]["keys"][key]
            count = Count(found["tp"], found["fp"], found["fn"])
            rows.setdefault(f"disclosure/{key}", {})[half] = _numbers(count)
        for kind, count in halves[half]["contradictions"].items():
            family = "document" if kind in _DOCUMENT_RULES else "consistency"
            rows.setdefault(f"{family}/{kind}", {})[half] = _numbers(count)
    policies = {half: halves[half]["documents"] for half in HALVES}
    lines = ",\n".join(f"  {json.dumps(name)}: {json.dumps(rows[name])}" for name in sorted(rows))
    return f'{{"format": {FORMAT}, "policies": {json.dumps(policies)}, "rules": {{\n{lines}\n}}}}\n'


def _numbers(count: Count) -> list[int]:
    return [count.tp + count.fp, count.tp, count.tp + count.fn]


if __name__ == "__main__":
    sys.exit(main())
