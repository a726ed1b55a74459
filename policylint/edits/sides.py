"""One version of an edited policy read against the other: its changed sentences, and which of their words are new to the policy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import pairwise

from policylint.document import Sentence
from policylint.edits.change import ChangeHit
from policylint.edits.stems import COMMON, stem
from policylint.edits.weight import BINDING, meaning
from policylint.facts.categories import leads
from policylint.facts.kinds import Fact
from policylint.finding import Mark
from policylint.hints import TYPE_CHECKING, TypeVar
from policylint.matching import clauses
from policylint.matching.index import STATING, Hit
from policylint.matching.tokens import tokenize
from policylint.patterns import word_set
from policylint.record import Record
from policylint.span import Span

if TYPE_CHECKING:
    from policylint.edits.comparison import Comparison
    from policylint.site import Policy

FEWEST = 4  # statements of a version that can be compared with one that has so many times more:
MANY = 5
RETOLD = 0.8  # share of the words of content of a sentence that stand in those in its place
TOGETHER = 16  # sentences of the other version that are held against one
NEAR = 2  # sentences between two changes that one reader would tell as one


class Passage(Record, slots=False):
    """A changed sentence. `words` are its own tokens (its lead's and headers' left out) with `starts` and `ends` in its text;
    `fresh` the numbers of those that the edit brought (or, of the old version, took away); `counterpart` the sentence that it
    was reworded from (or to), None where there is none.
    """

    sentence: Sentence
    counterpart: Sentence | None
    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    fresh: frozenset[int]

    @property
    def whole(self) -> bool:
        """Whether all of the sentence is new."""
        return self.counterpart is None and len(self.fresh) == len(self.words)

    @cached_property
    def held(self) -> frozenset[str]:
        """Its words as a set."""
        return frozenset(self.words)

    @cached_property
    def runs(self) -> tuple[tuple[int, int], ...]:
        """The changed words, as half-open ranges of tokens."""
        found: list[tuple[int, int]] = []
        for at in sorted(self.fresh):
            if found and found[-1][1] == at:
                found[-1] = (found[-1][0], at + 1)
            else:
                found.append((at, at + 1))
        return tuple(found)

    def touches(self, start: int, end: int) -> bool:
        """Whether changed words lie among the characters from `start` to `end` of the sentence."""
        return any(self.starts[at] < end and start < self.ends[at] for at in self.fresh)

    def changed(self) -> tuple[str, ...]:
        """The changed words."""
        return tuple(self.words[at] for at in sorted(self.fresh))


F = TypeVar("F", bound=Fact)


class Side:
    """The new version as seen from the old one (`coming`), or the old one as seen from the new."""

    def __init__(self, comparison: Comparison, coming: bool, saying: frozenset[int]) -> None:
        self.comparison, self.coming, self._saying = comparison, coming, saying
        self._stated: dict[tuple[str, bool], dict[int, list[Fact]]] = {}
        self.policy: Policy = comparison.new if coming else comparison.old
        self.other: Policy = comparison.old if coming else comparison.new

    @property
    def reverse(self) -> Side:
        """The other version as seen from this one."""
        coming, going = sides(self.comparison)
        return going if self.coming else coming

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """The sentences that say something else than before, in the order of the text; what only dates or logs the edit is left out."""
        own, other = (
            sum(1 for s in p.document.sentences if s.block.kind in STATING) for p in (self.policy, self.other)
        )
        if min(own, other) < FEWEST and max(own, other) > FEWEST * MANY:
            return ()  # a stub or an include: what a file takes in from elsewhere is not new to its readers
        sentences = self.policy.document.sentences
        found = (self._passage(sentences[at]) for at in sorted(self._saying) if not self._chronicle(sentences[at]))
        return tuple(passage for passage in found if not self._retold(passage))

    def _retold(self, passage: Passage) -> bool:
        """Whether a sentence without a counterpart is told by others that stand in its place."""
        return passage.whole and self.retold(passage.sentence)

    def retold(self, sentence: Sentence, share: float = RETOLD) -> bool:
        """Whether the changed sentences of the other version that stand in the place of a sentence have its words, its numbers, and what
        it denies or bounds."""
        c, there = self.comparison, self.there(sentence)
        if not there or len(there) > TOGETHER:
            return False
        words, others = (c.words_new, c.words_old) if self.coming else (c.words_old, c.words_new)
        held = {w for s in there for w in (*others(s), *(w for h in s.block.headers for w in h.lower().split()))}
        told = {meaning(w) for w in held}
        own = words(sentence)
        if any((w in BINDING or w[0].isdigit()) and w not in held for w in own):
            return False
        content = [meaning(w) for w in own if w not in COMMON]
        return len(content) > 1 and sum(w in told for w in content) >= share * len(content)

    def _passage(self, sentence: Sentence) -> Passage:
        c = self.comparison
        words, starts, ends = self.policy.index.tokens[sentence.index]
        own = self.policy.index.own[sentence.index]
        words, starts, ends = words[own:], starts[own:], ends[own:]
        ranges = c.fresh(sentence) if self.coming else c.lost(sentence)
        other = c.partner_of_new(sentence) if self.coming else c.partner_of_old(sentence)
        fresh = frozenset(
            at for at in range(len(words)) if any(starts[at] < end and start < ends[at] for start, end in ranges)
        )
        if other is not None and fresh:
            # What only went from one sentence to the next is not new to the reader.
            there = [s for s in self.there(sentence) if s is not other]
            if 0 < len(there) <= TOGETHER:
                policy = self.other
                held = {meaning(w) for s in there for w in policy.index.tokens[s.index][0]}
                fresh = frozenset(
                    at
                    for at in fresh
                    if words[at] in COMMON
                    or words[at] in BINDING
                    or words[at][0].isdigit()
                    or meaning(words[at]) not in held
                )
        return Passage(sentence, other, words, starts, ends, fresh)

    def there(self, sentence: Sentence) -> tuple[Sentence, ...]:
        """The changed sentences of the other version that stand in the place of a changed sentence."""
        c = self.comparison
        return c.instead_of_new(sentence) if self.coming else c.instead_of_old(sentence)

    def _chronicle(self, sentence: Sentence) -> bool:
        """Whether a sentence tells the history of the text: an entry of a change log."""
        title = sentence.block.section.title.lower()
        if not _LOGS.isdisjoint(title.split()):
            return True
        first = sentence.text.lower().split()[:1]
        return (
            sentence.block.kind == "item"
            and not _LOGGED.isdisjoint(first)
            and any(c.isdigit() for c in sentence.text[:24])
        )

    def stated(self, kind: type[F], sentence: Sentence, other: bool = False) -> list[F]:
        """The facts of one kind in a sentence of this version, or of the other."""
        key = (kind.kind, other)
        rows = self._stated.get(key)
        if rows is None:
            rows = self._stated[key] = {}
            for fact in (self.other if other else self.policy).of(kind.kind):
                rows.setdefault(fact.sentence.index, []).append(fact)
        return [fact for fact in rows.get(sentence.index, ()) if isinstance(fact, kind)]

    @cached_property
    def by_sentence(self) -> dict[int, Passage]:
        """The changed sentences by their numbers."""
        return {p.sentence.index: p for p in self.passages}

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """The stems of all words of the other version, headings included."""
        return frozenset(stem(word) for words, _, _ in self.other.index.tokens for word in words)

    @cached_property
    def lines(self) -> frozenset[str]:
        """The sentences of the other version in small letters."""
        return frozenset(sentence.text.lower() for sentence in self.other.document.sentences)

    @cached_property
    def couples(self) -> frozenset[tuple[str, str]]:
        """Pairs of content words that follow each other in the other version."""
        found: set[tuple[str, str]] = set()
        for words, _, _ in self.other.index.tokens:
            found.update(_couples(words))
        return frozenset(found)

    def unknown(self, word: str) -> bool:
        """Whether a content word occurs nowhere in the other version."""
        return word not in COMMON and len(word) > 1 and not word[0].isdigit() and stem(word) not in self.vocabulary

    def has(self, name: str) -> bool:
        """Whether the other version has a name of some words."""
        words = tokenize(name)[0]
        if any(map(self.unknown, words)):
            return False
        return all((stem(a), stem(b)) in self.couples for a, b in pairwise(w for w in words if w not in COMMON))

    def news(self, passage: Passage, first: int = 0, last: int | None = None) -> tuple[int, ...]:
        """The changed content words of a range that the other version does not have, or does not have side by side."""
        last = len(passage.words) if last is None else last
        found = {at for at in range(first, last) if at in passage.fresh and self.unknown(passage.words[at])}
        before = -1
        for at in range(first, last):
            word = passage.words[at]
            if word in COMMON or word[0].isdigit():
                continue
            beside = before >= 0 and at - before <= 2 and (at in passage.fresh or before in passage.fresh)
            if (
                beside
                and (stem(passage.words[before]), stem(word)) not in self.couples
                and _phrase(passage, before, at)
            ):
                found.add(at)
            before = at
        return tuple(sorted(found))

    def hits(self, frame: str) -> Iterator[tuple[Passage, Hit]]:
        """Where a frame occurs in changed words."""
        for hit in self.policy.index.find(f"frame:{frame}"):
            passage = self.by_sentence.get(hit.sentence.index)
            if passage is not None and passage.touches(hit.start, hit.end):
                yield passage, hit

    def in_frame(self, frame: str, sentence: Sentence, lead: bool = True) -> bool:
        """Whether a frame occurs in a sentence, or in one that introduces its list."""
        found = self.policy.index.sentences(f"frame:{frame}")
        return sentence.index in found or (lead and any(above.index in found for above in leads(sentence)))

    def opposite(self, passage: Passage) -> tuple[Passage, ...]:
        """The changed sentences of the other version that stand where a passage stands, its counterpart among them."""
        other, found = self.reverse, self.there(passage.sentence)
        rows = [*([passage.counterpart] if passage.counterpart is not None else []), *found[:TOGETHER]]
        return tuple(other.by_sentence[at] for at in dict.fromkeys(s.index for s in rows) if at in other.by_sentence)

    def stays(self, passage: Passage) -> bool:
        """Whether what a passage is about is still spoken of: its section has unchanged sentences. A feature that goes takes its promises
        and choices with it. Always so of the new version, and of what was reworded."""
        if self.coming or not passage.whole:
            return True
        section = passage.sentence.block.section.index
        return section in self._staying or section in self._promising

    def opened(self, passage: Passage) -> bool:
        """Whether all that the section of a passage says is changed: a section that came, or went, with the edit."""
        return passage.sentence.block.section.index not in self._staying

    @cached_property
    def _promising(self) -> frozenset[int]:
        """The sections that are headed by what is not done: what goes with them are promises, and no feature."""
        return frozenset(
            section.index
            for section in self.policy.document.sections
            if {"not", "never", "don't", "no"} & set(section.title.lower().replace("’", "'").split())
        )

    @cached_property
    def _staying(self) -> frozenset[int]:
        """The sections that have unchanged statements."""
        return frozenset(
            s.block.section.index
            for s in self.policy.document.sentences
            if s.index not in self.by_sentence and s.block.kind in STATING
        )

    def begin(self, passage: Passage, at: int) -> int:
        """The token at which the clause of a token begins."""
        return clauses.clause_start(passage.words, at, passage.sentence.text, passage.starts)

    def denied(self, passage: Passage, first: int, last: int | None = None) -> bool:
        """Whether the clause of a token denies it."""
        last = first + 1 if last is None else last
        return clauses.negated(passage.words, first, last, self.begin(passage, first))

    def actor(self, passage: Passage, at: int) -> str:
        """Who acts in a token: we, reader, other or ''."""
        return clauses.actor(passage.words, at, self.begin(passage, at))

    def mark(self, passage: Passage, first: int | None = None, last: int | None = None) -> Mark:
        """The place of some tokens of a passage, or of the whole sentence."""
        c = self.comparison
        place = c.in_new if self.coming else c.in_old
        if first is None or not passage.words:
            return place(passage.sentence)
        last = len(passage.words) if last is None else last
        return place((passage.sentence, passage.starts[first], passage.ends[last - 1]))

    def hit(
        self,
        kind: str,
        passage: Passage,
        message: str = "",
        first: int | None = None,
        last: int | None = None,
        until: Passage | None = None,
    ) -> ChangeHit:
        """A change told of some tokens of a passage (of all of it by default), down to the end of `until` in the same file."""
        own, other = self.mark(passage, first, last), self.counterpart(passage)
        if until is not None and until is not passage:
            own = Mark(own.path, Span(own.span.start, max(own.span.end, self.mark(until).span.end)))
        return ChangeHit(kind, other, own, message) if self.coming else ChangeHit(kind, own, other, message)

    def counterpart(self, passage: Passage) -> Mark | None:
        """The place of the sentence that a passage was reworded from or to."""
        c = self.comparison
        if passage.counterpart is None:
            return None
        return c.in_old(passage.counterpart) if self.coming else c.in_new(passage.counterpart)


_LOGS = word_set("log changelog history changelogs")
_LOGGED = word_set("january february march april may june july august september october november december")


def _couples(words: Iterable[str]) -> Iterator[tuple[str, str]]:
    before, gap = "", 0
    for word in words:
        if word in COMMON or word[0].isdigit():
            gap += 1
            continue
        if before and gap < 2:
            yield stem(before), stem(word)
        before, gap = word, 0


def _phrase(passage: Passage, before: int, at: int) -> bool:
    """Whether two content words belong to one phrase: side by side with nothing but white space between them."""
    return at == before + 1 and passage.sentence.text[passage.ends[before] : passage.starts[at]].strip() == ""


def sides(comparison: Comparison) -> tuple[Side, Side]:
    """(the new version as seen from the old one, the old one as seen from the new); kept with the comparison, for all detectors."""
    kept: dict[str, tuple[Side, Side]] = vars(comparison)
    if "sides" not in kept:
        from policylint.edits.kinds.clarification import changed

        pairs = list(changed(comparison))
        come = frozenset(new.index for _, new in pairs if new is not None)
        gone = frozenset(old.index for old, _ in pairs if old is not None)
        kept["sides"] = (Side(comparison, True, come), Side(comparison, False, gone))
    return kept["sides"]


def clusters(passages: Iterable[Passage], blocks: bool = False) -> Iterator[list[Passage]]:
    """Passages in rows that one reader would tell as one: close together in one section, or, with `blocks`, in one paragraph."""
    row: list[Passage] = []
    for passage in passages:
        block = passage.sentence.block
        if row and (
            (block is not row[-1].sentence.block if blocks else block.section is not row[-1].sentence.block.section)
            or passage.sentence.index - row[-1].sentence.index > NEAR
        ):
            yield row
            row = []
        row.append(passage)
    if row:
        yield row
