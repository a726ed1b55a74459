"""Links that lead nowhere: an address without an address (`mailto:`), and a link that is announced and does not come."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from policylint.checks.pointers import linked, sentence_at
from policylint.checks.references import MOST_LOOKED_UP, Dangling
from policylint.patterns import lazy
from policylint.site import Policy

_SCHEMES = frozenset(("mailto:", "tel:", "http://", "https://"))
# A line that is nothing but the announcement: "Link to the privacy policy of the providers used by the app".
_ANNOUNCED = lazy(r"links? to (?:the |our |their )?(?:privacy|terms|cookie|polic|list)[^.:;!?]{3,100}[.:]?", 2)
_CODE = frozenset("{<$")  # what follows a scheme where a template fills in the address


def empty(policy: Policy) -> Iterator[Dangling]:
    """A link to `mailto:` or `tel:` with nothing behind it, unless a template puts it there."""
    document = policy.document
    for link in islice((one for one in document.links if one.target.strip().lower() in _SCHEMES), MOST_LOOKED_UP):
        target = link.target.strip()
        at = document.text.find(target, max(link.span.start - 300, 0), link.span.end + 300)
        if at >= 0 and document.text[at + len(target) : at + len(target) + 1] in _CODE:
            continue
        sentence = sentence_at(document, link.span.start)
        if sentence is not None:
            start = sentence.text.find(link.text)
            start, end = (start, start + len(link.text)) if link.text and start >= 0 else (0, len(sentence.text))
            yield Dangling(sentence, start, end, f"the link `{link.text}` leads to `{target}` and no address")


def announced(policy: Policy) -> Iterator[Dangling]:
    """A line that announces links, and neither holds one nor introduces a list of them."""
    document = policy.document
    for block in document.blocks:
        text = block.flat.text
        if block.kind != "paragraph" or not text[:5].lower().startswith("link") or not _ANNOUNCED.fullmatch(text):
            continue
        after = document.blocks[block.index + 1] if block.index + 1 < len(document.blocks) else None
        sentence = document.sentences_of(block)[-1]
        if (after is None or after.kind in ("heading", "paragraph")) and not linked(document, sentence):
            yield Dangling(sentence, 0, len(text), f"`{text.rstrip('.:')}` is announced and does not come")
