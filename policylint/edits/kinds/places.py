"""Where data are stored, and which law governs."""

from __future__ import annotations

from collections.abc import Iterator

from policylint.edits.change import ChangeHit, detects
from policylint.edits.comparison import Comparison
from policylint.facts.kinds import GoverningLaw, Place
from policylint.patterns import lazy
from policylint.site import Policy

# After a country: it is half of the name of an agreement between two, and no place.
_LAW = lazy(r"\b([A-Z][a-z]+) law\b")
_DECIDED = lazy(r"\b(?:govern\w*|decided|under|subject|disputes?|claims?|courts?)\b")
_TIED = lazy(r"[-–](?:U\.?S|Swiss|UK|EU)\b|\.? (?:Data )?Privacy (?:Shield|Framework)")


@detects("storage-location-changed")
def storage(comparison: Comparison) -> Iterator[ChangeHit]:
    """Another country in which data are stored, or a place that no longer is the only one."""
    before, after = _stored(comparison.old), _stored(comparison.new)
    known_old, known_new = {_name(f) for f in before}, {_name(f) for f in after}
    olds = [f for f in before if f.sentence.index in comparison.changed_old and _name(f) not in known_new]
    news = [f for f in after if f.sentence.index in comparison.changed_new and _name(f) not in known_old]
    for new in {f.sentence.index: f for f in reversed(news)}.values():
        partner = comparison.partner_of_new(new.sentence)
        old = next((f for f in olds if f.sentence is partner), None) or (olds[0] if olds else None)
        if old is not None:
            olds.remove(old)
            message = f"data were stored in {old.name or old.country}, now in {new.name or new.country}"
            yield ChangeHit("storage-location-changed", comparison.in_old(old), comparison.in_new(new), message)
        elif before:
            message = f"data are also stored in {new.name or new.country}"
            yield ChangeHit("storage-location-changed", None, comparison.in_new(new), message)
    if not news and before and after:
        for old in olds:
            message = f"it is no longer said that data are stored in {old.name or old.country}"
            yield ChangeHit("storage-location-changed", comparison.in_old(old), None, message)
    yield from _loosened(comparison)


def _loosened(comparison: Comparison) -> Iterator[ChangeHit]:
    for old, new in comparison.matched("place", lambda f: (f.role == "storage", _name(f))):
        if old.role == "storage" and old.exclusivity == "only" and new.exclusivity != "only":
            message = f"{new.name or new.country} is no longer the only place where data are stored"
            yield ChangeHit("storage-location-changed", comparison.in_old(old), comparison.in_new(new), message)


def _stored(policy: Policy) -> list[Place]:
    return [
        f
        for f in policy.all(Place)
        if f.role == "storage" and f.polarity and (f.country or f.name) and not _TIED.match(f.sentence.text, f.end)
    ]


def _name(fact: Place) -> str:
    return fact.country or fact.name.casefold()


@detects("governing-law-changed")
def governing(comparison: Comparison) -> Iterator[ChangeHit]:
    """Another law or other courts."""
    for old, new in comparison.matched("governing-law", lambda f: True):
        assert isinstance(old, GoverningLaw) and isinstance(new, GoverningLaw)
        a, b = old.place.casefold() or old.country, new.place.casefold() or new.country
        if a and b and a != b and not (old.country and old.country == new.country and not (old.place and new.place)):
            message = f"the law of {old.place or old.country} governed, now that of {new.place or new.country}"
            yield ChangeHit("governing-law-changed", comparison.in_old(old), comparison.in_new(new), message)
            return
    for pair in comparison.pairs:
        if " law" not in pair.old.text or " law" not in pair.new.text:
            continue
        was, now = _LAW.search(pair.old.text), _LAW.search(pair.new.text)
        if was and now and was[1] != now[1] and _DECIDED.search(pair.new.text):
            message = f"{was[1]} law governed, now {now[1]} law"
            yield ChangeHit("governing-law-changed", comparison.in_old(pair.old), comparison.in_new(pair.new), message)
            return
