"""From the arguments of a command to a report: configuration, files, judgement."""

from __future__ import annotations

import argparse
import os
import sys

from policylint import config as configuration
from policylint import discovery, run
from policylint.cli.arguments import commas
from policylint.cli.output import warn, write
from policylint.config import Config
from policylint.errors import BadUsage
from policylint.hints import TYPE_CHECKING
from policylint.record import replace
from policylint.report import Failure, Report
from policylint.showing import count, safe, safe_path

if TYPE_CHECKING:
    from policylint.gated import Gates
    from policylint.rulebook import Rulebook

NONE = "no policy found in this folder, by name or title; name the files, or configure 'files'"
LISTED = 12  # files that are named when a folder was searched


def config_of(arguments: argparse.Namespace) -> Config:
    """The configuration that the arguments name, else the one that is found upward from the first path."""
    if arguments.config is not None:
        return Config() if arguments.config == "none" else configuration.load(arguments.config)
    first = arguments.paths[0] if arguments.paths else os.curdir
    if first == "-":
        first = os.path.dirname(arguments.stdin_filename) or os.curdir
    return configuration.find(first)


def rulebook_of(arguments: argparse.Namespace) -> Rulebook:
    """The rules, with their examples, that hold in the current folder. A mistake in a rule file is told as a warning."""
    config = configuration.find(os.curdir) if arguments.config is None else config_of(arguments)
    book = run.rulebook_for(config, examples=True)
    for mistake in book.mistakes:
        warn(str(mistake))
    return book


def report_of(
    arguments: argparse.Namespace,
    config: Config,
    select: tuple[str, ...] = (),
    ignore: tuple[str, ...] = (),
    lean: bool = False,
    gates: Gates | None = None,
) -> Report:
    """Find, read and judge what the arguments name; says on standard error what a folder gave. For `lean` see run.run."""
    paths: list[str] = list(arguments.paths)
    if arguments.stdin_filename and not paths:
        paths = ["-"]
    if arguments.stdin_filename and "-" not in paths:
        raise BadUsage("--stdin-filename names what is read from standard input; allowed: with '-' as a path")
    if "" in paths:
        raise BadUsage("an empty path; allowed: a file, a folder, or - for standard input")
    if arguments.kind and arguments.kind not in configuration.KINDS:
        from policylint.marked import suggest

        raise BadUsage(f"--kind {arguments.kind}: unknown{suggest(arguments.kind, configuration.KINDS)}")
    found = discovery.find(paths, config, arguments.only_policies)
    near = sum(not verdict.taken for verdict in found.verdicts)
    whole = len(found.searched) == max(len(paths), 1)  # nothing but folders, whose policies were all looked for
    options = run.Options(select, ignore, commas(arguments.regime), arguments.kind, arguments.as_of, whole)
    for folder, below in found.searched:
        if below:
            warn(f"{len(below)} {'policy' if len(below) == 1 else 'policies'} found in {folder}: {_listed(below)}")
    if gates is None:
        report = run.run(found.files, config, options, _stdin, arguments.stdin_filename, lean)
    else:
        from policylint import gated

        report = gated.run(found.files, config, options, gates, _stdin, arguments.stdin_filename, lean)
    empty = tuple(
        Failure(folder, NONE + (f"; {count(near, 'file')} came near, --explain-discovery tells" if near else ""))
        for folder, below in found.searched
        if not below
    )
    return replace(report, failures=(*report.failures, *empty))


def explain_discovery(arguments: argparse.Namespace, config: Config) -> int:
    """Say which files are taken for policies and why, and which came near and why not; 2 where none is taken."""
    verdicts = discovery.find(arguments.paths, config, arguments.only_policies).verdicts
    for verdict in verdicts:
        write(f"{safe_path(verdict.path)}: {'taken' if verdict.taken else 'left out'}: {safe(verdict.reason)}\n")
    taken = sum(verdict.taken for verdict in verdicts)
    near = len(verdicts) - taken
    write(f"{count(taken, 'file')} taken, {near} near {'miss' if near == 1 else 'misses'}\n")
    return 0 if taken else 2


def tell_failures(report: Report) -> None:
    """Every failure as one line of standard error."""
    from policylint.reporters.text import failure_line

    for failure in report.failures:
        warn(failure_line(failure.path, failure.line, failure.rule, failure.message))


def _stdin() -> bytes:
    from policylint.readers import MAX_BYTES

    stream = sys.stdin
    if stream is None:
        return b""
    return stream.buffer.read(MAX_BYTES + 1)


def _listed(files: tuple[str, ...]) -> str:
    more = len(files) - LISTED
    return ", ".join(files[:LISTED]) + (f" and {more} more" if more > 0 else "")
