"""Pointers without a target: a link into the page, a table or list that is announced, an address "below" that does not come."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from itertools import islice

from policylint.checks import section_numbers
from policylint.checks.references import MOST_LOOKED_UP, Dangling
from policylint.checks.section_numbers import Number
from policylint.document import Block, Document, Sentence
from policylint.patterns import lazy
from policylint.site import Policy

_TABLE = lazy(
    r"\b(?:the |a |this |these )(?:following |detailed )?(?:tables?|charts?|matrix)(?: (?:set out|shown|provided"
    r"|given|listed))? below\b|\bthe following (?:tables?|charts?)\b",
    re.IGNORECASE,
)
_LOG = lazy(
    r"\b(?:the|our|a) (change ?log|revision history|version history|glossary|list of definitions)(?: (?:set out"
    r"|shown|provided|given|listed))? below\b",
    re.IGNORECASE,
)
_LINK = lazy(
    r"\b(?:click(?:ing)?(?: on)?|follow(?:ing)?|us(?:e|ing)|visit(?:ing)?|via|see|at"
    r"|through) (?:the )?(?:following (?:link|button|url|address|website|page)s?|(?:link|button"
    r"|url)s? below)(?!\w)"
    r"|\bclick(?:ing)?(?: on)? (?:here|below|this link)(?!\w)",
    re.IGNORECASE,
)
_CONTACT = lazy(
    r"\b(?:contact|write to|e-?mail|call|reach|notify|ask|tell|request|let"
    r"|inform)\w*\b[^.;]{0,120}?\b(?:address(?:es)?|e-?mail|(?:phone |telephone )?number|contact (?:information"
    r"|details|data)|details|information|postal address)"
    r"(?: (?:provided|given|listed|set out|shown|indicated|specified|found|mentioned))? below\b",
    re.IGNORECASE,
)
_INTRODUCES = lazy(
    r"\b(?:following|includes?|including|such as|as follows|these|below|namely|consists? of|are|by|for|to|when|if"
    r"|you can|we (?:may|will))\b[^:.]{0,80}:$",
    re.IGNORECASE,
)
_HOLDS = lazy(
    r"<(?:img|iframe|svg|object|embed|table|ul|ol|dl|form|video|script|div)\b|!\[|```|~~~|\{\{|\{%|<%|:::"
    r"|\n[ \t]{0,8}\|",
    re.IGNORECASE,
)
_NEXT = 40  # blocks of a list or table of links
_FILLED = lazy(r"\{\{|<%=|\$\{|\{%")
_URL = lazy(r"https?://|www\.|\b[\w-]{2,40}\.(?:com|org|net|io|eu|app|gov|edu|co)\b|@", re.IGNORECASE)


def anchors(policy: Policy) -> Iterator[Dangling]:
    """Links into the page (`#cookies`) that lead to no heading and no id."""
    document = policy.document
    known: frozenset[str] | None = None
    inner = (link for link in document.links if link.target.startswith("#") and len(link.target) > 1)
    for link in islice(inner, MOST_LOOKED_UP):
        if link.target.startswith(("#!", "#/", "#top", "#{")):
            continue
        if known is None:
            known = frozenset(anchor.lower() for anchor in document.anchors)
        if link.target[1:].lower() in known:
            continue
        sentence = sentence_at(document, link.span.start)
        if sentence is not None:
            start = sentence.text.find(link.text)
            start, end = (start, start + len(link.text)) if start >= 0 else (0, len(sentence.text))
            yield Dangling(
                sentence, start, end, f"the link `{link.text}` leads to `{link.target}`, which is not on this page"
            )


def things(policy: Policy) -> Iterator[Dangling]:
    """A table, log, link or address that the text says comes below, and that does not come."""
    document = policy.document
    links_kept = any(not link.target.startswith(("#", "mailto:")) for link in document.links)
    for sentence in islice(_pointing(document), MOST_LOOKED_UP):
        text = sentence.text
        match = _TABLE.search(text)
        if (
            match
            and document.format != "text"
            and not _comes(document, sentence.block, "cell", "item")
            and not _holds(document, sentence.block)
        ):
            yield Dangling(sentence, match.start(), match.end(), f"`{match[0]}` does not come")
        match = _LOG.search(text)
        if match and not _named_later(document, sentence.block, match[1]):
            yield Dangling(sentence, match.start(1), match.end(), f"`{match[1]}` is announced below and does not come")
        match = _LINK.search(text) if links_kept else None
        if match and not (linked(document, sentence) and _follows(document, sentence, match)):
            yield Dangling(sentence, match.start(), match.end(), f"`{match[0]}` has no link")
        match = _CONTACT.search(text)
        if match and not _reachable(policy, sentence):
            yield Dangling(sentence, match.start(), match.end(), "no address, number or form comes below")


def _follows(document: Document, sentence: Sentence, match: re.Match[str]) -> bool:
    """Whether a link comes after "the following link: " in its block or the next; true of any other wording."""
    if sentence.text[match.end() : match.end() + 1] != ":" or "following" not in match[0]:
        return True
    begin = sentence.source(match.start(), match.end()).start
    after: list[Block] = []
    for block in document.blocks[sentence.block.index + 1 : sentence.block.index + _NEXT]:
        if block.kind == "heading" or (after and block.kind not in ("item", "cell")):
            break
        after.append(block)
    end = after[-1].span.end if after else sentence.block.span.end
    return (
        any(begin <= link.span.start < end for link in document.links)
        or _URL.search(sentence.text, match.end()) is not None
        or any(_URL.search(block.flat.text) for block in after)
        or _HOLDS.search(document.text, begin, end) is not None
    )


def _pointing(document: Document) -> Iterator[Sentence]:
    for sentence in document.sentences:
        text = sentence.text
        if sentence.block.kind != "heading" and ("below" in text or "following" in text or "lick" in text):
            yield sentence


def lists(policy: Policy) -> Iterator[Dangling]:
    """A sentence that introduces a list, at the end of its section."""
    document = policy.document
    blocks = document.blocks
    numbers: set[tuple[str, Number]] = set()  # of the headings above
    for number, block in enumerate(blocks):
        text = block.flat.text
        if block.kind == "heading":
            numbers.add(section_numbers.parse(block.marker))
        if (
            block.kind not in ("paragraph", "item")
            or not text.endswith(":")
            or len(text.split()) < 4
            or not _INTRODUCES.search(text)
        ):
            continue
        after = blocks[number + 1] if number + 1 < len(blocks) else None
        if after is not None and not _closes(document, block, after, numbers):
            continue
        end = after.span.start if after is not None else len(document.text)
        if _HOLDS.search(_without_comments(document, block.span.end, end)):
            continue
        sentence = document.sentences_of(block)[-1]
        yield Dangling(sentence, 0, len(sentence.text), "a list is introduced and does not come", None, "list")


def sentence_at(document: Document, offset: int) -> Sentence | None:
    """The sentence that an offset into the source stands in, None between blocks."""
    for block in document.blocks:
        if block.span.start <= offset < block.span.end:
            sentences = document.sentences_of(block)
            return next((s for s in sentences if s.source().end > offset), sentences[-1] if sentences else None)
    return None


def _comes(document: Document, block: Block, *kinds: str) -> bool:
    """Whether a block of one of these kinds comes after, in the same section or the next."""
    return any(other.kind in kinds for other in document.blocks[block.index + 1 :])


def _holds(document: Document, block: Block) -> bool:
    return _HOLDS.search(document.text, block.span.end) is not None


def _named_later(document: Document, block: Block, name: str) -> bool:
    words = name.lower().split()
    for other in document.blocks[block.index + 1 :]:
        text = other.flat.text[:80].lower()
        if all(word in text for word in words) or ("changelog" in text and "log" in words):
            return True
    return False


def linked(document: Document, sentence: Sentence) -> bool:
    """Whether a link or an address stands in the block of a sentence; after its last sentence in the next, or in the items there."""
    block = last = sentence.block
    ends = document.sentences_of(block)[-1] is sentence
    for other in document.blocks[block.index + 1 :]:
        if not ends or (other.index > block.index + 1 and other.kind not in ("item", "cell")):
            break
        last = other
    if any(block.span.start <= link.span.start < last.span.end for link in document.links):
        return True
    if any(_URL.search(other.flat.text) for other in document.blocks[block.index : last.index + 1]):
        return True
    return _HOLDS.search(document.text, block.span.start, last.span.end) is not None


def _reachable(policy: Policy, sentence: Sentence) -> bool:
    """Whether anything by which somebody can be reached comes after a sentence."""
    document = policy.document
    for kind in ("contact", "address"):
        if any(
            fact.sentence.index > sentence.index and getattr(fact, "channel", "post") != "none"
            for fact in policy.of(kind)
        ):
            return True
    if any(link.span.start > sentence.block.span.start for link in document.links):
        return True
    if _FILLED.search(document.text, sentence.block.span.end) is not None:
        return True  # what the site generator fills in may be the address
    rest = document.blocks[sentence.block.index :]
    return any(
        "@" in block.flat.text or "://" in block.flat.text or sum(map(str.isdigit, block.flat.text)) > 6
        for block in rest
    )


def _closes(document: Document, block: Block, after: Block, numbers: Container[tuple[str, Number]]) -> bool:
    """Whether a heading ends the section of a block for sure: one without a number may be the first item of what is introduced."""
    if after.kind != "heading" or not _marked_up(document, after) or after.section.level > block.section.level:
        return False
    if any(block.span.end <= comment.span.start < after.span.start for comment in document.comments):
        return True
    style, number = section_numbers.parse(after.marker)
    return bool(number) and (style, (*number[:-1], number[-1] - 1)) in numbers


def _marked_up(document: Document, block: Block) -> bool:
    """Whether the markup itself makes a block a heading."""
    start = document.text[block.span.start : block.span.start + 12].lstrip().lower()
    if document.format == "markdown" and start.startswith("#"):
        return True
    before = document.text[max(block.span.start - 200, 0) : block.span.start].lower()
    return start.startswith("<h") or before.rpartition("<h")[2][:1].isdigit()


def _without_comments(document: Document, start: int, end: int) -> str:
    text = document.text[start:end]
    for comment in document.comments:
        if start <= comment.span.start < end:
            text = text.replace(document.text[comment.span.start : comment.span.end], "")
    return text
