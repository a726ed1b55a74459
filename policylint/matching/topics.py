"""What a section is about, by the words of its heading."""

from __future__ import annotations

from policylint.document import Document, Section
from policylint.matching.index import Index, walk
from policylint.matching.tokens import tokenize

LEXICON = "topic"


def topics(document: Document, index: Index) -> tuple[frozenset[str], ...]:
    """For each section of a document, the topics that its heading and the headings above it name (entries of the lexicon `topic`).

    Kept with the index: both the finders and the rules ask.
    """
    if index.topics is None:
        trie = index.book.tries.get(LEXICON, {})
        found: list[frozenset[str]] = []
        for section in document.sections:
            own = _of(section, trie) if section.index else frozenset()
            found.append(own | found[section.parent] if 0 <= section.parent < len(found) else own)
        index.topics = tuple(found)
    return index.topics


def _of(section: Section, trie: dict[str, object]) -> frozenset[str]:
    words = tokenize(section.title)[0]
    found: set[str] = set()
    at = 0
    while at < len(words):
        longest = None
        for end, name in walk(trie, words, at):
            longest = (end, name)
        if longest:
            found.add(longest[1])
            at = longest[0]
        else:
            at += 1
    return frozenset(found)
