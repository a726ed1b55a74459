"""policylint check: findings."""

from __future__ import annotations

import argparse

from policylint import reporters
from policylint.cli.arguments import Parser, add_gates, add_output, add_paths, commas
from policylint.cli.gather import config_of, explain_discovery, report_of, tell_failures
from policylint.cli.gating import gates_of
from policylint.cli.output import colored, deliver, spare, targets
from policylint.cli.servers import checkout, summarise
from policylint.config import FAIL_ON, parse_fail_on


def parser() -> Parser:
    """The parser of this command."""
    found = Parser("check", "Report what is missing, vague, contradictory or outdated in policies.")
    add_paths(found)
    add_output(found, reporters.FORMATS)
    found.add_argument("--select", metavar="RULE", action="append", default=[], help="only these rules or families")
    found.add_argument("--ignore", metavar="RULE", action="append", default=[], help="not these rules or families")
    found.add_argument("--fail-on", choices=FAIL_ON, help="lowest severity that gives exit code 1 (default: error)")
    add_gates(found)
    found.add_argument("--statistics", action="store_true", help="how often each rule was found")
    return found


def run(arguments: argparse.Namespace) -> int:
    """Check, report, and give the exit code."""
    outputs = targets(arguments.output, reporters.FORMATS, arguments.paths)
    config = config_of(arguments)
    if arguments.explain_discovery:
        return explain_discovery(arguments, config)
    formats = {arguments.format, *(format for format, _ in outputs)}
    lean = formats.isdisjoint(reporters.WHOLE)
    config, gates = gates_of(arguments, config)
    report = report_of(arguments, config, commas(arguments.select), commas(arguments.ignore), lean, gates)
    spare(outputs, report.sources)
    fail_on = parse_fail_on(arguments.fail_on or config.fail_on)
    options = reporters.Options(statistics=arguments.statistics, fail_on=fail_on, root=checkout())
    tell_failures(report)

    def render(format: str, shown: bool) -> str:
        wishes = options._replace(color=colored(arguments.color), failures=False) if shown else options
        return reporters.render(report, format, wishes)

    deliver(outputs, arguments.format, render)
    if "github" in formats:
        summarise(report, options)
    return report.exit_code(fail_on)
