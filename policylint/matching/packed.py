"""The tables of a book in few and large pieces: what a start reads as a whole, and unpacks only where it is asked.

Rows lie one behind the other in bytes, numbers as four bytes each; where a row begins is told by another such piece. The order of bytes is
this machine's and steps are as its Python writes them, so this is no form to exchange (policylint.rulebook.frozen).
"""

from __future__ import annotations

import marshal
from collections.abc import Iterable, Iterator, Mapping, Sequence, Sized

from policylint.hints import Any
from policylint.matching.sharing import ROW, Trie, pack, read, unpack, write

Shelf = tuple[str, int]
"""Words that begin alike, each between two line breaks, and the number of the first of them."""
Piece = tuple[dict[str, Shelf], bytes, bytes]
_LINE = "\n"  # no word holds one
_ALIKE = 2  # characters that the words of a shelf have in common


class Rows(Mapping[str, bytes]):
    """Rows of numbers by word, each as bytes that `sharing.unpack` reads.

    A document asks for a few hundred of some thousand words, so words are searched for on shelves, and no dictionary of them is made.
    """

    def __init__(self, piece: Piece) -> None:
        self._shelves, starts, self._numbers = piece
        self._starts = memoryview(starts).cast("I")

    def __getitem__(self, word: str) -> bytes:
        found: bytes | None = self.get(word)
        if found is None:
            raise KeyError(word)
        return found

    def get(self, word: str, default: Any = None) -> Any:
        """The row of a word, or `default`; most words of a text have none."""
        shelf = self._shelves.get(word[:_ALIKE])
        if shelf is None:
            return default
        words, first = shelf
        at = words.find(f"{_LINE}{word}{_LINE}")
        if at < 0:
            return default
        number = first + words.count(_LINE, 0, at)
        return self._numbers[self._starts[number] : self._starts[number + 1]]

    def __contains__(self, word: object) -> bool:
        return isinstance(word, str) and self.get(word) is not None

    def __iter__(self) -> Iterator[str]:
        for words, _ in self._shelves.values():
            yield from words[1:-1].split(_LINE)

    def __len__(self) -> int:
        return max(len(self._starts) - 1, 0)

    @staticmethod
    def piece(table: Mapping[str, str]) -> Piece:
        """What the constructor takes, of a table of packed rows."""
        from array import array

        shelves: dict[str, list[str]] = {}
        for word in table:
            shelves.setdefault(word[:_ALIKE], []).append(word)
        found: dict[str, Shelf] = {}
        rows: list[bytes] = []
        for alike, words in shelves.items():
            found[alike] = _LINE + _LINE.join(words) + _LINE, len(rows)
            rows += [array("I", unpack(table[word])).tobytes() for word in words]
        return found, _begins(rows), b"".join(rows)

    def plain(self) -> dict[str, str]:
        """The table of packed rows that `piece` was given."""
        return {word: pack(unpack(row)) for word, row in self.items()}


class Nodes(Sequence[Trie]):
    """The branches of a table (sharing.fold) by number, each as `sharing.read` makes it of its line."""

    def __init__(self, starts: bytes, written: bytes) -> None:
        self._starts, self._written = memoryview(starts).cast("I"), written

    def __getitem__(self, number: int) -> Trie:  # type: ignore[override]
        found: Trie = marshal.loads(self._written[self._starts[number] : self._starts[number + 1]])
        return found

    def __len__(self) -> int:
        return len(self._starts) - 1

    @staticmethod
    def pieces(table: str) -> tuple[bytes, bytes]:
        """What the constructor takes."""
        rows = [marshal.dumps(read(row)) for row in table.split(ROW)] if table else []
        return _begins(rows), b"".join(rows)

    def plain(self) -> str:
        """The table as text."""
        return ROW.join([write(row) for row in self])


def _begins(rows: Iterable[Sized]) -> bytes:
    """Where each of some rows begins where they lie one behind the other, and where the last ends."""
    from array import array

    found = [0]
    for row in rows:
        found.append(found[-1] + len(row))
    return array("I", found).tobytes()
