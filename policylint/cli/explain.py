"""policylint explain: one rule as a page."""

from __future__ import annotations

import argparse

from policylint import handbook
from policylint.cli.arguments import Parser, add_config
from policylint.cli.gather import rulebook_of
from policylint.cli.output import write
from policylint.errors import BadUsage
from policylint.rulebook import measured_accuracy


def parser() -> Parser:
    """The parser of this command."""
    found = Parser("explain", "Show a rule: why it is there, its law, what it looks for, how to fix, its examples.")
    found.add_argument("rule", metavar="RULE", help="id of the rule (disclosure/retention-period), or its bare name")
    found.add_argument("--format", choices=handbook.FORMATS, default="text", help="(default: text)")
    add_config(found)
    return found


def run(arguments: argparse.Namespace) -> int:
    """Show the page; BadUsage for a rule that is not there."""
    book = rulebook_of(arguments)
    wanted = arguments.rule
    named = [rule for rule in book.rules.values() if wanted in (rule.id, rule.name)]
    if not named:
        from policylint.marked import suggest

        known = {*book.rules, *(rule.name for rule in book.rules.values() if "/" not in wanted)}
        hint = suggest(wanted, known)
        if not hint.startswith("; did"):
            hint = "; policylint rules lists those there are"
        raise BadUsage(f"explain: no rule is called {wanted!r}{hint}")
    if len(named) > 1:
        raise BadUsage(f"explain: {wanted!r} is the name of several; allowed: {', '.join(rule.id for rule in named)}")
    write(handbook.page(named[0], book.regimes, arguments.format, measured_accuracy()))
    return 0
