"""The words that stand at a place, without markup: what a view for people shows as evidence."""

from __future__ import annotations

from bisect import bisect_left

from policylint.hints import TYPE_CHECKING

if TYPE_CHECKING:
    from policylint.document import Document
    from policylint.span import Span

LONGEST = 240  # characters of evidence that a view shows
MOST = 40  # sentences of one place that a view shows


class Words:
    """The words of a document by place."""

    def __init__(self, document: Document) -> None:
        self._document = document
        # The furthest end so far, not each sentence's own: it has to be sorted, and so it is whatever a reader does.
        self._ends: list[int] = []
        furthest = 0
        for sentence in document.sentences:
            furthest = max(furthest, sentence.source().end)
            self._ends.append(furthest)

    def at(self, span: Span) -> str:
        """The flattened words of a span, those of several sentences joined by spaces; cut at LONGEST characters."""
        parts: list[str] = []
        for sentence in self._document.sentences[bisect_left(self._ends, span.start) :]:
            whole = sentence.source()
            if whole.start >= span.end or sum(map(len, parts)) > LONGEST:
                break
            text = sentence.text
            if whole.start < span.start or whole.end > span.end:
                inside = [i for i in range(len(text)) if sentence.source(i, i + 1).meets(span)]
                text = text[inside[0] : inside[-1] + 1] if inside else ""
            if text and whole.meets(span):
                parts.append(text)
        found = " ".join(parts) or " ".join(self._document.text[span.start : span.end].split())
        return found if len(found) <= LONGEST else found[: LONGEST - 1] + "…"

    def around(self, span: Span) -> tuple[str, str, str]:
        """The flattened words of a span, and those of its paragraphs before and after them."""
        found = [
            s for s in self._document.sentences[bisect_left(self._ends, span.start) :][:MOST] if s.source().meets(span)
        ]
        if not found:
            return "", " ".join(self._document.text[span.start : span.end].split()), ""
        before, after = "", ""
        marked: list[str] = []
        for block in {sentence.block.index: sentence.block for sentence in found}.values():
            inside = [
                sentence.start + i
                for sentence in found
                if sentence.block is block
                for i in range(len(sentence.text))
                if sentence.source(i, i + 1).meets(span)
            ]
            if not inside:
                continue
            text = block.flat.text
            if not marked:
                before = text[: inside[0]]
            marked.append(text[inside[0] : inside[-1] + 1])
            after = text[inside[-1] + 1 :]
        return before, " ".join(marked), after
