"""Users' phrases on top of a finished book, without reading the lexicons again, which takes many times as long."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from policylint.hints import Any, cast
from policylint.lexicon import Lexicons
from policylint.matching import compiling, sharing
from policylint.matching.book import Book, Step, Trie
from policylint.matching.phrases import Phrase

Row = tuple[str, ...]


class Words:
    """The lexicons of a finished book: what `Lexicons` tells a compiler of phrases, read back from the tries."""

    def __init__(self, book: Book) -> None:
        self._tries = {name: book.branches.trie(book.roots[number]) for name, number in book.names.items()}

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all lexicons, sorted."""
        return tuple(sorted(self._tries))

    def trie(self, name: str) -> Trie:
        """A lexicon as nested words."""
        return self._tries[name]

    def entries(self, name: str) -> list[tuple[Row, str]]:
        """(words, name of the entry) of each sequence of a lexicon."""
        return list(_entries(self._tries[name], ()))

    def sequences(self, name: str) -> list[Row]:
        """The word sequences of a lexicon."""
        return [row for row, _ in self.entries(name)]

    def wider(self, name: str) -> Mapping[str, str]:
        """Nothing: what is a kind of what stands in the finished book."""
        return {}

    def values(self, name: str) -> tuple[str, ...]:
        """The names of the entries of a lexicon, sorted."""
        return tuple(sorted({value for _, value in self.entries(name) if value}))


def extend(book: Book, groups: Mapping[str, Sequence[tuple[str, Phrase]]]) -> Book:
    """A book with the groups of `book` and `groups`: new names -> (source, phrase) pairs."""
    if not groups:
        return book
    old = book.to_json()
    new = compiling.build(groups, cast(Lexicons, Words(book))).to_json()
    shift, nodes = len(old["steps"]), sharing.count(old["nodes"])
    tries = list(old["tries"])
    numbers = {number: old["names"][name] for name, number in new["names"].items()}  # the lexicons are there already
    for number, folded in enumerate(new["tries"]):
        if number not in numbers:
            numbers[number] = len(tries)
            tries.append(folded + nodes)
    merged: dict[str, Any] = {
        "groups": old["groups"] | {name: [n + shift for n in rows] for name, rows in new["groups"].items()},
        "steps": [*old["steps"], *(_renumbered(steps, numbers) for steps in new["steps"])],
        "sources": [*old.get("sources", [""] * shift), *new["sources"]],
        "names": old["names"],
        "tries": tries,
        "nodes": sharing.join(old["nodes"], new["nodes"]),
        "links": sharing.join_links(old["links"], sharing.links(new["nodes"], nodes)),
        "wider": old.get("wider", {}),
    }
    for table in ("gates", "gate_prefixes"):
        merged[table] = dict(old[table])
        for word, packed in new[table].items():
            more = [number + shift for number in sharing.unpack(packed)]
            merged[table][word] = sharing.pack([*sharing.unpack(old[table].get(word, "")), *more])
    return Book.from_json(merged)


def _renumbered(steps: Sequence[Step], numbers: Mapping[int, int]) -> list[list[Any]]:
    return [[kind, [numbers[n] for n in value] if kind == "t" else value, optional] for kind, value, optional in steps]


def _entries(trie: Trie, row: Row) -> Iterator[tuple[Row, str]]:
    for word, value in trie.items():
        if word == "":
            yield row, value
        elif word == "*":
            for prefix, rest in value.items():
                yield from _entries(rest, (*row, prefix + "*"))
        else:
            yield from _entries(value, (*row, word))
