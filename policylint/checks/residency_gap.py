"""regime-residency-gap: rights are given to the residents of one region alone, and the publisher sits in another that has a law too."""

from __future__ import annotations

from collections.abc import Iterator

from policylint.bodies import bodies
from policylint.checks.scope import scope_of
from policylint.checks.wording import whole
from policylint.facts.countries import EEA
from policylint.facts.kinds import Address, Entity, Right
from policylint.finding import Mark
from policylint.rule import Hit, rule
from policylint.site import Policy, Site

# ISO 3166-1 alpha-2 -> the law of the place, as rules/regimes names it, and its name in words.
_HOME_LAW = {
    "CH": ("fadp-ch", "Swiss Federal Act on Data Protection"),
    "GB": ("uk-gdpr", "UK GDPR"),
    "CA": ("pipeda-ca", "Canadian privacy law (PIPEDA)"),
    "AU": ("app-au", "Australian Privacy Act"),
    "BR": ("lgpd-br", "Brazilian LGPD"),
    "SG": ("pdpa-sg", "Singapore PDPA"),
    "HK": ("pdpo-hk", "Hong Kong PDPO"),
    "JP": ("appi-jp", "Japanese APPI"),
    "ZA": ("popia-za", "South African POPIA"),
    "IN": ("dpdp-in", "Indian DPDP Act"),
} | dict.fromkeys(EEA, ("gdpr", "GDPR"))
_LEAST, _MANY = 2, 4  # rights that make it the rights section, where nothing, or little, is said of others


@rule("residency_gap")
def residency_gap(site: Site) -> Iterator[Hit]:
    """One hit for each policy body whose rights are all for residents of elsewhere."""
    for policy in site.policies:
        for body in bodies(policy.document):
            rights = [
                f for f in policy.all(Right) if f.polarity and f.right != "complaint" and body.holds(f.sentence.index)
            ]
            scoped = [f for f in rights if scope_of(policy, f.sentence).countries]
            general = [f for f in rights if not scope_of(policy, f.sentence).countries]
            if not _rights_of_some(policy, scoped, general):
                continue
            scopes = [scope_of(policy, fact.sentence).countries for fact in scoped]
            granted = frozenset[str]().union(*scopes)
            for home, place in _homes(policy, body.first, body.last):
                law, name = _HOME_LAW.get(home, ("", ""))
                named = any(
                    regime.key == law and regime.named and regime.tier != "negated" for regime in policy.regimes
                )
                if law and not named and not _held(home, granted):
                    yield Hit(
                        (whole(policy, scoped[0].sentence), place),
                        f"rights are given to residents of {', '.join(sorted(granted))} alone, while the publisher sits in {home}: "
                        f"say what applies to the others, and under the {name}",
                        subject=(home, *sorted(granted)),
                    )
                    break


def _rights_of_some(policy: Policy, scoped: list[Right], general: list[Right]) -> bool:
    """Whether the section on rights is for residents of some place, and what others get is at most a word in passing."""
    kinds = {f.right for f in general}
    in_passing = (
        len(kinds) <= 2 and "access" not in kinds and not any("rights" in policy.topics(f.sentence) for f in general)
    )
    return len({f.right for f in scoped}) >= (_LEAST if not general else _MANY) and in_passing


def _homes(policy: Policy, first: int, last: int) -> Iterator[tuple[str, Mark]]:
    facts: tuple[Entity | Address, ...] = (*policy.all(Entity), *policy.all(Address))
    for fact in facts:
        if isinstance(fact, Entity):  # a name in passing may stand beside the place of a server
            ours = (
                fact.role == "controller"
                and bool(fact.form or fact.number)
                and fact.tie in ("controller", "we", "contact", "operator")
            )
        else:
            ours = fact.owner == "we" and fact.complete
        if ours and fact.country and first <= fact.sentence.index < last:
            yield fact.country[:2], whole(policy, fact.sentence)


def _held(home: str, granted: frozenset[str]) -> bool:
    """Whether the people of a country are among those that get rights."""
    codes = {code[:2] for code in granted}
    return home in codes or (home in EEA and not codes.isdisjoint(("EE", "EU"))) or ("EEA" in granted and home in EEA)
