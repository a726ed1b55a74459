"""policylint diff: what an edit does to what a policy states."""

from __future__ import annotations

import argparse

from policylint import run as road
from policylint.cli.arguments import Parser, add_config, add_output, commas, day
from policylint.cli.gather import config_of
from policylint.cli.output import colored, deliver, targets, warn
from policylint.config import FAIL_ON, parse_fail_on
from policylint.diff import render
from policylint.errors import BadUsage


def parser() -> Parser:
    """The parser of this command."""
    found = Parser("diff", "Tell what an edit does: two versions of a policy compared by what they state.")
    found.add_argument(
        "paths", metavar="PATH", nargs="*", help="OLD and NEW; with --since, files or folders of the repository"
    )
    found.add_argument("--since", metavar="REV", help="compare with a revision of git, renames followed")
    add_config(found)
    found.add_argument("--regime", metavar="KEY", action="append", default=[], help="law that applies; repeatable")
    found.add_argument("--as-of", metavar="DATE", type=day, help="day of the edit, YYYY-MM-DD (default: today)")
    found.add_argument("--select", metavar="RULE", action="append", default=[], help="only these rules or families")
    found.add_argument("--ignore", metavar="RULE", action="append", default=[], help="not these rules or families")
    found.add_argument("--fail-on", choices=FAIL_ON, help="lowest severity that gives exit code 1 (default: error)")
    found.add_argument(
        "--gate",
        metavar="RULE",
        action="append",
        default=[],
        help="only these rules or families give exit code 1; all are told",
    )
    found.add_argument(
        "--only-policies",
        action="store_true",
        help="of the files named, only those that a search would take (for hooks)",
    )
    add_output(found, render.FORMATS)
    return found


def run(arguments: argparse.Namespace) -> int:
    """Compare, report, and give the exit code."""
    from policylint.diff import judge
    from policylint.reporters.text import failure_line

    paths: list[str] = arguments.paths
    if arguments.since is None and len(paths) != 2:
        raise BadUsage(f"diff: {len(paths)} paths; allowed: OLD NEW, or --since REV with paths of a repository")
    outputs = targets(arguments.output, render.FORMATS, paths)
    config = config_of(arguments)
    options = road.Options(
        commas(arguments.select),
        commas(arguments.ignore),
        commas(arguments.regime),
        as_of=arguments.as_of,
        gate=commas(arguments.gate),
    )
    rulebook = road.rulebook_for(config)
    road.check(rulebook, config, options)
    if arguments.since is None:
        from policylint.diff import reading

        versions, failures = reading.two(paths[0], paths[1], config, options)
    else:
        from policylint.diff import since

        changed = since.changed(arguments.since, paths, config, options, arguments.only_policies)
        versions, failures = list(changed.versions), list(changed.failures)
    report = judge.report(versions, rulebook, road.settings_for(rulebook, config, options), failures)
    for failure in report.failures:
        warn(failure_line(failure.path, failure.line, failure.rule, failure.message))

    def rendered(format: str, shown: bool) -> str:
        return render.render(report, format, shown and colored(arguments.color))

    deliver(outputs, arguments.format, rendered)
    return report.exit_code(parse_fail_on(arguments.fail_on or config.fail_on), options.gate)
