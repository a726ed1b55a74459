"""child_age_law: an age for children that is lower than the one at which a law lets a child decide.

The laws differ, and so does what they ask below their age, so this is for a reader to weigh: consent may not be the basis, the service
may not be offered to children, and a country may have set another age.
"""

from __future__ import annotations

from collections.abc import Iterator

from policylint.checks.child_ages import in_scope, read
from policylint.facts.countries import EEA
from policylint.facts.kinds import Address, Age, Basis, Entity, Sharing
from policylint.finding import Mark
from policylint.patterns import lazy
from policylint.rule import Hit, rule
from policylint.site import Law, Policy, Site

_SALE_LAWS = frozenset(["ccpa"])  # the age below which data are sold only by opt-in
_LOCAL = lazy(
    r"\b(?:lower|higher|minimum|applicable|legal|relevant) age\b|\b(?:your|their|its) (?:country|state"
    r"|jurisdiction)|age of (?:digital )?consent|local law",
    2,
)


@rule("child_age_law")
def child_age_law(site: Site) -> Iterator[Hit]:
    """One hit for each policy whose highest age is below that of a law that is in play."""
    for policy in site.policies:
        laws = [law for law in site.laws.get(policy.path, ()) if law.child_age is not None]
        ages = [
            fact for fact in policy.all(Age) if read(policy, fact) is not None or fact.consequence == "parental-consent"
        ]
        if not laws or not ages or any(_LOCAL.search(fact.sentence.text) for fact in ages):
            continue
        fact = max(ages, key=lambda f: f.years)
        years = fact.years + (fact.op == "or-younger")
        scope = in_scope(policy, fact).scope
        found = []
        for law in laws:
            asked = _age(law, policy)
            if asked <= years or (scope.countries and not _within(scope.countries, law)) or not _matters(policy, law):
                continue
            found.append(f"{_called(law)} says {asked}")
        if found:
            message = (
                f"the age named for children is {years}, and {' and '.join(found[:3])}; say why {years} "
                f"is enough, or raise it"
            )
            yield Hit((Mark(policy.path, fact.span),), message, subject=("child-age", str(years)))


def _age(law: Law, policy: Policy) -> int:
    """The age of a law: of the publisher's own country where the law leaves it to countries."""
    own = next((code for code in _seats(policy) if code in law.ages), "")
    return law.ages[own] if own else law.child_age or 0


def _seats(policy: Policy) -> Iterator[str]:
    for entity in policy.all(Entity):
        if entity.role == "controller" and entity.country:
            yield entity.country
    for address in policy.all(Address):
        if address.owner == "we" and address.country:
            yield address.country


def _called(law: Law) -> str:
    cite = f" ({law.child_law})" if law.child_law else ""
    return f"{law.key.upper()}{cite}"


def _within(countries: frozenset[str], law: Law) -> bool:
    codes = {code[:2] for code in countries if code not in ("EEA", "EU")}
    if countries & {"EEA", "EU"}:
        codes |= EEA
    return bool(codes & law.countries)


def _matters(policy: Policy, law: Law) -> bool:
    """Whether the law's age is about something that the policy does: selling, or relying on consent."""
    if law.key in _SALE_LAWS:
        return any(fact.act == "sell" and fact.polarity and fact.actor != "other" for fact in policy.all(Sharing))
    bases = [fact for fact in policy.all(Basis) if fact.tied and fact.polarity]
    return not bases or any(fact.ground == "consent" for fact in bases)
