#!/usr/bin/env python3
"""Ask the disclosure rules about short texts in as many wordings as their drafters could think of.

    python evaluation/wordings.py [KEY...] [--missed]

A file of wordings/ holds texts about one disclosure with what they make of it: stated, vague or absent. They were drafted from the
definitions, by people who had not seen the rules, to differ as much as they can, and about a third of the texts only look as if they stated
something. Misses were read afterwards, so the figures show that a wording stays understood and not how many are.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import yaml
from labels import KEYS

from policylint import readers, rulebook
from policylint.checks.require import answer
from policylint.facts.state import state

FOLDER = Path(__file__).resolve().parent / "wordings"
STATUSES = ("stated", "vague", "absent")


class Wording(NamedTuple):
    """A text, and what it makes of the disclosure `key`."""

    key: str
    text: str
    status: str


class Outcome(NamedTuple):
    """A wording with the status that the rules give."""

    wording: Wording
    told: str


def read(folder: Path = FOLDER, keys: Sequence[str] = ()) -> Iterator[Wording]:
    """The wordings of all disclosures, or of `keys`; ValueError names the file and the entry that is no wording."""
    for file in sorted(folder.glob("*.yaml")):
        key = file.stem
        if keys and key not in keys:
            continue
        if key not in KEYS:
            raise ValueError(f"{file}: {key} is no disclosure of labels.py")
        for number, row in enumerate(yaml.safe_load(file.read_text(encoding="utf-8")), start=1):
            if not isinstance(row, dict) or set(row) != {"text", "status"} or row["status"] not in STATUSES:
                raise ValueError(f"{file}: entry {number}: allowed are a text and a status of {', '.join(STATUSES)}")
            yield Wording(key, row["text"], row["status"])


def run(wordings: Iterable[Wording]) -> Iterator[Outcome]:
    """What the rules say of each wording, read as a policy of its own."""
    rules = rulebook.shipped()
    for wording in wordings:
        text = wording.text if wording.text.lstrip().startswith("#") else f"# Privacy policy\n\n{wording.text}"
        policy = state(readers.read_text(text, "policy.md"), rules.book)
        yield Outcome(wording, answer(policy, rules.rules[f"disclosure/{wording.key}"]).status)


def rates(outcomes: Iterable[Outcome]) -> dict[str, float]:
    """The share of all wordings that are told as drafted, of the stated that are found, and of the absent that are told as something."""
    counts = Counter((outcome.wording.status, outcome.told) for outcome in outcomes)
    total = sum(counts.values())
    stated = sum(number for (drafted, _), number in counts.items() if drafted == "stated")
    absent = sum(number for (drafted, _), number in counts.items() if drafted == "absent")
    return {
        "same": sum(number for (drafted, told), number in counts.items() if drafted == told) / (total or 1),
        "stated": counts["stated", "stated"] / (stated or 1),
        "alarms": (absent - counts["absent", "absent"]) / (absent or 1),
    }


def main(argv: list[str] | None = None) -> int:
    """Print the rates of each disclosure and of all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("key", nargs="*", help="disclosures; all where none is given")
    parser.add_argument("--missed", action="store_true", help="list the wordings that are told otherwise")
    options = parser.parse_args(argv)
    try:
        outcomes = list(run(read(keys=options.key)))
    except (OSError, ValueError) as error:
        print(f"wordings: {error}", file=sys.stderr)
        return 2
    print(f"{'':28} {'same':>6} {'stated found':>13} {'absent told':>12}")
    for key in [*dict.fromkeys(outcome.wording.key for outcome in outcomes), ""]:
        rows = [outcome for outcome in outcomes if key in ("", outcome.wording.key)]
        figures = rates(rows)
        print(f"{key or 'all':28} {figures['same']:6.3f} {figures['stated']:13.3f} {figures['alarms']:12.3f}")
        for wording, told in rows if options.missed and key else ():
            if told != wording.status:
                print(f"    {wording.status}, told {told}: {' / '.join(wording.text.split(chr(10)))}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
