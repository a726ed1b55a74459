"""Whether people are told of a data breach."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet

from policylint.document import Sentence
from policylint.facts.context import Context
from policylint.facts.kinds import Breach, Fact
from policylint.patterns import word_set

_THEM = word_set(
    "you your user users customer customers individual individuals people person persons subject subjects member members affected "
    "consumers residents everyone everybody patients clients subscribers parties visitors students donors those players principal concerned"
)
_AUTHORITY = word_set("authority authorities regulator regulators commission commissioner ico agency")


def find(context: Context) -> Iterable[Fact]:
    """A Breach for every promise to tell readers or an authority of a breach; polarity is False where it is denied."""
    other = context.sentences("breach-other")
    told: set[int] = set()
    events = context.sentences("breach-event") | {h.sentence.index for h in context.hits("breach-event", headings=True)}
    for hit in context.hits("breach-notice"):
        if hit.sentence.index in other or hit.sentence.index in told:
            continue
        words = context.words(hit.sentence)
        if _THEM.isdisjoint(words):
            continue
        told.add(hit.sentence.index)
        yield Breach(**context.place(hit), **context.stance(hit))
    for hit in context.hits("breach-told") if events else ():
        at = hit.sentence.index
        if at in told or at in other or context.denied(hit) or not _of_event(context, hit.sentence, events):
            continue
        told.add(at)
        yield Breach(**context.place(hit), **context.stance(hit))


def _of_event(context: Context, sentence: Sentence, events: AbstractSet[int]) -> bool:
    """Whether a sentence that tells people of something tells them of a breach: named in it, in the one before it, or in its heading."""
    if sentence.index in events:
        return True
    before = context.document.sentences[max(sentence.index - 1, 0)]
    if before.index in events and before.block.section is sentence.block.section:
        return before.block is sentence.block or before.block.kind == "heading" or sentence.block.kind == "item"
    return False
