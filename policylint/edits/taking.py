"""Where a changed sentence says that data are taken, and what it says is taken."""

from __future__ import annotations

from itertools import pairwise

from policylint.edits.sides import Passage, Side
from policylint.edits.stems import COMMON
from policylint.facts.kinds import Entity
from policylint.patterns import word_set

TAKING = word_set(
    "collect collects collected collecting gather gathers gathered receive receives received obtain obtains obtained record records "
    "recorded log logs logged analyse analyses analysed analyze analyzes analyzed measure measures measured track tracks tracked capture "
    "captures captured store stores stored transmit transmits transmitted"
)
# These take data only where we, or the product, are the ones who do it.
FAINT = word_set(
    "need needs needed require requires required include includes send sends sent ask asks disclose discloses shares share access "
    "keep keeps hold holds know knows write writes"
)
# What cannot mean anything else.
PLAIN = word_set(
    "collect collects collected collecting gather gathers gathered receive receives received obtain obtains obtained"
)
_ASKING = word_set(
    "process processes need needs needed require requires required ask include includes including access accesses"
)
_SENDING = word_set(
    "send sends sent transmit transmits upload uploads provide provides report reports disclose discloses share shares give gives"
)
_ENDS = word_set(
    "to for so from because when if unless while after before until upon once where whether through via we you they with"
)
_LINKS = word_set("and or including such as")
_NO_OBJECT = word_set(
    "right rights may can will also purpose purposes reasonable reasonably currently order accordance consent cookie cookies party parties "
    "third server servers"
)
_NOT_TOLD = word_set("purpose purposes more")
_ASIDE = word_set("how why whether please questions")
_BE = word_set("is are be been was were")
_DETERMINERS = word_set("your the our these those their of any all in no a and to app from its")
_NOUNS = word_set("log record store records logs stores track tracks need access requests report reports share shares")
_DATA = word_set("data information details")
_PART = 6  # words of a part of a list


class Taking:
    """The acts of taking data in the changed sentences of one version."""

    def __init__(self, side: Side) -> None:
        self.side = side
        self.ours = {"us", "our"}
        for entity in side.policy.all(Entity):
            if entity.role == "controller":
                self.ours.update(word for word in entity.name.lower().split() if len(word) > 3)

    def verb(self, passage: Passage, faint: bool = False) -> int | None:
        """The first act of taking data in a sentence that is neither denied nor the reader's own; with `faint`, of FAINT too."""
        for at, word in enumerate(passage.words):
            if (
                word not in TAKING
                and not (faint and word in FAINT)
                and not (word in _SENDING and self._to_us(passage, at))
            ):
                continue
            if _noun(passage, at):
                continue
            if self.side.actor(passage, at) == "reader" and "your" not in passage.words[max(at - 4, 0) : at]:
                continue
            return None if self.side.denied(passage, at) else at
        return None

    def asked(self, passage: Passage) -> int | None:
        """Where a sentence says what we need, process or look at, or what the information that is given includes."""
        words = passage.words
        for at, word in enumerate(words):
            if word not in _ASKING or self.side.denied(passage, at) or _noun(passage, at):
                continue
            if word.startswith("includ"):
                before = words[max(at - 6, 0) : at]
                told = not _DATA.isdisjoint(before) and _NOT_TOLD.isdisjoint(before) and words[at - 1] != "you"
                if told and self.side.in_frame("collecting", passage.sentence):
                    return at
            elif self.side.actor(passage, at) == "we" and not _DATA.isdisjoint(words[at:]):
                return at
        return None

    def objects(self, passage: Passage, verb: int | None) -> list[int]:
        """The words that name what is taken: those after the verb (before it, where it is passive); all of an item without one."""
        words = passage.words
        if verb is None:
            span = list(range(len(words)))
        elif not _BE.isdisjoint(words[max(verb - 2, 0) : verb]):
            # "The following data are sent:": the list below tells what.
            span = [] if passage.sentence.text.rstrip().endswith(":") else list(range(verb))
        else:
            span = _after(passage, verb)
        if verb is not None and span[:1] == [0] and words[0] in _ENDS:
            # "If you order, your address is stored": what stands after the condition.
            first = next(
                (at for at in span if at and "," in passage.sentence.text[passage.ends[at - 1] : passage.starts[at]]), 0
            )
            span = span[first:]
        return [at for at in span if words[at] not in COMMON and words[at] not in _NO_OBJECT and at != verb]

    def _to_us(self, passage: Passage, at: int) -> bool:
        """Whether what is sent comes to us: "sends us", "uploads a report to Acme", "may disclose your number to our provider"."""
        words = passage.words
        if "we" in words[max(at - 4, 0) : at]:
            return False
        if not self.ours.isdisjoint(words[at + 1 : at + 3]):
            return True
        return any(words[n] == "to" and words[n + 1] in self.ours for n in range(at + 1, len(words) - 1))


def _after(passage: Passage, verb: int) -> list[int]:
    """The tokens after a verb to the end of its clause, and the short parts of the list that goes on behind it."""
    words, text = passage.words, passage.sentence.text
    last = next(
        (at for at in range(verb + 1, len(words)) if words[at] in _ENDS and (at > verb + 1 or words[at] == "from")),
        len(words),
    )
    span = list(range(verb + 1, last))
    if last < len(words) and words[last] in ("from", "with"):
        return span
    cuts = [at for at in range(last, len(words)) if "," in text[passage.ends[at - 1] : passage.starts[at]]]
    for first, end in pairwise([*cuts, len(words)]):
        if end - first <= _PART or words[first] in _LINKS:
            stop = next((at for at in range(first, end) if words[at] in _ENDS), end)
            span += range(first, stop)
    return span


def _noun(passage: Passage, at: int) -> bool:
    """Whether a word that can be an act is none here: a thing ("your records", "log in"), part of a name, in a question, or said of data
    that are spoken of already ("data stored by others")."""
    words = passage.words
    before, after = words[max(at - 1, 0) : at], words[at + 1 : at + 2]
    if at and passage.sentence.text[passage.starts[at]].isupper():
        return True
    if words[at] == "logged" and after in (("in",), ("out",)):
        return True
    if not _ASIDE.isdisjoint(words[max(at - 6, 0) : at]):
        return True
    if words[at] in TAKING and before in (("us",), ("help",), ("helps",)):
        return True  # "to help us measure"
    if not {"which", "whom"}.isdisjoint(words[max(at - 4, 0) : at]) or after == ("that",):
        return True
    if words[max(at - 2, 0) : at] in (("which", "we"), ("that", "we"), ("that", "you")):
        return True
    if words[at] in _NOUNS:
        if before and before[0] in _DETERMINERS:
            return True
        if after in (("in",), ("of",), ("notice",), ("out",), ("files",), ("system",)):
            return True
    if not words[at].endswith("ed"):
        return False
    if after == ("by",) and _BE.isdisjoint(words[max(at - 4, 0) : at]):
        return True
    return bool(before) and before[0] in ("data", "information") and after == ("and",)
