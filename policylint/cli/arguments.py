"""Arguments that several commands share, and a parser that tells a mistake in one line."""

from __future__ import annotations

import argparse
from collections.abc import Iterable

from policylint.errors import BadUsage
from policylint.hints import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    import datetime as dt


# Its messages come in English; looking for translations would import locale, and look for files, at every start.
setattr(argparse, "_", str)  # noqa: B010 - a name that type checkers do not know


class Parser(argparse.ArgumentParser):
    """An ArgumentParser that raises BadUsage, and says what is allowed."""

    def __init__(self, command: str, description: str) -> None:
        super().__init__(
            prog=f"policylint {command}",
            description=description,
            allow_abbrev=False,
            # A fixed width: asking the terminal for its own would import shutil at every start.
            formatter_class=lambda prog: argparse.HelpFormatter(prog, max_help_position=32, width=100),
        )

    def error(self, message: str) -> NoReturn:
        """Raise BadUsage; an option that does not exist is told with the nearest that does."""
        unknown = message.removeprefix("unrecognized arguments: ")
        if unknown != message:
            from policylint.marked import suggest

            known = [name for action in self._actions for name in action.option_strings if name.startswith("--")]
            word = unknown.split("=")[0].split()[0]
            message = f"unknown {'option' if word.startswith('-') else 'argument'} {word}{suggest(word, known)}"
        raise BadUsage(f"{self.prog.removeprefix('policylint ')}: {message}")


def add_paths(parser: Parser) -> None:
    """PATH..., and what is read in their stead."""
    parser.add_argument(
        "paths", metavar="PATH", nargs="*", help="file, folder to search for policies, or - for standard input"
    )
    add_config(parser)
    parser.add_argument("--regime", metavar="KEY", action="append", default=[], help="law that applies; repeatable")
    parser.add_argument(
        "--kind", metavar="KIND", default="", help="kind of the documents (default: told from the text)"
    )
    parser.add_argument("--as-of", metavar="DATE", type=day, help="what counts as today, YYYY-MM-DD")
    parser.add_argument(
        "--only-policies",
        action="store_true",
        help="of the files named, only those that a search would take (for hooks)",
    )
    parser.add_argument(
        "--explain-discovery", action="store_true", help="only say which files are policies and why, and which are not"
    )
    parser.add_argument("--stdin-filename", metavar="NAME", default="", help="name of what comes from standard input")


def add_config(parser: Parser) -> None:
    """--config."""
    parser.add_argument("--config", metavar="FILE", help="configuration; 'none' for none (default: searched for)")


def add_gates(parser: Parser) -> None:
    """--baseline, --since, --trust."""
    parser.add_argument(
        "--baseline", metavar="FILE", help="accepted findings to let pass; 'none' for none (default: configured)"
    )
    parser.add_argument("--since", metavar="REV", help="only findings of the edit since a revision of git")
    parser.add_argument(
        "--trust",
        choices=("head", "base"),
        default="head",
        help="whose configuration, rules, baseline and suppressions count: those of the edit (head), or, for a change that must not"
        " silence its own gate, those of --since REV (base)",
    )


def add_output(parser: Parser, formats: Iterable[str]) -> None:
    """--format, --output, --color."""
    formats = tuple(formats)
    parser.add_argument("--format", choices=formats, default="text", help="of standard output (default: text)")
    parser.add_argument(
        "--output",
        metavar="FORMAT=FILE",
        action="append",
        default=[],
        help="also write a report to a file, or to standard output (-); repeatable",
    )
    parser.add_argument(
        "--color", choices=("auto", "always", "never"), default="auto", help="auto: on a terminal without NO_COLOR"
    )


def day(text: str) -> dt.date:
    """A date as YYYY-MM-DD, for argparse."""
    import datetime as dt

    try:
        if len(text) == 10:
            return dt.date.fromisoformat(text)
    except ValueError:
        pass
    raise argparse.ArgumentTypeError(f"{text!r} is no date; allowed: YYYY-MM-DD")


def commas(wishes: Iterable[str]) -> tuple[str, ...]:
    """The words of options that take several, separated by commas; each once."""
    words = (word.strip() for wish in wishes for word in wish.split(","))
    return tuple(dict.fromkeys(word for word in words if word))
