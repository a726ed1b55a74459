"""empty_section: a heading with nothing under it.

Many policies, above all those that were converted from a page, write a heading and its first part with the same mark, so that an
outline alone does not tell an empty section from a heading over parts. A section is called empty only where the heading after
it surely opens another: by its number, by a rule drawn between them, or by a subject that is no part of the first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from policylint.checks import section_numbers
from policylint.document import Block
from policylint.finding import Mark
from policylint.patterns import lazy, word_set
from policylint.rule import Hit, rule
from policylint.site import Policy, Site

# Subjects of which none is a part of another; a contact block is a part of what is said about the controller, and the other way round.
_SUBJECTS = word_set(
    "retention children cookies security transfers changes contact automated complaints breach law bases sharing "
    "analytics"
)
_SAME = {"controller": "contact", "officer": "contact", "deletion": "retention", "sale": "sharing"}
_RULE = lazy(r"^[ \t]{0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$|<hr\b|^-{4,}$|^={4,}$", re.MULTILINE)
_HOLDS = lazy(
    r"<(?:img|iframe|svg|object|embed|table|form|video|script|input|button|div)\b[^>]|!\[|```|~~~|\{\{|\{%|<%|:::"
    r"|<[A-Z]\w+|\]\(",
    0,
)
_TITLES = lazy(
    r"\b(?:privacy|cookies?|data protection)\b.{0,20}\b(?:policy|notice|statement)\b|\btable of contents\b"
    r"|\bcontents\b",
    re.IGNORECASE,
)
_SPEAKERS = word_set("we you i")
_ASKING = word_set("how what when where who whom why which whether")
_FEWEST = 3  # words of a statement, at least one more
MOST_WORDS = 12  # a heading of more words may be the text itself


@rule("empty_section")
def empty_section(site: Site) -> Iterator[Hit]:
    """One hit for each heading that has no text before the next section or the end."""
    for policy in site.policies:
        blocks = policy.document.blocks
        for at, block in enumerate(blocks):
            if block.kind != "heading":
                continue
            after = blocks[at + 1] if at + 1 < len(blocks) else None
            if after is not None and (after.kind != "heading" or after.section.level > block.section.level):
                continue
            if _is_empty(policy, block, after):
                title = block.flat.text
                mark = Mark(policy.path, policy.document.sentences_of(block)[0].source(0, len(title)))
                yield Hit((mark,), f"nothing stands under the heading `{title}`", subject=(title,))


def _is_empty(policy: Policy, block: Block, after: Block | None) -> bool:
    document = policy.document
    title = block.flat.text
    if len(title.split()) > MOST_WORDS or title[-1] in ".:;,!" or _TITLES.search(title) or _states(title):
        return False
    between = document.text[block.span.end : after.span.start if after is not None else len(document.text)]
    for comment in document.comments:
        if block.span.end <= comment.span.start:
            between = between.replace(document.text[comment.span.start : comment.span.end], "")
    if _HOLDS.search(between):
        return False
    if after is None:
        return document.format != "text" or bool(block.marker)
    style, number = section_numbers.parse(block.marker)
    if number and section_numbers.parse(after.marker) == (style, (*number[:-1], number[-1] + 1)):
        return True
    if document.format == "text":
        return False  # what looks like a heading may be a label
    return _RULE.search(between) is not None or _differ(_subjects(policy, block), _subjects(policy, after))


def _states(title: str) -> bool:
    """Whether a heading says all that is to be said: "We do not sell your data", "100% free. No ads."."""
    words = title.lower().split()
    question = "?" in title or words[0] in _ASKING
    return not question and (". " in title[6:] or (len(words) > _FEWEST and not _SPEAKERS.isdisjoint(words)))


def _subjects(policy: Policy, block: Block) -> frozenset[str]:
    return frozenset(_SAME.get(topic, topic) for topic in policy.own_topics(block.section)) & _SUBJECTS


def _differ(first: frozenset[str], second: frozenset[str]) -> bool:
    return bool(first) and bool(second) and first.isdisjoint(second)
