"""Laws that the text names or whose people it addresses, and how surely they come into play.

The phrases are those of rules/regimes/*.yaml; that a publisher is established in a country follows from its address and is told
by policylint.regimes.
"""

from __future__ import annotations

from collections.abc import Iterable

from policylint.facts.context import Context
from policylint.facts.kinds import Fact, Regime
from policylint.matching import clauses
from policylint.matching.index import Hit


def find(context: Context) -> Iterable[Fact]:
    """Regime facts."""
    claim, residents = context.sentences("law-claim"), context.sentences("law-residents")
    for key in _keys(context):
        negated = context.index.sentences(f"regime:{key}:negated")
        claimed = context.index.sentences(f"regime:{key}:claimed")
        for headings in (False, True):
            for hit in context.index.find(f"regime:{key}:named", headings):
                at = hit.sentence.index
                if at in negated:
                    tier = "negated"
                elif headings or at in claimed:
                    tier = "claimed"
                else:
                    tier = _tier(context, hit, at in claim, at in residents)
                yield Regime(**context.place(hit), key=key, tier=tier, named=True)
        for group, tier in (("claimed", "claimed"), ("targeted", "targeted")):
            for hit in context.index.find(f"regime:{key}:{group}"):
                at = hit.sentence.index
                yield Regime(**context.place(hit), key=key, tier="negated" if at in negated else tier, named=False)


def _keys(context: Context) -> list[str]:
    return [
        name.split(":")[1]
        for name in context.index.book.groups
        if name.startswith("regime:") and name.endswith(":named")
    ]


def _tier(context: Context, hit: Hit, claim: bool, residents: bool) -> str:
    words = context.words(hit.sentence)
    begin = context.begin(hit)
    if clauses.actor(words, hit.first, begin) == "other" and not residents:
        return "incidental"
    if clauses.negated(words, hit.first, hit.last, begin):
        return "negated"
    return "claimed" if claim or residents else "incidental"
