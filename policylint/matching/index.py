"""Where the phrases of a book occur in a document."""

from __future__ import annotations

from collections.abc import Sequence

from policylint.document import Document, Sentence
from policylint.hints import Any
from policylint.matching.board import APART, Board
from policylint.matching.book import Book
from policylint.matching.tokens import Tokens, tokenize
from policylint.matching.walking import walk
from policylint.row import NamedTuple

__all__ = ["Hit", "Index", "search", "walk"]

# The same sentence stands in many policies, and in every policy of one template: what was found in it is kept. Long sentences repeat less.
MOST_KEPT = 4500
MOST_LONG = 60
MOST_PLACES = 20_000  # of one board: where its numbers are longer, another board costs less
LEAD = 24  # words of the sentence that introduces a list that are read with each item
STATING = ("paragraph", "item", "cell", "quote")  # kinds of blocks that can state something

Key = tuple[tuple[str, ...], int]
"""The words of a sentence, and where its own begin."""
Found = tuple[Any, ...]
"""By turns a phrase that occurs in a sentence, and its matches (policylint.matching.book.Match)."""


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
        self.own: list[int] = []
        self._tokens: list[Tokens] | None = self._tokenized()
        self._found: list[Found] | None = None  # of each sentence, once they were searched
        self._where: dict[int, list[Any]] | None = None  # phrase -> by turns a sentence's number, and the matches in it
        self._groups: dict[tuple[str, bool], tuple[Hit, ...]] = {}
        self._sentences: dict[str, frozenset[int]] = {}
        self._kinds: tuple[list[bool], ...] = ()
        self.headed: tuple[frozenset[str], ...] | None = None  # topics of each section (policylint.matching.topics)
        self.topics: tuple[frozenset[str], ...] | None = None

    @property
    def tokens(self) -> list[Tokens]:
        """The words of each sentence, those of its lead or headers first, and where they stand in it."""
        return self._tokens or self._tokenized()

    def _tokenized(self) -> list[Tokens]:
        found: list[Tokens] = []
        self.own = []
        for sentence in self.document.sentences:
            tokens = tokenize(sentence.text)
            before = self._before(sentence, found)
            self.own.append(len(before))
            if before:
                pad = (0,) * len(before)
                tokens = (before + tokens[0], pad + tokens[1], pad + tokens[2])
            found.append(tokens)
        self._tokens = found
        return found

    @staticmethod
    def _before(sentence: Sentence, tokens: list[Tokens]) -> tuple[str, ...]:
        block = sentence.block
        if sentence.start or block.kind not in ("item", "cell"):
            return ()
        words: tuple[str, ...] = ()
        if block.lead is not None and block.lead.index < len(tokens):
            words = tokens[block.lead.index][0][-LEAD:]
        for header in block.headers:
            words += tokenize(header)[0][:LEAD]
        return words

    def meet(self, found: list[Found]) -> None:
        """Take what was found in each sentence."""
        self._found = found

    def settle(self) -> None:
        """Forget what is quickly worked out again."""
        self._tokens = self._where = None
        self._groups, self._sentences, self._kinds = {}, {}, ()

    def forget(self) -> None:
        """Forget all that was found; it is searched for again if somebody asks."""
        self.settle()
        self._found = None

    def _searched(self) -> dict[int, list[Any]]:
        where = self._where
        if where is None:
            if self._found is None:
                search([self])
            assert self._found is not None
            where = self._where = {}
            for at, row in enumerate(self._found):
                for place in range(0, len(row), 2):
                    number = row[place]
                    rows = where.get(number)
                    if rows is None:
                        where[number] = [at, row[place + 1]]
                    else:
                        rows += (at, row[place + 1])
        return where

    @property
    def phrases(self) -> frozenset[int]:
        """The numbers of the phrases that occur anywhere in the document (policylint.examples asks which are never hit)."""
        return frozenset(self._searched())

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
            where = self._searched()
            sentences, tokens = self.document.sentences, self.tokens
            wanted = self._stating(headings)
            make: Any = tuple.__new__  # what Hit() does, without a call on the way
            numbers = [number for number in self.book.groups[group] if number in where]
            if len(numbers) == 1:  # its matches are in order, and no two of them stand on the same words
                hits: list[Hit] = []
                row = where[numbers[0]]
                for place in range(0, len(row), 2):
                    at = row[place]
                    if wanted[at]:
                        _, starts, ends = tokens[at]
                        for first, last, values in row[place + 1]:
                            hits.append(
                                make(
                                    Hit, (sentences[at], first, last, starts[first], ends[last - 1], numbers[0], values)
                                )
                            )
                found = tuple(hits)
            else:
                rows: dict[tuple[int, int, int], Hit] = {}
                for number in numbers:
                    row = where[number]
                    for place in range(0, len(row), 2):
                        at = row[place]
                        if wanted[at]:
                            _, starts, ends = tokens[at]
                            for first, last, values in row[place + 1]:
                                key = (at, first, last)
                                if key not in rows:
                                    rows[key] = make(
                                        Hit, (sentences[at], first, last, starts[first], ends[last - 1], number, values)
                                    )
                found = tuple([rows[key] for key in sorted(rows)])
            self._groups[group, headings] = found
        return found

    def _stating(self, headings: bool = False) -> list[bool]:
        """Of each sentence whether it may state something; with `headings`, whether it is one."""
        if not self._kinds:
            kinds = [sentence.block.kind for sentence in self.document.sentences]
            self._kinds = [kind in STATING for kind in kinds], [kind in ("heading", "title") for kind in kinds]
        return self._kinds[headings]

    def sentences(self, group: str) -> frozenset[int]:
        """The numbers of the sentences in which a group's phrases occur, headings and front matter left out.

        Raises KeyError for a group that the book does not have.
        """
        found = self._sentences.get(group)
        if found is None:
            where = self._searched()
            rows: set[int] = set()
            for phrase in self.book.groups[group]:
                if phrase in where:
                    rows.update(where[phrase][::2])
            wanted = self._stating()
            found = self._sentences[group] = frozenset([at for at in rows if wanted[at]])
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
    fresh: dict[Key, list[Any]] = {}
    every: list[list[Key]] = []
    for index in indexes:
        keys = [(words, own) for (words, _, _), own in zip(index.tokens, index.own, strict=True)]
        every.append(keys)
        for key in keys:
            if key not in kept and key not in fresh:
                fresh[key] = []
    new = list(fresh)
    first = size = 0
    for at, (words, _) in enumerate(new):
        size += len(words) + APART
        if size > MOST_PLACES or at == len(new) - 1:
            rows = [fresh[key] for key in new[first : at + 1]]
            for sentence, phrase, matches in Board(book, new[first : at + 1]).search():
                rows[sentence] += (phrase, matches)
            first, size = at + 1, 0
    found: dict[Key, Found] = {key: tuple(row) for key, row in fresh.items()}
    for index, keys in zip(indexes, every, strict=True):
        index.meet([found[key] if key in found else kept[key] for key in keys])
    for key, row in found.items():
        if len(kept) < MOST_KEPT and len(key[0]) < MOST_LONG:
            kept[key] = row
