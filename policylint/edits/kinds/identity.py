"""Who is responsible, who answers for data protection, and what it takes for authorities to get data."""

from __future__ import annotations

from collections.abc import Iterator

from policylint.edits.change import ChangeHit, detects
from policylint.edits.comparison import Comparison
from policylint.edits.sides import Side, clusters, sides
from policylint.facts.kinds import Entity, Officer
from policylint.patterns import word_set

MOST = 400  # companies that are looked at
_RESPONSIBLE = word_set("controller controllers responsible operated operates")
_AUTHORITIES = word_set("authority authorities police government enforcement court agencies law subpoena governmental")
_PROCESS = word_set("warrant subpoena court order compelled order warrants subpoenas orders compels judge")
_WISH = word_set(
    "request requests requested believe belief appropriate discretion necessary reasonable reasonably inquiry cooperate asked voluntarily"
)


@detects("controller-changed")
def controllers(c: Comparison) -> Iterator[ChangeHit]:
    """A company that is responsible now and was not before, where the old text named one."""
    new, _old = sides(c)
    before = {
        _name(e)
        for e in c.old.all(Entity)
        if e.form and (e.role == "controller" or "controller" in c.old.topics(e.sentence))
    }
    if not before:
        return
    known = " ".join(s.text.lower() for s in c.old.document.sentences)
    found: dict[int, Entity] = {}
    for entity in list(c.new.all(Entity))[:MOST]:
        passage = new.by_sentence.get(entity.sentence.index)
        if (
            passage is None
            or not entity.form
            or entity.role in ("vendor", "authority")
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


def _replaced(new: Side, after: list[Officer], called: str) -> Iterator[ChangeHit]:
    """Another name or address in the sentence that names the officer."""
    for fact in after:
        passage = new.by_sentence.get(fact.sentence.index)
        if passage is None or passage.counterpart is None:
            continue
        text = passage.sentence.text
        names = [
            at
            for at in sorted(passage.fresh)
            if at and text[passage.starts[at]].isupper() and new.unknown(passage.words[at])
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
    for passage in old.passages:
        if passage.counterpart is None or _AUTHORITIES.isdisjoint(passage.held):
            continue
        lost = set(passage.changed()) & _PROCESS
        other = new.by_sentence.get(passage.counterpart.index)
        if not lost or other is None or not _PROCESS.isdisjoint(other.held - {"order"}):
            continue
        if not _WISH.isdisjoint(other.changed()):
            yield new.hit(
                "law-enforcement-threshold-lowered",
                other,
                "an order of a court is no longer what it takes for authorities to get data",
            )
