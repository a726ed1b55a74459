"""What a section is about, by the words of its heading and, where the headings say nothing, by what its sentences speak of."""

from __future__ import annotations

from collections import Counter

from policylint.document import Document, Sentence
from policylint.matching.book import Trie
from policylint.matching.index import Index, walk
from policylint.matching.tokens import tokenize

HEADINGS = "topic"  # the lexicon of what headings say
CONTENT = "topic-content"  # the lexicon of what is said where a topic is dealt with
_SHARE = 2  # a topic is that of a section where one sentence in so many speaks of it,
_LEAST = 2  # and so many sentences do
_LONGEST = 16  # a section of more sentences deals with several things, and needs a heading to say with which


def headed(document: Document, index: Index) -> tuple[frozenset[str], ...]:
    """For each section of a document, the topics that its heading and the headings above it name (entries of the lexicon `topic`).

    Kept with the index: both the finders and the rules ask.
    """
    if index.headed is None:
        trie = index.book.tries.get(HEADINGS, {})
        found: list[frozenset[str]] = []
        for section in document.sections:
            own = _named(trie, tokenize(section.title)[0]) if section.index else frozenset()
            found.append(own | found[section.parent] if 0 <= section.parent < len(found) else own)
        index.headed = tuple(found)
    return index.headed


def topics(document: Document, index: Index) -> tuple[frozenset[str], ...]:
    """For each section of a document, the topics of its headings, or else those that half of its sentences speak of.

    The title of the document is no such heading: it says what all of it is about. Kept with the index.
    """
    if index.topics is None:
        named = headed(document, index)
        index.topics = tuple(map(frozenset.union, named, _spoken(document, index, named)))
    return index.topics


def _spoken(document: Document, index: Index, named: tuple[frozenset[str], ...]) -> list[frozenset[str]]:
    """For each section whose headings name no topic, the topics of its own sentences; nothing for the others."""
    trie: Trie = index.book.tries.get(CONTENT, {})
    silent: dict[int, list[Sentence]] = {}
    for sentence in document.sentences:
        block = sentence.block
        if not named[block.section.index] and block.kind not in ("heading", "title", "meta"):
            silent.setdefault(block.section.index, []).append(sentence)
    found: list[frozenset[str]] = [frozenset()] * len(named)
    for at, sentences in silent.items():
        if _LEAST <= len(sentences) <= _LONGEST:
            counts: Counter[str] = Counter()
            for sentence in sentences:
                counts.update(_named(trie, index.words(sentence)))
            least = max(_LEAST, len(sentences) / _SHARE)
            found[at] = frozenset(topic for topic, count in counts.items() if count >= least)
    return found


def _named(trie: Trie, words: tuple[str, ...]) -> frozenset[str]:
    """The entries of a lexicon that occur in a text, the longest from each place."""
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
