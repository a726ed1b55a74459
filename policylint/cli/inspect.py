"""policylint inspect: what each policy states."""

from __future__ import annotations

import argparse

from policylint import inspection
from policylint.cli.arguments import Parser, add_output, add_paths
from policylint.cli.gather import config_of, explain_discovery, report_of, tell_failures
from policylint.cli.output import colored, deliver, spare, targets


def parser() -> Parser:
    """The parser of this command."""
    found = Parser("inspect", "Show what each policy states: every disclosure with its evidence, and the facts.")
    add_paths(found)
    add_output(found, inspection.FORMATS)
    return found


def run(arguments: argparse.Namespace) -> int:
    """Inspect, show, and give the exit code: 0, or 2 where anything could not be judged."""
    outputs = targets(arguments.output, inspection.FORMATS, arguments.paths)
    config = config_of(arguments)
    if arguments.explain_discovery:
        return explain_discovery(arguments, config)
    report = report_of(arguments, config)
    spare(outputs, (one.document.path for one in report.documents))
    tell_failures(report)

    def render(format: str, shown: bool) -> str:
        return inspection.render(report, format, shown and colored(arguments.color))

    deliver(outputs, arguments.format, render)
    return report.exit_code(None)
