"""Entries of a trie at one word, one sentence at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from policylint.matching.book import NUMBER, Trie, is_number


def walk(trie: Trie, words: Sequence[str], at: int) -> Iterator[tuple[int, str]]:
    """(end, name) of every entry of a trie that starts at words[at], shortest first."""
    if (
        "*" not in trie and NUMBER not in trie
    ):  # the common case: one node at a time until the entries part from the words
        node: Trie | None = trie
        begin, count = at, len(words)
        while node is not None:
            name = node.get("")
            if name is not None and at > begin:
                yield at, name
            if "*" in node or NUMBER in node:
                yield from _walk_loose([node], words, at)
                return
            node = node.get(words[at]) if at < count else None
            at += 1
        return
    yield from _walk_loose([trie], words, at)


def _walk_loose(nodes: list[Trie], words: Sequence[str], at: int) -> Iterator[tuple[int, str]]:
    """The same from nodes with prefixes or numbers, of which several may match one word. Entries that end at `at` are not told again."""
    begin = at
    while nodes:
        following: list[Trie] = []
        for node in nodes:
            name = node.get("")
            if name is not None and at > begin:
                yield at, name
            if at < len(words):
                word = words[at]
                child = node.get(word) if word else None
                if child is not None:
                    following.append(child)
                if NUMBER in node and is_number(word):
                    following.append(node[NUMBER])
                for prefix, sub in (node.get("*") or {}).items():
                    if word.startswith(prefix):
                        following.append(sub)
        nodes, at = following, at + 1
