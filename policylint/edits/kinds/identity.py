"""Who is responsible, who answers for data protection, and what it takes for authorities to get data."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policylint.edits.change import ChangeHit, detects
from policylint.edits.comparison import Comparison
from policylint.edits.sides import Side, clusters, sides
from policylint.edits.stems import COMMON
from policylint.edits.weight import meaning
from policylint.facts.kinds import Entity, Officer
from policylint.patterns import lazy, word_set

MOST = 400  # companies that are looked at
_RESPONSIBLE = word_set("controller controllers responsible operated operates")
_AUTHORITIES = word_set(
    "authority authorities police government enforcement court courts agencies law subpoena governmental investigators prosecutor prosecutors officials "
    "detectives"
)
_PROCESS = word_set(
    "warrant subpoena court courts compelled order warrants subpoenas orders compels judge judgment compel obliged oblige obliges forced forces"
)
_DISPUTES = word_set("arbitration dispute disputes complaint complaints claims interest interests")
_STRICT = word_set("only unless until never not")
_WISH = word_set(
    "ask asks faith think thinks suspect suspicion plausible sensible useful helpful "
    "request requests requested believe belief appropriate discretion necessary reasonable reasonably inquiry cooperate asked voluntarily"
)


@detects("controller-changed")
def controllers(c: Comparison) -> Iterator[ChangeHit]:
    """A company that is responsible now and was not before, where the old text named one."""
    new, _old = sides(c)
    rows = [e for e in c.old.all(Entity) if e.role == "controller" or "controller" in c.old.topics(e.sentence)]
    before = {_name(e) for e in rows if e.form or e.tie == "controller"}
    formal = any(e.form for e in rows)
    if not before:
        return
    known = " ".join(s.text.lower() for s in c.old.document.sentences)
    found: dict[int, Entity] = {}
    for entity in list(c.new.all(Entity))[:MOST]:
        passage = new.by_sentence.get(entity.sentence.index)
        if (
            passage is None
            or not (
                (entity.form not in ("", "person") and formal)
                or (entity.tie == "controller" and _succeeds(new, entity))
            )
            or entity.role in ("vendor", "authority")
            or (not _FOR.isdisjoint(passage.held) and _ACTS_FOR.search(entity.sentence.text))
            or not passage.touches(entity.start, entity.end)
        ):
            continue
        if (
            _name(entity) in before
            or entity.name.lower().rstrip(".") in known
            or any(ch.isdigit() for ch in entity.name)
        ):
            continue
        if (
            entity.role == "controller"
            or "controller" in c.new.topics(entity.sentence)
            or not _RESPONSIBLE.isdisjoint(passage.held)
        ):
            found.setdefault(entity.sentence.index, entity)
    for row in clusters(p for p in new.passages if p.sentence.index in found):
        names = ", ".join(dict.fromkeys(found[p.sentence.index].name for p in row))
        first = found[row[0].sentence.index]
        other = next((e for e in c.old.all(Entity) if e.role == "controller" and e.form), None)
        yield ChangeHit(
            "controller-changed",
            c.in_old(other) if other else None,
            c.in_new(first),
            f"{names}: responsible for data now, which the old text did not say",
        )
        return


def _succeeds(new: Side, entity: Entity) -> bool:
    """Whether a name stands where the old version had that of somebody who is responsible."""
    c, sentence = new.comparison, entity.sentence
    partner = c.partner_of_new(sentence)
    before = {s.index for s in (*c.instead_of_new(sentence), *([partner] if partner is not None else []))}
    return any(e.role == "controller" and e.sentence.index in before for e in c.old.all(Entity))


def _name(entity: Entity) -> str:
    return entity.name.lower().replace(",", "").replace(".", "").strip()


@detects("dpo-or-representative-changed")
def officers(c: Comparison) -> Iterator[ChangeHit]:
    """A data protection officer or a representative is gone, new, or somebody else."""
    new, old = sides(c)
    for office, called in (("dpo", "data protection officer"), ("representative", "representative")):
        before = [f for f in c.old.all(Officer) if f.office == office and f.polarity]
        after = [f for f in c.new.all(Officer) if f.office == office and f.polarity]
        if before and not after:
            if before[0].sentence.index in old.by_sentence:
                yield ChangeHit(
                    "dpo-or-representative-changed", c.in_old(before[0]), None, f"the {called} is no longer named"
                )
        elif after and not before:
            if after[0].sentence.index in new.by_sentence:
                yield ChangeHit("dpo-or-representative-changed", None, c.in_new(after[0]), f"a {called} is named now")
        else:
            yield from _replaced(new, after, called)
    if any(f.office == "representative" for f in c.new.all(Officer)):
        return
    for side in (old, new):
        acting: bool | None = None
        for passage in side.passages:
            match = _ACTS_FOR.search(passage.sentence.text) if not _FOR.isdisjoint(passage.held) else None
            if match is None:
                continue
            if side.coming and passage.counterpart is not None and _ACTS_FOR.search(passage.counterpart.text):
                text = passage.sentence.text
                names = [
                    at
                    for at in sorted(passage.fresh)
                    if text[passage.starts[at]].isupper() and side.unknown(passage.words[at])
                ]
                if names:
                    yield side.hit(
                        "dpo-or-representative-changed",
                        passage,
                        "the representative is somebody else",
                        names[0],
                        names[-1] + 1,
                    )
                    return
            if not passage.touches(match.start(), match.end()):
                continue
            if acting is None:
                acting = any(_ACTS_FOR.search(s.text) for s in side.other.document.sentences)
            if not acting:
                message = "a representative is named now" if side.coming else "the representative is no longer named"
                yield side.hit("dpo-or-representative-changed", passage, message)
                return


_FOR = word_set("represented representative representatives 27 speaks speak acts act")
_ACTS_FOR = lazy(
    r"\b(?:represented (?:by|in)|our (?:\w+ ){0,3}representative|representative (?:in|under|for)|article 27|speaks? for us|acts? for us in)\b",
    re.IGNORECASE,
)


def _replaced(new: Side, after: list[Officer], called: str) -> Iterator[ChangeHit]:
    """Another name or address in the sentence that names the officer."""
    beside = [
        new.by_sentence[s.index]
        for fact in after
        for s in new.policy.document.sentences_of(fact.sentence.block)
        if s.index in new.by_sentence
    ]
    for passage in beside:
        if passage.counterpart is None and not new.opposite(passage):
            continue
        text = passage.sentence.text
        names = [
            at for at in sorted(passage.fresh) if text[passage.starts[at]].isupper() and new.unknown(passage.words[at])
        ]
        if names:
            yield new.hit(
                "dpo-or-representative-changed", passage, f"the {called} is somebody else", names[0], names[-1] + 1
            )
            return


@detects("law-enforcement-threshold-lowered")
def threshold(c: Comparison) -> Iterator[ChangeHit]:
    """Authorities get data on a request or a belief where they needed an order of a court."""
    new, old = sides(c)
    for other in new.passages:
        if _WISH.isdisjoint(other.changed()):
            continue
        there = old.policy.index.tokens
        own = {meaning(w) for w in other.words if w not in COMMON}
        befores = [
            set(there[s.index][0])
            for s in ([other.counterpart] if other.counterpart is not None else new.there(other.sentence))
        ]
        before = {
            word
            for held in befores
            for word in held
            if not _PROCESS.isdisjoint(held) and _DISPUTES.isdisjoint(held) and len(own & {*map(meaning, held)}) > 1
        }
        if (
            not before
            or not _DISPUTES.isdisjoint(other.held)
            or (_AUTHORITIES - {"law", "court", "courts"}).isdisjoint(before | other.held)
        ):
            continue
        added = "or" in other.changed() and not _STRICT.isdisjoint(before)
        if _PROCESS.isdisjoint(other.held - {"order", "law"}) or added:
            yield new.hit(
                "law-enforcement-threshold-lowered",
                other,
                "an order of a court is no longer what it takes for authorities to get data",
            )
            return
