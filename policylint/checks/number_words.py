"""number_word_mismatch: a number in words, and another in digits in brackets behind it, or the other way round."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policylint.finding import Mark
from policylint.matching.numbers import NUMBER_WORDS, number
from policylint.matching.tokens import tokenize
from policylint.patterns import lazy
from policylint.rule import Hit, rule
from policylint.site import Site

_GATE = lazy(r"[a-z] ?\(\d|\d ?\([A-Za-z]")
_DIGITS_BEHIND = lazy(r"(?<![\w-])(?P<words>(?:[A-Za-z]+[ -]){0,5}[A-Za-z]+) ?\((?P<digits>\d{1,6}(?:,\d{3})*)\)")
_WORDS_BEHIND = lazy(r"(?<![\w.,-])(?P<digits>\d{1,6}(?:,\d{3})*) ?\((?P<words>[A-Za-z]+(?:[ -][A-Za-z]+){0,5})\)")
# A number of a provision, not of a quantity: "under section five (1)".
_PROVISION = lazy(
    r"\b(?:sections?|clauses?|articles?|paragraphs?|art|sec|no|part|chapters?|steps?|points?)\.? ?$", re.IGNORECASE
)
_COUNTED = lazy(
    r" ?(?:[a-z]+ )?(?:hours?|days?|weeks?|months?|quarters?|years?|minutes?|percent|per cent|times|years'|months'"
    r"|days')\b",
    re.IGNORECASE,
)
_JOINS = frozenset(["and", "a", "an"])


@rule("number_word_mismatch")
def number_word_mismatch(site: Site) -> Iterator[Hit]:
    """One hit for each number whose words and digits differ."""
    for policy in site.policies:
        for sentence in policy.document.sentences:
            text = sentence.text
            if "(" not in text or _GATE.search(text) is None:
                continue
            for start, end, words, digits in _pairs(text):
                message = f"`{words}` in words and `{digits}` in digits are two numbers"
                yield Hit((Mark(policy.path, sentence.source(start, end)),), message, subject=(text,))


def _pairs(text: str) -> Iterator[tuple[int, int, str, str]]:
    """(start, end, words, digits) of each pair that differs."""
    listed = "(1)" in text and "(2)" in text  # the brackets of a list in the sentence
    for pattern in (_DIGITS_BEHIND, _WORDS_BEHIND):
        for match in pattern.finditer(text):
            read = _read(match["words"], last=pattern is _DIGITS_BEHIND)
            if read is None:
                continue
            value, words = read
            start = match.end("words") - len(words) if pattern is _DIGITS_BEHIND else match.start()
            if value == float(match["digits"].replace(",", "")) or _PROVISION.search(text, max(start - 20, 0), start):
                continue
            if listed and not _COUNTED.match(text, match.end()):
                continue
            yield start, match.end(), words, match["digits"]


def _read(written: str, last: bool) -> tuple[float, str] | None:
    """The number that some words say, and its words: at their end (`last`) or all of them; None where they say none."""
    words, starts, _ = tokenize(written)
    for at in range(len(words)):
        if words[at] not in NUMBER_WORDS and words[at] not in _JOINS:
            continue
        found = number(words, at)
        if found is not None and found[1] == len(words) and (last or at == 0):
            return found[0], written[starts[at] :]
    return None
