#!/usr/bin/env python3
"""Hold the figures to their floors: 0 where all are kept, 1 where one is not, 2 where they could not be had.

    python evaluation/gate.py [--floors FILE] [--command COMMAND] [--out DIR]

The project's own labelled policies are always scored, as are short texts in many wordings (wordings.py), drafted edits (changes.py), pieces of
policies that contradict themselves with their harmless twins (twins.py), and contradictions injected into clean policies (mutation.py).
Where the outside corpus stands beside the checkout
(../shared), its own scoring programs are run too, both halves of the split are scored on their own, and the published
accuracy must be what the rules now give.

A floor names a figure by its set and its path: `[own.floor]` `"gaps.f1" = 0.9`. A figure of `[own.ceiling]` may not be
higher. A figure that has a floor and is not there, or is undefined, fails: a gate that skips what it cannot find keeps
nothing.
"""

from __future__ import annotations

import argparse
import json
import re
import shlex
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import accuracy
import answers
import changes
import mutation
import twins
import wordings
from figures import score
from labels import KEYS, BadLabel, read_labels
from presence import presence_score, read_presence
from score import OWN
from split import CORPUS, HALVES, half_of

FLOORS = Path(__file__).with_name("floors.toml")
OUTSIDE = CORPUS.parent
EDITS = CORPUS / "edits"
OWN_SETS = ("own", "mutation", "wordings", "twins", *(f"changes-{half}" for half in HALVES))
"""The sets that need nothing outside the checkout."""

Figures = dict[str, float | None]


def main(argv: list[str] | None = None) -> int:
    """Score, print a table of every figure that has a floor, and say which are not kept."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--floors", type=Path, default=FLOORS)
    parser.add_argument("--command", type=shlex.split, default=list(answers.POLICYLINT), help="how to run the linter")
    parser.add_argument("--out", type=Path, help="folder for all figures as JSON, one file a set")
    options = parser.parse_args(argv)
    floors = tomllib.loads(options.floors.read_text(encoding="utf-8"))
    old: list[str] = []
    try:
        sets = {
            "own": _own(options.command),
            "mutation": mutations(),
            "wordings": dict(wordings.rates(wordings.run(wordings.read()))),
            **{f"changes-{half}": dict(changes.rates(changes.run(changes.read(half)))) for half in HALVES},
            "twins": dict(twins.figures(list(twins.run(twins.read())))),
        }
        if OUTSIDE.is_dir():
            outside, old = _outside(options.command)
            sets |= outside
        else:
            print(f"no {OUTSIDE.name}/ beside the checkout: only the project's own policies are scored")
            floors = {name: limits for name, limits in floors.items() if name in OWN_SETS}
    except (BadLabel, answers.NoAnswer, KeyError, OSError, ValueError) as error:
        print(f"gate: {error}", file=sys.stderr)
        return 2
    if options.out:
        options.out.mkdir(parents=True, exist_ok=True)
        for name, figures in sets.items():
            (options.out / f"{name}.json").write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    flat_sets = {name: flat(figures) for name, figures in sets.items()}
    print("\n".join(table(floors, flat_sets)))
    broken = [*failures(floors, flat_sets), *old]
    print("\n".join(broken) if broken else "every figure is at its floor or above")
    return 1 if broken else 0


def flat(figures: Any, path: str = "") -> Figures:
    """Nested figures as one level: {'gaps': {'f1': .9}} -> {'gaps.f1': .9}; what is no number or None is left out."""
    if isinstance(figures, dict):
        items = list(figures.items())
    elif isinstance(figures, list):
        items = list(enumerate(figures))
    else:
        number = figures is None or (isinstance(figures, int | float) and not isinstance(figures, bool))
        return {path: figures} if number else {}
    return {name: value for key, part in items for name, value in flat(part, f"{path}.{key}" if path else key).items()}


def failures(floors: dict[str, Any], sets: dict[str, Figures]) -> Iterator[str]:
    """One line for every floor that is not kept, in the order of the floors."""
    for name, side, figure, limit in _limits(floors):
        value = sets.get(name, {}).get(figure)
        if value is None or value != value:
            yield f"FAILED {name} {figure}: no such figure, but a {side} of {limit:g}"
        elif value < limit if side == "floor" else value > limit:
            passed = "below" if side == "floor" else "above"
            yield f"FAILED {name} {figure}: {value:g} is {passed} its {side} of {limit:g}"


def table(floors: dict[str, Any], sets: dict[str, Figures]) -> Iterator[str]:
    """Every figure that has a floor or ceiling, with it."""
    yield f"{'set':22} {'figure':28} {'value':>8}  limit"
    for name, side, figure, limit in _limits(floors):
        value = sets.get(name, {}).get(figure)
        shown = "-" if value is None else f"{value:.4f}"
        yield f"{name:22} {figure:28} {shown:>8}  {'>=' if side == 'floor' else '<='} {limit:g}"


def _limits(floors: dict[str, Any]) -> Iterator[tuple[str, str, str, float]]:
    for name, sides in floors.items():
        for side, limits in sides.items():
            if side not in ("floor", "ceiling"):
                raise ValueError(f"floors: [{name}.{side}]: allowed are floor and ceiling")
            for figure, limit in limits.items():
                yield name, side, figure, limit


def _own(command: Sequence[str]) -> dict[str, Any]:
    labels = read_labels([OWN / "docs"], OWN / "gold")
    files = [label.path for label in labels]
    return score(labels, answers.inspect(files, command), answers.check(files, command))


def mutations(seed: int = 1, count: int = 8) -> dict[str, Any]:
    """The share of injected contradictions that is found and of controls that is reported, by operator."""
    outcomes = list(mutation.run(seed, count))
    rates = {operator.name: mutation.rates(outcomes, operator.name) for operator in mutation.OPERATORS}
    return {name: {"found": found, "alarms": alarms} for name, (found, alarms) in rates.items()}


def _outside(command: Sequence[str]) -> tuple[dict[str, dict[str, Any]], list[str]]:
    """The figures of the outside corpus: by its own programs for the whole of it, by ours for each half; and what is published and stale."""
    docs = [CORPUS / "seeds", CORPUS / "dev"]
    labels = read_labels(docs, CORPUS / "gold")
    files = [label.path for label in labels]
    inspected, findings = answers.inspect(files, command), answers.check(files, command)
    policies, mapping = read_presence(CORPUS / "gt200-dev")
    present = answers.inspect([policy.path for policy in policies], command)
    sets: dict[str, dict[str, Any]] = {
        "hand": _program(command, "evaluate.py", "--docs", *map(str, docs), "--gold", str(CORPUS / "gold")),
        "presence": _program(command, "evaluate_presence.py", str(CORPUS / "gt200-dev")),
        "seeds": _seeds(command),
        "edits": _program(
            command, "evaluate_edits.py", "--edits", str(EDITS), "--gold", str(EDITS / "gold-edits.yaml")
        ),
    }
    for half in HALVES:
        part = [label for label in labels if half_of(label.doc) == half]
        sets[f"hand-{half}"] = score(part, inspected, findings)
        apps = [policy for policy in policies if half_of(policy.doc) == half]
        sets[f"presence-{half}"] = presence_score(apps, mapping, present)
    return sets, accuracy.stale(accuracy.texts(labels, inspected, findings, policies, mapping, present))


def _program(command: Sequence[str], name: str, *arguments: str) -> dict[str, Any]:
    """The figures that one of the outside scoring programs writes."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "figures.json"
        _run([str(OUTSIDE / name), *arguments, "--command", shlex.join(command), "--json", str(out)])
        figures: dict[str, Any] = json.loads(out.read_text(encoding="utf-8"))
    return figures


