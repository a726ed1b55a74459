"""Standard output, standard error and files: the edge where text becomes bytes."""

from __future__ import annotations

import contextlib
import os
import stat
import sys
from collections.abc import Callable, Iterable, Sequence

from policylint.errors import BadUsage
from policylint.hints import TextIO


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
    from policylint.showing import in_log, safe

    with contextlib.suppress(OSError, ValueError):
        _put(sys.stderr, in_log(f"policylint: {safe(message)}\n"))


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
    """(format, file) of each --output FORMAT=FILE, '-' for standard output; BadUsage for what is not allowed.

    Allowed is a file that is not among `inputs`, in a folder that is there, and each only once.
    """
    found: list[tuple[str, str]] = []
    for wish in wishes:
        format, equals, file = wish.partition("=")
        if not equals or not file or format not in formats:
            raise BadUsage(f"--output {wish}: allowed: FORMAT=FILE with FORMAT one of {', '.join(formats)}")
        if any(_same(file, other) for _, other in found):
            raise BadUsage(f"--output {wish}: two reports cannot go to one file")
        found.append((format, file))
    spare(found, inputs)
    for format, file in found:
        folder = os.path.dirname(file)
        if file != "-" and folder and not os.path.isdir(folder):
            raise BadUsage(f"--output {format}={file}: there is no folder {folder}")
        if os.path.isdir(file):
            raise BadUsage(f"--output {format}={file}: is a folder; allowed: a file")
    return found


def spare(targets: Sequence[tuple[str, str]], inputs: Iterable[str]) -> None:
    """BadUsage where a report would overwrite a file that is read."""
    read = {os.path.realpath(path) for path in inputs if path != "-"}
    for format, file in targets:
        if file != "-" and os.path.realpath(file) in read:
            raise BadUsage(f"--output {format}={file}: would overwrite a file that is to be read")


def deliver(outputs: Sequence[tuple[str, str]], format: str, render: Callable[[str, bool], str]) -> None:
    """Write every report: `outputs` to their files, and to standard output the one of `format`, or of an output to '-'.

    `render` makes the report in a format, and is told whether it goes to standard output. Files are written
    when all reports are made. BadUsage where one cannot be written.
    """
    direct = [wanted for wanted, file in outputs if file == "-"]
    if direct and format != "text":
        raise BadUsage(f"--output {direct[0]}=-: standard output has --format {format}; allowed: one of the two")
    files = [(file, render(wanted, False)) for wanted, file in outputs if file != "-"]
    shown = render(direct[0] if direct else format, True)
    for file, text in files:
        save(file, text)
    write(shown)


def save(file: str, text: str) -> None:
    """Write a report to a file in UTF-8, all or nothing; BadUsage where that cannot be done.

    The text goes to a new file beside it that then takes its place, so that nobody ever reads half of a report. What is
    no plain file (a pipe, /dev/stdout) is written to as it is.
    """
    data = text.encode("utf-8", "backslashreplace")
    try:
        if os.path.lexists(file) and not os.path.isfile(file):
            with open(file, "wb") as stream:
                stream.write(data)
            return
        final = os.path.realpath(file)
        beside = os.path.join(os.path.dirname(final), f".policylint-{os.getpid()}.tmp")
        try:
            with open(beside, "xb") as stream:
                stream.write(data)
            if os.path.exists(final):
                os.chmod(beside, stat.S_IMODE(os.stat(final).st_mode))
            os.replace(beside, final)
        except BaseException:
            with contextlib.suppress(OSError):
                os.unlink(beside)
            raise
    except OSError as problem:
        raise BadUsage(f"--output: {file} cannot be written: {problem.strerror or problem}") from None


def append(file: str, text: str) -> None:
    """Write a text to the end of a file in UTF-8; BadUsage where that cannot be done."""
    try:
        with open(file, "ab") as stream:
            stream.write(text.encode("utf-8", "backslashreplace"))
    except OSError as problem:
        raise BadUsage(f"{file} cannot be written: {problem.strerror or problem}") from None


def create(path: str, text: str, folder: str, replace: bool) -> None:
    """Write a new file below `folder`, and the folders that it lies in; with `replace`, also over one that is there.

    BadUsage where that cannot be done, and for a link that leads out of `folder`: a repository may be a stranger's.
    """
    parent = os.path.dirname(path) or os.curdir
    try:
        os.makedirs(parent, exist_ok=True)
        top = os.path.realpath(folder).rstrip(os.sep) + os.sep
        if not (os.path.realpath(parent) + os.sep).startswith(top) or os.path.islink(path):
            raise BadUsage(f"{path}: a link stands in the way; nothing is written through it")
        with open(path, "wb" if replace else "xb") as stream:
            stream.write(text.encode("utf-8"))
    except OSError as problem:
        raise BadUsage(f"{path} cannot be written: {problem.strerror or problem}") from None


def _same(one: str, other: str) -> bool:
    return os.path.realpath(one) == os.path.realpath(other)
