"""Which of many rows of words have words in common with one more, without looking at each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

MOST = 400  # rows that hold one word, beyond which it tells nothing: a long text must not take quadratic time


class Overlap:
    """Rows of words by their numbers."""

    def __init__(self, rows: Iterable[frozenset[str]]) -> None:
        self.rows = list(rows)
        self._where: dict[str, list[int]] = {}
        for number, row in enumerate(self.rows):
            for word in row:
                self._where.setdefault(word, []).append(number)

    def shared(self, words: Iterable[str]) -> Iterator[tuple[int, int]]:
        """(row, how many of the words it holds) for each row that holds any."""
        counts: Counter[int] = Counter()
        for word in words:
            held = self._where.get(word, ())
            if len(held) <= MOST:
                counts.update(held)
        yield from counts.items()

    def most(self, words: Iterable[str]) -> int:
        """How many of the words the row holds that holds most of them."""
        return max((count for _, count in self.shared(words)), default=0)
