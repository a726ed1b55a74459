"""On what ground data are processed, and decisions made by machines."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policylint.edits.change import ChangeHit, detects
from policylint.edits.comparison import Comparison
from policylint.edits.kinds import purposes
from policylint.edits.kinds.denials import denials
from policylint.edits.sides import Passage, Side, clusters, sides
from policylint.facts.kinds import AutomatedDecision, Basis
from policylint.patterns import lazy, word_set

MOST = 200  # grounds that are compared
NAMES = {
    "consent": "consent",
    "contract": "a contract",
    "legal-obligation": "a legal obligation",
    "vital-interests": "vital interests",
    "public-task": "a public task",
    "legitimate-interests": "legitimate interests",
}
# Where a public body gets its power from: "under 5 USC 301", "pursuant to the Archives Act".
_STATUTE = lazy(
    r"\b(?:\d+ U\.?S\.?C|OMB [A-Z]-\d|Pub\. ?L|Act of \d{4}|section \d+ of the [A-Z]|Regulation \([A-Z]{2}\))"
)
_MACHINE = lazy(r"automat|profiling|algorithm|machine|scoring", re.IGNORECASE)
_PURSUANT = word_set("pursuant under authority authorized authorised authorizes authorises accordance")
_BASIS = word_set("basis bases ground grounds lawful lawfulness article art gdpr necessity")
_COLLECTING = word_set("collected collect collection processed process")
_TRAINING = word_set("train trains training trained")
_MODELS = word_set("model models ai llm llms algorithms")


@detects("legal-basis-changed")
def bases(c: Comparison) -> Iterator[ChangeHit]:
    """A ground that a changed sentence gives and its other wording does not, for processing that the old text puts on another, or on none."""
    new, old = sides(c)
    found: dict[int, str] = {}
    given = {f.ground for f in c.old.all(Basis) if f.tied}
    begun = frozenset(p.sentence.block.section.index for p in new.passages if p.sentence.index in purposes.named(new))
    # What removed sentences gave as grounds: the same for much the same was only moved.
    rows = [(f.ground, old.by_sentence.get(f.sentence.index)) for f in c.old.all(Basis)]
    gone = [(ground, passage.held) for ground, passage in rows if passage is not None][:MOST]
    for passage in new.passages:
        before = _grounds(passage, new)
        for fact in new.stated(Basis, passage.sentence):
            if not fact.tied or fact.ground in before or not passage.touches(fact.start, fact.end):
                continue
            if fact.ground != "legitimate-interests" and not _ground(new, passage):
                continue
            known = passage.whole and fact.ground in given
            if known and new.opened(passage) and passage.sentence.block.section.index in begun:
                continue  # the ground of a use that is new itself, and told
            if any(
                ground == fact.ground and len(passage.held & held) >= 0.8 * len(passage.held) for ground, held in gone
            ):
                continue
            found[passage.sentence.index] = f"{NAMES[fact.ground]} is named as a ground"
        if passage.sentence.index not in found and _statute(new, passage):
            found[passage.sentence.index] = "another law is named as the authority for collecting"
    for row in clusters(p for p in new.passages if p.sentence.index in found):
        told = dict.fromkeys(found[p.sentence.index] for p in row)
        yield new.hit("legal-basis-changed", row[0], "; ".join(told), until=row[-1])


def _ground(side: Side, passage: Passage) -> bool:
    """Whether a sentence, its section or its list speaks of grounds, and not only of asking for permission or of a contract."""
    if not _BASIS.isdisjoint(passage.held) and not any(True for _ in denials(passage.words)):
        return True
    return side.in_frame("basis-named", passage.sentence) or "bases" in side.policy.topics(passage.sentence)


def _grounds(passage: Passage, side: Side) -> set[str]:
    """The grounds that the other wording of a passage gives."""
    if passage.counterpart is None:
        return set()
    return {f.ground for f in side.stated(Basis, passage.counterpart, other=True)}


def _statute(side: Side, passage: Passage) -> bool:
    """Whether a paragraph that says under which law data are collected names another law."""
    named = [m for m in _STATUTE.finditer(passage.sentence.text) if passage.touches(m.start(), m.end() + 4)]
    if passage.whole or not named:
        return False
    words = {
        w
        for s in side.policy.document.sentences_of(passage.sentence.block)[:MOST]
        for w in side.policy.index.tokens[s.index][0]
    }
    return not _PURSUANT.isdisjoint(words) and not words.isdisjoint(_COLLECTING)


def _decides(side: Side, passage: Passage) -> bool:
    """Whether a changed sentence has a machine do by itself, or without people, what was not said to be done so."""
    alone = [at for at in passage.fresh if passage.words[at] in _ALONE]
    alone += [
        at
        for at in passage.fresh
        if passage.words[at] == "without" and not _HUMANS.isdisjoint(passage.words[at : at + 6])
    ]
    if not alone or _DECIDING.isdisjoint(passage.held):
        return False
    machine = not _MACHINES.isdisjoint(passage.held) or not {"automatically", "automated"}.isdisjoint(passage.held)
    human = any(not _HUMANS.isdisjoint(other.held) for other in side.opposite(passage))
    return machine and (human or not _HUMANS.isdisjoint(passage.held))


_MACHINES = word_set(
    "software system systems algorithm algorithms detector program programme computer model models machine robot tool ai"
)
_ALONE = word_set("itself themselves automatically automated alone")
_HUMANS = word_set(
    "person people human humans staff somebody someone anyone anybody consultant colleague employee employees officer volunteer volunteers doctor "
    "member members team advisor adviser clerk teacher teachers manager hand intervention"
)
_DECIDING = word_set(
    "decide decides decided decision decisions reject rejects rejected turn turns approve approves approved refuse refuses refused close closes "
    "closed block blocks blocked score scores scored send sends sent grade grades graded rank ranks sort sorts select selects suspend suspends set sets"
)


@detects("automated-decision-added")
def decisions(c: Comparison) -> Iterator[ChangeHit]:
    """Decisions or profiles made by machines, or data used to train models, where the old text did not say so."""
    side, _ = sides(c)
    if not any(f.polarity for f in c.old.all(AutomatedDecision)):
        for fact in c.new.all(AutomatedDecision):
            passage = side.by_sentence.get(fact.sentence.index)
            if (
                passage is not None
                and fact.polarity
                and _MACHINE.search(fact.text)
                and passage.touches(fact.start, fact.end)
            ):
                yield ChangeHit(
                    "automated-decision-added",
                    new=c.in_new(fact),
                    message="automated decisions or profiles are made now",
                )
                return
    for passage in side.passages:
        if not any(True for _ in denials(passage.words)) and _decides(side, passage):
            yield side.hit("automated-decision-added", passage, "a machine now decides, or acts by itself")
            return
    for passage in side.passages:
        training = [at for at in sorted(passage.fresh) if passage.words[at] in _TRAINING]
        if (
            training
            and not _MODELS.isdisjoint(passage.held)
            and not side.denied(passage, training[0])
            and side.actor(passage, training[0]) != "reader"
        ) and any(side.unknown(passage.words[at]) for at in training):
            yield side.hit("automated-decision-added", passage, "data are used to train models now", training[0], None)
            return
