"""jurisdictions: two laws that each govern the policy, or rights under a law whose people are turned away."""

from __future__ import annotations

from collections.abc import Iterator

from policylint.checks.pairs import Said, apart, hit, pairs, places, said
from policylint.facts.countries import Named, countries
from policylint.facts.kinds import GoverningLaw, Regime
from policylint.finding import Mark, Severity
from policylint.patterns import lazy
from policylint.rule import Hit, rule
from policylint.site import Policy, Site

_SAVED = lazy(
    r"\b(?:consumers?|mandatory|where you (?:live|reside)|country of residence|your (?:country|state"
    r"|local)|unless|except\w*|if you (?:are|live|reside)|users? in"
    r"|residents? (?:of|in)|without prejudice|notwithstanding|depending|claims under|data (?:protection|subjects?))\b",
    2,
)
_LAWS = lazy(r"\blaws?\b", 2)
_COURTS = lazy(r"\bcourts?\b|\bjurisdiction\b|\bvenue\b|\barbitrat\w+", 2)
_AWAY = lazy(
    r"\b(?:not|n't|never)\b[^.]{0,40}\b(?:offer\w*|direct\w*|target\w*|market\w*|intend\w*|available"
    r"|aim\w*|provid\w+|sell|serv\w+)\b|\bnot for\b",
    2,
)
_NEAR = 45  # characters between the words that choose a law and its country


@rule("jurisdictions")
def jurisdictions(site: Site) -> Iterator[Hit]:
    """One hit for each pair of governing laws of different countries, and for a law whose people the policy turns away."""
    rows = [row for policy in site.policies for row in _laws(policy)]
    told: set[tuple[str, str]] = set()
    for a, b in pairs(rows):
        if a.key[0] == b.key[0] and not _same(a.key[1], b.key[1]) and a.sentence is not b.sentence and not apart(a, b):
            if (a.policy.path, a.key[0]) in told:
                continue
            told.add((a.policy.path, a.key[0]))
            what = "the law that governs the policy" if a.key[0] == "law" else "the courts that decide"
            message = f"two countries for {what}: {places(a, b, a.key[2], b.key[2])}; keep one, or say for whom each is"
            yield hit(a, b, message, notes=(a.key[2], b.key[2]))
    for policy in site.policies:
        yield from _turned_away(policy)


def _same(one: str, two: str) -> bool:
    """Whether two places are one, or a state and its country."""
    return one.startswith(two) or two.startswith(one)


def _laws(policy: Policy) -> Iterator[Said]:
    """Each choice of law or courts, with (law or court, country, as written) as its key."""
    for fact in policy.all(GoverningLaw):
        text = fact.sentence.text
        if not fact.country or not fact.polarity or _SAVED.search(text):
            continue
        place = next(
            (p for p in countries(policy.index, fact.sentence) if fact.start - _NEAR <= p.start <= fact.end + _NEAR),
            None,
        )
        if place is None or place.country != fact.country:
            continue
        yield said(
            policy,
            fact,
            (
                "law" if _of_law(text, place) else "court",
                place.code if place.kind == "us-state" else place.country,
                fact.place,
            ),
        )


def _of_law(text: str, place: Named) -> bool:
    """Whether a country is named for its law rather than its courts."""
    before = text[max(place.start - 60, 0) : place.end + 12]
    return _LAWS.search(before) is not None and (_COURTS.search(before) is None or "govern" in text.lower())


def _turned_away(policy: Policy) -> Iterator[Hit]:
    claimed: dict[str, Regime] = {}
    for fact in policy.all(Regime):
        if fact.tier == "claimed" and fact.named:
            claimed.setdefault(fact.key, fact)
    for fact in policy.all(Regime):
        if fact.tier == "negated" and fact.key in claimed and _AWAY.search(fact.sentence.text):
            right = claimed[fact.key]
            if right.sentence is fact.sentence or said(policy, right).scope.body != said(policy, fact).scope.body:
                continue
            marks = (Mark(policy.path, fact.span, "turned away"), Mark(policy.path, right.span, "rights given"))
            message = (
                f"the people whom the {fact.key.upper()} protects are turned away here, and given rights under it there"
            )
            yield Hit(marks, message, Severity.INFO, subject=("away", fact.key))
            return
