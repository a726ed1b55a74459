"""policylint diff: what an edit does to what a policy states."""

from __future__ import annotations

import argparse

from policylint import run as road
from policylint.cli.arguments import Parser, add_config, add_output, commas, day
from policylint.cli.gather import config_of
from policylint.cli.output import colored, deliver, targets, warn
from policylint.config import FAIL_ON, Config, parse_fail_on
from policylint.diff import render
from policylint.errors import BadUsage
from policylint.hints import TYPE_CHECKING

if TYPE_CHECKING:
    from policylint.rulebook import Rulebook


def parser() -> Parser:
    """The parser of this command."""
    found = Parser("diff", "Tell what an edit does: two versions of a policy compared by what they state.")
    found.add_argument(
        "paths", metavar="PATH", nargs="*", help="OLD and NEW; with --since, files or folders of the repository"
    )
    found.add_argument("--since", metavar="REV", help="compare with a revision of git, renames followed")
    found.add_argument(
        "--trust",
        choices=("head", "base"),
        default="head",
        help="whose configuration, rules and suppressions count: those of the edit (head), or those of --since REV (base)",
    )
    found.set_defaults(baseline=None)
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
    book = None
    if arguments.trust == "base":
        config, book = _base(arguments, config)
    options = road.Options(
        commas(arguments.select),
        commas(arguments.ignore),
        commas(arguments.regime),
        as_of=arguments.as_of,
        gate=commas(arguments.gate),
    )
    rulebook = book or road.rulebook_for(config)
    road.check(rulebook, config, options)
    if arguments.since is None:
        from policylint.diff import reading

        versions, failures = reading.two(paths[0], paths[1], config, options)
    else:
        from policylint.diff import since

        changed = since.changed(arguments.since, paths, config, options, arguments.only_policies)
        versions, failures = list(changed.versions), list(changed.failures)
    settings = road.settings_for(rulebook, config, options)
    report = judge.report(versions, rulebook, settings, failures, config, arguments.trust == "head")
    for failure in report.failures:
        warn(failure_line(failure.path, failure.line, failure.rule, failure.message))

    def rendered(format: str, shown: bool) -> str:
        return render.render(report, format, shown and colored(arguments.color))

    deliver(outputs, arguments.format, rendered)
    return report.exit_code(parse_fail_on(arguments.fail_on or config.fail_on), options.gate)


def _base(arguments: argparse.Namespace, config: Config) -> tuple[Config, Rulebook]:
    """The configuration and the rules of --since REV."""
    from policylint import trust
    from policylint.cli.gating import gates_of

    config, gates = gates_of(arguments, config)
    assert gates is not None and gates.base is not None
    return config, trust.rulebook(gates.base)
