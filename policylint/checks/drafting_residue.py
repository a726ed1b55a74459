"""drafting_residue: what editing, or a conversion, left in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from policylint.document import Block, Document
from policylint.finding import Mark
from policylint.patterns import lazy
from policylint.rule import Hit, rule
from policylint.site import Policy, Site
from policylint.span import Span

_TWICE = frozenset("the and or of your our with for from by be we".split())
# A subordinate clause whose verb was joined to its subject by a word that stayed behind: "to which your data and can be put".
_JOINT = lazy(
    r"\b(?:which|that|whom|whose) (?:your|our|the|any|such) (?:[A-Za-z]+ ){1,4}?(?:and|or) (?:can|may|will|shall"
    r"|is|are|was|were|has|have) be(?:en)?\b"
)
# Part of a template that was to be kept or struck out: "some operating systems [and our apps] include".
_OPTIONAL = lazy(
    r"(?<![\w\]])\[(?:(?:and|or|and/or|if|where|including|as well as) [^\[\]\r\n]{3,80}|[\w.+-]{1,40}@[\w.-]{3,60}"
    r"|\d{1,2}[ ,./-]{1,2}\d{1,2}[ ,./-]{1,2}\d{4})\](?![\[(])",
    re.IGNORECASE,
)
_EMPTY = lazy(r"(?<=[a-z] )\(\s*\)(?=[\s.,;])|(?<=[a-z] )(?:\"\s*\"|“\s*”)(?=[\s.,;])")
_CUT = lazy(r"(?<![;,/])(?<!,) (?:and|or|the|a|an|of|your|our|to|by|for|from|with|because|which|that)$")
_CODE = lazy(r"\{\{|\{%|<%|<\?|\$\{")
MOST = 3  # findings of one sort in a policy; a text that was converted badly has hundreds

Found = tuple[str, Span]


@rule("drafting_residue")
def drafting_residue(site: Site) -> Iterator[Hit]:
    """One hit for each piece of residue; of one sort, the first few."""
    for policy in site.policies:
        told: dict[str, int] = {}
        for what, span in (*_in_sentences(policy), *_glued(policy.document), *_cut_off(policy.document)):
            told[what] = told.get(what, 0) + 1
            if told[what] <= MOST:
                yield Hit((Mark(policy.path, span),), what)


def _in_sentences(policy: Policy) -> Iterator[Found]:
    tokens = policy.index.tokens
    for sentence in policy.document.sentences:
        text = sentence.text
        if sentence.block.kind == "meta":
            continue
        words, starts, ends = tokens[sentence.index]
        for at, (word, following) in enumerate(pairwise(words)):
            if word == following and word in _TWICE and text[ends[at] : starts[at + 1]] == " ":
                yield "a word stands twice", sentence.source(starts[at], ends[at + 1])
        if " be" in text and (" and " in text or " or " in text):
            for match in _JOINT.finditer(text):
                yield "the clause has no subject or a word too many", sentence.source(*match.span())
        if "[" in text:
            for match in _OPTIONAL.finditer(text):
                yield (
                    "the brackets of a template stand around what was filled in or was to be struck out",
                    sentence.source(*match.span()),
                )
        if "( )" in text or "()" in text or '""' in text or "“”" in text:
            for match in _EMPTY.finditer(text):
                yield "nothing stands between the brackets or quotation marks", sentence.source(*match.span())


def _glued(document: Document) -> Iterator[Found]:
    """Headings and items that stand on one line with the text before or after them."""
    if document.format not in ("text", "markdown"):
        return
    for before, after in zip(document.blocks, document.blocks[1:], strict=False):
        if "heading" in (before.kind, after.kind):
            if {before.kind, after.kind} <= {"heading", "paragraph", "item"} and _on_one_line(document, before, after):
                head = before if before.kind == "heading" else after
                yield "a heading stands on one line with text", head.span
        elif after.kind == "item" and before.kind in ("item", "paragraph") and _on_one_line(document, before, after):
            yield "items of a list run on in one line", _start(document, after)


def _on_one_line(document: Document, before: Block, after: Block) -> bool:
    between = document.text[before.span.end : after.span.start]
    return before.span.end <= after.span.start and len(between) < 20 and "\n" not in between and "\r" not in between


def _start(document: Document, block: Block) -> Span:
    return document.sentences_of(block)[0].source()


def _cut_off(document: Document) -> Iterator[Found]:
    """Blocks that break off before a heading or the end, or, in a list, before an item with a label of its own."""
    blocks = document.blocks
    for block in blocks:
        text = block.flat.text
        if block.kind not in ("paragraph", "item") or len(text) < 60 or not text[-1].isalpha():
            continue
        match = _CUT.search(text, max(len(text) - 12, 0))
        after = blocks[block.index + 1] if block.index + 1 < len(blocks) else None
        if match is None or (after is not None and after.kind != "heading" and not _labelled(block, after)):
            continue
        end = after.span.start if after is not None else len(document.text)
        if _CODE.search(document.text, block.span.start, end):
            continue  # a variable or a tag may stand there
        last = document.sentences_of(block)[-1]
        yield "the sentence breaks off", last.source()


def _labelled(block: Block, after: Block) -> bool:
    """Whether the item after an item begins a subject of its own ("Usage data: ...")."""
    return block.kind == after.kind == "item" and ": " in after.flat.text[:60] and ": " in block.flat.text[:60]
