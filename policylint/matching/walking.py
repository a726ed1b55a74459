"""Entries of a trie that begin at one word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from policylint.matching.book import NUMBER, Trie, is_number
from policylint.matching.sharing import Branches, Node


def walk(trie: Trie, words: Sequence[str], at: int) -> Iterator[tuple[int, str]]:
    """(end, name) of every entry of a lexicon of a book that starts at words[at], shortest first."""
    if not isinstance(trie, Node):  # a lexicon that is not there
        return
    table = trie.table
    begin, count = at, len(words)
    node = trie
    while True:  # the common case: one branch at a time until the entries part from the words
        if at > begin:
            name = node.get("")
            if name is not None:
                yield at, name
        if "*" in node or NUMBER in node:
            yield from _loose(table, [node], words, at)
            return
        child = node.get(words[at]) if at < count else None
        if child.__class__ is not int:
            return
        node = table.lazy(child)
        at += 1


def longest(trie: Trie, words: Sequence[str], at: int) -> tuple[int, str] | None:
    """(end, name) of the longest entry of a lexicon of a book that starts at words[at]; None where none does."""
    if not isinstance(trie, Node):
        return None
    table = trie.table
    begin, count = at, len(words)
    node = trie
    found: tuple[int, str] | None = None
    while True:
        if at > begin:
            name = node.get("")
            if name is not None:
                found = (at, name)
        if "*" in node or NUMBER in node:
            return max(_loose(table, [node], words, at), default=found)
        child = node.get(words[at]) if at < count else None
        if child.__class__ is not int:
            return found
        node = table.lazy(child)
        at += 1


def begins(trie: Trie, words: Sequence[str]) -> Sequence[int]:
    """Where in some words an entry may begin: what a caller that walks along them need look at."""
    if "*" in trie or NUMBER in trie:
        return range(len(words))
    return [at for at, word in enumerate(words) if word in trie]


def _loose(table: Branches, nodes: list[Node], words: Sequence[str], at: int) -> Iterator[tuple[int, str]]:
    """The same from branches with prefixes or numbers, of which several may match one word. Entries that end at `at` are not told again."""
    begin, count = at, len(words)
    while nodes:
        following: list[int] = []
        for node in nodes:
            name = node.get("")
            if name is not None and at > begin:
                yield at, name
            if at < count:
                word = words[at]
                if word and word in node:
                    following.append(node[word])
                if NUMBER in node and is_number(word):
                    following.append(node[NUMBER])
                if "*" in node:
                    following += [rest for prefix, rest in table.lazy(node["*"]).items() if word.startswith(prefix)]
        nodes, at = [table.lazy(branch) for branch in following], at + 1
