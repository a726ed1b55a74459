#!/usr/bin/env python3
"""Score the linter on labelled policies.

    python evaluation/score.py [--docs DIR ... --gold DIR] [--split tuning|checking|all]
                               [--per-key] [--wrong KEY|all] [--json FILE] [--command COMMAND]

Without --docs and --gold: the project's own labelled policies. evaluation/figures.py says what each figure means.
"""

from __future__ import annotations

import argparse
import json
import shlex
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import answers
from figures import score
from labels import KEYS, BadLabel, read_labels
from misses import disclosure_misses
from split import HALVES, half_of

OWN = Path(__file__).resolve().parent / "labelled"


def main(argv: list[str] | None = None) -> int:
    """Print the figures; 0, or 2 where they could not be had."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--docs", type=Path, nargs="+", default=[OWN / "docs"], help="folders of documents")
    parser.add_argument("--gold", type=Path, default=OWN / "gold", help="folder of label files")
    parser.add_argument("--split", choices=(*HALVES, "all"), default="all", help="which half of the documents")
    parser.add_argument("--per-key", action="store_true", help="a row for each disclosure, worst first")
    parser.add_argument(
        "--wrong", metavar="KEY", choices=(*KEYS, "all"), help="list what is told otherwise than labelled"
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all figures to FILE")
    parser.add_argument("--command", type=shlex.split, default=answers.POLICYLINT, help="how to run the linter")
    options = parser.parse_args(argv)
    try:
        labels = read_labels(options.docs, options.gold)
        if options.split != "all":
            labels = [label for label in labels if half_of(label.doc) == options.split]
        files = [label.path for label in labels]
        inspected = answers.inspect(files, options.command)
        figures = score(labels, inspected, answers.check(files, options.command))
    except (BadLabel, answers.NoAnswer, KeyError) as error:
        print(f"score: {error}", file=sys.stderr)
        return 2
    print("\n".join(table(figures, per_key=options.per_key)))
    if options.wrong:
        keys = () if options.wrong == "all" else (options.wrong,)
        print("\n".join(miss.text() for miss in disclosure_misses(labels, inspected, keys)))
    if options.json:
        options.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    return 0


def table(figures: dict[str, Any], *, per_key: bool = False) -> Iterator[str]:
    """The figures as lines of text."""
    yield f"{figures['documents']} documents; same status for {_number(figures['status'])} of the disclosures"
    yield _row("gaps", figures["gaps"])
    yield _row(f"gaps, mean over {figures['gaps_mean']['keys']} keys", figures["gaps_mean"])
    yield _row("stated", figures["stated"])
    evidence, alarms = figures["evidence"], figures["alarms"]
    yield (
        f"evidence: shown for {_number(evidence['shown'])} of agreed answers; "
        f"{_number(evidence['on_label'])} of its lines on the label"
    )
    yield (
        f"alarms: {_number(alarms['true'])} of {alarms['keys']} reported keys are gaps; "
        f"{_number(alarms['loud_a_document'])} findings at warning or error a document"
    )
    for kind, row in figures["facts"].items():
        yield _row(f"fact {kind}", row)
    if per_key:
        for key, row in sorted(figures["keys"].items(), key=lambda item: (item[1]["f1"] is None, item[1]["f1"])):
            yield _row(f"gap {key}", row)


def _row(name: str, row: dict[str, Any]) -> str:
    counts = f"   tp {row['tp']} fp {row['fp']} fn {row['fn']}" if "tp" in row else ""
    return f"{name:34} P {_number(row['precision'])}  R {_number(row['recall'])}  F1 {_number(row['f1'])}{counts}"


def _number(value: float | None) -> str:
    return "  -  " if value is None else f"{value:.3f}"


if __name__ == "__main__":
    sys.exit(main())
