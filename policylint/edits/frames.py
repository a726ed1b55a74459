"""What a list, a column, or a short section is a list of, by the words above it: "Who else sees your booking", "What we collect"."""

from __future__ import annotations

from collections.abc import Iterator

from policylint.edits.sides import Passage, Side
from policylint.edits.stems import COMMON
from policylint.facts.categories import leads
from policylint.facts.kinds import Category
from policylint.matching.tokens import tokenize
from policylint.patterns import word_set

_CUES: dict[str, frozenset[str]] = {
    "recipients": word_set(
        "share shares shared sharing sees see receives receive received recipients recipient pass passed partners providers provider processors "
        "processor subprocessors vendors vendor suppliers disclose disclosed disclosure helpers contractors firms companies party parties"
    ),
    "data": word_set(
        "collect collected collects collecting gather gathered data information details know learn record recorded records hold store stored keep "
        "categories category"
    ),
    "purposes": word_set("why purpose purposes use uses used using"),
    "rights": word_set("rights right choices control entitled"),
    "scope": word_set("covers covered cover applies scope concerned"),
    "security": word_set("security secure safe protect protected protection safety safeguards"),
    "keeping": word_set("long retention keeping period periods deletion"),
}
# What names the first column of a table of data, where the column itself says less.
_DATA_COLUMNS = word_set("what item type kind kinds field fields")
_ORDER = ("rights", "recipients", "purposes", "keeping", "security", "scope", "data")
_ACTS = word_set(
    "gets get counts works work sends send goes go comes come sees see tells tell shows show uses use sets set keeps keep makes make takes take lives live "
    "stays stay gives give holds hold knows know asks ask pays pay runs run needs need hangs stores store reads read lets let"
)
_FINITE = _ACTS | word_set(
    "we you is are was were will may can must shall do does has have they he she it nobody not never i our your us"
)
_LABEL = 5  # words of a label that opens a paragraph: "Your rights."
_MOST = 24  # words of a member


def frame(side: Side, passage: Passage) -> str:
    """What a passage is one of, by its column, by the lead of its list, or by the heading above: a name of _ORDER, or ''; kept with the
    comparison."""
    kept: dict[tuple[bool, int], str] = vars(side.comparison).setdefault("frames", {})
    key = (side.coming, passage.sentence.index)
    found = kept.get(key)
    if found is None:
        found = kept[key] = _frame(side, passage)
    return found


def _frame(side: Side, passage: Passage) -> str:
    block = passage.sentence.block
    if block.kind == "cell":
        return _named(tokenize(block.headers[0])[0], True) if block.headers and _leading(side, passage) else ""
    for above in leads(passage.sentence):
        found = _named(side.policy.index.tokens[above.index][0])
        if found:
            return found
    first = side.policy.document.sentences_of(block)[0]
    if first is not passage.sentence and len(first.text.split()) <= _LABEL:
        found = _named(tokenize(first.text)[0])
        if found:
            return found
    found = _named(tokenize(block.section.title)[0]) if block.section.index else ""
    # "Our data" may head anything: it heads a list of data where the list names some that stayed.
    return "" if found == "data" and not _among_data(side, passage) else found


def _leading(side: Side, passage: Passage) -> bool:
    """Whether a cell is the first of its row, or new in a row that stayed."""
    sentences, index, row = side.policy.document.sentences, passage.sentence.index, passage.sentence.block.row
    if index == 0 or sentences[index - 1].block.row != row:
        return True
    return any(s.index not in side.by_sentence for s in sentences[max(index - 4, 0) : index + 4] if s.block.row == row)


def _among_data(side: Side, passage: Passage) -> bool:
    """Whether a statement beside a passage, of its own kind, names data and was not changed."""
    block = passage.sentence.block
    beside = side.policy.document.sentences[max(passage.sentence.index - 6, 0) : passage.sentence.index + 7]
    kept: dict[bool, frozenset[int]] = vars(side.comparison).setdefault("among-data", {})
    if side.coming not in kept:
        kept[side.coming] = frozenset(f.sentence.index for f in side.policy.all(Category))
    named = kept[side.coming]
    return any(
        s.index in named
        and s.index not in side.by_sentence
        and s.block.kind == block.kind
        and s.block.section is block.section
        and (block.kind == "item" or _FINITE.isdisjoint(side.policy.index.tokens[s.index][0]))
        for s in beside
    )


def _named(words: tuple[str, ...], column: bool = False) -> str:
    held = set(words)
    if column and "who" in held:
        return "recipients"
    for name in _ORDER:
        if not held.isdisjoint(_CUES[name]):
            return name
    return "data" if column and not held.isdisjoint(_DATA_COLUMNS) else ""


def listed(passage: Passage) -> bool:
    """Whether a passage only names something: an item, a cell, or a sentence without subject and verb of its own."""
    words = passage.words
    if not words or len(words) > _MOST or passage.sentence.start:
        return passage.sentence.block.kind == "paragraph" and 0 < len(words) <= _MOST and _FINITE.isdisjoint(words)
    return passage.sentence.block.kind in ("item", "cell") or _FINITE.isdisjoint(words)


def head(passage: Passage) -> str:
    """The words of a member of a list up to what is said of it: "The customs office" of "The customs office, which ..."."""
    text = passage.sentence.text
    for mark in (",", ":", ";", " – ", " — ", " - ", " (", " which ", " who ", " that "):
        text = text.split(mark)[0]
    return text.strip(" .*_")[:60]


def joined(side: Side, passage: Passage) -> Iterator[tuple[int, int]]:
    """The words that joined a row of things in a sentence, or left it, and nothing took their place: "a, b {, c} and d"."""
    if passage.counterpart is None:
        return
    other = side.reverse.by_sentence.get(passage.counterpart.index)
    if other is not None and len({w for w in other.changed() if w not in COMMON}) > 1:
        return
    text, words = passage.sentence.text, passage.words
    for first, last in passage.runs:
        before = text[passage.ends[first - 1] if first else 0 : passage.starts[first]]
        after = text[passage.ends[last - 1] : passage.starts[last] if last < len(words) else len(text)]
        opened = (
            any(m in before for m in ",;:")
            or words[first] in ("and", "or")
            or words[max(first - 1, 0)] in ("and", "or")
        )
        closed = any(m in after for m in ",;.") or (last < len(words) and words[last] in ("and", "or")) or not after
        closed = closed or words[last - 1] in ("and", "or")
        content = [at for at in range(first, last) if words[at] not in COMMON]
        if first and opened and closed and content and last - first <= _MOST:
            yield first, last
