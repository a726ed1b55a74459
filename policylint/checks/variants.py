"""variant_mismatch: a heading names one country, and the text under it a publisher, an address and a law of another."""

from __future__ import annotations

from collections.abc import Iterator

from policylint.document import Section, Sentence
from policylint.facts.countries import countries
from policylint.facts.kinds import Address, Entity
from policylint.finding import Mark
from policylint.matching.tokens import tokenize
from policylint.rule import Hit, rule
from policylint.site import Policy, Site

# Words that may stand beside the name of the country in the heading of its variant.
_BESIDE = frozenset("for in the of version policy privacy notice statement our".split())


@rule("variant_mismatch")
def variant_mismatch(site: Site) -> Iterator[Hit]:
    """One hit for each heading that is the name of a country, over a publisher that has its seat in another."""
    for policy in site.policies:
        headings = {s.block.section.index: s for s in policy.document.sentences if s.block.kind == "heading"}
        for section in policy.document.sections[1:]:
            heading = headings.get(section.index)
            country = _country(policy, heading) if heading is not None else ""
            if country and heading is not None:
                yield from _hit(policy, section, heading, country)


def _country(policy: Policy, heading: Sentence) -> str:
    """The country that a heading consists of, as ISO 3166-1 alpha-2, or ''."""
    if len(heading.text) > 40:
        return ""
    named = countries(policy.index, heading)
    if len(named) != 1 or named[0].kind != "country":
        return ""
    rest = tokenize(heading.text[: named[0].start] + " " + heading.text[named[0].end :])[0]
    return named[0].country if all(word in _BESIDE or word.isdigit() for word in rest) else ""


def _hit(policy: Policy, section: Section, heading: Sentence, country: str) -> Iterator[Hit]:
    inside = [s for s in policy.document.sentences if section.span.start <= s.source().start < section.span.end]
    numbers = {s.index for s in inside}
    here = [a for a in policy.all(Address) if a.sentence.index in numbers and a.owner == "we" and a.country]
    abroad = [a for a in here if a.country != country]
    if not abroad:
        return
    at_home = [a for a in here if a.country == country]
    foreign = _publisher(policy, abroad[0].sentence.index, numbers)
    if at_home:
        # A company with a seat here and an office there is one publisher; another company with a seat there is not.
        own = _publisher(policy, at_home[0].sentence.index, numbers)
        if own is None or foreign is None or _same(own, foreign):
            return
    elif any(country in {n.country for n in countries(policy.index, s)} for s in inside if s is not heading):
        return  # it says what it has to do with the country
    marks = [Mark(policy.path, heading.source())]
    if foreign is not None:
        marks.append(Mark(policy.path, foreign.span, "the publisher"))
    marks.append(Mark(policy.path, abroad[0].span, "its address"))
    name = f"{foreign.name}, of {abroad[0].country}" if foreign is not None else f"a publisher of {abroad[0].country}"
    yield Hit(tuple(marks), f"the text under `{heading.text}` names {name}", subject=(heading.text, abroad[0].text))


def _publisher(policy: Policy, sentence: int, numbers: set[int]) -> Entity | None:
    """The controller that is named nearest before an address, with its legal form."""
    found = None
    for entity in policy.all(Entity):
        if (
            entity.role == "controller"
            and entity.form
            and entity.sentence.index in numbers
            and entity.sentence.index <= sentence
        ):
            found = entity
    if found is None:
        return None
    rows = [
        e for e in policy.all(Entity) if e.role == "controller" and e.name == found.name and e.sentence.index in numbers
    ]
    return rows[0]


def _same(a: Entity, b: Entity) -> bool:
    return tokenize(a.name)[0] == tokenize(b.name)[0]
