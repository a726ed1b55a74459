"""How soon requests are answered."""

from __future__ import annotations

from collections.abc import Iterator

from policylint.document import Sentence
from policylint.edits.change import ChangeHit, detects
from policylint.edits.comparison import Comparison
from policylint.edits.periods import hours, periods
from policylint.facts.kinds import NoticePeriod, ResponseTime, Retention, Right
from policylint.patterns import word_set

_ANSWER = word_set("answer answers answered reply replies replied respond responds response hear")
_HAVE = word_set("have receive get comply act deal send within")


@detects("response-time-lengthened", "response-time-shortened")
def answers(comparison: Comparison) -> Iterator[ChangeHit]:
    """The time within which requests are answered: more, fewer, or no longer a number of days."""
    olds = [f for f in comparison.old.all(ResponseTime) if f.sentence.index in comparison.changed_old]
    news = [f for f in comparison.new.all(ResponseTime) if f.sentence.index in comparison.changed_new]
    told = False
    for old in olds:
        # What both versions promise somewhere is kept.
        if any(_same(old, f) for f in comparison.new.all(ResponseTime)):
            continue
        partner = comparison.partner_of_old(old.sentence)
        new = next((f for f in news if f.sentence is partner), None)
        new = new or next((f for f in news if not any(_same(f, o) for o in comparison.old.all(ResponseTime))), None)
        if new is None or old.period is None:
            continue
        news.remove(new)
        longer = new.period is None or new.period.days[0] > old.period.days[0]
        kind = "response-time-lengthened" if longer else "response-time-shortened"
        after = str(new.period) if new.period is not None else "no number of days"
        message = f"requests were answered within {old.period}, now within {after}"
        if new.period is None:
            message = f"requests were answered within {old.period}; the new version names no number of days"
        told = True
        yield ChangeHit(kind, comparison.in_old(old), comparison.in_new(new), message)
    if not told:
        yield from _bare(comparison)


def _bare(comparison: Comparison) -> Iterator[ChangeHit]:
    """Another period in a sentence, or beside one, that says when people have their answer, where no fact tells it."""
    told: list[Retention | NoticePeriod | ResponseTime] = [*comparison.old.all(Retention)]
    told += [*comparison.old.all(NoticePeriod), *comparison.old.all(ResponseTime)]
    known = {f.sentence.index for f in told if f.period is not None}
    for pair in comparison.pairs:
        if pair.old.index in known:
            continue
        old, new = comparison.words_old(pair.old), comparison.words_new(pair.new)
        a, b = list(periods(old)), list(periods(new))
        if len(a) != 1 or len(b) != 1 or a == b or not _answering(comparison, pair.old, old):
            continue
        kind = "response-time-lengthened" if hours(*b[0]) > hours(*a[0]) else "response-time-shortened"
        message = f"requests were answered within {a[0][0]} {a[0][1]}s, now within {b[0][0]} {b[0][1]}s"
        yield ChangeHit(kind, comparison.in_old(pair.old), comparison.in_new(pair.new), message)
        return


def _answering(comparison: Comparison, sentence: Sentence, words: tuple[str, ...]) -> bool:
    """Whether a sentence tells of answers to people, or follows one that lets them ask for something."""
    if not _ANSWER.isdisjoint(words):
        return True
    asked = {f.sentence.index for f in comparison.old.all(Right)}
    return not asked.isdisjoint((sentence.index, sentence.index - 1)) and not _HAVE.isdisjoint(words)


def _same(a: ResponseTime, b: ResponseTime) -> bool:
    if a.period is None or b.period is None:
        return a.period is b.period
    return a.period.agrees(b.period)
