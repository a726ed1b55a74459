"""Which entries of a lexicon stand in a row of words, for checks that look closely at a few sentences."""

from __future__ import annotations

from collections.abc import Iterator

from policylint.document import Sentence
from policylint.finding import Mark
from policylint.hints import Any
from policylint.matching.walking import longest
from policylint.site import Policy

Entry = tuple[int, int, str]
"""First and last word (half-open), and the name of the entry."""


class Lexicon:
    """One lexicon of the book that a policy was read with."""

    __slots__ = ("_loose", "_trie")

    def __init__(self, policy: Policy, name: str) -> None:
        tries: Any = policy.index.book.tries
        self._trie = tries.get(name, {})
        self._loose = "*" in self._trie or "#" in self._trie

    def __contains__(self, word: str) -> bool:
        return self._loose or word in self._trie

    def at(self, words: tuple[str, ...], at: int) -> tuple[int, str] | None:
        """Where the longest entry that begins at words[at] ends, and its name."""
        if not self._loose and words[at] not in self._trie:
            return None
        return longest(self._trie, words, at)

    def entries(self, words: tuple[str, ...]) -> list[Entry]:
        """The entries in a row of words from left to right, the longest at each place, none overlapping."""
        found: list[Entry] = []
        trie, loose = self._trie, self._loose
        at, count = 0, len(words)
        while at < count:
            if loose or words[at] in trie:
                entry = longest(trie, words, at)
                if entry is not None:
                    found.append((at, entry[0], entry[1]))
                    at = entry[0]
                    continue
            at += 1
        return found

    def names(self, words: tuple[str, ...]) -> frozenset[str]:
        """The names of those entries."""
        return frozenset([name for _, _, name in self.entries(words)])

    def begins(self, words: tuple[str, ...], name: str, within: int = 1) -> bool:
        """Whether an entry of that name stands at one of the first `within` words."""
        for at in range(min(within, len(words))):
            found = self.at(words, at)
            if found is not None and found[1] == name:
                return True
        return False


def whole(policy: Policy, sentence: Sentence) -> Mark:
    """A sentence as a mark."""
    return Mark(policy.path, sentence.source())


def sentences(policy: Policy, frame: str) -> Iterator[Sentence]:
    """The sentences in which a frame occurs, headings and front matter aside, in the order of the text."""
    for at in sorted(policy.index.sentences(f"frame:{frame}")):
        yield policy.document.sentences[at]
