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
    """A path on one line; bytes that are no UTF-8 are written as \\xNN."""
    try:
        path.encode("utf-8")
    except UnicodeEncodeError:
        path = os.fsencode(path).decode("utf-8", "backslashreplace")
    return safe(path)


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
