"""What readers may ask for, or do themselves."""

from __future__ import annotations

from collections.abc import Iterator

from policylint.edits.change import ChangeHit, detects
from policylint.edits.comparison import Comparison
from policylint.edits.kinds import data, purposes
from policylint.edits.kinds.denials import denials, honours
from policylint.edits.overlap import Overlap
from policylint.edits.sides import Passage, Side, clusters, sides
from policylint.edits.stems import COMMON, stem
from policylint.facts.countries import countries
from policylint.facts.kinds import Right
from policylint.patterns import word_set
from policylint.record import Record

_HOLDERS = word_set(
    "you individuals users subscribers residents consumers people customers visitors donors members subjects citizens anyone"
)
_POWERS = word_set("can may could entitled right rights able option choose")
_ACTS = {
    "object": "objection", "objecting": "objection", "withdraw": "withdrawal", "withdrawing": "withdrawal", "revoke": "withdrawal",
    "unsubscribe": "opting out", "unsubscribing": "opting out", "opt": "opting out", "opted": "opting out", "opting": "opting out",
    "disable": "opting out", "decline": "opting out", "refuse": "opting out",
    "delete": "deletion", "deleting": "deletion", "erase": "deletion", "deleted": "deletion", "deletion": "deletion", "erasure": "deletion",
    "correct": "correction", "rectify": "correction", "correction": "correction",
    "obtain": "access", "export": "portability", "portability": "portability", "download": "portability",
    "complain": "complaint", "lodge": "complaint", "appeal": "appeal", "arbitration": "arbitration", "invoke": "arbitration",
    "restrict": "restriction", "restriction": "restriction",
}  # fmt: skip
_REACH = 12
_WAYS_OUT = frozenset({"opting out", "withdrawal"})
_ASIDE = word_set("cookies cookie browser")  # what the reader's own machine does


class Power(Record):
    """What a sentence lets the reader do: `act` by name, and the tokens from the holder to the act."""

    act: str
    first: int
    at: int


def powers(words: tuple[str, ...]) -> Iterator[Power]:
    """The acts that a sentence puts in the reader's power."""
    for at, word in enumerate(words):
        act = _ACTS.get(word)
        if (
            act is None
            or not _ASIDE.isdisjoint(words[at + 1 : at + 4])
            or (word.startswith("opt") and words[at + 1 : at + 2] not in (("out",), ("outs",)))
        ):
            continue
        if at == 0:
            yield Power(act, 0, 0)  # "Opt out of ..." in a list of choices
        for first in range(max(at - _REACH, 0), at):
            if words[first] in _HOLDERS and not _POWERS.isdisjoint(words[max(first - 4, 0) : at]):
                yield Power(act, first, at)
                break
            if words[first] in ("will", "are") and words[first + 1] == "be" and word == "opted":
                yield Power(act, first, at)
                break


class _Given:
    """The powers that the other version gives."""

    def __init__(self, side: Side) -> None:
        rows = [(p.act, _about(words, p)) for words, _, _ in side.other.index.tokens for p in powers(words)]
        self.acts = [act for act, _ in rows]
        self.named = frozenset(self.acts)
        self.honoured = any(
            honours(words) and any(True for _ in denials(words)) for words, _, _ in side.other.index.tokens
        )
        self.things = Overlap(things for _, things in rows)

    def has(self, act: str, things: frozenset[str]) -> bool:
        """Whether it gives the same power over much the same things."""
        if not things:
            return act in self.named
        return any(self.acts[n] == act and count * 2 >= len(things) for n, count in self.things.shared(things))


@detects("right-added", "right-removed")
def rights(c: Comparison) -> Iterator[ChangeHit]:
    """Powers of the reader that are new or gone."""
    new, old = sides(c)
    for side, kind in ((new, "right-added"), (old, "right-removed")):
        given = _Given(side)
        begun = _begun(side)
        found = {
            p.sentence.index: x
            for p in side.passages
            if side.stays(p)
            for x in _fresh(side, p, given)
            if not (p.whole and x.act in _WAYS_OUT and p.sentence.block.index in begun)
        }
        for row in clusters(p for p in side.passages if p.sentence.index in found):
            acts = ", ".join(dict.fromkeys(found[p.sentence.index].act for p in row))
            verb = "may now" if side.coming else "may no longer"
            power = found[row[0].sentence.index]
            yield side.hit(kind, row[0], f"what readers {verb} do: {acts}", power.first, None, until=row[-1])


def _begun(side: Side) -> frozenset[int]:
    """The paragraphs that tell of data or uses which the other version does not have: the way out of them is part of them, and no
    right that people got over what was done before."""
    begun = {*data.named(side), *purposes.named(side)}
    return frozenset(p.sentence.block.index for p in side.passages if p.sentence.index in begun)


def _fresh(side: Side, passage: Passage, given: _Given) -> Iterator[Power]:
    if side.coming and passage.whole and honours(passage.words) and any(True for _ in denials(passage.words)):
        if not given.honoured:
            given.honoured = True
            yield Power("objection by a signal of the browser", 0, 1)
        return
    for power in powers(passage.words):
        named = side.news(passage, power.first)
        if power.at in passage.fresh and power.first in passage.fresh:
            if side.denied(passage, power.at):
                continue
            if not given.has(power.act, _about(passage.words, power)):
                yield power
                return
        elif not passage.whole and side.coming:
            places = {n.start for n in countries(side.policy.index, passage.sentence)}
            people = [at for at in passage.fresh if passage.starts[at] in places and at < power.at]
            if people and power.at not in passage.fresh and named is not None:
                yield Power(power.act, people[0], power.at)
                return


def _about(words: tuple[str, ...], power: Power) -> frozenset[str]:
    return frozenset(stem(w) for w in words[power.at + 1 : power.at + 10] if w not in COMMON)


@detects("complaint-authority-removed")
def complaints(c: Comparison) -> Iterator[ChangeHit]:
    """The way to an authority is gone."""
    if any(f.right == "complaint" and f.polarity and f.form != "vague" for f in c.new.all(Right)):
        return
    for fact in c.old.all(Right):
        if fact.right == "complaint" and fact.polarity and fact.form != "vague":
            yield ChangeHit(
                "complaint-authority-removed", c.in_old(fact), None, "the way to complain to an authority is gone"
            )
            return
