"""hedged_disclosure: what a policy must state is only said to be possible."""

from __future__ import annotations

from collections.abc import Iterator

from policylint.facts.kinds import Place, Transfer
from policylint.finding import Mark
from policylint.rule import Hit, rule
from policylint.site import Policy, Site

_TOLD = {
    "hedged-rights": "the reader only may have rights; say who has which",
    "hedged-sharing": "data are shared at some time or other; say with whom, when and why",
}


@rule("hedged_disclosure")
def hedged_disclosure(site: Site) -> Iterator[Hit]:
    """One hit a policy for rights, one for sharing, one for transfers."""
    for policy in site.policies:
        for frame, told in _TOLD.items():
            found = next(
                (hit for hit in policy.index.find(f"frame:{frame}") if not _about_another(policy, hit.sentence.text)),
                None,
            )
            if found is not None:
                mark = Mark(policy.path, found.sentence.source(found.start, found.end))
                yield Hit((mark,), told, subject=(frame, found.sentence.text))
        yield from _transfers(policy)


def _about_another(policy: Policy, text: str) -> bool:
    """Whether the rest of a sentence makes the hedge a real condition, or is about aggregate data."""
    lower = text.lower()
    return any(word in lower for word in ("if you ", "aggregate", "anonym", "de-identified"))


def _transfers(policy: Policy) -> Iterator[Hit]:
    """Data may go abroad, and nothing says that they do, nor where they are."""
    facts = [fact for fact in policy.all(Transfer) if fact.polarity]
    if not facts or any(fact.modality != "may" for fact in facts):
        return
    if any(place.role in ("storage", "transfer") for place in policy.all(Place)):
        return
    mark = Mark(policy.path, facts[0].span)
    told = "data only may go to other countries, none of which is named; say whether they do, and where to"
    yield Hit((mark,), told, subject=("transfers", facts[0].sentence.text))
