"""All phrases of rules and finders as one book, so that a document is searched once.

A phrase is a row of steps over tries of words. Two gates stand before it: the words of its rarest step, of which a sentence must hold
one, and the first words of every step that must match. They leave a handful of phrases a sentence to try, and nothing is
compiled at start-up: a book is plain data that is read from JSON as it stands, most of it text that is read further only
where a word of the document leads to it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from policylint.matching.sharing import NUMBER, Branches, Step, Trie, is_number, read_mask, read_steps

__all__ = ["NUMBER", "Book", "Masks", "Match", "Step", "Trie", "is_number"]

Numbers = Mapping[str, str]
"""For a word the numbers of phrases or tries (sharing.write_numbers)."""
Masks = tuple[int, int]
Match = tuple[int, int, tuple[str, ...]]
"""First and last token (half-open) of a match, and the names of the entries in it."""

MOST_WORDS = 200_000  # words whose masks are kept: a hostile text of endless new words must not fill the memory


class Tries(Mapping[str, Trie]):
    """The lexicons of a book by name."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._made: dict[str, Trie] = {}

    def __getitem__(self, name: str) -> Trie:
        found = self._made.get(name)
        if found is None:
            found = self._made[name] = self._book.branches.trie(self._book.roots[self._book.names[name]])
        return found

    def get(self, name: str, default: Any = None) -> Any:
        """A lexicon, or `default` where there is none of that name."""
        return self[name] if name in self._book.names else default

    def __iter__(self) -> Iterator[str]:
        return iter(self._book.names)

    def __len__(self) -> int:
        return len(self._book.names)


class Book:
    """Named groups of phrases. `groups` maps a name to the numbers of its phrases; `tries` are the lexicons by name."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._data = data
        self.groups: dict[str, list[int]] = data["groups"]
        self.names: dict[str, int] = data["names"]
        self.roots: list[int] = data["tries"]
        self.branches = Branches(data["nodes"])
        self._written: list[str] = data["steps"].split("\n")
        self._phrases: dict[int, tuple[tuple[Step, ...], int]] = {}
        self._masks: dict[str, Masks] = {}
        self.tries = Tries(self)
        self.kept: dict[tuple[tuple[str, ...], int], Any] = {}  # of Index: the scans of sentences

    @property
    def count(self) -> int:
        """How many phrases the book has."""
        return len(self._written)

    @property
    def sources(self) -> list[str]:
        """The phrases as written, by number; [] for a book read without them."""
        found: list[str] = self._data.get("sources", [])
        return found

    def masks(self, word: str) -> Masks:
        """Bit sets for a word: the phrases in whose gate it is, and the tries that it begins an entry of."""
        found = self._masks.get(word)
        if found is None:
            data, numeric = self._data, is_number(word)
            found = (
                _collect(word, numeric, data["gates"], data["gate_prefixes"]),
                _collect(word, numeric, data["starts"], data["start_prefixes"]),
            )
            if len(self._masks) < MOST_WORDS:
                self._masks[word] = found
        return found

    def phrase(self, number: int) -> tuple[tuple[Step, ...], int]:
        """The steps of a phrase, and the bit set of the tries of which a sentence must hold a first word for it to match."""
        found = self._phrases.get(number)
        if found is None:
            steps = read_steps(self._written[number])
            must = 0
            for kind, value, optional in steps:
                if kind == "t" and not optional and len(value) == 1:
                    must |= 1 << value[0]
            found = self._phrases[number] = (steps, must)
        return found

    def wider(self, lexicon: str, name: str) -> Iterator[str]:
        """An entry of a lexicon and those that it is a kind of, the nearest first."""
        above: dict[str, str] = self._data.get("wider", {}).get(lexicon, {})
        seen: set[str] = set()
        while name and name not in seen:
            seen.add(name)
            yield name
            name = above.get(name, "")

    def to_json(self) -> Mapping[str, Any]:
        """Plain data that `from_json` reads."""
        return self._data

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Book:
        """The book that `to_json` wrote."""
        return cls(data)


def _collect(word: str, numeric: bool, exact: Numbers, prefixes: Numbers) -> int:
    mask = read_mask(exact.get(word))
    if numeric:
        mask |= read_mask(exact.get(NUMBER))
    if prefixes:
        for length in range(1, min(len(word), 24) + 1):
            if word[:length] in prefixes:
                mask |= read_mask(prefixes[word[:length]])
    return mask
