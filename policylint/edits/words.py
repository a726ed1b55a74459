"""The words of a sentence as versions are compared by them: case, typography, markup, link targets and spelling variants aside."""

from __future__ import annotations

from policylint.document import Sentence
from policylint.edits.periods import UNITS, normalised
from policylint.matching.numbers import NUMBER_WORDS
from policylint.record import Record
from policylint.site import Policy


class Words(Record):
    """The own words of a sentence, normalised, and where each stands in `sentence.text` (half-open)."""

    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def range(self, first: int, last: int) -> tuple[int, int]:
        """The characters from the word `first` to before the word `last`."""
        return self.starts[first], self.ends[last - 1]


def words_of(policy: Policy, sentence: Sentence) -> Words:
    """The own words of a sentence, without those of its lead or headers."""
    tokens, starts, ends = policy.index.tokens[sentence.index]
    words: list[str] = []
    begin: list[int] = []
    end: list[int] = []
    for at in range(policy.index.own[sentence.index], len(tokens)):
        token = tokens[at]
        if token == "<email>":
            parts: tuple[str, ...] = (sentence.text[starts[at] : ends[at]].lower().rstrip("."),)
        elif "'" in token or token == "cannot":
            parts = _spelt_out(token)
        else:
            parts = (normal(token),)
        for part in parts:
            words.append(part)
            begin.append(starts[at])
            end.append(ends[at])
    if not UNITS.isdisjoint(words):
        normalised(words)
    return Words(tuple(words), tuple(begin), tuple(end))


def _spelt_out(token: str) -> tuple[str, ...]:
    """A contraction as the words that it stands for."""
    if token in _CONTRACTED:
        return _CONTRACTED[token]
    if token.endswith("n't"):
        return token[:-3], "not"
    base, _, tail = token.partition("'")
    return (normal(base), _TAILS[tail]) if base and tail in _TAILS else (normal(token),)


_CONTRACTED = {
    "cannot": ("can", "not"),
    "can't": ("can", "not"),
    "won't": ("will", "not"),
    "shan't": ("shall", "not"),
    "let's": ("let", "us"),
}
_TAILS = {"re": "are", "ve": "have", "ll": "will", "m": "am", "d": "would"}


def normal(word: str) -> str:
    """A word without what is a matter of spelling: number words are figures, -ise is -ize, -our is -or."""
    found = _KNOWN.get(word)
    if found is None:
        found = _normal(word)
        if len(_KNOWN) < MOST_KEPT:
            _KNOWN[word] = found
    return found


MOST_KEPT = 50_000
_KNOWN: dict[str, str] = {}
_ISE = ("isation", "isations", "ise", "ises", "ised", "ising", "iser", "isers")
# Words that end so for another reason.
_NOT_ISE = frozenset(
    "otherwise exercise exercises exercised exercising promise promises promised promising advise advises advised "
    "advising raise raises raised raising precise likewise enterprise enterprises premise premises arise arises "
    "arising supervise supervised supervising revise revised revising wise rise rises rising noise".split()
)
_VARIANTS = {
    "behaviour": "behavior", "behaviours": "behaviors", "behavioural": "behavioral", "colour": "color", "favour": "favor",
    "honour": "honor", "honours": "honors", "honoured": "honored", "labour": "labor", "centre": "center", "centres": "centers",
    "licence": "license", "licences": "licenses", "judgement": "judgment", "fulfil": "fulfill", "fulfils": "fulfills",
    "enrol": "enroll", "programme": "program", "programmes": "programs", "catalogue": "catalog", "cheque": "check",
    "defence": "defense", "analyse": "analyze", "analyses": "analyzes", "analysed": "analyzed", "analysing": "analyzing",
    "labelled": "labeled", "cancelled": "canceled", "cancelling": "canceling", "travelling": "traveling", "modelling": "modeling",
    "whilst": "while", "amongst": "among", "emails": "email", "emailed": "email", "emailing": "email",
}  # fmt: skip


def _normal(word: str) -> str:
    variant = _VARIANTS.get(word)
    if variant is not None:
        return variant
    if word[0].isdigit():
        return word.replace(",", "")
    if word.endswith(_ISE) and word not in _NOT_ISE and len(word) > 5:
        at = word.rindex("is")
        return word[:at] + "iz" + word[at + 2 :]
    number = NUMBER_WORDS.get(word)
    return word if number is None else str(number)
