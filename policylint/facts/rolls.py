"""Rights told in one word each: a list, a table or an enumeration that calls the roll of them, and labels before a colon.

"Access, rectification, cancellation, opposition", "- look at it - correct it - take it with you", "Erasure: on request". No grant stands
by such words; that several rights stand side by side is what tells them from a list of what the publisher or a stranger does.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from policylint.document import Sentence
from policylint.facts.context import Context
from policylint.matching.index import Hit
from policylint.patterns import word_set

NAMES = ("access", "rectification", "erasure", "restriction", "portability", "objection", "withdraw-consent")
_SHORT = 12  # words of an item or cell that may call a right; longer ones say what they mean
_EARLY = 4  # words from the start of an item within which the right is called
_ROLL = 3  # different rights that make a roll
_LABEL = 40  # characters before the colon of a label
# Words of sentences that enumerate what is done to data, or guarded against, by others than the reader.
_OTHERS = word_set(
    "unauthorised unauthorized unlawful accidental loss alteration protect prevent operation operations staff employees we our us i "
    "recording dissemination destruction means"
)
_DENYING = word_set("not no never cannot can't don't without none")
_READER = word_set("you your yourself me my")


def called(context: Context) -> Iterator[tuple[str, Hit]]:
    """The rights that a document calls in one word, with the words, in the order of the text."""
    hits: dict[int, list[tuple[str, Hit]]] = {}
    for name in NAMES:
        for hit in context.hits(f"roll-{name}"):
            hits.setdefault(hit.sentence.index, []).append((name, hit))
    listed: list[tuple[str, Hit]] = []
    last: Sentence | None = None
    for index in sorted(hits):
        sentence, rows = context.document.sentences[index], hits[index]
        if sentence.block.kind in ("item", "cell"):
            if last is not None and not _together(last, sentence):
                yield from _roll(listed, _ROLL)
                listed = []
            listed += [row for row in rows if _item(context, row[1])]
            last = sentence
        elif len(rows) >= _ROLL and _plain(context, sentence):
            yield from _roll(rows, _ROLL)
    yield from _roll(listed, _ROLL)


def labelled(context: Context, sentences: AbstractSet[int]) -> Iterator[tuple[str, Hit]]:
    """The rights that stand before a colon, in sentences that go on about what the reader does: those of `sentences`, or by 'you'."""
    for name in NAMES:
        if name == "portability":
            continue  # "Export: …" tells of files as often as of data
        for hit in context.hits(f"roll-{name}"):
            sentence = hit.sentence
            colon = sentence.text.find(":", hit.end, _LABEL)
            if colon < 0 or hit.first > context.index.own[sentence.index]:
                continue
            words = context.word_set(sentence)
            if (sentence.index in sentences or not _READER.isdisjoint(words)) and _DENYING.isdisjoint(words):
                yield name, hit


def _together(one: Sentence, other: Sentence) -> bool:
    """Whether two items or cells belong to one list or table."""
    return one.block.section is other.block.section and other.block.index - one.block.index <= 4


def _item(context: Context, hit: Hit) -> bool:
    words = context.words(hit.sentence)
    own = context.index.own[hit.sentence.index]
    return (
        hit.first - own <= _EARLY
        and len(words) - own <= _SHORT
        and _DENYING.isdisjoint(words)
        and _OTHERS.isdisjoint(words[:own])
        and not (hit.sentence.block.lead is None and own)
    )


def _plain(context: Context, sentence: Sentence) -> bool:
    words = context.word_set(sentence)
    return _OTHERS.isdisjoint(words) and _DENYING.isdisjoint(words)


def _roll(rows: list[tuple[str, Hit]], least: int) -> Iterator[tuple[str, Hit]]:
    if len({name for name, _ in rows}) >= least:
        yield from rows
