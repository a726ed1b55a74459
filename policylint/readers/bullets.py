"""Bullets and letters that open an item without markup saying so."""

from __future__ import annotations

from policylint.readers.patterns import lazy

GLYPHS = frozenset("•●▪■◦‣⁃∙·○►▶✓✔➢\uf0b7\uf0a7")
DASHES = frozenset("-–—*")
_LETTER = lazy(r"(\((?:[a-zA-Z]|[ivxIVX]{1,5}|\d{1,2})\)|[a-z]\)) +")


def bullet_of(text: str) -> tuple[int, str]:
    """The length of the bullet that `text` begins with, spaces included (0 for none), and its marker: "(a)", '' for a glyph."""
    char = text[:1]
    if char in GLYPHS and char:
        return len(text) - len(text[1:].lstrip(" ")), ""
    if char in DASHES and text[1:2] == " ":
        return len(text) - len(text[1:].lstrip(" ")), ""
    if char == "(" or text[1:2] == ")":
        found = _LETTER.match(text)
        if found is not None:
            return found.end(), found.group(1)
    return 0, ""


class Numbering:
    """The markers of one HTML list, counted as a browser does."""

    def __init__(self, ordered: bool, style: str, start: str) -> None:
        self.ordered, self.style = ordered, style
        self.count = _whole(start, 1) - 1
        self.item = -1  # where the open item stands on the reader's stack

    def step(self, value: str) -> str:
        """The marker of the next item, whose `value` attribute may set the count; '' in a list with bullets."""
        self.count = _whole(value, self.count + 1)
        if not self.ordered:
            return ""
        if self.style in ("a", "A") and 1 <= self.count <= 26:
            return chr(ord(self.style) + self.count - 1) + "."
        if self.style in ("i", "I") and 1 <= self.count < 30:
            tens, ones = divmod(self.count, 10)
            numeral = "x" * tens + ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")[ones] + "."
            return numeral if self.style == "i" else numeral.upper()
        return f"{self.count}."


def _whole(written: str, default: int) -> int:
    return int(written) if written.isascii() and written.isdigit() and len(written) < 7 else default
