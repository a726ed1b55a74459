"""The policies that one file may hold: bodies for several countries or products, one after the other.

A body begins again where the headings begin again: four headings in a row that stood in the same order before. What stands just
before them (the opening formula, a heading that names the country) belongs to the body that it opens.
"""

from __future__ import annotations

from itertools import pairwise

from policylint.document import Document, Section
from policylint.record import Record

RUN = 4  # headings that must repeat in order
LEAST = 25  # sentences of a body; fewer are a table of contents
BACK = 8  # sentences before the repeated headings that may belong to the opening


class Body(Record):
    """Sentences `first` to `last` (half-open) of a document; `name` is the heading that sets the body apart, '' for none."""

    name: str
    first: int
    last: int

    def holds(self, sentence: int) -> bool:
        """Whether the sentence of that number stands in the body."""
        return self.first <= sentence < self.last


def bodies(document: Document) -> tuple[Body, ...]:
    """The bodies of a document in order; a document that holds one policy is one body."""
    count = len(document.sentences)
    starts = [0]
    sections = document.sections[1:]
    titles = [_key(section.title) for section in sections]
    first_at: dict[tuple[str, ...], int] = {}
    at = 0
    while at < len(titles) - RUN + 1:
        run = tuple(titles[at : at + RUN])
        known = first_at.setdefault(run, at) if len(set(run)) == RUN and "" not in run else at
        length = 1
        if known != at and known < RUN:
            length = next(
                (n for n in range(RUN, len(titles) - at) if titles[known + n] != titles[at + n]), len(titles) - at
            )
            begin = at
            while begin and titles[begin - 1] in titles[:known]:  # a heading that the first body has and this run lacks
                begin -= 1
            starts.append(_opening(document, sections[begin], starts))
        at += length
    bounds = [*starts, count]
    if len(starts) == 1 or any(_prose(document, first, last) < LEAST for first, last in pairwise(bounds)):
        return (Body("", 0, count),)
    return tuple(Body(_name(document, first, last), first, last) for first, last in pairwise(bounds))


def _prose(document: Document, first: int, last: int) -> int:
    return sum(s.block.kind != "heading" for s in document.sentences[first:last])


def _sentence_at(document: Document, section: Section) -> int:
    for sentence in document.sentences:
        if sentence.block.section.index >= section.index:
            return sentence.index
    return len(document.sentences)


def _opening(document: Document, section: Section, starts: list[int]) -> int:
    """The sentence at which the body of a repeated heading opens: the first just before it that opened the first body too."""
    at = _sentence_at(document, section)
    known = {_key(s.text)[:40] for s in document.sentences[: starts[-1] + BACK * 2]}
    opening = at
    for sentence in reversed(document.sentences[max(at - BACK, starts[-1] + 1) : at]):
        heads = sentence.block.kind == "heading" and sentence.block.section.level < section.level
        dated = "last" in sentence.text.lower() and "policy" in sentence.text.lower()
        if heads or dated or _key(sentence.text)[:40] in known:
            opening = sentence.index
    return opening


def _name(document: Document, first: int, last: int) -> str:
    for sentence in document.sentences[first : min(first + BACK, last)]:
        if sentence.block.kind == "heading":
            section = sentence.block.section
            if (
                section.index + 1 < len(document.sections)
                and document.sections[section.index + 1].parent == section.index
            ):
                return section.title
            break
    return ""


def _key(title: str) -> str:
    return " ".join(title.casefold().split())
