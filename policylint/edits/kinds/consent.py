"""What readers, or their parents, have to agree to before it is done."""

from __future__ import annotations

from collections.abc import Iterator

from policylint.edits.change import ChangeHit, detects
from policylint.edits.comparison import Comparison
from policylint.edits.sides import TOGETHER, sides
from policylint.patterns import lazy, word_set

# What readers have to do before, and what they have to do to end it.
_ASKED = lazy(
    r"\b(?:consent\w*|opt(?:ed)? in|permission|prior (?:agreement|approval)|agreed (?:to|beforehand|first|in advance)|ask(?:ed)? for it|"
    r"(?:only|if|once|after|unless|where) (?:you|they|people|\w+s) (?:\w+ ){0,2}(?:agreed?|allow(?:ed)?|switch(?:ed)?|turn(?:ed)?|ask(?:ed)?|"
    r"sign(?:ed)? up|subscribed?|request(?:ed)?|approved?)|tick(?:ed|s)?|accept(?:ed|s)?|say yes|said yes|"
    r"(?:switch(?:ed)?|turn(?:ed)?) (?:\w+ ){0,4}on)\b"
)
OUT = lazy(
    r"\b(?:opt(?:ed|s|ing)? out|unsubscribe\w*|object(?:ed|s|ing)?|untick\w*|(?:switch(?:ed)?|turn(?:ed)?) (?:\w+ ){0,4}off|refuse[ds]?|"
    r"decline[ds]?|reject(?:ed|s)?|say no|said no|tell us (?:not )?to(?: stop)?|told us (?:not )?to(?: stop)?|unless (?:you|they)|until (?:you|they))\b"
)
"""What a reader does to end what goes on without being asked for, in normalised words."""
_ENDING = word_set(
    "out unsubscribe unsubscribed unsubscribing object objected objects objecting untick unticked off refuse refused decline declined reject rejected "
    "no not stop unless until"
)
_PARENTS = word_set("parent parents parental guardian guardians mother father carer carers")
_AGREE = word_set(
    "consent permission approval consents agree agrees agreed agreement sign signs signed approve approves approved allow allows allowed confirm "
    "confirms confirmed"
)


@detects("opt-in-to-opt-out")
def opted(c: Comparison) -> Iterator[ChangeHit]:
    """What was done only where the reader agreed is now done until the reader objects."""
    new, _ = sides(c)
    for passage in new.passages:
        rows = [passage.counterpart] if passage.counterpart is not None else new.there(passage.sentence)[:TOGETHER]
        if _ENDING.isdisjoint(passage.held):
            continue
        after = " ".join(c.words_new(passage.sentence))
        if OUT.search(after) is None:
            continue
        before = " ".join(word for s in rows for word in c.words_old(s))
        if _ASKED.search(before) and not _ASKED.search(OUT.sub("", after)) and not OUT.search(before):
            yield new.hit("opt-in-to-opt-out", passage, "what needed consent now goes on until the reader objects")
            return


@detects("parental-consent-removed")
def parents(c: Comparison) -> Iterator[ChangeHit]:
    """The old text asks parents for consent, the new one does not."""

    def asks(words: tuple[str, ...]) -> bool:
        return not _PARENTS.isdisjoint(words) and not _AGREE.isdisjoint(words)

    if any(asks(words) for words, _, _ in c.new.index.tokens):
        return
    _, old = sides(c)
    for passage in old.passages:
        if asks(passage.words):
            yield old.hit("parental-consent-removed", passage, "the consent of parents is no longer asked for")
            return
