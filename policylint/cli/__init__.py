"""The command line. A command is a module with `parser()` and `run(arguments) -> exit code`, imported when called.

Exit codes: 0 nothing at or above --fail-on; 1 findings; 2 bad usage, bad configuration, an unreadable input or a fault
of policylint; 130 interrupted.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from importlib import import_module

from policylint.errors import BadUsage, PolicylintError
from policylint.hints import NoReturn

COMMANDS = {
    "check": "what is missing, vague, contradictory or outdated in policies",
    "inspect": "what each policy states: disclosures and facts",
    "diff": "what an edit does: two versions compared by what they state",
    "baseline": "accept what is found today, with a reason",
    "explain": "one rule: why, law, examples, how to fix",
    "rules": "all rules",
    "test": "rules against their own examples",
    "init": "look at a repository, and write a configuration and CI files",
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command line (without the program's name) and return its exit code; never raises for bad input."""
    words = list(sys.argv[1:] if argv is None else argv)
    gc.set_threshold(
        100_000
    )  # values live as long as their document: looking for garbage more often finds none and costs a tenth of a check
    try:
        return _dispatch(words)
    except PolicylintError as error:
        return complain(str(error))
    except KeyboardInterrupt:
        return complain("interrupted", 130)
    except BrokenPipeError:
        from policylint.cli.output import abandon_stdout

        abandon_stdout()
        return 2
    except Exception as error:
        from policylint.run import fault

        return complain(fault(error).replace(" on this file", "", 1))


def program() -> NoReturn:
    """The command as a process of its own.

    It ends without taking its values apart one by one, which costs a fifth of a check of one policy. Nothing is lost by that: what is
    written is flushed as it is written.
    """
    from policylint import bundle

    kept = bundle.use()
    code = main()
    if kept is not None:
        kept.keep()
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None:
                stream.flush()
        except (OSError, ValueError):
            code = code or 2
    os._exit(code)


def complain(message: str, code: int = 2) -> int:
    """Tell a mistake on one line of standard error; gives the exit code back."""
    from policylint.cli.output import warn

    warn(message)
    return code


def _dispatch(words: list[str]) -> int:
    command, rest = (words[0], words[1:]) if words else ("", [])
    if command in COMMANDS:
        module = import_module(f"policylint.cli.{command}")
        code: int = module.run(module.parser().parse_args(rest))
        return code
    from policylint.cli.output import write

    if command in ("-h", "--help", "help"):
        if rest and rest[0] in COMMANDS:
            return _dispatch([rest[0], "--help"])
        write(_usage())
        return 0
    if command in ("-V", "--version"):
        from policylint import __version__

        write(f"policylint {__version__}\n")
        return 0
    if not command:
        raise BadUsage(f"a command is missing; allowed: {', '.join(COMMANDS)}; policylint --help tells more")
    from policylint.marked import suggest

    what = "option" if command.startswith("-") else "command"
    raise BadUsage(f"unknown {what} {command!r}{suggest(command, COMMANDS)}, --help, --version")


def _usage() -> str:
    from policylint.showing import CAUTION

    rows = "\n".join(f"  {name:9} {text}" for name, text in COMMANDS.items())
    return (
        f"policylint COMMAND [OPTIONS] [PATH...]\n\n{rows}\n\n"
        "policylint COMMAND --help tells the options of a command.\n"
        "Exit codes: 0 nothing at or above --fail-on; 1 findings; 2 bad usage, or an input that could not be judged.\n"
        f"{CAUTION}\n"
    )
