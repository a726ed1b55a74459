"""Rights that are refused or bound to conditions which they were not bound to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from policylint.edits.change import ChangeHit, detects
from policylint.edits.comparison import Comparison
from policylint.edits.overlap import Overlap
from policylint.edits.sides import Passage, Side, sides
from policylint.edits.stems import COMMON, stem
from policylint.facts.kinds import Right
from policylint.patterns import word_set

_LIMITS = word_set(
    "only unless fee fees charge costs cost residents limited except extent verified solely cannot unable pounds euros dollars provided"
)
_BOUNDS = word_set("who if when where provided once after unless only living resident residents")
_WISHED = word_set(
    "wish want prefer like need ask asks request requests writes write contact question questions object"
)
_MAY = word_set("can may could entitled free right")
_REFUSING = word_set("unable cannot impossible refuse refuses refused decline declines")
_UNDOING = word_set(
    "delete deleted deleting erase erased remove removed rectify rectified correct corrected amend amended changed"
)
_DATA = word_set(
    "data information content address addresses record records history request requests profile account it them"
)
_ERASURE = word_set("erasure deletion delete deleted erase erased")
_KEEPING = word_set("require requires required legitimate obligation obligations retention retain law legal")
_CHOICE = word_set("opt out choice choices right rights optout setting settings")
_APPLIES = word_set("applies apply applied available works effective honored honoured")
_NOT_RIGHTS = frozenset({"sharing", "children", "transfers", "security"})
_REACH = 6  # words between a refusal and what it refuses
_SAME = 0.6  # share of the words of a refusal that the other version has in one


@detects("right-narrowed")
def narrowed(c: Comparison) -> Iterator[ChangeHit]:
    """A condition, a fee or a group of people in a sentence about a right; a denial of what a right gives; a refusal to undo."""
    side, _ = sides(c)
    told = _right(side) or _limited(side)
    if told is not None:
        yield told
    told_in = told.new.span if told is not None and told.new is not None else None
    made = Overlap(
        _content(words)
        for words, _, _ in side.other.index.tokens
        if _refusal(words) is not None or _excepted(words) is not None
    )
    said: list[frozenset[str]] = []
    for passage in side.passages:
        if told_in is not None and passage.sentence.source().meets(told_in):
            continue
        for find, message in (
            (_refusal, "the text now says that data cannot be deleted or changed"),
            (_excepted, "deletion has an exception now"),
            (_confined, "a choice holds for a part only"),
        ):
            span = find(passage.words)
            if span is None or not passage.fresh.intersection(range(*span)) or not _fresh(passage, span):
                continue
            content = _content(passage.words)
            if made.most(content) < _SAME * len(content) and not any(
                len(content & other) >= _SAME * min(len(content), len(other)) for other in said
            ):
                said.append(content)
                yield side.hit("right-narrowed", passage, message, *span)
                break


def _limited(side: Side) -> ChangeHit | None:
    for passage in side.passages:
        span = _bounded(side, passage) if not side.policy.topics(passage.sentence) & _NOT_RIGHTS else None
        if span is not None:
            return side.hit("right-narrowed", passage, "what people may do has a condition that it did not have", *span)
    return None


def _fresh(passage: Passage, span: tuple[int, int]) -> bool:
    """Whether the word that refuses, or the exception, came with the edit."""
    return span[0] in passage.fresh or span[1] - 1 in passage.fresh


def _content(words: Sequence[str]) -> frozenset[str]:
    return frozenset(stem(word) for word in words if word not in COMMON)


def _refusal(words: Sequence[str]) -> tuple[int, int] | None:
    """Where a sentence says that data cannot be undone: "we may be unable to delete", "cannot be changed or deleted"."""
    for at, word in enumerate(words):
        if word not in _REFUSING and not (word == "not" and words[at + 1 : at + 2] in (("able",), ("possible",))):
            continue
        if not {"you", "nobody"}.isdisjoint(words[max(at - 2, 0) : at]) or "if" in words[max(at - 4, 0) : at]:
            continue
        act = next((n for n in range(at + 1, min(at + _REACH, len(words))) if words[n] in _UNDOING), None)
        if act is None or (word in ("refuse", "decline") and "to" not in words[at:act]):
            continue
        if not _DATA.isdisjoint(words[max(at - 8, 0) : act + 8]):
            return at, act + 1
    return None


def _excepted(words: Sequence[str]) -> tuple[int, int] | None:
    """Where a deletion that readers ask for is made to depend on the publisher's interests: "will be deleted on request, unless ..."."""
    for at, word in enumerate(words):
        if word not in ("unless", "except") or _KEEPING.isdisjoint(words[at : at + 10]):
            continue
        before = words[max(at - 16, 0) : at]
        asked = {"right", "request", "requests", "requested", "ask", "exercised"} & set(before)
        if asked and not _ERASURE.isdisjoint(before):
            return at, min(at + 10, len(words))
    return None


def _confined(words: Sequence[str]) -> tuple[int, int] | None:
    """Where a choice is said to hold for a part of what is done only: "the opt-out only applies to ..."."""
    for at, word in enumerate(words):
        if word != "only" or _CHOICE.isdisjoint(words[max(at - 8, 0) : at]):
            continue
        near = [n for n in range(max(at - 1, 0), min(at + 2, len(words))) if words[n] in _APPLIES]
        if near and words[at + 1 : at + 2] != ("if",):
            return min(at, near[0]), max(at, near[0]) + 1
    return None


def _bounded(side: Side, passage: Passage) -> tuple[int, int] | None:
    """Words that came to a sentence which lets people do something, and say who may, or when: "any guest {who lives in ...} may"."""
    words = passage.words
    if passage.counterpart is None or words[:1] == ("we",):
        return None
    before = side.other.index.tokens[passage.counterpart.index][0]
    if _MAY.isdisjoint(before) and not side.stated(Right, passage.counterpart, other=True):
        return None
    for first, last in passage.runs:
        run = words[first:last]
        if (
            last - first >= 3
            and run[0] in _BOUNDS
            and run[0] not in before
            and _WISHED.isdisjoint(run)
            and _ours(words, first)
        ):
            return first, last
    return None


def _ours(words: Sequence[str], first: int) -> bool:
    """Whether it is people, and not the publisher, who may do what some words bound."""
    at = next((n for n in range(len(words)) if words[n] in ("can", "may", "could")), None)
    return at is None or not {"we", "us", "our"} & set(words[max(at - 3, 0) : at])


def _right(side: Side) -> ChangeHit | None:
    """A condition, a fee or a group of people in a sentence about a right; a denial of what a right gives."""
    refused = {f.right for f in side.other.all(Right) if not f.polarity}
    for fact in side.policy.all(Right):
        passage = side.by_sentence.get(fact.sentence.index)
        if passage is not None and passage.whole and not fact.polarity and fact.right not in refused:
            return side.hit("right-narrowed", passage, f"the text now refuses or limits a right: {fact.right}")
    for fact in side.policy.all(Right):
        passage = side.by_sentence.get(fact.sentence.index)
        if passage is None or fact.form == "heading":
            continue
        if passage.counterpart is None:
            continue
        held = set(side.other.index.tokens[passage.counterpart.index][0])
        limits = [at for at in sorted(passage.fresh) if passage.words[at] in _LIMITS and passage.words[at] not in held]
        before = side.stated(Right, passage.counterpart, other=True)
        if limits and any(f.right == fact.right for f in before):
            return side.hit("right-narrowed", passage, "a right has a condition that it did not have", limits[0], None)
    return None
