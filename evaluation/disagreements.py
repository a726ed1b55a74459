#!/usr/bin/env python3
"""List where the linter and the labels part, with the words on both sides.

    python evaluation/disagreements.py [--corpus DIR] [--half tuning|checking] [--key KEY ...] [--sort SORT]
                                       [--set hand|presence|own] [--facts] [--width N]

Only the tuning half unless told otherwise: the checking half says what the linter is worth on policies that nobody
looked at, and says so no longer once its misses have been read.
"""

from __future__ import annotations

import argparse
import shlex
import sys
from collections import Counter
from pathlib import Path

import answers
from labels import BadLabel, read_labels
from misses import Miss, disclosure_misses, fact_misses
from presence import presence_misses, read_presence
from score import OWN
from split import CORPUS, HALVES, half_of

SORTS = ("missed gap", "false gap", "other status", "missed fact", "false fact")


def main(argv: list[str] | None = None) -> int:
    """Print the disagreements and how many there are of each sort; 0, or 2 where they could not be had."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, default=CORPUS, help="holds seeds, dev, gold and gt200-dev")
    parser.add_argument("--set", choices=("hand", "presence", "own"), default="hand", help="which labels")
    parser.add_argument("--half", choices=HALVES, default="tuning")
    parser.add_argument("--key", action="append", default=[], help="a disclosure or kind of fact (may be repeated)")
    parser.add_argument("--sort", choices=SORTS, help="one sort of disagreement")
    parser.add_argument("--facts", action="store_true", help="facts instead of disclosures")
    parser.add_argument("--width", type=int, default=240, help="where to cut a quotation (code points)")
    parser.add_argument("--command", type=shlex.split, default=answers.POLICYLINT, help="how to run the linter")
    options = parser.parse_args(argv)
    try:
        found = _misses(options)
    except (BadLabel, answers.NoAnswer, KeyError, OSError) as error:
        print(f"disagreements: {error}", file=sys.stderr)
        return 2
    shown = [
        miss for miss in found if miss.key in (options.key or [miss.key]) and miss.sort == (options.sort or miss.sort)
    ]
    for miss in shown:
        print(miss.text(options.width))
    print(f"{len(shown)} disagreements")
    for (key, sort), number in sorted(Counter((miss.key, miss.sort) for miss in shown).items()):
        print(f"{number:5} {key}: {sort}")
    return 0


def _misses(options: argparse.Namespace) -> list[Miss]:
    corpus: Path = options.corpus
    if options.set == "presence":
        policies, mapping = read_presence(corpus / "gt200-dev")
        policies = [policy for policy in policies if half_of(policy.doc) == options.half]
        inspected = answers.inspect([policy.path for policy in policies], options.command)
        return list(presence_misses(policies, mapping, inspected))
    if options.set == "own":
        labels = read_labels([OWN / "docs"], OWN / "gold")
    else:
        labels = read_labels([corpus / "seeds", corpus / "dev"], corpus / "gold")
        labels = [label for label in labels if half_of(label.doc) == options.half]
    inspected = answers.inspect([label.path for label in labels], options.command)
    return fact_misses(labels, inspected) if options.facts else disclosure_misses(labels, inspected)


if __name__ == "__main__":
    sys.exit(main())
