"""Whether people are told of a data breach."""

from __future__ import annotations

from collections.abc import Iterable

from policylint.facts.context import Context
from policylint.facts.kinds import Breach, Fact
from policylint.patterns import word_set

_THEM = word_set(
    "you your user users customer customers individual individuals people person persons subject subjects member members authority "
    "authorities regulator regulators commission commissioner affected consumers residents everyone patients clients subscribers "
    "parties visitors students ico agency"
)


def find(context: Context) -> Iterable[Fact]:
    """A Breach for every promise to tell readers or an authority of a breach; polarity is False where it is denied."""
    other = context.sentences("breach-other")
    told: set[int] = set()
    for hit in context.hits("breach-notice"):
        if hit.sentence.index in other or hit.sentence.index in told:
            continue
        words = context.words(hit.sentence)
        if _THEM.isdisjoint(words):
            continue
        told.add(hit.sentence.index)
        yield Breach(**context.place(hit), **context.stance(hit))
