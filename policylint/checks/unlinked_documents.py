"""unlinked_external_document: another document decides something here, and the text does not say where it is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policylint.document import Document, Sentence
from policylint.finding import Mark
from policylint.patterns import lazy
from policylint.rule import Hit, rule
from policylint.site import Site

_NAMED = lazy(
    r"\b(?:(?P<lead>as (?:set (?:out|forth)|described|defined|provided|stated|specified|explained|detailed|agreed"
    r"|permitted) (?:in|by|under)|set (?:out|forth) in|defined in|governed by"
    r"|described in|subject to|in accordance with|pursuant to|under|in line with|according to|detailed in"
    r"|specified in|see|refer to|read|consult|with|by|in)\s+)"
    r"(?:the terms of )?(?:(?:our|the|your|any applicable|applicable|their|this|such|its) )*(?P<name>"
    r"(?:[A-Z][\w&'-]* ){0,3}(?:Terms (?:of (?:Service|Use|Sale)|and Conditions|& Conditions)|Conditions of (?:Use"
    r"|Sale)|Data Processing (?:Agreement|Addendum|Terms)"
    r"|Acceptable Use Policy|Fair Use (?:Policy|Rules)|Cookies? (?:Policy|Notice|Statement)"
    r"|Master Services? Agreement|Service Agreement|User Agreement"
    r"|Licen[cs]e Agreement|End User Licen[cs]e Agreement|Code of Conduct|Community Guidelines"
    r"|Retention (?:Schedule|Policy)|Security (?:Policy|Statement|Whitepaper)))\b"
)
# Words that make the other document decide: a mere mention is none.
_LONG_WORD = lazy(r"[a-z]{4,}")
_DECIDES = frozenset(
    "as set defined governed described subject accordance pursuant under line according detailed specified".split()
)


MOST_NAMED = 40  # different documents


@rule("unlinked_external_document")
def unlinked_external_document(site: Site) -> Iterator[Hit]:
    """One hit for each named document that decides something and that no link, address or heading leads to."""
    for policy in site.policies:
        document = policy.document
        own = document.title.lower()
        seen: set[str] = set()
        for sentence, match in _mentions(document):
            name = match["name"]
            key = name.lower()
            if len(seen) == MOST_NAMED:
                break
            if key in seen or key in own or _DECIDES.isdisjoint(match["lead"].lower().split()):
                continue
            seen.add(key)
            if not _found(document, sentence, key):
                span = sentence.source(match.start("name"), match.end("name"))
                yield Hit(
                    (Mark(policy.path, span),),
                    f"`{name}` decides something here, and the text does not say where it can be read",
                    subject=(key,),
                )


def _mentions(document: Document) -> Iterator[tuple[Sentence, re.Match[str]]]:
    for sentence in document.sentences:
        if sentence.block.kind not in ("heading", "title", "meta"):
            for match in _NAMED.finditer(sentence.text):
                yield sentence, match


def _found(document: Document, sentence: Sentence, name: str) -> bool:
    """Whether a link with some word of the name, an address in the sentence, or a heading says where the document is."""
    words = {
        word for word in _LONG_WORD.findall(name) if word not in ("service", "services", "with", "policy", "agreement")
    }
    for link in document.links:
        text = f"{link.text} {link.target}".lower()
        if link.span.meets(sentence.source()) or any(word in text for word in words):
            return True
    if any(mark in sentence.text for mark in ("http", "www.", ".com", ".org", ".net", "attached", "annex", "Annex")):
        return True
    return any(word in section.title.lower() for section in document.sections for word in words)
