#!/usr/bin/env python3
"""Ask the consistency rules about pieces of policies that contradict themselves, and about their harmless twins.

    python evaluation/twins.py [KIND...] [--missed]

A file of twins/ holds pieces of policies about one kind of contradiction: `text`, whether it `contradicts` itself, and the `lines` (from 1) of
the places that do, or, in a twin, that only look so. They were drafted from the definitions, by people who had not seen the rules, to
differ as much as they can. A contradiction is found where a finding of its kind, at warning or above, touches one of its lines; any such
finding in a twin is a false alarm. Entries in turn belong to the checking half and to the tuning half, the first to the checking half;
rules are written with the tuning half in view, and `--missed` lists that half alone.
"""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import yaml
from labels import CONTRADICTIONS

from policylint import read_text
from policylint.api import lint
from policylint.document import Document
from policylint.finding import Finding, Severity

FOLDER = Path(__file__).resolve().parent / "twins"
AS_OF = dt.date(2026, 6, 30)
HALVES = ("checking", "tuning")
_TITLE = "# Privacy policy\n\n"


class Piece(NamedTuple):
    """A piece of a policy, the half it belongs to, and the lines (from 1) of what contradicts or seems to."""

    kind: str
    half: str
    text: str
    contradicts: bool
    lines: frozenset[int]


class Outcome(NamedTuple):
    """A piece, whether a finding of its kind touches its lines, and whether there is any finding of its kind."""

    piece: Piece
    touched: bool
    told: bool

    @property
    def right(self) -> bool:
        """Whether the contradiction is found, or the twin left alone."""
        return self.touched if self.piece.contradicts else not self.told


def read(folder: Path = FOLDER, kinds: Sequence[str] = ()) -> Iterator[Piece]:
    """The pieces of all kinds, or of `kinds`; ValueError names the file and the entry that is none."""
    for file in sorted(folder.glob("*.yaml")):
        kind = file.stem
        if kinds and kind not in kinds:
            continue
        if kind not in CONTRADICTIONS:
            raise ValueError(f"{file}: {kind} is no kind of contradiction of labels.py")
        for number, row in enumerate(yaml.safe_load(file.read_text(encoding="utf-8"))):
            if not _good(row):
                raise ValueError(
                    f"{file}: entry {number + 1}: allowed are a text, contradicts: true or false, and lines of it"
                )
            yield Piece(kind, HALVES[number % 2], row["text"], row["contradicts"], frozenset(row["lines"]))


def run(pieces: Iterable[Piece]) -> Iterator[Outcome]:
    """What the rules say of each piece, read as a policy of its own."""
    for piece in pieces:
        title = "" if piece.text.lstrip().startswith("#") else _TITLE
        document = read_text(title + piece.text, "policy.md")
        findings = lint([document], select=["consistency", "document"], as_of=AS_OF).findings
        mine = [f for f in findings if f.rule.rpartition("/")[2] == piece.kind and f.severity >= Severity.WARNING]
        touched = any(not piece.lines.isdisjoint(_lines(document, f, title.count("\n"))) for f in mine)
        yield Outcome(piece, touched, bool(mine))


def rates(outcomes: Iterable[Outcome]) -> dict[str, float]:
    """The share of contradictions that are found, of twins that are reported, and of what is reported that is a contradiction."""
    rows = list(outcomes)
    real = [row for row in rows if row.piece.contradicts]
    twins = [row for row in rows if not row.piece.contradicts]
    found, alarms = sum(row.touched for row in real), sum(row.told for row in twins)
    return {
        "found": found / (len(real) or 1),
        "alarms": alarms / (len(twins) or 1),
        "precision": found / ((found + alarms) or 1),
    }


def figures(outcomes: Sequence[Outcome]) -> dict[str, dict[str, float]]:
    """The rates of each half."""
    return {half: rates(row for row in outcomes if row.piece.half == half) for half in HALVES}


def _good(row: object) -> bool:
    if not isinstance(row, dict) or set(row) != {"text", "contradicts", "lines"}:
        return False
    text, lines = row["text"], row["lines"]
    if not isinstance(text, str) or not isinstance(row["contradicts"], bool) or not isinstance(lines, list):
        return False
    return bool(lines) and all(isinstance(n, int) and 1 <= n <= text.count("\n") + 1 for n in lines)


def _lines(document: Document, finding: Finding, skipped: int) -> set[int]:
    """The lines of the piece that a finding marks, without the `skipped` lines of a title put before it."""
    place = document.lines.position
    return {
        line - skipped
        for mark in finding.marks
        for line in range(place(mark.span.start)[0], place(max(mark.span.end - 1, mark.span.start))[0] + 1)
    }


def main(argv: list[str] | None = None) -> int:
    """Print the rates of each kind and of all, half by half."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kind", nargs="*", help="kinds of contradiction; all where none is given")
    parser.add_argument("--missed", action="store_true", help="list what is told otherwise in the tuning half")
    options = parser.parse_args(argv)
    try:
        outcomes = list(run(read(kinds=options.kind)))
    except (OSError, ValueError) as error:
        print(f"twins: {error}", file=sys.stderr)
        return 2
    print(f"{'':26} {'tuning':>14} {'checking':>18}\n{'':26} {'found':>7} {'alarms':>7} {'found':>9} {'alarms':>7}")
    for kind in [*dict.fromkeys(outcome.piece.kind for outcome in outcomes), ""]:
        rows = [outcome for outcome in outcomes if kind in ("", outcome.piece.kind)]
        by = figures(rows)
        shown = "   ".join(f"{by[half]['found']:7.3f} {by[half]['alarms']:7.3f}" for half in reversed(HALVES))
        print(f"{kind or 'all':26} {shown}")
        for outcome in rows if options.missed and kind else ():
            if outcome.piece.half == "tuning" and not outcome.right:
                _show(outcome.piece)
    return 0


def _show(piece: Piece) -> None:
    print(f"    {'missed' if piece.contradicts else 'false alarm'}:")
    for number, line in enumerate(piece.text.split("\n"), start=1):
        print(f"    {'>' if number in piece.lines else ' '} {number:3} {line}")


if __name__ == "__main__":
    sys.exit(main())
