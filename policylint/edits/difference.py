"""Two rows of words side by side: how alike they are, and which words of each the other lacks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from policylint.patterns import word_set
from policylint.record import Record

MOST_CELLS = 4_000_000  # the quadratic part of all comparisons of an edit, in pairs of words
# Words that say little by themselves: alike in them, two sentences may still speak of different things.
LIGHT = word_set(
    "a an the and or of to in on at by for with from as that which this these those it its is are be been was were will we you our "
    "your us may any all if can such other their they them not no do does has have"
)
_LIGHT = 0.35  # how much such a word counts


class Difference(Record):
    """The numbers of the words that the other row lacks: `lost` of the first, `fresh` of the second, in order."""

    lost: tuple[int, ...]
    fresh: tuple[int, ...]


class Budget:
    """How many pairs of words may still be compared: a hostile text must not take quadratic time."""

    def __init__(self, left: int = MOST_CELLS) -> None:
        self.left = left

    def spend(self, cells: int) -> bool:
        """Whether so many pairs may be compared."""
        if cells > self.left:
            return False
        self.left -= cells
        return True


def weight(words: Sequence[str]) -> float:
    """How much a row of words says."""
    return sum(_LIGHT if word in LIGHT else 1.0 for word in words)


def shared(a: Counter[str], b: Counter[str]) -> float:
    """How much two bags of words have in common."""
    if len(b) < len(a):
        a, b = b, a
    total = 0.0
    for word, count in a.items():
        other = b.get(word)
        if other:
            total += min(count, other) * (_LIGHT if word in LIGHT else 1.0)
    return total


def difference(old: Sequence[str], new: Sequence[str], budget: Budget) -> Difference:
    """The words that are gone and come. Where the budget is spent, all between the words that both begin and end with."""
    first = 0
    while first < min(len(old), len(new)) and old[first] == new[first]:
        first += 1
    last = 0
    while last < min(len(old), len(new)) - first and old[-1 - last] == new[-1 - last]:
        last += 1
    a, b = old[first : len(old) - last], new[first : len(new) - last]
    lost = list(range(first, first + len(a)))
    fresh = list(range(first, first + len(b)))
    if a and b and budget.spend(len(a) * len(b)):
        from difflib import SequenceMatcher

        lost, fresh = [], []
        for tag, i1, i2, j1, j2 in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
            if tag != "equal":
                lost += range(first + i1, first + i2)
                fresh += range(first + j1, first + j2)
    return Difference(tuple(lost), tuple(fresh))
