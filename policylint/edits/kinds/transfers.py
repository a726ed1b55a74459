"""Transfers to other countries, and what protects them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from policylint.edits.change import ChangeHit, detects
from policylint.edits.comparison import Comparison
from policylint.edits.sides import Passage, Side, sides
from policylint.facts.countries import countries
from policylint.facts.kinds import Place, Safeguard, Transfer
from policylint.patterns import word_set
from policylint.record import Record
from policylint.site import Policy

NEAR = 10  # words between a safeguard and what the edit says of it
_LAWS = word_set("gdpr fadp ccpa lgpd pipeda swiss")
_DISPUTES = word_set("arbitration dispute disputes complaint complaints claim claims")
_PEOPLE = word_set("you you're users residents resident reside live based located")
_INTO = word_set("in to from into at within")
_WORK = word_set(
    "see sees access get gets copy copies support team staff developers engineers colleagues server servers stored store hosted host backup backups "
    "processed process sent send centre center analysed analyzed answered data"
)
_NO_TRANSFER = word_set(
    "law laws court courts governed authority commissioner representative represented registered incorporated ltd inc gmbh citizens"
)
EEA = frozenset("AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE IS LI NO CH".split())
"""ISO 3166-1 codes of the countries of the EEA, and Switzerland, between which data go without more."""
_TO = word_set("to into in within outside at through")


class Named(Record, slots=False):
    """The countries that a policy names, wherever; looked for when they are asked for."""

    policy: Policy

    @cached_property
    def countries(self) -> frozenset[str]:
        """ISO 3166-1 codes."""
        policy = self.policy
        return frozenset(n.country for s in policy.document.sentences for n in countries(policy.index, s) if n.country)


@detects("transfer-added")
def transfers(c: Comparison) -> Iterator[ChangeHit]:
    """Data go abroad where the old text did not say so, or to a country that it did not name."""
    side, _ = sides(c)
    stated = any(f.polarity for f in c.old.all(Transfer)) or any(f.role == "transfer" for f in c.old.all(Place))
    known = {f.country for f in c.old.all(Place)}
    named = Named(c.old)
    told: set[int] = set()
    for fact in c.new.all(Place):
        passage = side.by_sentence.get(fact.sentence.index)
        if passage is None or fact.role != "transfer" or not fact.polarity or not passage.touches(fact.start, fact.end):
            continue
        new = fact.country and fact.country not in known and _destination(passage, fact)
        new = new and fact.country not in named.countries
        if (new or (not stated and _destination(passage, fact))) and passage.sentence.block.index not in told:
            told.add(passage.sentence.block.index)
            where = f"to {fact.name}" if new else "to other countries"
            yield ChangeHit(
                "transfer-added", new=c.in_new(fact), message=f"data may go {where}, which the old text did not say"
            )
    if not told:
        yield from _abroad(side, known, named)
    if stated or told:
        return
    for moved in c.new.all(Transfer):
        passage = side.by_sentence.get(moved.sentence.index)
        if passage is None or not {"you're", "reside", "residents"}.isdisjoint(passage.held):
            continue
        if moved.polarity and passage.touches(moved.start, moved.end):
            yield ChangeHit(
                "transfer-added",
                new=c.in_new(moved),
                message="data may go to other countries, which the old text did not say",
            )
            return


def _abroad(side: Side, known: set[str], named: Named) -> Iterator[ChangeHit]:
    """People or machines in a country outside the EEA, that the old text did not name, who see, hold or get data."""
    for passage in side.passages:
        if not passage.fresh or _WORK.isdisjoint(passage.held) or not _NO_TRANSFER.isdisjoint(passage.held):
            continue
        for name in countries(side.policy.index, passage.sentence):
            at = next((n for n in sorted(passage.fresh) if passage.starts[n] <= name.start < passage.ends[n]), None)
            if (
                at is None
                or not name.country
                or name.country in known
                or name.country in EEA
                or side.denied(passage, at)
            ):
                continue
            before = passage.words[max(at - 5, 0) : at]
            if _INTO.isdisjoint(before) or not _PEOPLE.isdisjoint(before):
                continue
            if name.country not in named.countries:
                yield side.hit(
                    "transfer-added",
                    passage,
                    "data may go to another country, which the old text did not say",
                    at,
                    at + 1,
                )
                return


def _destination(passage: Passage, fact: Place) -> bool:
    """Whether data go to a country and do not only come from it."""
    at = passage.sentence.text.find(fact.name, fact.start)
    before = [w for w, end in zip(passage.words, passage.ends, strict=True) if end <= at]
    if not _PEOPLE.isdisjoint(before[-4:]):
        return False
    nearest = next((w for w in reversed(before[-NEAR:]) if w == "from" or w in _TO), "")
    return nearest != "from"


@detects("safeguard-changed", "safeguard-removed")
def safeguards(c: Comparison) -> Iterator[ChangeHit]:
    """A mechanism named that was not, one that is gone, and one that now holds for another country or law."""
    new, old = sides(c)
    before = {f.name for f in c.old.all(Safeguard) if f.name}
    after = {f.name for f in c.new.all(Safeguard) if f.name}
    told: set[str] = set()
    taken: set[int] = set()  # old sentences in whose place another mechanism stands
    for fact in c.new.all(Safeguard):
        passage = new.by_sentence.get(fact.sentence.index)
        if passage is None or not fact.name or fact.name in told:
            continue
        if fact.name not in before and passage.touches(fact.start, fact.end):
            told.add(fact.name)
            taken.update(other.sentence.index for other in new.opposite(passage))
            yield ChangeHit(
                "safeguard-changed", new.counterpart(passage), c.in_new(fact), f"{fact.text} now protects transfers"
            )
        elif fact.name in before and not passage.whole and _extended(new, passage, fact):
            told.add(fact.name)
            yield ChangeHit(
                "safeguard-changed",
                new.counterpart(passage),
                c.in_new(fact),
                f"{fact.text} is now said to hold for another country or law",
            )
    for fact in c.old.all(Safeguard):
        passage = old.by_sentence.get(fact.sentence.index)
        if (
            passage is None
            or not fact.name
            or fact.name in after
            or fact.name in told
            or fact.sentence.index in taken
            or not passage.touches(fact.start, fact.end)
        ):
            continue
        told.add(fact.name)
        yield ChangeHit(
            "safeguard-removed", c.in_old(fact), old.counterpart(passage), f"{fact.text} no longer protects transfers"
        )


def _extended(side: Side, passage: Passage, fact: Safeguard) -> bool:
    """Whether a country or a law is new beside a safeguard."""
    if not _DISPUTES.isdisjoint(passage.words):
        return False
    places = [n.start for n in countries(side.policy.index, passage.sentence)]
    for at in passage.fresh:
        start = passage.starts[at]
        near = sum(1 for s in passage.starts if min(start, fact.start) < s < max(start, fact.start))
        if near <= NEAR and (start in places or passage.words[at] in _LAWS):
            return True
    return False
