"""Plain words with anchors back to the source.

A reader cuts a block into *pieces* of source; `flatten` joins them into a `Flat`. Everything that maps one code
point to one code point (a tab to a space, a curly quote to a straight one) is done once for the whole text, so that
most of a block is a slice and few anchors are needed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from policylint.document import Flat
from policylint.readers.patterns import lazy
from policylint.row import NamedTuple

SPACES = (
    "\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f\x85\xa0\u1680"
    + "".join(map(chr, range(0x2000, 0x200B)))
    + "\u2028\u2029\u202f\u205f\u3000"
)
ZERO_WIDTH = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\xad\u180e" + "".join(
    map(chr, [*range(0x202A, 0x202F), *range(0x2066, 0x206A)])
)
SINGLE_QUOTES = "\u2018\u2019\u201a\u201b\u02bc"
DOUBLE_QUOTES = "\u201c\u201d\u201e\u201f"
VOID = "\u200b"  # what every zero-width character is in a normal text; readers also put it over markup that they drop

_MAP = (
    [(c, " ") for c in SPACES]
    + [(c, VOID) for c in ZERO_WIDTH if c != VOID]
    + [(c, "'") for c in SINGLE_QUOTES]
    + [(c, '"') for c in DOUBLE_QUOTES]
)
_ASCII_MAP = [pair for pair in _MAP if pair[0].isascii()]
_IRREGULAR = lazy(f"[ {VOID}]{{2,}}|{VOID}")


class Piece(NamedTuple):
    """A stretch of source in a block: `text` stands for the whole stretch, or None where it is shown as it stands."""

    start: int
    end: int
    text: str | None = None  # "\n" for a line break that shows
    bold: bool = False


def normal(text: str) -> str:
    """`text` with each space character as ' ', quotes straight and zero-width characters as VOID; of the same length."""
    for char, to in _ASCII_MAP if text.isascii() else _MAP:
        if char in text:
            text = text.replace(char, to)
    return text


def words_of(text: str) -> str:
    """`text` as flattening writes it where it is shown as it stands: normal, single-spaced, trimmed."""
    return " ".join(normal(text).replace(VOID, "").split())


def without(
    markup: re.Pattern[str], words: str, start: int, end: int, shown: Callable[[re.Match[str]], Iterable[Piece]]
) -> list[Piece]:
    """words[start:end] as pieces; of what matches `markup`, the pieces that `shown` says."""
    cut: list[Piece] = []
    at = start
    for found in markup.finditer(words, start, end):
        if at < found.start():
            cut.append(Piece(at, found.start()))
        at = found.end()
        cut += shown(found)
    if at < end:
        cut.append(Piece(at, end))
    return cut


class _Joiner:
    __slots__ = ("anchors", "length", "parts", "space", "words")

    def __init__(self, words: str) -> None:
        self.words = words
        self.parts: list[str] = []
        self.anchors: list[tuple[int, int, int, bool]] = []
        self.length = 0
        self.space: tuple[int, int] | None = None  # a run of white space that counts if words follow

    def blank(self, start: int, end: int) -> None:
        if self.space is None:
            if self.length:
                self.space = (start, end)
        elif self.space[1] == start:
            self.space = (self.space[0], end)

    def put(self, text: str, start: int, end: int, exact: bool) -> None:
        if self.space is not None:
            at, to = self.space
            self.space = None
            self.put(" ", at, to, to - at == 1)
        if exact and self.anchors:
            flat, begin, stop, was = self.anchors[-1]
            if was and stop == start and begin - flat == start - self.length:
                self.anchors[-1] = (flat, begin, end, True)
                self.parts.append(text)
                self.length += len(text)
                return
        self.anchors.append((self.length, start, end, exact))
        self.parts.append(text)
        self.length += len(text)

    def stretch(self, start: int, end: int) -> None:
        """Source that holds no irregular run: at most one space at each end."""
        words = self.words
        if words[start] == " ":
            self.blank(start, start + 1)
            start += 1
        if start >= end:
            return
        trailing = words[end - 1] == " "
        if trailing:
            end -= 1
        if start < end:
            self.put(words[start:end], start, end, True)
        if trailing:
            self.blank(end, end + 1)

    def literal(self, start: int, end: int) -> None:
        here = self.words[start:end]
        if "  " not in here and VOID not in here:
            self.stretch(start, end)
            return
        at = start
        for run in _IRREGULAR.finditer(self.words, start, end):
            if at < run.start():
                self.stretch(at, run.start())
            if " " in run.group():
                self.blank(run.start(), run.end())
            at = run.end()
        if at < end:
            self.stretch(at, end)

    def stand_in(self, text: str, start: int, end: int) -> None:
        """`text` for the whole of start:end: an entity, an escape, a line break."""
        text = normal(text).replace(VOID, "")
        if not text:
            return
        if text[0] == " ":
            self.blank(start, end)
        core = " ".join(text.split())
        if core:
            self.put(core, start, end, False)
            if text[-1] == " ":
                self.blank(start, end)


def flatten(words: str, pieces: Iterable[Piece]) -> Flat:
    """The pieces, in source order, as one Flat. `words` is the `normal` source text."""
    joiner = _Joiner(words)
    for start, end, text, _ in pieces:
        if text is not None:
            joiner.stand_in(text, start, end)
        elif start < end:
            joiner.literal(start, end)
    return Flat("".join(joiner.parts), tuple(joiner.anchors))
