"""Entries that begin at a word: the longest at once, and where it is worth looking."""

from __future__ import annotations

import pytest

from policylint.lexicon import Lexicons
from policylint.matching import compiling
from policylint.matching.book import Trie
from policylint.matching.phrases import parse
from policylint.matching.walking import begins, longest, walk

WORDS = tuple("we keep server log files for 30 days or log data".split())


def trie(*phrases: str) -> Trie:
    """A trie of phrases as a book keeps it."""
    book = compiling.build({"g": [(phrase, parse(phrase)) for phrase in phrases]}, Lexicons({}, {}, []))
    return book.branches.lazy(book.roots[0])


@pytest.mark.parametrize(
    ("phrase", "places", "ends"),
    [
        ("log | log files | server", [2, 3, 9], [3, 5, 10]),
        ("log (files)?", [3, 9], [5, 10]),
        ("# days", range(11), [8]),
        ("fil* | log files for", range(11), [6, 5]),
    ],
)
def test_walking(phrase: str, places: object, ends: list[int]) -> None:
    """`longest` is the last that `walk` gives, and no entry begins elsewhere than `begins` says."""
    entries = trie(f"({phrase})")
    assert begins(entries, WORDS) == places
    found = [longest(entries, WORDS, at) for at in range(len(WORDS))]
    assert found == [max(walk(entries, WORDS, at), default=None) for at in range(len(WORDS))]
    assert [entry[0] for entry in found if entry] == ends
    assert {at for at, entry in enumerate(found) if entry} <= set(begins(entries, WORDS))
