"""What a finder sees: the document, where phrases occur in it, and how each is said."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from collections.abc import Set as AbstractSet
from functools import cached_property

from policylint.document import Document, Sentence
from policylint.facts.kinds import Fact
from policylint.hints import Any
from policylint.matching import clauses
from policylint.matching.index import Hit, Index
from policylint.matching.topics import topics

Finder = Callable[["Context"], Iterable[Fact]]


class Context:
    """A document under reading. Frames are the phrase groups of lexicons/LANGUAGE/frames, by name."""

    def __init__(self, document: Document, index: Index) -> None:
        self.document, self.index = document, index
        self._sentences: dict[str, AbstractSet[int]] = {}
        self._sets: dict[int, frozenset[str]] = {}
        self._figures: dict[int, bool] = {}
        self.changing: AbstractSet[int] | None = (
            None  # the sentences that policylint.facts.changes takes to speak of changes
        )
        self._said: dict[int, tuple[tuple[int, ...], bool, bool]] = {}

    def hits(self, frame: str, headings: bool = False) -> tuple[Hit, ...]:
        """Where the phrases of a frame occur, in the order of the text; in headings only, or anywhere but headings."""
        return self.index.find(f"frame:{frame}", headings)

    def sentences(self, frame: str) -> AbstractSet[int]:
        """The numbers of the sentences in which a frame occurs."""
        found = self._sentences.get(frame)
        if found is None:
            found = self._sentences[frame] = self.index.sentences(f"frame:{frame}")
        return found

    def words(self, sentence: Sentence) -> tuple[str, ...]:
        """The tokens of a sentence, its lead's first (see Index)."""
        return self.index.words(sentence)

    def word_set(self, sentence: Sentence) -> frozenset[str]:
        """The tokens of a sentence, for questions that do not ask where they stand; kept, so that asking often costs nothing."""
        found = self._sets.get(sentence.index)
        if found is None:
            found = self._sets[sentence.index] = frozenset(self.words(sentence))
        return found

    def figures(self, sentence: Sentence) -> bool:
        """Whether a sentence may hold a digit; kept. Most hold none, and patterns that look for numbers need not be tried."""
        found = self._figures.get(sentence.index)
        if found is None:
            text = sentence.text
            found = self._figures[sentence.index] = not text.isascii() or any(figure in text for figure in "1203456789")
        return found

    def prose(self) -> Iterator[Sentence]:
        """The sentences that can state something: all but headings, titles and front matter."""
        for sentence in self.document.sentences:
            if sentence.block.kind not in ("heading", "title", "meta"):
                yield sentence

    def _saying(self, sentence: Sentence) -> tuple[tuple[int, ...], bool, bool]:
        """Where clauses begin in a sentence, whether it may deny anything, and whether it may permit anything; kept."""
        found = self._said.get(sentence.index)
        if found is None:
            words, starts, _ = self.index.tokens[sentence.index]
            held = self.word_set(sentence)
            found = self._said[sentence.index] = (
                clauses.clause_starts(words, sentence.text, starts),
                not held.isdisjoint(clauses.DENYING),
                not held.isdisjoint(clauses.PERMISSION),
            )
        return found

    def begin(self, hit: Hit) -> int:
        """The token at which the clause of a hit begins."""
        starts = self._saying(hit.sentence)[0]
        low = max(hit.first - clauses.REACH, 0)
        if starts:
            at = bisect_right(starts, hit.first)
            if at and starts[at - 1] > low:
                return starts[at - 1]
        return low

    def denied(self, hit: Hit) -> bool:
        """Whether the clause denies what the hit says."""
        if not self._saying(hit.sentence)[1]:
            return False
        words = self.words(hit.sentence)
        return clauses.negated(words, hit.first, hit.last, self.begin(hit)) or self._led(hit)

    def _led(self, hit: Hit) -> bool:
        """Whether the lead of a list item denies it: "We do not collect:", however far into the item the hit stands."""
        own = self.index.own[hit.sentence.index]
        if not own or hit.first < own or hit.sentence.block.kind != "item":
            return False
        starts = self._saying(hit.sentence)[0]
        at = bisect_right(starts, hit.first)
        begin = starts[at - 1] if at else 0
        return begin < own and clauses.negated(self.words(hit.sentence), own, own, begin)

    def actor(self, hit: Hit) -> str:
        """Who acts in a hit, as the field of a Fact."""
        return clauses.actor(self.words(hit.sentence), hit.first, self.begin(hit))

    def stance(self, hit: Hit) -> dict[str, Any]:
        """polarity, modality and actor of a hit, as the fields of a Fact."""
        words = self.words(hit.sentence)
        begin = self.begin(hit)
        _, denying, permitting = self._saying(hit.sentence)
        return {
            "polarity": not (denying and (clauses.negated(words, hit.first, hit.last, begin) or self._led(hit))),
            "modality": clauses.modality(words, hit.first, hit.last, begin) if permitting else "states",
            "actor": clauses.actor(words, hit.first, begin),
        }

    def place(self, hit: Hit) -> dict[str, Any]:
        """sentence, start and end of a hit, as the fields of a Fact."""
        return {"sentence": hit.sentence, "start": hit.start, "end": hit.end}

    @cached_property
    def section_topics(self) -> tuple[frozenset[str], ...]:
        """For each section its topics (policylint.matching.topics)."""
        return topics(self.document, self.index)

    def topics(self, sentence: Sentence) -> frozenset[str]:
        """The topics of the section that a sentence stands in."""
        return self.section_topics[sentence.block.section.index]

    def neighbours(self, sentence: Sentence, before: int = 1, after: int = 1) -> list[Sentence]:
        """The sentences around one (itself included) that stand in the same section."""
        at = sentence.index
        low, high = max(at - before, 0), min(at + after + 1, len(self.document.sentences))
        return [s for s in self.document.sentences[low:high] if s.block.section is sentence.block.section]
