"""A period that stands in the place of another, where no fact, or only one side's, tells that something is kept so long."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from policylint.document import Sentence
from policylint.edits.comparison import Comparison
from policylint.edits.periods import hours, periods
from policylint.edits.stems import COMMON, stem
from policylint.edits.words import words_of
from policylint.facts.kinds import NoticePeriod, ResponseTime, Retention
from policylint.patterns import word_set
from policylint.site import Policy

MOST = 400  # periods of each version that are looked at; a hostile text must not take quadratic time
NEAR = 8  # sentences in the place of one that are looked at
ENTRY = 8  # words of an entry of a list of periods
UNITS_OF = word_set(
    "day days week weeks month months year years hour hours long keep keeps kept retain retained store stored"
)
"""Words that a statement of a period has for its period: they say nothing of what is kept."""
_ANSWERS = word_set(
    "answer answers answered reply respond response notice notify inform tell told age old every per once"
)
_KEEPING = word_set(
    "keep keeps kept store stored retain retained hold held delete deletes deleted erase erased "
    "wipe wiped shred shredded shredder destroy destroyed forget forgotten overwrite overwritten overwrites remove removed archive gone long "
    "retention period stay stays live lives remain remains closed until"
)


def succeeded(
    comparison: Comparison, stated: Sequence[Retention], gone: Sequence[Retention], come: Sequence[Retention]
) -> Iterator[tuple[str, Sentence, Sentence]]:
    """(kind, old, new) for sentences that give a period for another, in words of which no fact, or only one side's, tells how long."""
    other = {f.sentence.index for f in (*comparison.old.all(ResponseTime), *comparison.old.all(NoticePeriod))}
    known = other | ({f.sentence.index for f in stated} - {f.sentence.index for f in gone})
    rows = [(p.old, p.new) for p in comparison.pairs]
    rows += [(olds[0], news[0]) for olds, news in comparison.groups if len(olds) == len(news) == 1]
    for f, coming in [*((f, False) for f in gone[:MOST]), *((f, True) for f in come[:MOST])]:
        there = (comparison.instead_of_new if coming else comparison.instead_of_old)(f.sentence)[:NEAR]
        own = stems_of(comparison.new if coming else comparison.old, f.sentence)
        alike = [s for s in there if own & stems_of(comparison.old if coming else comparison.new, s)]
        rows += [(s, f.sentence) if coming else (f.sentence, s) for s in alike]
    seen: set[int] = set()
    for old, new in rows:
        if old.index in known or old.index in seen:
            continue
        a, b = list(periods(comparison.words_old(old))), list(periods(comparison.words_new(new)))
        if len(a) == len(b) > 1:
            # Of several periods one is another: "logs for a week and tickets for {two} years".
            differ = [(x, y) for x, y in zip(a, b, strict=True) if x != y]
            a, b = [x for x, _ in differ], [y for _, y in differ]
        if (
            len(a) != 1
            or len(b) != 1
            or a == b
            or not (_keeping(comparison.old, old) and _keeping(comparison.new, new))
        ):
            continue
        seen.add(old.index)
        yield "retention-lengthened" if hours(*b[0]) > hours(*a[0]) else "retention-shortened", old, new


def _keeping(policy: Policy, sentence: Sentence) -> bool:
    """Whether a sentence says how long something is kept, in its own words or by its column, lead or heading."""
    above = " ".join(
        (
            *sentence.block.headers[:1],
            sentence.block.lead.text if sentence.block.lead else "",
            sentence.block.section.title,
        )
    )
    words = policy.index.tokens[sentence.index][0]
    if not _ANSWERS.isdisjoint(words):
        return False
    if sentence.block.kind in ("item", "cell") and len(words) <= ENTRY:
        beside = policy.document.sentences[max(sentence.index - 2, 0) : sentence.index + 3]
        if any(
            s is not sentence and s.block.kind == sentence.block.kind and any(periods(words_of(policy, s).words))
            for s in beside
        ):
            return True
    return not _KEEPING.isdisjoint((*words, *above.lower().replace(":", " ").split()))


def stems_of(policy: Policy, sentence: Sentence) -> frozenset[str]:
    words = policy.index.tokens[sentence.index][0][policy.index.own[sentence.index] :]
    return frozenset(
        stem(word) for word in words if word not in COMMON and not word[0].isdigit() and word not in UNITS_OF
    )
