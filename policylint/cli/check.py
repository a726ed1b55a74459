"""policylint check: findings."""

from __future__ import annotations

import argparse

from policylint import reporters
from policylint.cli.arguments import Parser, add_output, add_paths, commas
from policylint.cli.gather import config_of, explain_discovery, report_of, tell_failures
from policylint.cli.output import colored, save, targets, write
from policylint.config import FAIL_ON, parse_fail_on


def parser() -> Parser:
    """The parser of this command."""
    found = Parser("check", "Report what is missing, vague, contradictory or outdated in policies.")
    add_paths(found)
    add_output(found, reporters.FORMATS)
    found.add_argument("--select", metavar="RULE", action="append", default=[], help="only these rules or families")
    found.add_argument("--ignore", metavar="RULE", action="append", default=[], help="not these rules or families")
    found.add_argument("--fail-on", choices=FAIL_ON, help="lowest severity that gives exit code 1 (default: error)")
    found.add_argument("--statistics", action="store_true", help="how often each rule was found")
    return found


def run(arguments: argparse.Namespace) -> int:
    """Check, report, and give the exit code."""
    outputs = targets(arguments.output, reporters.FORMATS, arguments.paths)
    config = config_of(arguments)
    if arguments.explain_discovery:
        return explain_discovery(arguments, config)
    report = report_of(arguments, config, commas(arguments.select), commas(arguments.ignore), lean=True)
    statistics = arguments.statistics
    for format, file in outputs:
        save(file, reporters.render(report, format, reporters.Options(statistics=statistics)))
    tell_failures(report)
    options = reporters.Options(color=colored(arguments.color), statistics=statistics, failures=False)
    write(reporters.render(report, arguments.format, options))
    return report.exit_code(parse_fail_on(arguments.fail_on or config.fail_on))
