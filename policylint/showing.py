"""What people are shown: text that is safe on a terminal, how wide it is there, and the caution under every report.

Policy text, file names and messages come from strangers: a control character would move the cursor, recolour the
screen or forge a line of the report, and a bidirectional override would show words in another order than they stand.
"""

from __future__ import annotations

import os
import re

from policylint.patterns import lazy

CAUTION = "policylint reports what a text states. It gives no legal advice."
TAB = 4
# Controls (C0, DEL, C1), bidirectional controls, line and paragraph separators, zero-width characters, lone surrogates,
# annotations, tags.
_UNSAFE = lazy(
    "[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
# What a CI server takes for a command of its own wherever it stands in a line of a log (##[…], ##vso[…], ##teamcity[…]):
# the bracket makes it one. Servers may compare with some characters ignored, so a few may stand in between.
_COMMAND = lazy(r"#(?=[^\s\w#]{0,4}(?:vso|teamcity)?[^\s\w#]{0,4}\[)")
# A line of a log that starts with '::' is a command to GitHub, with white space or characters that are ignored before.
_COLON_FIRST = lazy(r"^([^!-~]*):(?=[^!-~]*:)")
_MARKDOWN = lazy(r"[\\`*_\[\]<>&#|~$]")
# What makes a person, an issue, a label, an address or a picture of a word in a comment.
_REFERENCE = lazy(r"[@#!~$%^:](?=[\w/])|&(?=\d)|GH(?=-\d)|www(?=\.)", re.IGNORECASE)
_ENTITIES = {"<": "&lt;", ">": "&gt;", "&": "&amp;"}
_UNSEEN = "&#8203;"  # parts two characters for machines, not for the eye
RESET = "\x1b[0m"
STYLES = {
    "error": "\x1b[1;31m",
    "warning": "\x1b[1;33m",
    "info": "\x1b[1;36m",
    "bold": "\x1b[1m",
    "dim": "\x1b[2m",
}


def safe(text: str) -> str:
    """`text` on one line, every unsafe character written as an escape (\\x1b, \\u202e)."""
    return _UNSAFE.sub(_escape, text)


def safe_path(path: str) -> str:
    """A path on one line that starts no command to a CI server; bytes that are no UTF-8 are written as \\xNN."""
    return _colons(safe(plain_path(path)))


def plain_path(path: str) -> str:
    """A path as text that any program can read: bytes of a file name that are no UTF-8 are written as \\xNN."""
    try:
        path.encode("utf-8")
    except UnicodeEncodeError:
        return path_bytes(path).decode("utf-8", "backslashreplace")
    return path


def path_bytes(path: str) -> bytes:
    """The bytes of a file name; what stands for none (on Windows) as an escape."""
    try:
        return os.fsencode(path)
    except UnicodeEncodeError:
        return path.encode("utf-8", "backslashreplace")


def in_log(line: str) -> str:
    """A line for a log that a CI server reads, in which nothing is a command to the server; `safe` has made one line of it."""
    if "#" in line and "[" in line:
        line = _COMMAND.sub("\\\\x23", line)
    return _colons(line)


def _colons(line: str) -> str:
    return _COLON_FIRST.sub(r"\1\\x3a", line) if ":" in line else line


def markdown(text: str) -> str:
    """Text within a line of Markdown that shows just that: no markup, no HTML, no link, no new cell or line, and nobody is told.

    GitHub and GitLab look for mentions, issues and addresses in what is shown, so that escaping does not stop them: an
    invisible character does.
    """
    shown = _REFERENCE.sub(lambda m: m[0] + "\u200b", safe(text))
    shown = _MARKDOWN.sub(lambda m: _ENTITIES.get(m[0], "\\" + m[0]), shown)
    return shown.replace("\u200b", _UNSEEN)


def code(text: str) -> str:
    """Text as a code span of Markdown, in which nothing is markup, a mention or a link; not for the cell of a table."""
    shown = in_log(safe(text))  # entities are not known in code
    if not shown.strip():
        return markdown(text)
    fence = "`"
    while fence in shown:
        fence += "`"
    space = " " if shown[0] in "` " or shown[-1] in "` " else ""
    return f"{fence}{space}{shown}{space}{fence}"


def _escape(match: re.Match[str]) -> str:
    code = ord(match.group())
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def paint(text: str, style: str, color: bool) -> str:
    """`text` in a style of STYLES, or as it is without `color`."""
    return f"{STYLES[style]}{text}{RESET}" if color else text


def count(number: int, noun: str) -> str:
    """A number and a noun, which takes an s for its plural."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def width(text: str) -> int:
    """Columns that safe text takes: wide East Asian characters two, combining marks and joiners none."""
    if text.isascii():
        return len(text)
    from unicodedata import category, east_asian_width

    columns = 0
    for char in text:
        if category(char) in ("Mn", "Me", "Cf"):
            continue
        columns += 2 if east_asian_width(char) in "WF" else 1
    return columns


def excerpt(line: str, start: int, end: int, most: int = 100) -> tuple[str, int, int]:
    """A source line for show: (text, column of the mark from 0, columns that the mark takes, at least one).

    `start` and `end` are offsets into the line. A line that is wider than `most` columns is cut to a window that begins
    somewhat before the mark; cut ends show as '…'.
    """
    end = max(start, min(end, len(line)))
    low = 0
    if len(line) > most:
        low = 0 if start <= most // 2 else max(0, min(start - most // 3, len(line) - most))
    high = min(len(line), low + most)
    end = min(end, high)
    before, marked, after = (_spaced(line[a:b]) for a, b in ((low, start), (start, end), (end, high)))
    head = "…" if low else ""
    tail = "…" if high < len(line) else ""
    return f"{head}{before}{marked}{after}{tail}", width(head + before), max(width(marked), 1)


def _spaced(text: str) -> str:
    return safe(text.replace("\t", " " * TAB))
