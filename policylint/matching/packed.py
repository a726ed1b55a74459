"""The tables of a book in few and large pieces: what a start reads as a whole, and unpacks only where it is asked.

Rows lie one behind the other in bytes, numbers as four bytes each; where a row begins is told by another such piece. The order of bytes is
this machine's and steps are as its Python writes them, so this is no form to exchange (policylint.rulebook.frozen).
"""

from __future__ import annotations

import marshal
from collections.abc import Iterable, Iterator, Mapping, Sequence, Sized
from typing import Any

from policylint.matching.sharing import ROW, Step, pack, unpack

Piece = tuple[str, bytes, bytes]
_LINE = "\n"  # no word holds one


class Rows(Mapping[str, bytes]):
    """Rows of numbers by word, each as bytes that `sharing.unpack` reads."""

    def __init__(self, piece: Piece) -> None:
        words, starts, self._numbers = piece
        listed = words.split(_LINE) if starts else []
        self._at = dict(zip(listed, range(len(listed)), strict=True))
        self._starts = memoryview(starts).cast("I")

    def __getitem__(self, word: str) -> bytes:
        at = self._at[word]
        return self._numbers[self._starts[at] : self._starts[at + 1]]

    def get(self, word: str, default: Any = None) -> Any:
        """The row of a word, or `default`; most words of a text have none."""
        at = self._at.get(word)
        return default if at is None else self._numbers[self._starts[at] : self._starts[at + 1]]

    def __contains__(self, word: object) -> bool:
        return word in self._at

    def __iter__(self) -> Iterator[str]:
        return iter(self._at)

    def __len__(self) -> int:
        return len(self._at)

    @staticmethod
    def piece(table: Mapping[str, str]) -> Piece:
        """What the constructor takes, of a table of packed rows."""
        from array import array

        rows = [array("I", unpack(row)).tobytes() for row in table.values()]
        return _LINE.join(table), _begins(rows) if table else b"", b"".join(rows)

    def plain(self) -> dict[str, str]:
        """The table of packed rows that `piece` was given."""
        return {word: pack(unpack(row)) for word, row in self.items()}


class Phrases(Sequence[Sequence[Step]]):
    """The steps of phrases by number."""

    def __init__(self, starts: bytes, written: bytes) -> None:
        self._starts, self._written = memoryview(starts).cast("I"), written

    def __getitem__(self, number: int) -> Sequence[Step]:  # type: ignore[override]
        found: Sequence[Step] = marshal.loads(self._written[self._starts[number] : self._starts[number + 1]])
        return found

    def __len__(self) -> int:
        return len(self._starts) - 1

    @staticmethod
    def pieces(phrases: Sequence[Sequence[Step]]) -> tuple[bytes, bytes]:
        """What the constructor takes."""
        rows = [
            marshal.dumps(
                [(kind, tuple(value) if kind == "t" else value, optional) for kind, value, optional in phrase]
            )
            for phrase in phrases
        ]
        return _begins(rows), b"".join(rows)

    def plain(self) -> list[list[list[object]]]:
        """The phrases as JSON has them."""
        return [
            [[kind, list(value) if kind == "t" else value, optional] for kind, value, optional in phrase]
            for phrase in self
        ]


class Lines(Sequence[str]):
    """The branches of a table (sharing.fold) by number."""

    def __init__(self, table: str, starts: bytes) -> None:
        self._table, self._starts = table, memoryview(starts).cast("I")

    def __getitem__(self, number: int) -> str:  # type: ignore[override]
        return self._table[self._starts[number] : self._starts[number + 1] - 1]

    def __len__(self) -> int:
        return len(self._starts) - 1

    @staticmethod
    def starts(table: str) -> bytes:
        """Where the branches of a table begin, and one behind its end."""
        return _begins([row + ROW for row in table.split(ROW)] if table else [])

    def plain(self) -> str:
        """The table as text."""
        return self._table


def _begins(rows: Iterable[Sized]) -> bytes:
    """Where each of some rows begins where they lie one behind the other, and where the last ends."""
    from array import array

    found = [0]
    for row in rows:
        found.append(found[-1] + len(row))
    return array("I", found).tobytes()
