"""The tries and phrases of a book, written small, and made anew only as far as they are asked for.

Written out, the tries of lexicons that build on each other hold some thirty times as many branches as differ, so equal branches stand
once. A table of branches is text, the branches parted by '|'. Of each it says the name of the entry that ends there ('=name') or '-',
then by turns the number of a branch and the words that lead to it, all parted by ';', the words by blanks. A check of one policy
walks a part of the branches, and only that part becomes dictionaries.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from policylint.matching.numbers import NUMBER_WORDS

Trie = dict[str, Any]
"""Nested words; the key '' holds the canonical name of the entry that ends there. '*' maps prefixes to sub-tries.

In a Node a sub-trie is the number of its branch."""
Parts = tuple[frozenset[str], dict[str, int], int, tuple[tuple[str, int], ...]]
"""Words that end an entry; words that lead to the branch of that number; the branch behind a number in digits or words, -1 for none;
(prefix, branch) of the words that are told by their beginning."""
NUMBER = "#"
ROW, FIELD = "|", ";"  # no token holds them, and JSON writes them as they are
MOST_NAMES = 5000  # of a trie: entries with numbers in them have no end
Step = tuple[str, Any, bool]
"""(kind, value, optional): 't' one of the tries numbered in value, 'g' a gap of up to value words, '^' and '$' the edges."""


def fold(tries: Iterable[Trie]) -> tuple[list[int], str]:
    """The number of each trie in a table of all different branches, and that table."""
    table = _Table()
    return [table.number(trie) for trie in tries], ROW.join(table.rows)


def join(first: str, second: str) -> str:
    """Two tables as one; the numbers of the second are raised by the lines of the first."""
    by = count(first)
    rows: list[str] = []
    for row in second.split(ROW) if second else []:
        parts = row.split(FIELD)
        parts[1::2] = [str(int(number) + by) for number in parts[1::2]]
        rows.append(FIELD.join(parts))
    return ROW.join([first, *rows]) if first else ROW.join(rows)


def count(table: str) -> int:
    """How many branches a table has."""
    return table.count(ROW) + 1 if table else 0


class Node(dict[str, Any]):
    """A trie whose sub-tries are the numbers of branches of a table."""

    __slots__ = ("table",)

    def __init__(self, table: Branches) -> None:
        self.table = table


class Branches:
    """A table of branches under reading."""

    __slots__ = ("_lazy", "_names", "_parts", "_rows", "_whole")

    def __init__(self, table: str) -> None:
        self._rows = table.split(ROW) if table else []
        self._lazy: dict[int, Node] = {}
        self._names: dict[int, dict[tuple[str, ...], str]] = {}
        self._parts: dict[int, Parts] = {}
        self._whole: dict[int, Trie] = {}

    def name(self, number: int, words: Sequence[str]) -> str:
        """The name of the entry of a trie that words are; '' for none."""
        known = self._names.get(number)
        if known is None:
            known = self._names[number] = {}
        key = tuple(words)
        found = known.get(key)
        if found is None:
            found = self._name(number, key)
            if len(known) < MOST_NAMES:
                known[key] = found
        return found

    def _name(self, number: int, words: tuple[str, ...]) -> str:
        nodes = [self.lazy(number)]
        for word in words:
            following: list[int] = []
            for node in nodes:
                if word in node:
                    following.append(node[word])
                if NUMBER in node and is_number(word):
                    following.append(node[NUMBER])
                if "*" in node:
                    following += [rest for prefix, rest in self.lazy(node["*"]).items() if word.startswith(prefix)]
            nodes = [self.lazy(branch) for branch in following]
        return next((node[""] for node in nodes if "" in node), "")

    def parts(self, number: int) -> Parts:
        """The branch of that number, its words by what they lead to."""
        found = self._parts.get(number)
        if found is None:
            rows = self._rows
            last: set[str] = set()
            further: dict[str, int] = {}
            numeral = -1
            prefixed: tuple[tuple[str, int], ...] = ()
            fields = rows[number].split(FIELD)
            for at in range(1, len(fields), 2):
                branch, words = int(fields[at]), fields[at + 1].split(" ")
                if "*" in words:
                    prefixed = tuple(self.lazy(branch).items())
                    words.remove("*")
                if NUMBER in words:
                    numeral = branch
                    words.remove(NUMBER)
                row = rows[branch]
                if row[0] == "=":
                    last.update(words)
                if FIELD in row:
                    for word in words:
                        further[word] = branch
            found = self._parts[number] = (frozenset(last), further, numeral, prefixed)
        return found

    def lazy(self, number: int) -> Node:
        """The trie of that number, its sub-tries as numbers. Raises IndexError or ValueError for a table of another form."""
        node = self._lazy.get(number)
        if node is None:
            node = self._lazy[number] = self._node(number)
        return node

    def trie(self, number: int) -> Trie:
        """The trie of that number, whole."""
        made = self._whole.get(number)
        if made is None:
            made = dict(self.lazy(number))
            for word, value in made.items():
                if value.__class__ is int:
                    made[word] = self.trie(value)
            self._whole[number] = made
        return made

    def _node(self, number: int) -> Node:
        parts = self._rows[number].split(FIELD)
        node = Node(self)
        if parts[0][0] == "=":
            node[""] = parts[0][1:]
        for at in range(1, len(parts), 2):
            branch = int(parts[at])
            for word in parts[at + 1].split(" "):
                node[word] = branch
        return node


class _Table:
    def __init__(self) -> None:
        self.rows: list[str] = []
        self._numbers: dict[str, int] = {}

    def number(self, trie: Trie) -> int:
        """The number of a trie in the table; it is entered if need be, its branches first."""
        parts = ["=" + trie[""] if "" in trie else "-"]
        for word, branch in trie.items():
            if word:
                number = str(self.number(branch))
                # Only neighbours are joined: the order of words is part of a trie.
                if len(parts) > 1 and parts[-2] == number:
                    parts[-1] += " " + word
                else:
                    parts += [number, word]
        if any(ROW in part or FIELD in part for part in parts):
            raise ValueError(f"an entry of a lexicon with {ROW!r} or {FIELD!r} in it: {parts!r}")
        row = FIELD.join(parts)
        found = self._numbers.get(row)
        if found is None:
            found = self._numbers[row] = len(self.rows)
            self.rows.append(row)
        return found


def is_number(word: str) -> bool:
    """Whether a token is a number in digits or in words."""
    return word[:1].isdigit() or word in NUMBER_WORDS


def write_steps(steps: Sequence[Step]) -> str:
    """A phrase's steps as text: 't3,14?' a choice that may be left out, 'g8' a gap, '^' and '$'."""
    words = []
    for kind, value, optional in steps:
        text = ",".join(map(str, value)) if kind == "t" else str(value) if kind == "g" else ""
        words.append(kind + text + ("?" if optional else ""))
    return " ".join(words)


