"""conflicting_places: data that are only in one place, and somewhere else as well."""

from __future__ import annotations

from collections.abc import Iterator

from policylint.checks import storage
from policylint.checks.pairs import there
from policylint.checks.scope import alike
from policylint.checks.storage import Somewhere
from policylint.finding import Severity
from policylint.rule import Hit, rule
from policylint.site import Policy, Site


@rule("conflicting_places")
def conflicting_places(site: Site) -> Iterator[Hit]:
    """One hit for each claim that another statement contradicts; across policies one for each pair that keeps data in different places."""
    for policy in site.policies:
        yield from _within(policy)
    for number, policy in enumerate(site.policies):
        for other in site.policies[number + 1 :]:
            yield from _across(policy, other)


def _within(policy: Policy) -> Iterator[Hit]:
    claims = storage.some(storage.claims(policy))
    if not claims:
        return
    chosen, stored = storage.some(storage.chosen(policy)), storage.some(storage.stored(policy))
    for claim in claims:
        for place in chosen:
            if storage.about_same(claim, place):
                message = (
                    f"data are said to stay in {claim.shown}, and to be kept where the reader chooses; "
                    f"say which data the first is about"
                )
                yield _hit(claim, place, message, None)
                return
        for place in stored:
            if claim.codes.isdisjoint(place.codes) and storage.about_same(claim, place):
                message = (
                    f"data are said to stay in {claim.shown}, and to be kept in {place.shown}; say which data are where"
                )
                yield _hit(claim, place, message, Severity.WARNING if place.may else None)
                return


def _hit(claim: Somewhere, place: Somewhere, message: str, severity: Severity | None) -> Hit:
    marks = (claim.mark, place.mark)
    return Hit(marks, message, severity, subject=(claim.sentence.text, place.sentence.text))


def _across(one: Policy, two: Policy) -> Iterator[Hit]:
    """Two policies of one publisher that keep data in different places: it may be meant, so it is worth a look and no more."""
    first, second = storage.some(storage.stored(one)), storage.some(storage.stored(two))
    for rows, others in ((first, second), (second, first)):
        known = frozenset(code for place in others for code in place.codes)
        for place in rows:
            other = next((o for o in others if alike(o.scope, place.scope)), None)
            if known and other is not None and place.codes.isdisjoint(known):
                a, b = (place, other) if rows is first else (other, place)
                message = (
                    f"data are kept in {a.shown} here, in {b.shown} {there(one, two)}; if that is meant, "
                    f"say for which product"
                )
                yield Hit((a.mark, b.mark), message, Severity.INFO, subject=("across", a.shown, b.shown))
                return
