"""Standard output, standard error and files: the edge where text becomes bytes."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Sequence
from typing import TextIO

from policylint.errors import BadUsage


def write(text: str) -> None:
    """Write to standard output; what its encoding cannot say is written as an escape.

    A reader that has gone is no error. BadUsage where the output cannot be written.
    """
    stream = sys.stdout
    try:
        _put(stream, text)
    except BrokenPipeError:
        abandon_stdout()
    except OSError as problem:  # a full disk: a report that is cut short must not look complete
        abandon_stdout()
        raise BadUsage(f"standard output cannot be written: {problem.strerror or problem}") from None


def warn(message: str) -> None:
    """One line on standard error, safe to show."""
    from policylint.showing import safe

    with contextlib.suppress(OSError, ValueError):
        _put(sys.stderr, f"policylint: {safe(message)}\n")


def _put(stream: TextIO | None, text: str) -> None:
    if stream is None:  # started without the stream
        return
    data = text.encode(getattr(stream, "encoding", None) or "utf-8", "backslashreplace")
    buffer = getattr(stream, "buffer", None)
    if buffer is None:
        stream.write(text)
    else:
        stream.flush()
        buffer.write(data)
    stream.flush()


def abandon_stdout() -> None:
    """Point standard output at nothing, so that what Python flushes at its end raises no second error."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        nothing = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nothing, sys.stdout.fileno())
        os.close(nothing)


def colored(wish: str) -> bool:
    """Whether standard output takes colours. `wish` is auto (which honours NO_COLOR), always or never."""
    if wish != "auto":
        return wish == "always"
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return sys.stdout is not None and sys.stdout.isatty()


def targets(wishes: Sequence[str], formats: Sequence[str], inputs: Sequence[str]) -> list[tuple[str, str]]:
    """(format, file) of each --output FORMAT=FILE; BadUsage for what is not allowed, and for a file among `inputs`."""
    found: list[tuple[str, str]] = []
    for wish in wishes:
        format, equals, file = wish.partition("=")
        if not equals or not file or format not in formats:
            raise BadUsage(f"--output {wish}: allowed: FORMAT=FILE with FORMAT one of {', '.join(formats)}")
        if any(_same(file, path) for path in inputs):
            raise BadUsage(f"--output {wish}: would overwrite a file that is to be read")
        if any(_same(file, other) for _, other in found):
            raise BadUsage(f"--output {wish}: two reports cannot go to one file")
        found.append((format, file))
    return found


def save(file: str, text: str) -> None:
    """Write a report to a file in UTF-8; BadUsage where that cannot be done."""
    try:
        with open(file, "wb") as stream:
            stream.write(text.encode("utf-8", "backslashreplace"))
    except OSError as problem:
        raise BadUsage(f"--output: {file} cannot be written: {problem.strerror or problem}") from None


def _same(one: str, other: str) -> bool:
    return os.path.realpath(one) == os.path.realpath(other)
