"""What is kept: the category of data that a statement about keeping speaks of."""

from __future__ import annotations

from policylint.document import Sentence
from policylint.facts.context import Context
from policylint.matching.index import walk
from policylint.patterns import word_set

_AUXILIARIES = word_set(
    "is are be been being was were will shall may can must have has also only typically generally normally usually automatically "
    "permanently then we i not only securely should would to get gets do does never still always therefore subsequently"
)
_BE = word_set("is are be been being was were gets get")
_PRONOUNS = word_set("it they this that which these those we i you them all who")
_STOPS = word_set(
    "but for until as in on at up within after while because unless if when by to and so from during once no"
)
_LINKING = word_set(
    "of is are we i you have has form forms become becomes part store stores keep keeps into the a an our their with"
)
MOST = 8  # words of a category


def category_of(
    context: Context, sentence: Sentence, words: tuple[str, ...], act: tuple[int, int], period: int
) -> tuple[str, str]:
    """(entry of the lexicon category or '', the category as written) that tokens act[0]:act[1], an act of keeping or deleting, speak of.

    Read from the row header of a table, from the words before a colon, from what stands before a passive ('logs are kept')
    or behind an active verb ('we keep logs for').
    """
    block = sentence.block
    if block.kind == "cell":
        row = block.headers[-1] if len(block.headers) > 1 else ""
        if row:
            return _entry(context, tuple(row.lower().split())), row
    text = sentence.text
    _, starts, ends = context.index.tokens[sentence.index]
    own = context.index.own[sentence.index]
    first, last = max(act[0], own), max(act[1], own)
    colon = text.find(":", 0, 80)
    if colon > 0 and first < len(starts) and colon < starts[max(period, own)]:
        written = text[:colon].strip(" *_-–•")
        return _entry(context, tuple(written.lower().split())), written
    if (
        first < len(words)
        and words[first].startswith(("retention", "storage"))
        and words[last : last + 1] in (("for",), ("of",))
    ):
        low = high = last + 1  # "the retention period for server logs is"
        while high < len(words) and high - low < MOST and words[high] not in _BE | _STOPS:
            high += 1
        if low < high:
            return _entry(context, words[low:high]), text[starts[low] : ends[high - 1]]
    before = first
    while before > own and words[before - 1] in _AUXILIARIES:
        before -= 1
    begin = before
    while begin > own and before - begin < MOST and words[begin - 1] not in _STOPS:
        if begin < len(starts) and _parted(text, ends[begin - 1], starts[begin]):
            break
        begin -= 1
    after = last
    while after < len(words) and after - last < MOST and words[after] not in _STOPS and after < max(period, last):
        after += 1
    if before - begin == 1 and words[begin] in ("which", "that") and begin > own:
        before = begin  # "your file, which is kept": the noun before
        while (
            begin > own
            and before - begin < MOST
            and words[begin - 1] not in _STOPS
            and words[begin - 1] not in _LINKING
        ):
            begin -= 1
            if begin < before - 1 and begin < len(starts) and _parted(text, ends[begin - 1], starts[begin]):
                break
        return _entry(context, words[begin:before]), text[starts[begin] : ends[before - 1]]
    passive = begin < before and not _BE.isdisjoint(words[before:first])
    low, high = (begin, before) if passive or after == last else (last, after)
    while low < high and words[low] in _PRONOUNS and high - low > 2 and not passive:
        low += 1
    if (
        low >= high
        or high > len(words)
        or (high - low == 1 and (words[low] in _PRONOUNS or words[low] in _AUXILIARIES))
    ):
        return "", ""
    written = text[starts[low] : ends[high - 1]]
    return _entry(context, words[low:high]), written


def _parted(text: str, end: int, start: int) -> bool:
    return any(mark in text[end:start] for mark in ",;:(")


def _entry(context: Context, words: tuple[str, ...]) -> str:
    """The last category of the lexicon that the words name: the head of an English noun phrase stands at its end."""
    trie = context.index.book.tries.get("category", {})
    found = ""
    at = 0
    while at < len(words):
        ends = list(walk(trie, words, at))
        if ends:
            found = ends[-1][1] or found
        at = ends[-1][0] if ends else at + 1
    return found
