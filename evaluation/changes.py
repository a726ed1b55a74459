#!/usr/bin/env python3
"""Ask the rules of edits what pairs of drafted versions change.

    python evaluation/changes.py [--half tuning|checking] [--missed]

A file of changes/ holds pairs of a policy before and after an edit, with what it does: its class, how the date moved, and each change with
its kind and its lines. They were drafted by people who had not seen the rules, to differ as much as they can in subject, words and
form; a third only move, reflow or reword. Rules are tuned on one file; the other tells what they are worth on edits that nobody read, and
--missed lists nothing of it.
"""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from split import HALVES

from policylint import readers, rulebook
from policylint.edits.change import known
from policylint.edits.dates import moved
from policylint.edits.kinds import register
from policylint.facts.state import state
from policylint.finding import Mark
from policylint.lint import Settings, compare_policies
from policylint.rule import WEIGHTS
from policylint.site import Policy

FOLDER = Path(__file__).resolve().parent / "changes"
TUNING = "tuning"
DATES = ("bumped", "not-bumped", "backwards", "no-date")
UNSCORED = frozenset({"clarification", "date-not-bumped", "date-moved-backwards", "effective-date-too-soon"})
"""What neither counts as told nor is asked for: the class and the status of the date tell it."""
NEAR = 3  # lines that a told change may lie beside its label
DAY = dt.date(2026, 6, 30)


class Labelled(NamedTuple):
    """A change as drafted: its kind, and its lines (from 1) in each version."""

    kind: str
    old: tuple[int, ...] = ()
    new: tuple[int, ...] = ()


class Pair(NamedTuple):
    """Two versions of a policy, and what the edit between them does."""

    id: int
    old: str
    new: str
    weight: str
    date: str
    changes: tuple[Labelled, ...] = ()


class Outcome(NamedTuple):
    """A pair with what the rules tell of it; `changes` without those that are not scored."""

    pair: Pair
    weight: str
    date: str
    changes: tuple[Labelled, ...] = ()


def read(half: str, folder: Path = FOLDER) -> Iterator[Pair]:
    """The pairs of a half; ValueError names the file and the entry that is no pair."""
    register()
    kinds = set(known())
    file = folder / f"{half}.yaml"
    for number, row in enumerate(yaml.safe_load(file.read_text(encoding="utf-8")), start=1):
        try:
            changes = tuple(Labelled(c["kind"], tuple(c["old"]), tuple(c["new"])) for c in row["changes"])
            pair = Pair(int(row["id"]), row["old"], row["new"], row["class"], row["date"], changes)
        except (KeyError, TypeError, ValueError) as error:
            raise ValueError(
                f"{file}: entry {number}: allowed are id, class, date, changes, old and new: {error!r}"
            ) from None
        wrong = {change.kind for change in changes} - kinds
        if wrong or pair.weight not in WEIGHTS or pair.date not in DATES:
            raise ValueError(
                f"{file}: entry {number}: {', '.join(sorted(wrong)) or f'{pair.weight}, {pair.date}'} is unknown"
            )
        yield pair


def run(pairs: Iterable[Pair]) -> Iterator[Outcome]:
    """What the rules tell of each pair."""
    rules = rulebook.shipped()
    for pair in pairs:
        old, new = (_policy(text, name, rules) for text, name in ((pair.old, "old"), (pair.new, "new")))
        found = compare_policies(old, new, rules, Settings(as_of=DAY))
        if found.crashes:
            raise ValueError(f"pair {pair.id}: {found.crashes[0].rule} crashed: {found.crashes[0].error!r}")
        told = tuple(
            Labelled(rule.name, _lines(old, hit.old), _lines(new, hit.new))
            for rule, hit in found.told
            if rule.name not in UNSCORED
        )
        yield Outcome(pair, found.weight, moved(old, new).status, told)


def _policy(text: str, name: str, rules: rulebook.Rulebook) -> Policy:
    suffix = "html" if text.lstrip().startswith("<") else "md"
    return state(readers.read_text(text, f"{name}.{suffix}"), rules.book, "privacy-policy")


def _lines(policy: Policy, mark: Mark | None) -> tuple[int, ...]:
    if mark is None:
        return ()
    first, last = (policy.document.lines.position(at)[0] for at in (mark.span.start, mark.span.end))
    return tuple(range(first, last + 1))


