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
    keys = _keys(context)
    names = _names(context, keys)
    for key in keys:
        negated = context.index.sentences(f"regime:{key}:negated")
        claimed = context.index.sentences(f"regime:{key}:claimed")
        for headings in (False, True):
            for hit in context.index.find(f"regime:{key}:named", headings):
                at = hit.sentence.index
                if _in_longer(hit, key, names):
                    continue
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
                if _of_longer(hit, key, names):
                    continue
                denied = at in negated or (group == "targeted" and context.denied(hit))
                yield Regime(**context.place(hit), key=key, tier="negated" if denied else tier, named=False)


Names = dict[int, list[tuple[str, Hit]]]
"""The names of laws in each sentence (by its index), with the key of the law."""


def _names(context: Context, keys: Iterable[str]) -> Names:
    found: Names = {}
    for key in keys:
        for headings in (False, True):
            for hit in context.index.find(f"regime:{key}:named", headings):
                found.setdefault(hit.sentence.index, []).append((key, hit))
    return found


def _in_longer(hit: Hit, key: str, names: Names) -> bool:
    """Whether the name is a part of another law's: the GDPR in "UK GDPR"."""
    return any(
        other != key and longer.first <= hit.first and hit.last <= longer.last and _length(longer) > _length(hit)
        for other, longer in names.get(hit.sentence.index, ())
    )


def _of_longer(hit: Hit, key: str, names: Names) -> bool:
    """Whether a claim speaks of a law only by a name that is another law's: "comply with the UK GDPR"."""
    rows = names.get(hit.sentence.index)
    if not rows:
        return False
    own = [name for of, name in rows if of == key and hit.first <= name.first and name.last <= hit.last]
    return bool(own) and all(_in_longer(name, key, names) for name in own)


def _length(hit: Hit) -> int:
    return hit.last - hit.first


def _keys(context: Context) -> list[str]:
    return [
        name.split(":")[1]
        for name in context.index.book.groups
        if name.startswith("regime:") and name.endswith(":named")
    ]


def _tier(context: Context, hit: Hit, claim: bool, residents: bool) -> str:
    words = context.words(hit.sentence)
    begin = context.begin(hit)
    actor = clauses.actor(words, hit.first, begin)
    if (actor == "other" or (not actor and "it" in words[begin : hit.first])) and not residents:
        return "incidental"
    if clauses.negated(words, hit.first, hit.last, begin):
        return "negated"
    return "claimed" if claim or residents else "incidental"
