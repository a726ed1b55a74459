"""Places in a source text."""

from __future__ import annotations

from bisect import bisect_right

from policylint.record import Record


class Span(Record, order=True):
    """A half-open range of code points, `start` to `end`, in a source text."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"no span: {self.start} to {self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def meets(self, other: Span) -> bool:
        """Whether the two share a code point, or one is empty and lies in the other."""
        if self.start == self.end or other.start == other.end:
            return self.start <= other.end and other.start <= self.end
        return self.start < other.end and other.start < self.end


class Lines:
    """Offsets of a text as line and column, both from 1; columns count code points.

    A line ends at LF, CRLF or CR, and nowhere else: the separators that `str.splitlines` also
    takes (form feed, U+0085, U+2028 ...) would put a finding on another line than editors do.
    """

    __slots__ = ("_starts", "_text")

    def __init__(self, text: str) -> None:
        self._text = text
        starts = [0]
        if "\r" not in text:
            at = text.find("\n")
            while at >= 0:
                starts.append(at + 1)
                at = text.find("\n", at + 1)
        else:
            for at, char in enumerate(text):
                if char == "\n" or (char == "\r" and text[at + 1 : at + 2] != "\n"):
                    starts.append(at + 1)
        self._starts = starts

    def __len__(self) -> int:
        return len(self._starts)

    def position(self, offset: int) -> tuple[int, int]:
        """The (line, column) of a code point, or of the end of the text."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def line(self, number: int) -> str:
        """The text of line `number` (from 1), without its end."""
        start = self._starts[number - 1]
        end = self._starts[number] if number < len(self._starts) else len(self._text)
        return self._text[start:end].rstrip("\r\n")

    def span(self, number: int) -> Span:
        """Where line `number` (from 1) lies, without its end."""
        start = self._starts[number - 1]
        return Span(start, start + len(self.line(number)))
