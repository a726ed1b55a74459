"""Which law and which courts govern the policy."""

from __future__ import annotations

from collections.abc import Iterable

from policylint.facts.context import Context
from policylint.facts.countries import countries
from policylint.facts.kinds import Fact, GoverningLaw
from policylint.patterns import word_set

_PLAIN = word_set("i we policy privacy terms law laws service services agreement user you site website")
_NAMED = word_set("courts court jurisdiction venue")


def find(context: Context) -> Iterable[Fact]:
    """A GoverningLaw for every sentence that chooses a law or courts."""
    other = context.sentences("governing-other")
    told: set[int] = set()
    for hit in context.hits("governing-law"):
        at = hit.sentence.index
        if at in other or at in told or context.denied(hit):
            continue
        places = [n for n in countries(context.index, hit.sentence) if n.start >= hit.start - 40]
        words = context.words(hit.sentence)
        if not places and not _capital_after(hit.sentence.text, hit.start, hit.end):
            continue
        if not places and _NAMED.isdisjoint(words) and "law" not in words and "laws" not in words:
            continue
        told.add(at)
        name = places[0] if places else None
        yield GoverningLaw(
            **context.place(hit),
            place=hit.sentence.text[name.start : name.end] if name else "",
            country=name.country if name else "",
        )


def _capital_after(text: str, start: int, end: int) -> bool:
    """Whether a name stands in or right behind the hit: 'the courts of Zug'."""
    words = text[start + 1 : end + 30].split()
    return any(w[:1].isupper() and w.strip(".,;").lower() not in _PLAIN for w in words)
