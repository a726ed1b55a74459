"""What readers may ask for, or do themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policylint.edits.change import ChangeHit, detects
from policylint.edits.comparison import Comparison
from policylint.edits.frames import frame, joined
from policylint.edits.kinds import data, purposes
from policylint.edits.kinds.denials import denials, honours
from policylint.edits.overlap import Overlap
from policylint.edits.sides import TOGETHER, Passage, Side, clusters, sides
from policylint.edits.stems import COMMON, stem
from policylint.edits.weight import BINDING
from policylint.facts.countries import countries
from policylint.facts.kinds import Right
from policylint.patterns import lazy, word_set
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
# The rights that facts call by other names.
_RIGHTS = {
    "objection": "objection", "withdrawal": "withdraw-consent", "deletion": "erasure", "correction": "rectification",
    "access": "access", "portability": "portability", "restriction": "restriction", "complaint": "complaint",
}  # fmt: skip
_WORDS = {
    "access": word_set("access copy see view look obtain"),
    "objection": word_set("object objection objecting no stop"),
    "withdraw consent": word_set("withdraw withdrawn withdrawal revoke back"),
    "rectification": word_set(
        "correct corrected correction rectify rectified rectification wrong mistakes errors mend right amended amend"
    ),
    "erasure": word_set("delete deleted deletion erase erased erasure removed remove"),
    "portability": word_set("portability portable elsewhere another provider format move transfer"),
    "restriction": word_set("restrict restricted restriction limit limited paused pause blocked block"),
    "complaint": word_set("complain complaint authority commissioner"),
    "opting out": word_set("opt unsubscribe unsubscribing decline refuse disable object no off out"),
}
_CLAUSE = word_set("we our if when where who which that only unless because so for by at on in")
_ROLLED = 12  # words of a right in a row of rights
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
        known = frozenset(f.right for f in side.other.all(Right) if f.polarity)
        begun = _begun(side)
        found = {
            p.sentence.index: x
            for p in side.passages
            if side.stays(p)
            for x in (*_fresh(side, p, given), *_named(side, p, known), *_rolled(side, p))
            if not (p.whole and x.act in _WAYS_OUT and p.sentence.block.index in begun) and not _still(side, p, x)
        }
        for row in clusters(p for p in side.passages if p.sentence.index in found):
            acts = ", ".join(dict.fromkeys(found[p.sentence.index].act for p in row))
            verb = "may now" if side.coming else "may no longer"
            power = found[row[0].sentence.index]
            yield side.hit(kind, row[0], f"what readers {verb} do: {acts}", power.first, None, until=row[-1])


def _still(side: Side, passage: Passage, power: Power) -> bool:
    """Whether what stands in the place of a passage speaks of the same act, which it does not deny."""
    words = _WORDS.get(_RIGHTS.get(power.act, power.act).replace("-", " "), frozenset[str]())
    return any(
        word in words and "not" not in row[max(at - 4, 0) : at]
        for other in side.there(passage.sentence)[:TOGETHER]
        for row in (side.other.index.tokens[other.index][0],)
        for at, word in enumerate(row)
    )


def _named(side: Side, passage: Passage, known: frozenset[str]) -> Iterator[Power]:
    """A right that a changed sentence names, in whatever words, and that is not among those `known` to the other version."""
    for fact in side.stated(Right, passage.sentence):
        if not fact.polarity or fact.form in ("vague", "heading") or fact.right in known or fact.right == "complaint":
            continue
        if passage.touches(fact.start, fact.end):
            at = next((n for n, end in enumerate(passage.ends) if end > fact.start), 0)
            yield Power(fact.right.replace("-", " "), at, at)
            return


def _rolled(side: Side, passage: Passage) -> Iterator[Power]:
    """A right that joined, or left, a row of rights, in whatever words: "you may see, correct {and move} it"."""
    if passage.counterpart is None or not _of_rights(side, passage) or any(w in BINDING for w in passage.changed()):
        return
    for first, last in joined(side, passage):
        run = [w for w in passage.words[first:last] if w not in COMMON]
        if (
            last - first <= _ROLLED
            and run
            and _CLAUSE.isdisjoint(passage.words[first:last])
            and any(map(side.unknown, run))
        ):
            yield Power(" ".join(run), first, last - 1)
            return


def _of_rights(side: Side, passage: Passage) -> bool:
    """Whether a sentence says what readers may ask for: at least one right beside the one that changed."""
    if side.stated(Right, passage.sentence) and (
        passage.counterpart is None or side.stated(Right, passage.counterpart, other=True)
    ):
        return True
    return any(True for _ in powers(passage.words)) or frame(side, passage) == "rights"


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
            if side.denied(passage, power.at) or (not side.coming and power.act == "complaint"):
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


_AUTHORITY = lazy(
    r"\b(?:(?:data protection|supervisory|supervision|privacy|regulatory) (?:authorit|commission|ombuds|agenc|regulator|inspect|office)|"
    r"(?:information|privacy) (?:commissioner|regulator)|commission(?:er)? (?:for|of) (?:data|privacy))"
    r"|(?-i:\b(?:ICO|CNIL|AEPD|Garante|Datatilsynet|BfDI|DPC|APD|EDÖB|FDPIC|UODO|IMY)\b)",
    re.IGNORECASE,
)
_OFFICES = word_set(
    "authority authorities commission commissioner ombudsman ombudsperson agency regulator inspectorate inspector office ico cnil aepd garante "
    "datatilsynet bfdi dpc apd edöb fdpic uodo imy"
)
_COMPLAINT = word_set(
    "complain complains complaint complaints turn hear hears authority contact lodge appeal object matter unhappy dissatisfied content satisfied write"
)


@detects("complaint-authority-removed")
def complaints(c: Comparison) -> Iterator[ChangeHit]:
    """The way to an authority is gone."""
    if any(f.right == "complaint" and f.polarity and f.form != "vague" for f in c.new.all(Right)):
        return
    tokens = c.new.index.tokens
    if any(_AUTHORITY.search(s.text) for s in c.new.document.sentences if not _OFFICES.isdisjoint(tokens[s.index][0])):
        return
    for fact in c.old.all(Right):
        if fact.right == "complaint" and fact.polarity and fact.form != "vague":
            yield ChangeHit(
                "complaint-authority-removed", c.in_old(fact), None, "the way to complain to an authority is gone"
            )
            return
    _, old = sides(c)
    for passage in old.passages:
        if _OFFICES.isdisjoint(passage.held) or _COMPLAINT.isdisjoint(passage.held):
            continue
        match = _AUTHORITY.search(passage.sentence.text)
        if match is not None and passage.touches(match.start(), match.end()):
            yield old.hit("complaint-authority-removed", passage, "the way to complain to an authority is gone")
            return
