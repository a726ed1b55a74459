"""Section numbers that are used twice, run backwards or leave a gap."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from policylint.checks import section_numbers
from policylint.checks.section_numbers import Number
from policylint.document import Block, Document
from policylint.finding import Mark
from policylint.rule import Hit, rule
from policylint.site import Policy, Site

FEW = 3  # numbered headings side by side; fewer may be a title that begins with a number
Head = tuple[Block, Number]


@rule("broken_numbering")
def broken_numbering(site: Site) -> Iterator[Hit]:
    """One hit for each number that two sections side by side carry, and for each that is lower than the one before it."""
    for policy in site.policies:
        for run in _runs(policy.document):
            first: dict[Number, Block] = {}
            for (block, number), (_, before) in zip(run, [run[0], *run], strict=False):
                words = ".".join(map(str, number))
                if number in first:
                    yield _hit(policy, f"two sections are numbered {words}", first[number], block)
                elif number < before:
                    last = ".".join(map(str, before))
                    yield _hit(policy, f"section {words} comes after section {last}", next(b for b, n in run if n == before), block)
                first.setdefault(number, block)


@rule("section_number_gap")
def section_number_gap(site: Site) -> Iterator[Hit]:
    """One hit for each number that is left out, and for each section without a number among or after numbered ones."""
    for policy in site.policies:
        document = policy.document
        for run in _runs(document):
            for (before, low), (after, high) in pairwise(run):
                if high[-1] > low[-1] + 1 and high[:-1] == low[:-1]:
                    told = ".".join(map(str, (*low[:-1], low[-1] + 1)))
                    more = "" if high[-1] == low[-1] + 2 else " to " + ".".join(map(str, (*high[:-1], high[-1] - 1)))
                    yield _hit(policy, f"number {told}{more} is left out", before, after)
            yield from _unnumbered(policy, run)


def _unnumbered(policy: Policy, run: list[Head]) -> Iterator[Hit]:
    """Sections of the same rank that have no number, after the first of a run of sections that have."""
    if len(run) <= FEW or any(high[-1] != low[-1] + 1 for (_, low), (_, high) in pairwise(run)):
        return
    section = run[0][0].section
    bare = [
        block
        for block in policy.document.blocks[run[0][0].index :]
        if block.kind == "heading" and block.section.parent == section.parent and block.section.level == section.level and not block.marker
    ]
    # Where several have none, numbers were given to some on purpose.
    if len(bare) == 1:
        yield Hit((_mark(policy, bare[0]),), "a section without a number among numbered ones")


def _runs(document: Document) -> Iterator[list[Head]]:
    """Numbered headings that stand side by side under one heading, parted where the count begins anew."""
    rows: dict[tuple[int, str, int], list[Head]] = {}
    for block, style, number in section_numbers.headings(document):
        if style in ("decimal", "roman"):
            rows.setdefault((block.section.parent, style, len(number)), []).append((block, number))
    for row in rows.values():
        run: list[Head] = []
        for block, number in row:
            if run and (number[-1] == 1 or number[:-1] != run[-1][1][:-1]):
                if len(run) >= FEW:
                    yield run
                run = []
            run.append((block, number))
        if len(run) >= FEW:
            yield run


def _hit(policy: Policy, message: str, first: Block, second: Block) -> Hit:
    texts = (first.flat.text, second.flat.text)
    return Hit((_mark(policy, second), _mark(policy, first)), message, subject=texts)


def _mark(policy: Policy, block: Block) -> Mark:
    return Mark(policy.path, policy.document.sentences_of(block)[0].source(0, len(block.flat.text)))
