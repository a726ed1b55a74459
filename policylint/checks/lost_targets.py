"""Sentences that break off where an address should stand, and links whose markup shows instead of leading anywhere."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from policylint.checks.references import MOST_LOOKED_UP, Dangling
from policylint.document import Block, Document
from policylint.patterns import lazy
from policylint.site import Policy

_MARKUP = lazy(r"(?<![<\w])\s?href\s*=\s*[\"'“”][^\"'“”\s]{0,200}[\"'“”]\s*>|\]\(\s*\)", 2)
_BREAKS_OFF = lazy(
    r"\b(?:contact|e-?mail|write|visit|read|see|found|available|reach|refer|consult|click|access|check|review)\w*\b[^.;!?]{0,120}?"
    r"\b(?:at|on|via|visiting)$|\b(?:contact|write|e-?mail|reach|visit|available|found)\w*\b[^.;!?]{0,60}?\b(?:at|via)\s?\.$",
    2,
)
_LAST = (
    "at",
    "on",
    "a",
    "g",
)  # what a text that breaks off so ends with, but for a full stop: most need not be searched
_GOES_ON = lazy(r"\s{0,4}(?:<|\{|\[|!\[|`|https?:|www\.|[\w.+-]+@)")


def markup(policy: Policy) -> Iterator[Dangling]:
    """Links whose markup is broken, so that the reader sees `href=` and has nothing to follow."""
    for sentence in policy.document.sentences:
        text = sentence.text
        if "href" in text or "]()" in text:
            match = _MARKUP.search(text)
            if match is not None:
                yield Dangling(
                    sentence, match.start(), match.end(), "the markup of a link is broken, so that it leads nowhere"
                )


def broken_off(policy: Policy) -> Iterator[Dangling]:
    """Paragraphs that end with "at", "on" or "via" before an address that does not come."""
    document = policy.document
    for block in islice((b for b in document.blocks if b.kind in ("paragraph", "item")), MOST_LOOKED_UP * 10):
        text = block.flat.text.rstrip()
        if not text[-4:].lower().rstrip(". ").endswith(_LAST):
            continue
        match = _BREAKS_OFF.search(text, max(len(text) - 200, 0))
        if match is None or _comes(document, block):
            continue
        sentence = document.sentences_of(block)[-1]
        start = sentence.text.rstrip(" .").rfind(" ") + 1
        yield Dangling(sentence, start, len(sentence.text), "the sentence breaks off where an address should stand")


def _comes(document: Document, block: Block) -> bool:
    """Whether what is missing stands in the source right after, as a link, a variable or the next block, or was a link."""
    if _GOES_ON.match(document.text, block.span.end) is not None:
        return True
    last = block.span.end
    if any(last - 60 <= link.span.end and link.span.start <= last + 2 for link in document.links):
        return True
    if any(sign in document.text[max(last - 60, 0) : last + 2] for sign in ("<", "{", "](")):
        return True
    after = document.blocks[block.index + 1 : block.index + 2]
    return bool(after) and after[0].kind != "heading" and not _starts_anew(after[0])


def _starts_anew(block: Block) -> bool:
    """Whether a block begins a sentence of its own: it has words, a capital, and is no address."""
    text = block.flat.text.strip()
    return len(text.split()) > 5 and text[:1].isupper() and "@" not in text[:60] and "://" not in text[:60]
