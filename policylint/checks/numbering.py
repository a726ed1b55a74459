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
    """One hit for each number that two sections side by side carry, for each lower than the one before it, and for each left out."""
    for policy in site.policies:
        for run in _runs(policy.document):
            first: dict[Number, Block] = {}
            for (block, number), (_, before) in zip(run, [run[0], *run], strict=False):
                words = ".".join(map(str, number))
                if number in first:
                    yield _hit(policy, f"two sections are numbered {words}", first[number], block)
                elif number < before:
                    last = ".".join(map(str, before))
                    yield _hit(
                        policy,
                        f"section {words} comes after section {last}",
                        next(b for b, n in run if n == before),
                        block,
                    )
                first.setdefault(number, block)
            yield from _left_out(policy, run)


@rule("section_number_gap")
def section_number_gap(site: Site) -> Iterator[Hit]:
    """One hit for a last section that alone has no number."""
    for policy in site.policies:
        for run in _runs(policy.document):
            yield from _unnumbered(policy, run)


def _left_out(policy: Policy, run: list[Head]) -> Iterator[Hit]:
    """One hit for each number between two headings that nothing between them carries: an item or another heading may."""
    carried = {number for _, number in run}
    for (before, low), (after, high) in pairwise(run):
        if high[-1] < low[-1] + 2:
            continue
        between = carried | section_numbers.among(policy.document.blocks[before.index + 1 : after.index])
        missing = [(*low[:-1], n) for n in range(low[-1] + 1, high[-1]) if (*low[:-1], n) not in between]
        if len(missing) == high[-1] - low[-1] - 1:
            told = " and ".join(".".join(map(str, number)) for number in missing[:: max(len(missing) - 1, 1)])
            what = (
                f"number {told} is"
                if len(missing) == 1
                else f"numbers {told} are"
                if len(missing) == 2
                else f"what lies between numbers {told} is"
            )
            yield _hit(policy, f"{what} left out", before, after)


def _unnumbered(policy: Policy, run: list[Head]) -> Iterator[Hit]:
    """The last section, where it has a subject of its own and no number, and all those of its rank before it have one."""
    last = next((block for block in reversed(policy.document.blocks) if block.kind == "heading"), None)
    if last is None or last.marker or len(run[0][1]) > 1 or len(run) <= FEW or last.index < run[-1][0].index:
        return
    if any(high[-1] != low[-1] + 1 for (_, low), (_, high) in pairwise(run)):
        return
    section, end = last.section, run[-1][0].section
    own = policy.own_topics(section)
    beside = section.parent == end.parent and section.level == end.level
    # Plain text shows no levels: what looks like the only part of the last section may be a section of its own.
    below = policy.document.format == "text" and section.parent == end.index and section.index == end.index + 1
    if own and (beside or below) and own.isdisjoint(policy.own_topics(end)):
        others = [s for s in policy.document.sections if s.parent == section.parent and s.level == section.level]
        if below or all(s.index == section.index or any(s is block.section for block, _ in run) for s in others):
            yield Hit((_mark(policy, last),), "the last section has no number; those before it have")


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
