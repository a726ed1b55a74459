"""Two versions of a policy, sentence by sentence and fact by fact."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from functools import cached_property

from policylint.document import Sentence
from policylint.edits.alignment import Alignment, Line, align, anchors
from policylint.edits.difference import Budget, difference
from policylint.edits.words import Words, words_of
from policylint.facts.kinds import Fact
from policylint.finding import Mark
from policylint.hints import Any
from policylint.matching import clauses
from policylint.record import Record, field
from policylint.report import Answer
from policylint.site import Policy

Ranges = tuple[tuple[int, int], ...]
Key = Callable[[Any], Hashable]
NOTHING = ("meta", "title", "heading")  # blocks that state nothing
PART = 0.6  # share of the words of a sentence that another lost, for it to be a part of that one


class Pair(Record):
    """A sentence and what it was reworded to; `lost` and `fresh` are the characters (half-open) that only one of them has."""

    old: Sentence
    new: Sentence
    lost: Ranges
    fresh: Ranges


class Comparison(Record, slots=False):
    """What differs between two versions. Only statements count: headings, titles and front matter are left out.

    pairs           sentences that were reworded; one that was split or merged is in several
    removed, added  sentences of the old and the new version that have no counterpart
    answers_old, answers_new  what each version says on each disclosure
    """

    old: Policy
    new: Policy
    pairs: tuple[Pair, ...] = ()
    removed: tuple[Sentence, ...] = ()
    added: tuple[Sentence, ...] = ()
    answers_old: Mapping[str, Answer] = field(default_factory=dict)
    answers_new: Mapping[str, Answer] = field(default_factory=dict)
    as_of: dt.date = field(default_factory=dt.date.today)
    alignment: Alignment = field(default_factory=lambda: Alignment((), frozenset(), (), (), ()), repr=False)

    @cached_property
    def changed_old(self) -> frozenset[int]:
        """The numbers of the old sentences that are removed or reworded, or that another lead introduces now."""
        context = {i for i, _ in self.alignment.context}
        return frozenset({*(s.index for s in self.removed), *(p.old.index for p in self.pairs), *context})

    @cached_property
    def changed_new(self) -> frozenset[int]:
        """The numbers of the new sentences that are added or reworded, or that another lead introduces now."""
        context = {j for _, j in self.alignment.context}
        return frozenset({*(s.index for s in self.added), *(p.new.index for p in self.pairs), *context})

    @cached_property
    def _partners(self) -> tuple[dict[int, int], dict[int, int]]:
        pairs = [*self.alignment.same, *self.alignment.reworded]
        return dict(pairs), {j: i for i, j in pairs}

    def partner_of_old(self, sentence: Sentence) -> Sentence | None:
        """The new sentence that an old one equals or became."""
        found = self._partners[0].get(sentence.index)
        return None if found is None else self.new.document.sentences[found]

    def partner_of_new(self, sentence: Sentence) -> Sentence | None:
        """The old sentence that a new one equals or comes from."""
        found = self._partners[1].get(sentence.index)
        return None if found is None else self.old.document.sentences[found]

    @cached_property
    def _ranges(self) -> tuple[dict[int, Ranges], dict[int, Ranges]]:
        lost: dict[int, Ranges] = {s.index: ((0, len(s.text)),) for s in self.removed}
        fresh: dict[int, Ranges] = {s.index: ((0, len(s.text)),) for s in self.added}
        # What a part of a sentence that was split says is not lost: only what every pair lacks.
        for pair in self.pairs:
            known = lost.get(pair.old.index)
            lost[pair.old.index] = pair.lost if known is None else _both(known, pair.lost)
            known = fresh.get(pair.new.index)
            fresh[pair.new.index] = pair.fresh if known is None else _both(known, pair.fresh)
        return lost, fresh

    def lost(self, sentence: Sentence) -> Ranges:
        """The characters of an old sentence that the new version lacks; all of a removed one, () for an equal one."""
        return self._ranges[0].get(sentence.index, ())

    def fresh(self, sentence: Sentence) -> Ranges:
        """The characters of a new sentence that the old version lacks; all of an added one, () for an equal one."""
        return self._ranges[1].get(sentence.index, ())

    def words_old(self, sentence: Sentence) -> tuple[str, ...]:
        """The own words of an old sentence, normalised as they are compared."""
        return self._words(self.old, sentence)

    def words_new(self, sentence: Sentence) -> tuple[str, ...]:
        """The own words of a new sentence, normalised as they are compared."""
        return self._words(self.new, sentence)

    def _words(self, policy: Policy, sentence: Sentence) -> tuple[str, ...]:
        key = (policy is self.new, sentence.index)
        found = self._known_words.get(key)
        if found is None:
            found = self._known_words[key] = words_of(policy, sentence).words
        return found

    @cached_property
    def _known_words(self) -> dict[tuple[bool, int], tuple[str, ...]]:
        return {}

    def in_old(self, place: Fact | Sentence | tuple[Sentence, int, int]) -> Mark:
        """The mark of a fact, a sentence, or characters of a sentence of the old version."""
        return _mark(self.old, place)

    def in_new(self, place: Fact | Sentence | tuple[Sentence, int, int]) -> Mark:
        """The mark of a fact, a sentence, or characters of a sentence of the new version."""
        return _mark(self.new, place)

    @cached_property
    def groups(self) -> tuple[tuple[tuple[Sentence, ...], tuple[Sentence, ...]], ...]:
        """The changed sentences between two anchors, of both versions: what a reader would hold against each other."""
        chain = anchors(self.alignment.same)
        firsts, seconds = [i for i, _ in chain], [j for _, j in chain]
        rows: dict[int, tuple[dict[int, Sentence], dict[int, Sentence]]] = {}
        for olds, news in (*(((p.old,), (p.new,)) for p in self.pairs), ((), self.added), (self.removed, ())):
            at = bisect_left(seconds, news[0].index) if len(news) == 1 else -1
            for old in olds:
                rows.setdefault(bisect_left(firsts, old.index) if at < 0 else at, ({}, {}))[0][old.index] = old
            for new in news:
                rows.setdefault(bisect_left(seconds, new.index), ({}, {}))[1][new.index] = new
        return tuple((tuple(rows[at][0].values()), tuple(rows[at][1].values())) for at in sorted(rows))

    @cached_property
    def _opposite(self) -> tuple[dict[int, tuple[Sentence, ...]], dict[int, tuple[Sentence, ...]]]:
        olds = {s.index: news for old, news in self.groups for s in old}
        return olds, {s.index: olds for olds, new in self.groups for s in new}

    def instead_of_old(self, sentence: Sentence) -> tuple[Sentence, ...]:
        """The changed new sentences that stand where a changed old one stood, between the same anchors."""
        return self._opposite[0].get(sentence.index, ())

    def instead_of_new(self, sentence: Sentence) -> tuple[Sentence, ...]:
        """The changed old sentences that stood where a changed new one stands, between the same anchors."""
        return self._opposite[1].get(sentence.index, ())

    def gone(self, kind: str, key: Key, where: Key | None = None) -> list[Any]:
        """Facts of changed old sentences whose `key` no fact of that kind in the new version has, one for each key.

        `where` says which facts of either version count.
        """
        stated = {key(f) for f in self.new.of(kind) if where is None or where(f)}
        return _only(self.old.of(kind), self.changed_old, stated, key, where)

    def come(self, kind: str, key: Key, where: Key | None = None) -> list[Any]:
        """Facts of changed new sentences whose `key` no fact of that kind in the old version has, one for each key."""
        stated = {key(f) for f in self.old.of(kind) if where is None or where(f)}
        return _only(self.new.of(kind), self.changed_new, stated, key, where)

    def matched(self, kind: str, same: Key) -> list[tuple[Any, Any]]:
        """Facts of changed sentences of both versions with one `same`, each used once; those of one reworded sentence first."""
        rows: dict[Hashable, list[Fact]] = {}
        for fact in self.new.of(kind):
            if fact.sentence.index in self.changed_new:
                rows.setdefault(same(fact), []).append(fact)
        left = [fact for fact in self.old.of(kind) if fact.sentence.index in self.changed_old]
        found: list[tuple[Any, Any]] = []
        for near in (True, False):
            rest = []
            for fact in left:
                partner = self._partners[0].get(fact.sentence.index)
                others = rows.get(same(fact), [])
                other = next((o for o in others if not near or o.sentence.index == partner), None)
                if other is None:
                    rest.append(fact)
                else:
                    others.remove(other)
                    found.append((fact, other))
            left = rest
        return sorted(found, key=lambda pair: (pair[0].sentence.index, pair[0].start))

    def touched_old(self, fact: Fact) -> bool:
        """Whether the clause of an old fact has words that are gone."""
        return _touched(self.old, fact, self.lost(fact.sentence))

    def touched_new(self, fact: Fact) -> bool:
        """Whether the clause of a new fact has words that are fresh."""
        return _touched(self.new, fact, self.fresh(fact.sentence))


def compare(
    old: Policy,
    new: Policy,
    answers_old: Mapping[str, Answer] | None = None,
    answers_new: Mapping[str, Answer] | None = None,
    as_of: dt.date | None = None,
) -> Comparison:
    """Align two versions and find what was reworded, removed and added."""
    rows_old, rows_new = _lines(old), _lines(new)
    found = align([line for line, _ in rows_old], [line for line, _ in rows_new])
    budget = Budget()
    sentences_old, sentences_new = old.document.sentences, new.document.sentences
    pairs: list[Pair] = []
    lost: dict[int, tuple[int, ...]] = {}
    fresh: dict[int, tuple[int, ...]] = {}
    partner = dict(found.reworded)
    for i, j in found.reworded:
        a, b = rows_old[i][1], rows_new[j][1]
        differs = difference(a.words, b.words, budget)
        lost[i], fresh[j] = differs.lost, differs.fresh
    removed, added = list(found.removed), list(found.added)
    split = _parts(added, [w for _, w in rows_new], [w for _, w in rows_old], lost, budget)
    back = {j: i for i, j in found.reworded}
    merged = _parts(removed, [w for _, w in rows_old], [w for _, w in rows_new], fresh, budget)
    extra: list[tuple[int, int, tuple[int, ...], tuple[int, ...]]] = []
    for j, i, own in split:
        extra.append((i, j, lost[i], own))
    for i, j, own in merged:
        extra.append((i, j, own, fresh[j]))
    del back
    for i, j in partner.items():
        extra.append((i, j, lost[i], fresh[j]))
    gone = {i for i, *_ in merged}
    come = {j for j, *_ in split}
    for i, j, a_words, b_words in sorted(extra):
        if _states(sentences_old[i]) or _states(sentences_new[j]):
            a_ranges, b_ranges = _ranges(rows_old[i][1], a_words), _ranges(rows_new[j][1], b_words)
            if a_ranges or b_ranges:
                pairs.append(Pair(sentences_old[i], sentences_new[j], a_ranges, b_ranges))
    return Comparison(
        old,
        new,
        tuple(pairs),
        tuple(sentences_old[i] for i in removed if i not in gone and _states(sentences_old[i])),
        tuple(sentences_new[j] for j in added if j not in come and _states(sentences_new[j])),
        answers_old or {},
        answers_new or {},
        as_of or dt.date.today(),
        found,
    )


def _states(sentence: Sentence) -> bool:
    return sentence.block.kind not in NOTHING


def _lines(policy: Policy) -> list[tuple[Line, Words]]:
    rows = []
    tokens = policy.index.tokens
    for sentence in policy.document.sentences:
        words = words_of(policy, sentence)
        own = policy.index.own[sentence.index]
        if sentence.block.kind == "meta":
            rows.append((Line(()), words))
        else:
            rows.append((Line(words.words, tokens[sentence.index][0][:own]), words))
    return rows


def _parts(
    alone: Iterable[int],
    own: Sequence[Words],
    others: Sequence[Words],
    missing: dict[int, tuple[int, ...]],
    budget: Budget,
) -> list[tuple[int, int, tuple[int, ...]]]:
    """Sentences that are a part of one of the other version: (sentence, the other, words that the other never had).

    `missing` maps the reworded sentences of the other version to the words that they lost; what a part takes up is no longer missing.
    """
    where: dict[str, set[int]] = {}
    for i, numbers in missing.items():
        for number in numbers:
            where.setdefault(others[i].words[number], set()).add(i)
    found = []
    for j in alone:
        words = own[j].words
        if len(words) < 2:
            continue
        counts: dict[int, int] = {}
        for word in set(words):
            rows = where.get(word, ())
            if len(rows) <= 12:
                for i in rows:
                    counts[i] = counts.get(i, 0) + 1
        if not counts:
            continue
        best = max(counts, key=lambda i: (counts[i], -i))
        rest = [others[best].words[n] for n in missing[best]]
        differs = difference(rest, words, budget)
        if len(words) - len(differs.fresh) >= PART * len(words):
            missing[best] = tuple(missing[best][n] for n in differs.lost)
            found.append((j, best, differs.fresh))
    return found


def _ranges(words: Words, numbers: Sequence[int]) -> Ranges:
    """The characters of some words; words side by side are one range."""
    found: list[tuple[int, int]] = []
    last = -2
    for number in numbers:
        start, end = words.starts[number], words.ends[number]
        if number == last + 1 and found:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
        last = number
    return tuple(found)


def _both(a: Ranges, b: Ranges) -> Ranges:
    """What two rows of ranges share."""
    return tuple((max(s, t), min(e, f)) for s, e in a for t, f in b if max(s, t) < min(e, f))


def _only(
    facts: Iterable[Fact], changed: frozenset[int], stated: set[Hashable], key: Key, where: Key | None
) -> list[Fact]:
    found: dict[Hashable, Fact] = {}
    for fact in facts:
        if fact.sentence.index in changed and (where is None or where(fact)):
            name = key(fact)
            if name not in stated:
                found.setdefault(name, fact)
    return list(found.values())


def _mark(policy: Policy, place: Fact | Sentence | tuple[Sentence, int, int]) -> Mark:
    if isinstance(place, tuple):
        sentence, start, end = place
        return Mark(policy.path, sentence.source(start, end))
    if isinstance(place, Fact):
        return Mark(policy.path, place.span)
    return Mark(policy.path, place.source())


def _touched(policy: Policy, fact: Fact, ranges: Ranges) -> bool:
    if not ranges:
        return False
    sentence = fact.sentence
    words, starts, _ = policy.index.tokens[sentence.index]
    bounds = [starts[n] for n in clauses.clause_starts(words, sentence.text, starts)]
    first = max((b for b in bounds if b <= fact.start), default=0)
    last = min((b for b in bounds if b >= fact.end), default=len(sentence.text))
    return any(start < last and first < end for start, end in ranges)
