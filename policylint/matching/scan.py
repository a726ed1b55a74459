"""One sentence under search: which phrases may occur in it, and where they do, worked out as far as anybody asks."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from policylint.matching.book import NUMBER, Book, Match, Step, Trie, is_number
from policylint.matching.sharing import Branches

Found = tuple[int, int, str]
"""(first, last, name): an entry of a trie, its tokens half-open, and its canonical name."""
_NONE: list[Found] = []


def _by_place(found: Found) -> tuple[int, int]:
    """The order of entries: by where they begin, the longest first."""
    return found[0], -found[1]


class Scan:
    """The words of one sentence, the phrases whose gates they pass, and what was found of each phrase asked for so far.

    It belongs to the words alone, not to a document, so that the same sentence in another policy need not be searched again.
    """

    __slots__ = ("_book", "_entries", "_known", "_places", "_set", "candidates", "count", "own", "words")

    def __init__(self, book: Book, words: tuple[str, ...], own: int) -> None:
        self._book, self.words, self.own, self.count = book, words, own, len(words)
        self._known: dict[int, list[Match]] = {}
        self._entries: dict[int, list[Found]] = {}
        masks = book.masks
        self._places: dict[str, list[int]] = {}
        for at, word in enumerate(words):
            self._places.setdefault(word, []).append(at)
        self._set = set(self._places)
        gated = have = 0
        for word in self._set:
            gate, begun = masks(word)
            gated |= gate
            have |= begun
        absent = ~have
        candidates: list[int] = []
        phrase = book.phrase
        while gated:
            low = gated & -gated
            gated ^= low
            number = low.bit_length() - 1
            if not phrase(number)[1] & absent:
                candidates.append(number)
        self.candidates = tuple(candidates)

    def matches(self, phrase: int) -> list[Match]:
        """(first, last, names) of a phrase's matches from left to right, none overlapping the one before."""
        found = self._known.get(phrase)
        if found is None:
            found = self._known[phrase] = self._match(self._book.phrase(phrase)[0])
        return found

    def settle(self) -> None:
        """Forget what was only needed on the way; it is worked out again if it is asked for."""
        self._entries = {}

    def _of(self, tries: Sequence[int]) -> list[Found]:
        """Every entry of some tries, by where it begins, the longest first."""
        if len(tries) == 1:
            found = self._entries.get(tries[0])
            return self._look(tries[0]) if found is None else found
        rows = [row for number in tries for row in self._of((number,))]
        rows.sort(key=_by_place)
        return rows

    def _look(self, number: int) -> list[Found]:
        branches = self._book.branches
        root = branches.lazy(self._book.roots[number])
        rows: list[Found] = []
        if NUMBER in root or "*" in root:
            for at in range(self.count):
                rows += _entries(branches, root, self.words, at)
            rows.sort(key=_by_place)
        else:
            places = self._places
            for word in root.keys() & self._set:
                node = root[word]
                if node.__class__ is int:
                    node = root[word] = branches.lazy(node)
                if len(node) == 1 and "" in node:  # most entries are one word
                    name = node[""]
                    for at in places[word]:
                        rows.append((at, at + 1, name))
                else:
                    for at in places[word]:
                        rows += _entries(branches, root, self.words, at)
            if len(rows) > 1:
                rows.sort(key=_by_place)
        self._entries[number] = rows
        return rows

    def _match(self, steps: Sequence[Step]) -> list[Match]:
        found: list[Match] = []
        least = 0
        own = self.own
        if len(steps) == 1:  # a lexicon or a row of alternatives: its entries are the matches
            for first, last, name in self._of(steps[0][1]):
                if first >= least:
                    least = last
                    if last > own:
                        found.append((first, last, (name,)))
            return found
        options: list[list[Found]] = []
        for kind, value, optional in steps:
            rows = self._of(value) if kind == "t" else _NONE
            if not rows and kind == "t" and not optional:
                return found
            options.append(rows)
        plain = steps[0][0] == "t" and not steps[0][2]
        for first in [row[0] for row in options[0]] if plain else self._begins(steps, options):
            if first < least:
                continue
            match = self._run(steps, options, 0, first, ())
            if match is not None and match[0] > first:
                if match[0] > own:
                    found.append((first, *match))
                least = match[0]
        return found

    def _begins(self, steps: Sequence[Step], options: Sequence[list[Found]]) -> list[int]:
        """Where a phrase may begin that begins with an edge or with something optional."""
        begins: set[int] = set()
        for step, rows in zip(steps, options, strict=True):
            begins.update(row[0] for row in rows)
            if step[0] != "^" and not step[2]:
                break
        return sorted(begins)

    def _run(
        self, steps: Sequence[Step], options: Sequence[list[Found]], step: int, at: int, names: tuple[str, ...]
    ) -> tuple[int, tuple[str, ...]] | None:
        """Match steps[step:] at words[at]; the end and the names of the entries, or None."""
        if step == len(steps):
            return at, names
        kind, value, optional = steps[step]
        if kind == "t":
            rows = options[step]
            for row in range(bisect_left(rows, (at,)), len(rows)):
                start, end, name = rows[row]
                if start > at:
                    break
                match = self._run(steps, options, step + 1, end, (*names, name))
                if match is not None:
                    return match
            return self._run(steps, options, step + 1, at, names) if optional else None
        if kind == "g":
            for start in self._after(steps, options, step + 1, at, at + value):
                match = self._run(steps, options, step + 1, start, names)
                if match is not None:
                    return match
            return None
        if kind == "^":
            return self._run(steps, options, step + 1, at, names) if at in (0, self.own) else None
        return self._run(steps, options, step + 1, at, names) if at == self.count else None

    def _after(
        self, steps: Sequence[Step], options: Sequence[list[Found]], step: int, low: int, high: int
    ) -> Sequence[int]:
        """Where what follows a gap may begin, between two tokens."""
        if step < len(steps) and steps[step][0] == "t" and not steps[step][2]:
            found: list[int] = []
            rows = options[step]
            for row in range(bisect_left(rows, (low,)), len(rows)):
                start = rows[row][0]
                if start > high:
                    break
                if not found or found[-1] != start:
                    found.append(start)
            return found
        return range(low, min(high, self.count) + 1)


def _entries(branches: Branches, root: Trie, words: Sequence[str], at: int) -> list[Found]:
    """(at, end, name) of every entry of a lazy trie that starts at words[at], shortest first."""
    found: list[Found] = []
    begin, count = at, len(words)
    nodes = [root]
    while nodes:
        following: list[Trie] = []
        for node in nodes:
            if at > begin:
                name = node.get("")
                if name is not None:
                    found.append((begin, at, name))
            if at == count:
                continue
            word = words[at]
            child = node.get(word)
            if child is not None:
                if child.__class__ is int:
                    child = node[word] = branches.lazy(child)
                following.append(child)
            if NUMBER in node and is_number(word):
                following.append(branches.lazy(node[NUMBER]) if node[NUMBER].__class__ is int else node[NUMBER])
            if "*" in node:
                stars = branches.lazy(node["*"]) if node["*"].__class__ is int else node["*"]
                for prefix, sub in stars.items():
                    if word.startswith(prefix):
                        following.append(branches.lazy(sub) if sub.__class__ is int else sub)
        nodes, at = following, at + 1
    return found


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
