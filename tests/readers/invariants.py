"""What must hold of every Document, whatever was read."""

from __future__ import annotations

from html import unescape

from policylint.document import Document
from policylint.readers.flatten import normal, words_of


def check(document: Document) -> None:
    """Spans lie in the text, blocks and sentences are in order, and each flat character comes from where it says."""
    text = document.text
    words = normal(text)
    at = 0
    for index, block in enumerate(document.blocks):
        assert block.index == index
        assert 0 <= block.span.start <= block.span.end <= len(text)
        assert block.flat.text == words_of(block.flat.text) != ""
        place = block.flat.source(0, len(block.flat.text))
        assert at <= place.start < place.end <= len(text)
        at = place.end
        _check_anchors(words, text, block.flat.text, block.flat.anchors)
        assert block.section is document.sections[block.section.index]
        assert block.lead is None or block.lead.index < len(document.sentences)
    for index, sentence in enumerate(document.sentences):
        assert sentence.index == index
        assert sentence.text == sentence.text.strip() != ""
        assert sentence.block.flat.text[sentence.start : sentence.start + len(sentence.text)] == sentence.text
    for block in document.blocks:
        assert " ".join(s.text for s in document.sentences_of(block)).replace(" ", "") == block.flat.text.replace(
            " ", ""
        )
    for section in document.sections[1:]:
        parent = document.sections[section.parent]
        assert section.parent < section.index
        assert parent.span.start <= section.span.start <= section.span.end <= parent.span.end
    for link in document.links:
        assert words_of(link.text) == link.text != ""
        assert 0 <= link.span.start < link.span.end <= len(text)
    for comment in document.comments:
        assert comment.text in text[comment.span.start : comment.span.end]
    for value, span in document.meta.values():
        assert text[span.start : span.end] == value


def _check_anchors(words: str, text: str, flat: str, anchors: tuple[tuple[int, int, int, bool], ...]) -> None:
    last = 0
    for number, (offset, start, end, exact) in enumerate(anchors):
        stop = anchors[number + 1][0] if number + 1 < len(anchors) else len(flat)
        piece = flat[offset:stop]
        assert last <= start < end <= len(text)
        assert offset < stop
        last = start
        if exact:
            assert piece == words[start:end]
        elif piece != " ":
            source = text[start:end]
            assert piece in {words_of(unescape(source)), words_of(source[1:]), words_of(source.strip("`"))}
