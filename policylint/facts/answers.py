"""Promises to answer requests that give no length of time; those that give one are read by periods.py."""

from __future__ import annotations

from collections.abc import Iterable

from policylint.facts.context import Context
from policylint.facts.kinds import Fact, ResponseTime
from policylint.patterns import word_set

_RIGHTS = word_set("right rights request requests ask")
_CHILDREN = word_set("child children minor minors parent parents")
_DUTY = word_set("expect must agree should required ask")


def find(context: Context) -> Iterable[Fact]:
    """A ResponseTime without a period for every promise to answer promptly, or as the law requires."""
    other = context.sentences("answer-other")
    told: set[int] = set()
    for hit in context.hits("answer-act"):
        words = context.words(hit.sentence)
        about_rights = "rights" in context.topics(hit.sentence) or not _RIGHTS.isdisjoint(words)
        if about_rights and _CHILDREN.isdisjoint(words) and hit.sentence.index not in told:
            told.add(hit.sentence.index)
            yield ResponseTime(**context.place(hit), **context.stance(hit))
    for hit in context.hits("answer-vague"):
        if hit.sentence.index in other or hit.sentence.index in told:
            continue
        words = context.words(hit.sentence)
        if not _DUTY.isdisjoint(words[max(hit.first - 10, 0) : hit.first]) and context.stance(hit)["actor"] == "reader":
            continue  # what is expected of the reader
        told.add(hit.sentence.index)
        yield ResponseTime(**context.place(hit), **context.stance(hit))