def _seeds(command: Sequence[str]) -> dict[str, Any]:
    """The figures of the program that scores the seed policies; it prints them only."""
    return read_seeds(_run([str(OUTSIDE / "evaluate_seeds.py"), "--command", shlex.join(command), "--list"]))


def read_seeds(printed: str) -> dict[str, Any]:
    """The shares found and the false alarms, out of what evaluate_seeds.py prints; ValueError if not there."""
    line = re.search(
        r"wanted found (\d+)/(\d+) "
        r".*disclosures (\d+)/(\d+), inconsistencies (\d+)/(\d+)\); false alarms (\d+)",
        printed,
    )
    if line is None:
        raise ValueError(f"evaluate_seeds.py printed no figures:\n{printed[-1000:]}")
    wanted, of, d, of_d, i, of_i, alarms = map(int, line.groups())
    false_keys = re.findall(r"^false alarm +\S+: (\S+)", printed, re.MULTILINE)
    return {
        "wanted": wanted / of, "disclosures": d / of_d if of_d else None, "inconsistencies": i / of_i if of_i else None,
        "false_alarms": alarms, "false_disclosures": sum(key in KEYS for key in false_keys),
    }  # fmt: skip


def _run(arguments: Iterable[str]) -> str:
    done = subprocess.run([sys.executable, *arguments], capture_output=True, text=True, stdin=subprocess.DEVNULL)
    if done.returncode:
        raise ValueError(f"{' '.join(arguments)}: exit {done.returncode}\n{done.stdout[-1000:]}{done.stderr[-2000:]}")
    return done.stdout


if __name__ == "__main__":
    sys.exit(main())
