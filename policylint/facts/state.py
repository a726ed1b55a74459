"""From a document to a policy: what it states."""

from __future__ import annotations

from policylint.document import Document
from policylint.facts.about import kind_of, language_of
from policylint.facts.context import Context
from policylint.facts.finders import finders
from policylint.facts.kinds import Fact
from policylint.matching.book import Book
from policylint.matching.index import Index
from policylint.record import replace
from policylint.site import Policy


def state(document: Document, book: Book, kind: str = "") -> Policy:
    """The policy that a document holds: its kind (as configured, or told from title and text), language and facts."""
    return policy_of(index_of(document, book, kind))


def index_of(document: Document, book: Book, kind: str = "") -> Index:
    """The index of a document whose kind and language are told. Those of several documents are best searched together."""
    return Index(
        replace(document, kind=kind or kind_of(document), language=document.language or language_of(document)), book
    )


def policy_of(index: Index) -> Policy:
    """The policy that an indexed document holds."""
    context = Context(index.document, index)
    facts: list[Fact] = []
    for find in finders():
        facts += find(context)
    facts.sort(key=lambda f: (f.sentence.index, f.start, f.end, f.kind))
    return Policy(index.document, tuple(facts), index)
