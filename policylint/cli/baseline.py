"""policylint baseline: accept what is found today, with a reason."""

from __future__ import annotations

import argparse
import contextlib
import os

from policylint.cli.arguments import Parser, add_paths, commas, day
from policylint.cli.gather import config_of, report_of, tell_failures
from policylint.cli.output import write
from policylint.errors import BadUsage
from policylint.hints import TYPE_CHECKING
from policylint.showing import count, safe_path

if TYPE_CHECKING:
    from policylint.config import Config


def parser() -> Parser:
    """The parser of this command."""
    found = Parser("baseline", "Accept what is found today, so that `check --baseline FILE` lets it pass.")
    add_paths(found)
    found.add_argument(
        "--baseline", metavar="FILE", help="file to write (default: configured, else .policylint-baseline.json)"
    )
    found.add_argument(
        "--reason", metavar="TEXT", help="why the findings are accepted; mandatory, unless entries are only taken out"
    )
    found.add_argument(
        "--expires", metavar="DATE", type=day, help="last day on which the new entries hide anything, YYYY-MM-DD"
    )
    found.add_argument("--prune", action="store_true", help="take out the entries of findings that occur no more")
    found.add_argument("--select", metavar="RULE", action="append", default=[], help="only these rules or families")
    found.add_argument("--ignore", metavar="RULE", action="append", default=[], help="not these rules or families")
    return found


def run(arguments: argparse.Namespace) -> int:
    """Judge, write the baseline, and say what changed in it; 2, and nothing written, where not everything could be judged."""
    from policylint import run as road
    from policylint.gated import files_of
    from policylint.gates import baseline, baselinefile
    from policylint.quieting import telling

    reason = " ".join((arguments.reason or "").split())
    if arguments.reason is None and not arguments.prune:
        raise BadUsage(
            "baseline: --reason is missing; it says, for those who read the baseline, why the findings are let pass"
        )
    if arguments.reason is not None and not any(char.isalnum() for char in reason):
        raise BadUsage("baseline: --reason is empty")
    config = config_of(arguments)
    path = _target(arguments, config)
    old = baselinefile.read(path).entries if os.path.lexists(path) else ()
    select, ignore = commas(arguments.select), commas(arguments.ignore)
    report = report_of(arguments, config, select, ignore, lean=True)
    tell_failures(report)
    if report.failures:
        return 2
    rulebook = road.rulebook_for(config)
    options = road.Options(select, ignore, commas(arguments.regime), arguments.kind, arguments.as_of)
    settings = road.settings_for(rulebook, config, options)
    if arguments.expires is not None and arguments.expires < settings.as_of:
        raise BadUsage(f"baseline: --expires {arguments.expires} has passed; allowed: {settings.as_of} or later")
    files = files_of(path)
    entries = list(old)
    dropped: list[baseline.Entry] = []
    if arguments.prune:
        told = telling(rulebook, settings)
        dropped = baseline.gone(baseline.unmatched(report, entries, files, settings.as_of), report, told, files)
        for entry in dropped:
            entries.remove(entry)
    new: list[baseline.Entry] = []
    if reason:
        entries, new = baseline.accept(report, entries, files, reason, settings.as_of, arguments.expires)
    _save(path, baselinefile.text_of([*entries, *new]))
    write(f"{safe_path(path)}: {count(len(new), 'finding')} accepted, {len(dropped)} taken out, {len(entries)} kept\n")
    if new and not (config.baseline and _same(os.path.join(config.folder, config.baseline[0]), path)):
        write(f"Name it in the configuration (baseline: FILE), or give it to check: --baseline {safe_path(path)}\n")
    return 0


def _target(arguments: argparse.Namespace, config: Config) -> str:
    from policylint.gated import baseline_of
    from policylint.gates.baselinefile import NAME

    if arguments.baseline == "":
        raise BadUsage("baseline: --baseline names no file")
    path = baseline_of(arguments.baseline, config) or os.path.normpath(os.path.join(config.folder, NAME))
    if any(path_ != "-" and _same(path_, path) for path_ in arguments.paths):
        raise BadUsage(f"baseline: {path} is a file that is to be read")
    return path


def _save(path: str, text: str) -> None:
    """Write a file whole or not at all: half a baseline would accept half of what was reviewed."""
    beside = f"{path}.new"
    try:
        with open(beside, "xb") as file:
            file.write(text.encode("utf-8"))
        os.replace(beside, path)
    except OSError as problem:
        with contextlib.suppress(OSError):
            if not isinstance(problem, FileExistsError):
                os.unlink(beside)
        raise BadUsage(
            f"baseline: {problem.filename or path} cannot be written: {problem.strerror or problem}"
        ) from None


def _same(one: str, other: str) -> bool:
    return os.path.realpath(one) == os.path.realpath(other)
