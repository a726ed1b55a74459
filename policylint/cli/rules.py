"""policylint rules: all rules."""

from __future__ import annotations

import argparse

from policylint import handbook
from policylint.cli.arguments import Parser, add_config
from policylint.cli.gather import rulebook_of
from policylint.cli.output import write


def parser() -> Parser:
    """The parser of this command."""
    found = Parser("rules", "List all rules with their severity, what they are about, and the laws that they cite.")
    found.add_argument("--format", choices=handbook.LISTINGS, default="text", help="(default: text)")
    add_config(found)
    return found


def run(arguments: argparse.Namespace) -> int:
    """List the rules, the configuration's own among them."""
    write(handbook.listing(rulebook_of(arguments).rules.values(), arguments.format))
    return 0
