"""A text as lines with their places."""

from __future__ import annotations

from policylint.readers.patterns import lazy
from policylint.row import NamedTuple

_END = lazy(r"\r\n|\r|\n")


class Line(NamedTuple):
    """One line without outer white space: words[start:end]; `indent` counts what stands before it (a tab as four)."""

    start: int
    end: int
    indent: int
    text: str  # normal (spaces, quotes), trimmed

    @property
    def blank(self) -> bool:
        """Whether nothing shows on the line."""
        return self.start == self.end


def lines_of(source: str, words: str, start: int, end: int) -> list[Line]:
    """The lines of source[start:end]; `words` is the normal source, of the same length."""
    lines: list[Line] = []
    at = start
    while at <= end:
        found = _END.search(source, at, end)
        stop = found.start() if found else end
        shown = words[at:stop].strip(" \u200b")
        if shown:
            begin = at + words[at:stop].index(shown[0])
            indent = sum(4 if char == "\t" else 1 for char in source[at:begin])
            lines.append(Line(begin, begin + len(shown), indent, shown))
        else:
            lines.append(Line(at, at, 0, ""))
        if found is None:
            break
        at = found.end()
    return lines
