"""Where the phrases of a book occur in a document."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from typing import Any

from policylint.document import Document, Sentence
from policylint.matching.book import Book
from policylint.matching.scan import Scan, walk
from policylint.matching.tokens import Tokens, tokenize
from policylint.record import record

__all__ = ["Hit", "Index", "Sentences", "walk"]

# The same sentence stands in many policies, and in every policy of one template: what was found in it is kept. Long sentences repeat less.
MOST_KEPT = 6000
MOST_LONG = 60
LEAD = 24  # words of the sentence that introduces a list that are read with each item


@record
class Hit:
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
        return next((v for v in self.values if v), "")


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
        self._scans: list[Scan] = []
        self._candidates: dict[int, list[int]] = {}  # phrase -> numbers of the sentences that it may occur in
        self._hits: dict[int, list[Hit]] = {}
        self._groups: dict[tuple[str, bool], tuple[Hit, ...]] = {}
        self._search()

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

    def _search(self) -> None:
        kept, candidates = self.book.kept, self._candidates
        for at, ((words, _, _), own) in enumerate(zip(self.tokens, self.own, strict=True)):
            key = (words, own)
            scan = kept.get(key)
            if scan is None:
                scan = Scan(self.book, words, own)
                if len(kept) < MOST_KEPT and len(words) < MOST_LONG:
                    kept[key] = scan
            self._scans.append(scan)
            for number in scan.candidates:
                rows = candidates.get(number)
                if rows is None:
                    candidates[number] = [at]
                else:
                    rows.append(at)

    def _of(self, phrase: int) -> list[Hit]:
        """The hits of one phrase, in the order of the text."""
        hits = self._hits.get(phrase)
        if hits is None:
            hits = self._hits[phrase] = []
            for at in self._candidates.get(phrase, ()):
                found = self._scans[at].matches(phrase)
                if found:
                    sentence = self.document.sentences[at]
                    _, starts, ends = self.tokens[at]
                    for first, last, values in found:
                        hits.append(Hit(sentence, first, last, starts[first], ends[last - 1], phrase, values))
        return hits

    def settle(self) -> None:
        """Forget what was only needed while the finders ran."""
        for scan in self._scans:
            scan.settle()

    @property
    def phrases(self) -> frozenset[int]:
        """The numbers of the phrases that occur anywhere in the document (policylint.examples asks which are never hit)."""
        return frozenset(number for number in list(self._candidates) if self._of(number))

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
            rows: dict[tuple[int, int, int], Hit] = {}
            for number in self.book.groups[group]:
                for hit in self._of(number):
                    kind = hit.sentence.block.kind
                    if kind != "meta" and (kind in ("heading", "title")) == headings:
                        rows.setdefault((hit.sentence.index, hit.first, hit.last), hit)
            found = self._groups[group, headings] = tuple(rows[key] for key in sorted(rows))
        return found

    def sentences(self, group: str) -> Sentences:
        """The numbers of the sentences in which a group's phrases occur, headings and front matter left out.

        Whether one number is in it is worked out for that sentence alone. Raises KeyError for a group that the book does not have.
        """
        return Sentences(self, self.book.groups[group])

    def _holds(self, phrase: int, at: int) -> bool:
        rows = self._candidates.get(phrase)
        if rows is None:
            return False
        place = bisect_left(rows, at)
        if place == len(rows) or rows[place] != at:
            return False
        return self.document.sentences[at].block.kind not in ("heading", "title", "meta") and bool(
            self._scans[at].matches(phrase)
        )

    def has(self, group: str) -> bool:
        """Whether a group exists in the book."""
        return group in self.book.groups


class Sentences(AbstractSet[int]):
    """A set of sentence numbers that is worked out member by member as it is asked."""

    __slots__ = ("_index", "_known", "_phrases")

    def __init__(self, index: Index, phrases: Sequence[int]) -> None:
        self._index, self._phrases = index, phrases
        self._known: dict[int, bool] = {}

    def __contains__(self, at: object) -> bool:
        if not isinstance(at, int):
            return False
        known = self._known.get(at)
        if known is None:
            known = self._known[at] = any(self._index._holds(phrase, at) for phrase in self._phrases)
        return known

    def __iter__(self) -> Iterator[int]:
        numbers = {at for phrase in self._phrases for at in self._index._candidates.get(phrase, ())}
        return (at for at in sorted(numbers) if at in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    @classmethod
    def _from_iterable(cls, it: Iterable[Any]) -> AbstractSet[Any]:  # what & and - give
        return frozenset(it)

    def __or__(self, other: AbstractSet[Any]) -> AbstractSet[Any]:
        if isinstance(other, Sentences):
            return Sentences(self._index, [*self._phrases, *other._phrases])
        return frozenset(self) | frozenset(other)
