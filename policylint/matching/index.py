"""Where the phrases of a book occur in a document."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from policylint.document import Document, Sentence
from policylint.matching.board import APART, Board
from policylint.matching.book import Book, Match
from policylint.matching.tokens import Tokens, tokenize
from policylint.matching.walking import walk

__all__ = ["Hit", "Index", "search", "walk"]

# The same sentence stands in many policies, and in every policy of one template: what was found in it is kept. Long sentences repeat less.
MOST_KEPT = 6000
MOST_LONG = 60
MOST_PLACES = 30_000  # of one board: where its numbers are longer, another board costs less
LEAD = 24  # words of the sentence that introduces a list that are read with each item
STATING = ("paragraph", "item", "cell", "quote")  # kinds of blocks that can state something

Key = tuple[tuple[str, ...], int]
"""The words of a sentence, and where its own begin."""
Found = dict[int, list[Match]]
"""The matches of each phrase that occurs in a sentence."""


class Hit(NamedTuple):
    """A phrase found. `first` to `last` (half-open) count the tokens of `Index.words(sentence)`; `start` to `end` its characters.

    Where the phrase begins in the sentence that introduces a list, `start` is 0: the item's own words alone are pointed at.
    """

    sentence: Sentence
    first: int
    last: int
    start: int
    end: int
    phrase: int
    values: tuple[str, ...] = ()

    @property
    def value(self) -> str:
        """The name of the first lexicon entry in the phrase, '' where it has none."""
        for value in self.values:
            if value:
                return value
        return ""


class Index:
    """The tokens of every sentence of a document, and the hits of every phrase of a book in them.

    The first sentence of a list item is read together with the end of the sentence that introduces the list, a cell with its
    column and row headers: "We never:" + "sell your data" is one statement. Those words come first in `words`; `own` says where
    the sentence's own words begin. A phrase must reach into them to count.
    """

    def __init__(self, document: Document, book: Book) -> None:
        self.document, self.book = document, book
        self.tokens: list[Tokens] = []
        self.own: list[int] = []
        for sentence in document.sentences:
            tokens = tokenize(sentence.text)
            before = self._before(sentence)
            self.own.append(len(before))
            if before:
                pad = (0,) * len(before)
                tokens = (before + tokens[0], pad + tokens[1], pad + tokens[2])
            self.tokens.append(tokens)
        self._found: list[Found] | None = None  # of each sentence, once they were searched
        self._where: dict[int, list[int]] = {}  # phrase -> numbers of the sentences in which it occurs
        self._hits: dict[int, list[Hit]] = {}
        self._groups: dict[tuple[str, bool], tuple[Hit, ...]] = {}
        self._sentences: dict[str, frozenset[int]] = {}

    def _before(self, sentence: Sentence) -> tuple[str, ...]:
        block = sentence.block
        if sentence.start or block.kind not in ("item", "cell"):
            return ()
        words: tuple[str, ...] = ()
        if block.lead is not None and block.lead.index < len(self.tokens):
            words = self.tokens[block.lead.index][0][-LEAD:]
        for header in block.headers:
            words += tokenize(header)[0][:LEAD]
        return words

    def meet(self, found: list[Found]) -> None:
        """Take what was found in each sentence."""
        self._found, where = found, self._where
        for at, matches in enumerate(found):
            for number in matches:
                rows = where.get(number)
                if rows is None:
                    where[number] = [at]
                else:
                    rows.append(at)

    def _of(self, phrase: int) -> list[Hit]:
        """The hits of one phrase, in the order of the text."""
        hits = self._hits.get(phrase)
        if hits is None:
            hits = self._hits[phrase] = []
            found, sentences = self._searched(), self.document.sentences
            make: Any = tuple.__new__  # what Hit() does, without a call on the way
            for at in self._where.get(phrase, ()):
                sentence = sentences[at]
                _, starts, ends = self.tokens[at]
                for first, last, values in found[at][phrase]:
                    hits.append(make(Hit, (sentence, first, last, starts[first], ends[last - 1], phrase, values)))
        return hits

    def _searched(self) -> list[Found]:
        if self._found is None:
            search([self])
        assert self._found is not None
        return self._found

    @property
    def phrases(self) -> frozenset[int]:
        """The numbers of the phrases that occur anywhere in the document (policylint.examples asks which are never hit)."""
        self._searched()
        return frozenset(self._where)

    def words(self, sentence: Sentence) -> tuple[str, ...]:
        """The tokens of a sentence, those of its lead or headers first."""
        return self.tokens[sentence.index][0]

    def find(self, group: str, headings: bool = False) -> tuple[Hit, ...]:
        """All hits of a group's phrases, in the order of the text; of hits on the same words one is kept.

        Headings state nothing: their hits are left out, or, with `headings`, are the only ones given. Front matter is left out.
        Raises KeyError for a group that the book does not have.
        """
        found = self._groups.get((group, headings))
        if found is None:
            self._searched()
            where = self._where
            kinds = ("heading", "title") if headings else STATING
            rows: dict[tuple[int, int, int], Hit] = {}
            numbers = [number for number in self.book.groups[group] if number in where]
            for number in numbers:
                for hit in self._of(number):
                    sentence = hit[0]
                    if sentence.block.kind in kinds:
                        key = (sentence.index, hit[1], hit[2])
                        if key not in rows:
                            rows[key] = hit
            if len(numbers) > 1:  # those of one phrase are in order
                found = tuple([rows[key] for key in sorted(rows)])
            else:
                found = tuple(rows.values())
            self._groups[group, headings] = found
        return found

    def sentences(self, group: str) -> frozenset[int]:
        """The numbers of the sentences in which a group's phrases occur, headings and front matter left out.

        Raises KeyError for a group that the book does not have.
        """
        found = self._sentences.get(group)
        if found is None:
            self._searched()
            where, sentences = self._where, self.document.sentences
            rows: set[int] = set()
            for phrase in self.book.groups[group]:
                if phrase in where:
                    rows.update(where[phrase])
            found = self._sentences[group] = frozenset([at for at in rows if sentences[at].block.kind in STATING])
        return found

    def has(self, group: str) -> bool:
        """Whether a group exists in the book."""
        return group in self.book.groups


def search(indexes: Sequence[Index]) -> None:
    """Search some documents for every phrase of their book, which costs less together than one by one."""
    if not indexes:
        return
    book = indexes[0].book
    kept: dict[Key, Found] = book.kept
    fresh: dict[Key, Found] = {}
    found: list[list[Found]] = []
    for index in indexes:
        rows: list[Found] = []
        for (words, _, _), own in zip(index.tokens, index.own, strict=True):
            key = (words, own)
            matches = kept.get(key)
            if matches is None:
                matches = fresh.get(key)
                if matches is None:
                    matches = fresh[key] = {}
            rows.append(matches)
        found.append(rows)
    keys = list(fresh)
    first = size = 0
    for at, (words, _) in enumerate(keys):
        size += len(words) + APART
        if size > MOST_PLACES or at == len(keys) - 1:
            new = [fresh[key] for key in keys[first : at + 1]]
            for sentence, phrase, some in Board(book, keys[first : at + 1]).search():
                new[sentence][phrase] = some
            first, size = at + 1, 0
    for key, matches in fresh.items():
        if len(kept) < MOST_KEPT and len(key[0]) < MOST_LONG:
            kept[key] = matches
    for index, rows in zip(indexes, found, strict=True):
        index.meet(rows)
