"""What else was said anew: changed words that say something, and that no other kind tells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from policylint.document import Sentence
from policylint.edits.change import ChangeHit, detects_last
from policylint.edits.comparison import Comparison, Ranges
from policylint.edits.weight import denied, meant, says_something
from policylint.edits.words import words_of
from policylint.facts.about import function_words
from policylint.facts.kinds import Dated
from policylint.site import Policy
from policylint.span import Span

MOST_TOGETHER = 24  # sentences of a passage that was written anew, of both versions
FOREIGN = 8  # words of a sentence whose language can be told


@detects_last(80, "clarification")
def clarification(comparison: Comparison, hits: Sequence[ChangeHit]) -> Iterator[ChangeHit]:
    """One hit for each block that says something else than before where no other change was told."""
    told_old = [hit.old.span for hit in hits if hit.old is not None]
    told_new = [hit.new.span for hit in hits if hit.new is not None]
    seen: set[tuple[int, int]] = set()
    for old, new in changed(comparison):
        blocks = (old.block.index if old else -1, new.block.index if new else -1)
        if blocks in seen or _meets(old, told_old) or _meets(new, told_new):
            continue
        seen.add(blocks)
        yield ChangeHit(
            "clarification",
            comparison.in_old(_words_of(old, comparison.lost(old))) if old is not None else None,
            comparison.in_new(_words_of(new, comparison.fresh(new))) if new is not None else None,
        )


def _words_of(sentence: Sentence, ranges: Ranges) -> tuple[Sentence, int, int]:
    """From the first to the last word that changed; the whole sentence where none did, and where all did."""
    if not ranges:
        return sentence, 0, len(sentence.text)
    return sentence, min(start for start, _ in ranges), max(end for _, end in ranges)


def changed(comparison: Comparison) -> tuple[tuple[Sentence | None, Sentence | None], ...]:
    """The sentences whose change says something: (old, new), None where there is no counterpart; kept with the comparison."""
    kept: dict[str, tuple[tuple[Sentence | None, Sentence | None], ...]] = vars(comparison)
    if "saying" not in kept:
        kept["saying"] = tuple(_changed(comparison))
    return kept["saying"]


def _changed(comparison: Comparison) -> Iterator[tuple[Sentence | None, Sentence | None]]:
    known = _vocabulary(comparison)
    idle_old, idle_new = _idle(comparison, known)
    for pair in comparison.pairs:
        if pair.old.index in idle_old and pair.new.index in idle_new:
            continue
        lost = _words(comparison.old, pair.old, pair.lost)
        fresh = _words(comparison.new, pair.new, pair.fresh)
        turned = denied(comparison.words_old(pair.old)) != denied(comparison.words_new(pair.new))
        if says_something(lost, fresh, known, turned) and not (
            _dates(comparison.old, pair.old) and _dates(comparison.new, pair.new)
        ):
            yield pair.old, pair.new
    for sentence in comparison.removed:
        if sentence.index in idle_old or foreign(comparison.old, sentence):
            continue
        if says_something(comparison.words_old(sentence), ()) and not _dates(comparison.old, sentence):
            yield sentence, None
    for sentence in comparison.added:
        if sentence.index in idle_new or foreign(comparison.new, sentence):
            continue
        if says_something((), comparison.words_new(sentence)) and not _dates(comparison.new, sentence):
            yield None, sentence


def _idle(comparison: Comparison, known: frozenset[str]) -> tuple[set[int], set[int]]:
    """The old and new sentences that say together what they said before: split, merged, cut into a list, put in another order."""
    idle_old: set[int] = set()
    idle_new: set[int] = set()
    for olds, news in comparison.groups:
        if not olds or not news or len(olds) + len(news) > MOST_TOGETHER or len(olds) + len(news) < 3:
            continue
        before = [word for s in olds for word in comparison.words_old(s) if word != "or"]
        after = [word for s in news for word in comparison.words_new(s) if word != "or"]
        repeated = {*map(meant, before)} & {*map(meant, after)}
        turned = set(denied(before)) != set(denied(after))
        if not says_something(before, after, known, turned, repeated):
            idle_old.update(s.index for s in olds)
            idle_new.update(s.index for s in news)
    return idle_old, idle_new


def foreign(policy: Policy, sentence: Sentence) -> bool:
    """Whether a sentence of a text in English is in another language: a translation of what the text says, not one statement more.

    An English sentence of so many words has at least one that English has and the others lack.
    """
    words = sentence.text.lower().split()
    if policy.document.language != "en" or len(words) < FOREIGN:
        return False
    of = function_words()
    return not any(word in of["en"] for word in words) and any(
        word in known for code, known in of.items() if code != "en" for word in words
    )


def _words(policy: Policy, sentence: Sentence, ranges: Ranges) -> list[str]:
    words = words_of(policy, sentence)
    return [
        word
        for word, start, end in zip(words.words, words.starts, words.ends, strict=True)
        if any(first <= start and end <= last for first, last in ranges)
    ]


def _vocabulary(comparison: Comparison) -> frozenset[str]:
    """The words that stand in both versions: of those none is the misspelling of another."""
    old: set[str] = set()
    new: set[str] = set()
    for policy, words in ((comparison.old, old), (comparison.new, new)):
        for tokens, _, _ in policy.index.tokens:
            words.update(tokens)
    return frozenset(old & new)


def _dates(policy: Policy, sentence: Sentence) -> bool:
    """Whether a sentence is the policy's date line."""
    if len(sentence.text) > 160:
        return False
    return any(
        f.sentence is sentence and f.role in ("updated", "effective", "published", "copyright")
        for f in policy.all(Dated)
    )


def _meets(sentence: Sentence | None, told: Sequence[Span]) -> bool:
    if sentence is None:
        return False
    span = sentence.source()
    return any(span.meets(other) for other in told)
