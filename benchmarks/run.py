#!/usr/bin/env python3
"""Start-up, throughput and memory of the whole `policylint check`, beside other linters where they are installed.

    python benchmarks/run.py [--runs N] [--check] [--json FILE]

Cold: one policy of 12 KB, process start included. Throughput: 1 MB of policies in one process on one core. Memory: the
largest resident set of either. Policies come from generate.py. Runs of the tools take turns, so that a busy machine
slows all of them; figures are medians, and what counts are ratios, since seconds differ from machine to machine.
With --check: 0 within the budget, 1 over it, 2 where a part of it could not be measured.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from generate import corpus

COLD_RATIO = 0.7
"""Most wall time for one policy, as a share of proselint's on the same file."""
THROUGHPUT_RATIO = 4.0
"""Least throughput on one core, as a multiple of proselint's."""
PEAK_MIB = 60.0
"""Most memory, in MiB."""

# What a team without a policy linter writes for semgrep: a generic pattern a phrase.
_PHRASES = (
    "as long as necessary", "from time to time", "third parties", "appropriate safeguards", "reasonable measures",
    "at our discretion", "without notice", "may change", "industry-standard", "including but not limited to",
    "personal data", "personal information", "data protection officer", "legitimate interests", "supervisory authority",
    "standard contractual clauses", "privacy shield", "safe harbor", "withdraw your consent", "automated means",
    "do not sell", "children under", "last updated", "effective date", "contact us", "cookies", "retention", "erasure",
    "portability", "opt out",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a program: wall time in seconds, largest resident set in MiB."""

    seconds: float
    peak_mib: float


@dataclass(frozen=True, slots=True)
class Figures:
    """What was measured of one tool; times in seconds (medians), memory in MiB (the most of all runs)."""

    cold_seconds: float
    corpus_seconds: float
    megabytes_a_second: float
    peak_mib: float


class Failed(Exception):
    """A tool that ended as if it had not read the policies; the message holds its name and the end of its output."""


def measure(command: Sequence[str], folder: Path, core: int | None = None) -> Run:
    """Run `command` in `folder` and wait for it; on that core only, where `core` is given.

    Raises Failed unless it ends with 0 or 1.
    """
    # A tool that is installed has its bytecode; one that runs from a checkout writes it in its first run.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    with tempfile.TemporaryFile() as errors:
        start = time.perf_counter()
        child = subprocess.Popen(
            command,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=errors,
            env=environment,
            preexec_fn=None if core is None else lambda: os.sched_setaffinity(0, {core}),
        )
        # wait4 gives this one child's usage; getrusage would give the most of all children so far.
        _, status, usage = os.wait4(child.pid, 0)
        seconds = time.perf_counter() - start
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode not in (0, 1):
            errors.seek(0)
            raise Failed(f"{command[0]} ended with {child.returncode}: {errors.read()[-500:].decode(errors='replace')}")
    unit = 1 if sys.platform == "darwin" else 1024
    return Run(seconds, usage.ru_maxrss * unit / 2**20)


def tools(folder: Path) -> dict[str, list[str]]:
    """The linters that are installed, as commands to which files are added; policylint first."""
    found = {"policylint": [_program("policylint"), "check", "--config", "none"]}
    if proselint := _program("proselint"):
        found["proselint"] = [proselint, "check"]
    if semgrep := _program("semgrep"):
        rules = folder / "semgrep.yaml"
        rules.write_text(json.dumps({"rules": [_semgrep_rule(phrase) for phrase in _PHRASES]}), encoding="utf-8")
        options = [
            "--config",
            str(rules),
            "--metrics",
            "off",
            "--disable-version-check",
            "--no-git-ignore",
            "--jobs",
            "1",
        ]
        found["semgrep"] = [semgrep, "scan", *options]
    if not found["policylint"][0]:
        raise Failed("policylint is not installed")
    return found


def compare(commands: Mapping[str, list[str]], files: Sequence[Path], runs: int) -> dict[str, Figures]:
    """The figures of each tool over `runs` runs; files[0] is the one policy for the cold start."""
    size = sum(path.stat().st_size for path in files) / 1e6
    core = min(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else None
    folder = files[0].parent
    cold: dict[str, list[Run]] = {name: [] for name in commands}
    whole: dict[str, list[Run]] = {name: [] for name in commands}
    for turn in range(runs + 1):
        for name, command in commands.items():
            run = measure([*command, files[0].name], folder)
            if turn:  # the first run only warms the disk and the bytecode
                cold[name].append(run)
    for _ in range(max(1, runs // 3)):
        for name, command in commands.items():
            whole[name].append(measure([*command, *(path.name for path in files)], folder, core))
    return {name: _figures(cold[name], whole[name], size) for name in commands}


def _figures(cold: list[Run], whole: list[Run], size: float) -> Figures:
    seconds = statistics.median(run.seconds for run in whole)
    return Figures(
        cold_seconds=statistics.median(run.seconds for run in cold),
        corpus_seconds=seconds,
        megabytes_a_second=size / seconds,
        peak_mib=max(run.peak_mib for run in (*cold, *whole)),
    )


def budget(figures: Mapping[str, Figures]) -> list[tuple[str, float | None, str, float, bool]]:
    """(what, value or None, 'at most' or 'at least', limit, whether it is kept) for each line of the budget."""
    ours, peer = figures["policylint"], figures.get("proselint")
    cold = ours.cold_seconds / peer.cold_seconds if peer else None
    speed = ours.megabytes_a_second / peer.megabytes_a_second if peer else None
    return [
        ("cold start, share of proselint's", cold, "at most", COLD_RATIO, cold is not None and cold <= COLD_RATIO),
        (
            "throughput, times proselint's", speed, "at least", THROUGHPUT_RATIO,
            speed is not None and speed >= THROUGHPUT_RATIO,
        ),
        ("peak memory, MiB", ours.peak_mib, "at most", PEAK_MIB, ours.peak_mib <= PEAK_MIB),
    ]  # fmt: skip


def main(argv: list[str] | None = None) -> int:
    """Measure, print, and hold to the budget if asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=11, help="cold runs of each tool (a third as many of the corpus)")
    parser.add_argument("--check", action="store_true", help="fail if over the budget")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures to FILE")
    options = parser.parse_args(argv)
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "policies"
        folder.mkdir()
        files = []
        for name, text in corpus():
            files.append(folder / name)
            files[-1].write_text(text, encoding="utf-8", newline="")
        try:
            figures = compare(tools(Path(scratch)), files, options.runs)
        except Failed as error:
            print(f"benchmark: {error}", file=sys.stderr)
            return 2
    for name, row in figures.items():
        print(
            f"{name:12} cold {row.cold_seconds * 1000:7.0f} ms   corpus {row.corpus_seconds:7.2f} s   "
            f"{row.megabytes_a_second:6.2f} MB/s   peak {row.peak_mib:6.1f} MiB"
        )
    rows = budget(figures)
    for what, value, side, limit, kept in rows:
        shown = "not measured" if value is None else f"{value:.2f}"
        print(f"{what:34} {shown:>12}   {side} {limit:g}   {'kept' if kept else 'NOT KEPT'}")
    if options.json:
        answer = {
            "tools": {
                name: {field: getattr(row, field) for field in Figures.__slots__} for name, row in figures.items()
            },
            "budget": [
                {"what": what, "value": value, side: limit, "kept": kept} for what, value, side, limit, kept in rows
            ],
        }
        options.json.write_text(json.dumps(answer, indent=1) + "\n", encoding="utf-8")
    if not options.check or all(kept for *_, kept in rows):
        return 0
    return 2 if any(value is None for _, value, *_ in rows) else 1


def _program(name: str) -> str:
    """The program of that name beside this interpreter, else on the path; '' if there is none."""
    beside = Path(sys.executable).parent / name
    return str(beside) if beside.is_file() else shutil.which(name) or ""


def _semgrep_rule(phrase: str) -> dict[str, object]:
    return {
        "id": phrase.replace(" ", "-"), "languages": ["generic"], "severity": "WARNING", "message": phrase,
        "pattern-regex": rf"(?i)\b{phrase.replace(' ', chr(92) + 's+')}\b",
    }  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