class Held(NamedTuple):
    """The told changes of a pair held against its labels: those that were asked for, the others, and the labels that were missed."""

    right: tuple[Labelled, ...]
    wrong: tuple[Labelled, ...]
    missed: tuple[Labelled, ...]


def held(outcome: Outcome) -> Held:
    """A told change is right where a label of its kind is near on either side; one that repeats it is neither right nor wrong."""
    wanted = [change for change in outcome.pair.changes if change.kind not in UNSCORED]
    rest = list(wanted)
    right: list[Labelled] = []
    wrong: list[Labelled] = []
    for change in outcome.changes:
        label = next((one for one in (*rest, *wanted) if one.kind == change.kind and _near(one, change)), None)
        if label is None:
            wrong.append(change)
        elif label in rest:
            rest.remove(label)
            right.append(change)
    return Held(tuple(right), tuple(wrong), tuple(rest))


def _near(a: Labelled, b: Labelled) -> bool:
    rows = ((a.old, b.old), (a.new, b.new))
    return any(abs(x - y) <= NEAR for one, other in rows for x in one for y in other)


def rates(outcomes: Iterable[Outcome]) -> dict[str, float]:
    """The shares of pairs with the class and the date as drafted (a material one counts only where a change of it is told), precision and
    recall of the kinds, the share of editorial pairs of which any kind is told, and how many material ones are called editorial."""
    rows = [(outcome, held(outcome)) for outcome in outcomes]
    total = len(rows) or 1
    right, wrong, missed = (sum(len(getattr(found, name)) for _, found in rows) for name in Held._fields)
    editorial = [found for outcome, found in rows if outcome.pair.weight == "editorial"]
    return {
        "class": sum(o.weight == o.pair.weight and (o.weight != "material" or bool(found.right)) for o, found in rows)
        / total,
        "date": sum(o.date == o.pair.date for o, _ in rows) / total,
        "precision": right / ((right + wrong) or 1),
        "recall": right / ((right + missed) or 1),
        "alarms": sum(bool(found.wrong) for found in editorial) / (len(editorial) or 1),
        "material_called_editorial": float(
            sum(o.pair.weight == "material" and o.weight == "editorial" for o, _ in rows)
        ),
    }


def main(argv: list[str] | None = None) -> int:
    """Print the figures of each half, and of each kind."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--half", choices=HALVES, help="one half only")
    parser.add_argument("--missed", action="store_true", help="list what is told otherwise, of the half for tuning")
    options = parser.parse_args(argv)
    try:
        halves = {half: list(run(read(half))) for half in HALVES if options.half in (None, half)}
    except (OSError, ValueError) as error:
        print(f"changes: {error}", file=sys.stderr)
        return 2
    for half, outcomes in halves.items():
        figures = " ".join(f"{name} {value:.3f}" for name, value in rates(outcomes).items())
        print(f"{half}: {len(outcomes)} pairs; {figures}")
        print("\n".join(_by_kind(outcomes)))
        if options.missed and half == TUNING:
            print("\n".join(_wrong(outcomes)))
    return 0


def _by_kind(outcomes: Sequence[Outcome]) -> Iterator[str]:
    counts: dict[str, Counter[str]] = {name: Counter() for name in Held._fields}
    for outcome in outcomes:
        found: Any = held(outcome)
        for name in Held._fields:
            counts[name].update(change.kind for change in getattr(found, name))
    for kind in sorted(set().union(*counts.values())):
        yield f"  {kind:36} " + " ".join(f"{name} {counts[name][kind]:3}" for name in Held._fields)


def _wrong(outcomes: Sequence[Outcome]) -> Iterator[str]:
    for outcome in outcomes:
        pair, found = outcome.pair, held(outcome)
        if outcome.weight != pair.weight or outcome.date != pair.date:
            yield f"{pair.id}: {pair.weight}, told {outcome.weight}; date {pair.date}, told {outcome.date}"
        for name, changes in (("told", found.wrong), ("missed", found.missed)):
            yield from (f"{pair.id}: {name} {one.kind} {list(one.old)} {list(one.new)}" for one in changes)


if __name__ == "__main__":
    sys.exit(main())
