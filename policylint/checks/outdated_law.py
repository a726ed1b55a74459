"""outdated_law: a law or framework that has ended, named as if it still held."""

from __future__ import annotations

from collections.abc import Iterator

from policylint.checks.instruments import Instrument, day_of, instruments
from policylint.facts.kinds import Safeguard
from policylint.finding import Mark, Severity
from policylint.matching.index import Hit as Found
from policylint.rule import Hit, rule
from policylint.site import Policy, Site

MOST_MARKS = 6
_FRAMEWORKS = frozenset(["privacy-shield", "safe-harbor", "swiss-safe-harbor"])
_ENDED = frozenset(["privacy-shield", "safe-harbor", ""])


@rule("outdated_law")
def outdated_law(site: Site) -> Iterator[Hit]:
    """One hit for each ended instrument that a policy of a later day relies on or names."""
    for policy in site.policies:
        named: dict[str, list[Found]] = {}
        for found in policy.index.find("frame:ended-instrument"):
            named.setdefault(found.value, []).append(found)
        for key, places in named.items():
            instrument = instruments()[key]
            day = day_of(policy)
            if instrument.until is not None and (day or site.as_of) >= instrument.until:
                yield from _hit(policy, instrument, places, dated=day is not None)


def _hit(policy: Policy, instrument: Instrument, places: list[Found], dated: bool) -> Iterator[Hit]:
    index = policy.index
    history, another = index.sentences("frame:instrument-history"), index.sentences("frame:instrument-another")
    places = [found for found in places if found.sentence.index not in another]
    # Where a policy says anywhere that it has ended, the rest is told in that light.
    if not places or any(found.sentence.index in history for found in places):
        return
    relied = index.sentences("frame:instrument-relied-on")
    places.sort(key=lambda found: (found.sentence.index not in relied, found.sentence.index))
    severity = instrument.most if places[0].sentence.index in relied else instrument.mention
    verb = "is relied on" if places[0].sentence.index in relied else "is named as if it still held"
    marks = tuple(Mark(policy.path, found.sentence.source(found.start, found.end)) for found in places[:MOST_MARKS])
    if not dated or (instrument.key in _FRAMEWORKS and any(s.name not in _ENDED for s in policy.all(Safeguard))):
        severity = min(severity, Severity.WARNING)  # an old text, or one in which transfers have another ground too
    assert instrument.until is not None
    told = f"{instrument.name} {verb}, but ended on {instrument.until.isoformat()}: {instrument.because}"
    told += f"; in its place: {instrument.instead}"
    if not dated:
        told += " (the policy bears no date, so that of today counts)"
    yield Hit(marks, told, severity, subject=(instrument.key, verb))
