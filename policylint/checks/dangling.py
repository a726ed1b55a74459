"""dangling_reference: what points at something in the document that is not there."""

from __future__ import annotations

from collections.abc import Iterator

from policylint.checks import empty_links, lost_targets, pointers, promised, references
from policylint.checks.references import Dangling
from policylint.finding import Mark, Severity
from policylint.rule import Hit, rule
from policylint.site import Site

FINDERS = (
    references.numbers,
    references.titles,
    references.annexes,
    pointers.anchors,
    pointers.things,
    pointers.lists,
    empty_links.empty,
    empty_links.announced,
    lost_targets.markup,
    lost_targets.broken_off,
    promised.below,
    promised.articles,
    promised.dates,
)


MOST_MARKS = 12


@rule("dangling_reference")
def dangling_reference(site: Site) -> Iterator[Hit]:
    """One hit for each reference without a target; lists that do not come, and numbers where no section has one, are told together."""
    for policy in site.policies:
        hits: dict[str, list[Dangling]] = {}
        for find in FINDERS:
            for found in find(policy):
                hits.setdefault(found.kind or found.message, []).append(found)
        for group in hits.values():
            marks = tuple(
                Mark(policy.path, found.sentence.source(found.start, found.end)) for found in group[:MOST_MARKS]
            )
            severity = min(found.severity or Severity.WARNING for found in group)
            yield Hit(marks, group[0].message, severity, tuple(found.sentence.text for found in group))
