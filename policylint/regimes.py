"""Which laws come into play for a policy, and how surely."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from policylint.bodies import Body
from policylint.facts.kinds import Address, Entity, Fact, Regime
from policylint.facts.values import Duration
from policylint.finding import Mark
from policylint.hints import TYPE_CHECKING
from policylint.report import TIERS, ActiveRegime
from policylint.site import Law, Policy

if TYPE_CHECKING:
    from policylint.rulebook import RegimeFile


def regimes_of(
    policy: Policy, regimes: Mapping[str, RegimeFile], configured: Sequence[str] | None = None, body: Body | None = None
) -> tuple[ActiveRegime, ...]:
    """The regimes of a policy in the order of their keys, each at its strongest tier, with the words that triggered it.

    With `body`, only what stands in it counts. `configured` regimes win: where they are given, what the text signals is still told, but as incidental.
    """
    best: dict[str, tuple[str, Fact]] = {}
    for key, tier, fact in (*_named(policy), *_established(policy, regimes)):
        if body is not None and not body.holds(fact.sentence.index):
            continue
        if key not in best or TIERS.index(tier) < TIERS.index(best[key][0]):
            best[key] = (tier, fact)
    for key, regime in regimes.items():
        if regime.needs and key in best and best[key][0] != "claimed" and not policy.of(regime.needs):
            del best[key]
    found: list[ActiveRegime] = []
    for key in sorted({*best, *(configured or ())}):
        told = best.get(key)
        tier = (
            "configured"
            if configured is not None and key in configured
            else "incidental"
            if configured is not None
            else best[key][0]
        )
        found.append(ActiveRegime(key, tier, Mark(policy.path, told[1].span) if told else None))
    return tuple(found)


def in_play(active: Sequence[ActiveRegime], regimes: Mapping[str, RegimeFile]) -> tuple[Law, ...]:
    """The laws that apply to a policy, with the values that checks compare it with; those only mentioned are left out."""
    return tuple(_law(regimes[one.key], one.tier) for one in active if one.active and one.key in regimes)


def _law(regime: RegimeFile, tier: str) -> Law:
    age, answer = regime.child_age, regime.response_time
    return Law(
        regime.key,
        tier,
        frozenset(regime.countries),
        child_age=age.age if age else None,
        child_law=age.law if age else "",
        ages=age.countries if age else {},
        answer=Duration.parse_iso(answer.period) if answer else None,
        answer_law=answer.law if answer else "",
    )


def _named(policy: Policy) -> Iterator[tuple[str, str, Fact]]:
    for fact in policy.all(Regime):
        yield fact.key, fact.tier, fact


def _established(policy: Policy, regimes: Mapping[str, RegimeFile]) -> Iterator[tuple[str, str, Fact]]:
    """Laws of the place where the publisher has its seat: a country alone is enough only in an address or a registration."""
    seats: list[tuple[str, Fact]] = []
    for address in policy.all(Address):
        if address.owner == "we" and address.country and address.complete:
            seats.append((address.country, address))
    for entity in policy.all(Entity):
        if entity.role == "controller" and entity.country:
            seats.append((entity.country, entity))
    for country, fact in seats:
        for key, regime in regimes.items():
            if country in regime.countries and not regime.seats:
                yield key, "established", fact
    for key, regime in regimes.items():
        if not regime.seats:
            continue
        group = f"regime:{key}:seat"
        places = {f.sentence.index: f for _, f in seats}
        for hit in policy.index.find(group) if policy.index.has(group) else ():
            if hit.sentence.index in places:
                yield key, "established", places[hit.sentence.index]
