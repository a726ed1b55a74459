"""Headings glued to sentences: where a converter lost the line break after (or before) a heading."""

from __future__ import annotations

import re
from collections.abc import Sequence

from policylint.hints import Literal
from policylint.readers import headings
from policylint.readers.flatten import Piece, flatten
from policylint.readers.outline import cut
from policylint.readers.patterns import lazy, word_set

_STARTERS = word_set(
    "we our you your the this these those that it its they their if when where while in to for as at by please any "
    "all each some no upon under from with users customers cookies there on depending"
)
_OPENING = word_set("how what why who where your our the your collection use uses using sharing")
_NOT_OPENING = word_set(
    "under if when in for as with at by unless upon on to from because since while although through during before "
    "after and or but"
)
_WORD = lazy(r"\S+")
_STOP = lazy(r"[.!?][\"')\]]* ")
_MOST = 12  # words in a heading


def split(
    words: str, pieces: Sequence[Piece], prose_follows: bool
) -> list[tuple[Literal["heading", "paragraph"], list[Piece]]]:
    """A paragraph with the heading that it begins or ends with, if any, cut off."""
    flat = flatten(words, pieces)
    text = flat.text
    parts: list[tuple[Literal["heading", "paragraph"], list[Piece]]] = []
    rest = list(pieces)
    head = leading(text)
    if head:
        here, rest = cut(rest, [flat.source(head, head + 1).start])
        parts.append(("heading", here))
    tail = trailing(text) if prose_follows else 0
    if tail > head:
        rest, last = cut(rest, [flat.source(tail, tail + 1).start])
        return [*parts, ("paragraph", rest), ("heading", last)]
    return [*parts, ("paragraph", rest)]


def leading(text: str) -> int:
    """Where the sentence begins that stands behind a heading at the start of `text`, or 0.

    A heading is a run of title-case words; the sentence begins with the last capital of the run, which must be a word
    that opens sentences ("… About You We will …") or repeat the heading's last ("… Your Information Information that …").
    """
    run: list[re.Match[str]] = []
    for word in _WORD.finditer(text):
        bare = word.group().strip("\"'()[],")
        small = bare.lower() in headings.SMALL_WORDS and bare.islower()
        if not bare or not (bare[0].isupper() or bare[0].isdigit() or small) or len(run) > _MOST + 1:
            break
        run.append(word)
        if word.group()[-1] in ".!?:;,":
            return 0
    else:
        return 0
    while run and run[-1].group().islower():
        run.pop()
    if not 4 <= len(run) <= _MOST + 1:
        return 0
    last, before = run[-1], run[-2]
    opener = last.group().lower()
    head = text[: last.start()].rstrip()
    capitals = sum(word.group()[0].isupper() for word in run[:-1])
    if run[0].group().lower() in _NOT_OPENING or capitals < 2:
        return 0
    if before.group().islower() and before.group() not in ("us", "you"):
        return 0  # "Controller of Our Data" goes on
    if opener in _STARTERS and head.isupper() == last.group().isupper():
        return last.start() if headings.title_case(head) else 0
    if opener == before.group().lower() and len(opener) > 3:
        return last.start()
    return 0


def trailing(text: str) -> int:
    """Where a heading begins that stands behind the last full stop of `text`, or 0."""
    stops = [stop.end() for stop in _STOP.finditer(text, max(0, len(text) - 120))]
    if not stops:
        return 0
    head = text[stops[-1] :]
    count = len(head.split())
    if 3 <= count <= _MOST and headings.plain(head) and headings.title_case(head) and not head.isupper():
        return stops[-1]
    return 0
