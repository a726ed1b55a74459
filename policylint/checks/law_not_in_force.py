"""law_not_in_force: a rule that has not started, or never will, named as what is complied with."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from policylint.checks.instruments import Instrument, day_of, instruments
from policylint.finding import Mark
from policylint.matching.index import Hit as Found
from policylint.rule import Hit, rule
from policylint.site import Policy, Site

_HONG_KONG = "pdpo-33"


@rule("law_not_in_force")
def law_not_in_force(site: Site) -> Iterator[Hit]:
    """One hit for each instrument that a policy relies on before its first day."""
    for policy in site.policies:
        index = policy.index
        to_come = index.sentences("frame:instrument-to-come")
        told: set[str] = set()
        for found, key in _named(policy):
            instrument = instruments()[key]
            if key in told or found.sentence.index in to_come or not _early(policy, instrument, site.as_of):
                continue
            told.add(key)
            when = (
                "is not in force" if instrument.since == dt.date.max else f"is not in force before {instrument.since}"
            )
            message = f"{instrument.name} {when}: {instrument.because}; what applies: {instrument.instead}"
            yield Hit((Mark(policy.path, found.sentence.source(found.start, found.end)),), message, subject=(key,))


def _named(policy: Policy) -> Iterator[tuple[Found, str]]:
    """Places where an instrument is relied on."""
    index = policy.index
    relied, ordinance = index.sentences("frame:instrument-relied-on"), index.sentences("regime:pdpo-hk:named")
    for found in index.find("frame:future-instrument"):
        at = found.sentence.index
        if at in relied and (found.value != _HONG_KONG or at in ordinance or "rdinance" in found.sentence.text):
            yield found, found.value
    for found in index.find("frame:pdpo-complied"):
        if "transfers" in policy.topics(found.sentence) or "transfer" in found.sentence.text:
            yield found, _HONG_KONG


def _early(policy: Policy, instrument: Instrument, as_of: dt.date) -> bool:
    """Whether neither today nor the policy's own date has reached the first day."""
    return instrument.since is not None and max(as_of, day_of(policy) or as_of) < instrument.since
