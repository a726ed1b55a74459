"""region_only: data that stay in one region, and a recipient or transfer outside of it."""

from __future__ import annotations

from collections.abc import Iterator

from policylint.checks import storage
from policylint.rule import Hit, rule
from policylint.site import Site


@rule("region_only")
def region_only(site: Site) -> Iterator[Hit]:
    """One hit for each policy that says that data stay in a region and that they are handled outside of it."""
    for policy in site.policies:
        claims = storage.some(storage.claims(policy))
        if not claims:
            continue
        elsewhere = storage.some(storage.passed_on(policy))
        stored = {place.sentence.index for place in storage.stored(policy)}
        for claim in claims:
            place = next(
                (
                    place
                    for place in elsewhere
                    if claim.codes.isdisjoint(place.codes)
                    and place.sentence.index not in stored
                    and storage.about_same(claim, place)
                ),
                None,
            )
            if place is not None:
                message = (
                    f"data are said to stay in {claim.shown}, and are handled in {place.shown}; name the "
                    f"exception where the first is said"
                )
                yield Hit((claim.mark, place.mark), message, subject=(claim.sentence.text, place.sentence.text))
                break
