"""The tries and phrases of a book, written small, and made anew only as far as they are asked for.

Written out, the tries of lexicons that build on each other hold some thirty times as many branches as differ, so equal branches stand
once. A table of branches is text, the branches parted by '|'. Of each it says the name of the entry that ends there ('=name') or '-',
then by turns the number of a branch and the words that lead to it, all parted by ';', the words by blanks. A check of one policy
walks a part of the branches, and only that part becomes dictionaries.

Matching asks the other way round: in which branches does a word of the document stand? A second table (`links`) says so for each word.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence

from policylint.hints import Any
from policylint.matching.numbers import NUMBER_WORDS

Trie = dict[str, Any]
"""Nested words; the key '' holds the canonical name of the entry that ends there. '*' maps prefixes to sub-tries.

In a Node a sub-trie is the number of its branch."""
Link = tuple[list[int], list[int], list[int]]
"""Of a word: the branches in which it ends an entry; those in which more may follow, and what it leads to in each of them."""
NUMBER = "#"
ROW, FIELD = "|", ";"  # no token holds them, and JSON writes them as they are
MOST_NAMES = 5000  # of a trie: entries with numbers in them have no end
Step = tuple[str, Any, bool]
"""(kind, value, optional): 't' one of the tries numbered in value, 'g' a gap of up to value words, '^' and '$' the edges."""


def enter(root: Trie, row: Iterable[str], value: str) -> None:
    """Enter one sequence of words, with the canonical name of its entry, into a trie; an entry that is there already stays."""
    node = root
    for word in row:
        if word.endswith("*") and len(word) > 1:
            node = node.setdefault("*", {}).setdefault(word[:-1], {})
        else:
            node = node.setdefault(word, {})
    node.setdefault("", value)


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


def links(table: str, by: int = 0) -> dict[str, str]:
    """For each word of a table where it stands, packed: how many branches there are in which it ends an entry, those branches, and by
    turns a branch in which more may follow it and where it leads then. The numbers of branches are raised by `by`.

    The key '' has the branches in which words stand that are told by their form: by turns a branch, one more than the branch behind a
    number, and one more than that of the prefixes; 0 for none.
    """
    rows = table.split(ROW) if table else []
    ends: dict[str, list[int]] = {}
    leads: dict[str, list[int]] = {}
    loose: list[int] = []
    for number, row in enumerate(rows):
        fields = row.split(FIELD)
        numeral = star = 0
        for at in range(1, len(fields), 2):
            branch = int(fields[at])
            end, lead = rows[branch][0] == "=", FIELD in rows[branch]
            for word in fields[at + 1].split(" "):
                if word == NUMBER:
                    numeral = branch + by + 1
                elif word == "*":
                    star = branch + by + 1
                else:
                    if end:
                        ends.setdefault(word, []).append(number + by)
                    if lead:
                        leads.setdefault(word, []).extend((number + by, branch + by))
        if numeral or star:
            loose += (number + by, numeral, star)
    found = {"": pack(loose)}
    for word in sorted({*ends, *leads}):
        here = ends.get(word, [])
        found[word] = pack([len(here), *here, *leads.get(word, [])])
    return found


def join_links(first: Mapping[str, str], second: Mapping[str, str]) -> dict[str, str]:
    """The links of two tables whose branches have different numbers."""
    found = dict(first)
    for word, row in second.items():
        if word not in found:
            found[word] = row
        elif word:
            (one, *ones), (two, *twos) = unpack(found[word]), unpack(row)
            found[word] = pack([one + two, *ones[:one], *twos[:two], *ones[one:], *twos[two:]])
        else:
            found[word] = pack([*unpack(found[word]), *unpack(row)])
    return found


class Node(dict[str, Any]):
    """A trie whose sub-tries are the numbers of branches of a table."""

    __slots__ = ("table",)

    def __init__(self, table: Branches) -> None:
        self.table = table


class Branches:
    """A table of branches under reading."""

    __slots__ = ("_lazy", "_names", "_rows", "_whole")

    def __init__(self, table: str | Sequence[Trie]) -> None:
        """`table` is the text, or of each branch what `read` makes of its line."""
        self._rows: Sequence[Any] = table if not isinstance(table, str) else table.split(ROW) if table else []
        self._lazy: dict[int, Node] = {}
        self._names: dict[int, dict[tuple[str, ...], str]] = {}
        self._whole: dict[int, Trie] = {}

    def __len__(self) -> int:
        return len(self._rows)

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
        row = self._rows[number]
        node = Node(self)
        node.update(read(row) if row.__class__ is str else row)
        return node


def read(row: str) -> Trie:
    """A branch of a table, its sub-tries as numbers."""
    parts = row.split(FIELD)
    found: Trie = {"": parts[0][1:]} if parts[0][0] == "=" else {}
    for at in range(1, len(parts), 2):
        branch = int(parts[at])
        for word in parts[at + 1].split(" "):
            found[word] = branch
    return found


def write(branch: Trie) -> str:
    """The line of a table that `read` reads so; neighbours with the same branch are joined: the order of words is part of a trie.

    ValueError for an entry that no line can hold.
    """
    parts = ["=" + branch[""] if "" in branch else "-"]
    for word, number in branch.items():
        if word:
            if len(parts) > 1 and parts[-2] == str(number):
                parts[-1] += " " + word
            else:
                parts += [str(number), word]
    if any(ROW in part or FIELD in part for part in parts):
        raise ValueError(f"an entry of a lexicon with {ROW!r} or {FIELD!r} in it: {parts!r}")
    return FIELD.join(parts)


class _Table:
    def __init__(self) -> None:
        self.rows: list[str] = []
        self._numbers: dict[str, int] = {}

    def number(self, trie: Trie) -> int:
        """The number of a trie in the table; it is entered if need be, its branches first."""
        row = write({word: self.number(branch) if word else branch for word, branch in trie.items()})
        found = self._numbers.get(row)
        if found is None:
            found = self._numbers[row] = len(self.rows)
            self.rows.append(row)
        return found


def is_number(word: str) -> bool:
    """Whether a token is a number in digits or in words."""
    return word[:1].isdigit() or word in NUMBER_WORDS


def pack(numbers: Sequence[int]) -> str:
    """Whole numbers as text that is quickly read: two bytes a number in base 64, or behind a '.' four."""
    from array import array
    from binascii import b2a_base64

    kind = "H" if max(numbers, default=0) < 1 << 16 else "I"
    data = array(kind, numbers)
    if sys.byteorder == "big":
        data.byteswap()
    return ("" if kind == "H" else ".") + b2a_base64(data.tobytes(), newline=False).decode("ascii")


def unpack(text: str | bytes) -> list[int]:
    """What `pack` wrote; nothing for ''. Bytes are numbers as they stand in this machine's memory, four bytes each."""
    if text.__class__ is bytes:
        return memoryview(text).cast("I").tolist()
    from array import array
    from binascii import a2b_base64

    assert isinstance(text, str)
    data = array("I", a2b_base64(text[1:])) if text[:1] == "." else array("H", a2b_base64(text))
    if sys.byteorder == "big":
        data.byteswap()
    return data.tolist()
