"""policylint test: rules against their own examples."""

from __future__ import annotations

import argparse

from policylint import examples
from policylint.cli.arguments import Parser
from policylint.cli.output import warn, write
from policylint.errors import BadUsage
from policylint.showing import count, safe


def parser() -> Parser:
    """The parser of this command."""
    found = Parser(
        "test", "Judge the examples in rule files, and tell what does not hold and which phrases no example hits."
    )
    found.add_argument(
        "path",
        metavar="DIR",
        nargs="?",
        help="folder of rules, of a family, or a rule file (default: the shipped rules)",
    )
    return found


def run(arguments: argparse.Namespace) -> int:
    """Test, tell what does not hold, and give the exit code: 1 for a mismatch, 2 for a rule file with a mistake."""
    result = examples.check(arguments.path)
    for mistake in result.mistakes:
        warn(str(mistake))
    write("".join(f"{safe(str(mismatch))}\n" for mismatch in result.mismatches))
    if not result.rules and not result.mistakes:
        raise BadUsage(
            f"test: no rule in {arguments.path}; allowed: FAMILY/NAME.yaml, a folder of a family, a rule file"
        )
    wrong = len(result.mismatches)
    verdict = "all hold" if result.ok else "not all were read"
    if wrong:
        verdict = f"{wrong} {'does' if wrong == 1 else 'do'} not hold"
    write(f"{count(result.rules, 'rule')}, {count(result.examples, 'example')}: {verdict}\n")
    return 2 if result.mistakes else int(bool(wrong))
