"""Character references of HTML."""

from __future__ import annotations

from policylint.readers.flatten import Piece
from policylint.readers.patterns import lazy

_REFERENCE = lazy(r"&(?:#[0-9]{1,8};?|#[xX][0-9a-fA-F]{1,7};?|[a-zA-Z][a-zA-Z0-9]{1,31};?)")
# The everyday ones; any other costs the import of the standard library's table.
_COMMON = {
    "&amp;": "&",
    "&lt;": "<",
    "&gt;": ">",
    "&quot;": '"',
    "&apos;": "'",
    "&#39;": "'",
    "&nbsp;": " ",
    "&ldquo;": '"',
    "&rdquo;": '"',
    "&lsquo;": "'",
    "&rsquo;": "'",
    "&ndash;": "–",
    "&mdash;": "—",
    "&hellip;": "…",
    "&copy;": "©",
    "&reg;": "®",
    "&bull;": "•",
    "&shy;": "",
    "&zwnj;": "",
}


def decoded(reference: str) -> str:
    """What one character reference as written stands for; itself where it is none."""
    found = _COMMON.get(reference)
    if found is None:
        from html import unescape

        found = unescape(reference)
    return found


def pieces(text: str, start: int, end: int, bold: bool = False) -> list[Piece]:
    """text[start:end] as pieces, with its character references decoded."""
    if text.find("&", start, end) < 0:
        return [Piece(start, end, None, bold)]
    cut: list[Piece] = []
    at = start
    for found in _REFERENCE.finditer(text, start, end):
        shown = decoded(found.group())
        if shown == found.group():
            continue
        stop = found.end()
        if not found.group().endswith(";") and len(shown) > 1:
            # "&copyfoo": only the front of it was a reference
            tail = len(shown) - 1
            shown, stop = shown[0], stop - tail
        if at < found.start():
            cut.append(Piece(at, found.start(), None, bold))
        cut.append(Piece(found.start(), stop, shown, bold))
        at = stop
    if at < end:
        cut.append(Piece(at, end, None, bold))
    return cut
