"""From a document to a policy: what it states."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from policylint.document import Document
from policylint.facts.about import kind_of, language_of
from policylint.facts.context import Context
from policylint.facts.finders import finders
from policylint.facts.kinds import Fact
from policylint.matching.book import Book
from policylint.matching.index import Index, search
from policylint.record import replace
from policylint.site import Policy


def state(document: Document, book: Book, kind: str = "") -> Policy:
    """The policy that a document holds: its kind (as configured, or told from title and text), language and facts."""
    return next(states([(document, kind)], book))


def states(documents: Sequence[tuple[Document, str]], book: Book) -> Iterator[Policy]:
    rows = []
    for document, kind in documents:
        document = replace(
            document, kind=kind or kind_of(document), language=document.language or language_of(document)
        )
        rows.append(Index(document, book))
    search(rows)
    for index in rows:
        context = Context(index.document, index)
        facts: list[Fact] = []
        for find in finders():
            facts += find(context)
        facts.sort(key=lambda f: (f.sentence.index, f.start, f.end, f.kind))
        yield Policy(index.document, tuple(facts), index)
