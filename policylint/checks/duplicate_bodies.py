"""duplicate_body: the same text twice in one file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from policylint.bodies import Body, bodies
from policylint.document import Block, Document, Section, Sentence
from policylint.facts.kinds import Entity
from policylint.finding import Mark
from policylint.rule import Hit, rule
from policylint.site import Policy, Site

ALIKE = 0.95  # of the sentences of two bodies
MUCH = 1.3  # where one body ends and the next begins is not always clear
LEAST = 200  # characters of a passage that is told: fewer are a formula


@rule("duplicate_body")
def duplicate_body(site: Site) -> Iterator[Hit]:
    """One hit for each body, and each section or paragraph outside of such bodies, that stands in the file before."""
    for policy in site.policies:
        document = policy.document
        parts = bodies(document)
        for number, body in enumerate(parts):
            for other in parts[:number]:
                if _share(document, other, body) >= ALIKE and _entities(policy, other) == _entities(policy, body):
                    first = _opening(document, other)
                    second = next(
                        (s for s in document.sentences[body.first : body.last] if s.text == first.text),
                        _opening(document, body),
                    )
                    marks = (Mark(policy.path, second.source()), Mark(policy.path, first.source()))
                    yield Hit(marks, "this policy stands in the file twice", subject=(first.text, "body"))
                    break
        if len(parts) == 1:  # parts for several countries repeat what holds in each
            yield from _passages(policy)


def _share(document: Document, first: Body, second: Body) -> float:
    """The share of the shorter body's sentences that stand in the other; 0 where one is much the longer."""
    counts = [Counter(_key(s) for s in document.sentences[body.first : body.last]) for body in (first, second)]
    low, high = sorted(count.total() for count in counts)
    return (counts[0] & counts[1]).total() / low if low and high <= low * MUCH else 0.0


def _key(sentence: Sentence) -> str:
    return sentence.text.casefold()


def _entities(policy: Policy, body: Body) -> frozenset[str]:
    return frozenset(
        f.name.lower() for f in policy.all(Entity) if f.role == "controller" and body.holds(f.sentence.index)
    )


def _opening(document: Document, body: Body) -> Sentence:
    """The first sentence of a body that is prose."""
    rows = document.sentences[body.first : body.last]
    return next((s for s in rows if s.block.kind not in ("heading", "title", "meta") and len(s.text) > 60), rows[0])


def _passages(policy: Policy) -> Iterator[Hit]:
    """Sections whose whole text, and else paragraphs, stand there twice."""
    document = policy.document
    rows: dict[int, list[Block]] = {}
    for block in document.blocks:
        if block.kind not in ("heading", "title", "meta", "cell"):
            rows.setdefault(block.section.index, []).append(block)
    first: dict[str, Block] = {}
    told: set[int] = set()
    for number, blocks in rows.items():
        text = "\n".join(block.flat.text for block in blocks).casefold()
        if len(text) < LEAST:
            continue
        before = first.setdefault(text, blocks[0])
        if before is not blocks[0]:
            told.add(number)
            yield _hit(policy, "this section", blocks[0], before)
    seen: dict[str, Block] = {}
    for block in document.blocks:
        if block.kind != "paragraph" or block.section.index in told:
            continue
        text = block.flat.text.casefold()
        if len(text) >= LEAST:
            before = seen.setdefault(text, block)
            if before is not block and not _same_regions(document, before.section, block.section):
                yield _hit(policy, "this paragraph", block, before)


def _same_regions(document: Document, first: Section, second: Section) -> bool:
    """Whether two sections stand under one heading of their own each, so that what holds for both is said in both."""
    return first.parent == second.parent and first.index != second.index and document.sections[first.parent].index > 0


def _hit(policy: Policy, what: str, block: Block, before: Block) -> Hit:
    marks = tuple(Mark(policy.path, policy.document.sentences_of(b)[0].source()) for b in (block, before))
    return Hit(marks, f"{what} stands in the policy twice", subject=(block.flat.text, str(before.index == block.index)))
