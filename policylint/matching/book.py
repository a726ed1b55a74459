"""All phrases of rules and finders as one book, so that a document is searched once.

A phrase is a row of steps over tries of words. A gate stands before it: the words of its rarest step, of which one must be there for
it to match. Nothing is compiled at start-up: a book is plain data that is read from JSON as it stands, most of it packed, and
unpacked only where a word of the document leads to it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from policylint.hints import Any
from policylint.matching.sharing import NUMBER, Branches, Link, Step, Trie, is_number, unpack

__all__ = ["NUMBER", "Book", "Match", "Step", "Trie", "is_number"]

Numbers = Mapping[str, str] | Mapping[str, bytes]
"""For a word the numbers of phrases (sharing.unpack)."""
Match = tuple[int, int, tuple[str, ...]]
"""First and last token (half-open) of a match, and the names of the entries in it."""

_NOWHERE: Link = ([], [], [])
MOST_SHARED = 50_000
MOST_WORDS = 200_000  # words whose gates are kept: a hostile text of endless new words must not fill the memory


class Tries(Mapping[str, Trie]):
    """The lexicons of a book by name."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._made: dict[str, Trie] = {}
        self._beginnings: dict[tuple[str, ...], frozenset[str]] = {}

    def __getitem__(self, name: str) -> Trie:
        found = self._made.get(name)
        if found is None:
            found = self._made[name] = self._book.branches.lazy(self._book.roots[self._book.names[name]])
        return found

    def get(self, name: str, default: Any = None) -> Any:
        """A lexicon, or `default` where there is none of that name."""
        return self[name] if name in self._book.names else default

    def beginnings(self, names: tuple[str, ...]) -> frozenset[str]:
        """The words that an entry of some lexicons may begin with, where none begins with a number or a prefix."""
        found = self._beginnings.get(names)
        if found is None:
            found = self._beginnings[names] = frozenset([word for name in names for word in self.get(name, ())])
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._book.names)

    def __len__(self) -> int:
        return len(self._book.names)


class Book:
    """Named groups of phrases. `groups` maps a name to the numbers of its phrases; `tries` are the lexicons by name.

    `loose` are the branches in which words are told by their form: the branch behind a number and that of the prefixes, -1 for none.
    """

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._data = data
        self._links: Numbers = data["links"]
        self.groups: dict[str, list[int]] = data["groups"]
        self.names: dict[str, int] = data["names"]
        self.roots: list[int] = data["tries"]
        self.branches = Branches(data["nodes"])
        self._linked: dict[str, Link] = {}
        loose = unpack(self._links.get("", ""))
        self.loose = {loose[at]: (loose[at + 1] - 1, loose[at + 2] - 1) for at in range(0, len(loose), 3)}
        self._steps: Sequence[Sequence[Step]] = data["steps"]
        self._gates: dict[str, tuple[int, ...]] = {}
        self._exact: Numbers = data["gates"]
        self._prefixed: Numbers = data["gate_prefixes"]
        self._prefixes = tuple(self._prefixed)
        self.tries = Tries(self)
        self.kept: dict[tuple[tuple[str, ...], int], Any] = {}  # of Index: what was found in sentences
        self._shared: dict[tuple[Match, ...], tuple[Match, ...]] = {}

    @property
    def count(self) -> int:
        """How many phrases the book has."""
        return len(self._steps)

    @property
    def sources(self) -> list[str]:
        """The phrases as written, by number; [] for a book read without them."""
        found: list[str] = self._data.get("sources", [])
        return found

    def gate(self, word: str) -> tuple[int, ...]:
        """The phrases in whose gate a word is."""
        found = self._gates.get(word)
        if found is None:
            found = _collect(word, self._exact, self._prefixed, self._prefixes)
            if len(self._gates) < MOST_WORDS:
                self._gates[word] = found
        return found

    def link(self, word: str) -> Link:
        """In which branches of tries a word stands."""
        found = self._linked.get(word)
        if found is None:
            row = self._links.get(word)
            if row is None:
                return _NOWHERE
            numbers = unpack(row)
            ends = numbers[0] + 1
            found = self._linked[word] = numbers[1:ends], numbers[ends::2], numbers[ends + 1 :: 2]
        return found

    def phrase(self, number: int) -> Sequence[Step]:
        """The steps of a phrase."""
        return self._steps[number]

    def share(self, matches: tuple[Match, ...]) -> tuple[Match, ...]:
        """The same matches: equal ones, of which there are many, stand in memory once."""
        if len(self._shared) < MOST_SHARED:
            return self._shared.setdefault(matches, matches)
        return self._shared.get(matches, matches)

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
        return {name: value.plain() if hasattr(value, "plain") else value for name, value in self._data.items()}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Book:
        """The book that `to_json` wrote."""
        return cls(data)


def _collect(word: str, exact: Numbers, prefixed: Numbers, prefixes: tuple[str, ...]) -> tuple[int, ...]:
    row = exact.get(word)
    found = unpack(row) if row else []
    if is_number(word):
        found += unpack(exact.get(NUMBER, ""))
    if word.startswith(prefixes):
        for prefix in prefixes:
            if word.startswith(prefix):
                found += unpack(prefixed[prefix])
    return tuple(found)