def read_steps(text: str) -> tuple[Step, ...]:
    """What `write_steps` wrote."""
    found: list[Step] = []
    for word in text.split(" "):
        kind, optional = word[0], word[-1] == "?"
        body = word[1:-1] if optional else word[1:]
        value: Any = tuple(map(int, body.split(","))) if kind == "t" else int(body) if kind == "g" else 0
        found.append((kind, value, optional))
    return tuple(found)


def write_numbers(numbers: Sequence[int]) -> str:
    """Some numbers as text: '3 17', or where they are many the bit set of them in base 16 behind an 'x'."""
    if len(numbers) > 40:
        mask = 0
        for number in numbers:
            mask |= 1 << number
        return f"x{mask:x}"
    return " ".join(map(str, numbers))


def read_mask(text: str | None) -> int:
    """The bit set of what `write_numbers` wrote; 0 for None."""
    if not text:
        return 0
    if text[0] == "x":
        return int(text[1:], 16)
    mask = 0
    for number in text.split(" "):
        mask |= 1 << int(number)
    return mask


def read_numbers(text: str | None) -> list[int]:
    """The numbers that `write_numbers` wrote, sorted; [] for None."""
    mask = read_mask(text)
    return [number for number in range(mask.bit_length()) if mask >> number & 1]
