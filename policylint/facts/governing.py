"""Which law and which courts govern the policy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet

from policylint.facts.context import Context
from policylint.facts.countries import Named, countries
from policylint.facts.kinds import Fact, GoverningLaw
from policylint.matching.index import Hit
from policylint.patterns import word_set

_LABEL = 80  # characters of a line that a label opens ("Law: Dutch. Court: The Hague.")

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
        yield _chosen(context, hit, places)
    yield from _by_parts(context, other, told)


def _by_parts(context: Context, other: AbstractSet[int], told: AbstractSet[int]) -> Iterator[GoverningLaw]:
    """A law or court of a place, in a sentence that says what it decides, after the label "Law:", or under a heading that asks which."""
    decides = context.sentences("law-decides")
    asked = {h.sentence.block.section.index for h in context.hits("law-asked", headings=True)}
    labels = {h.sentence.index for h in context.hits("law-label") if h.first <= context.index.own[h.sentence.index]}
    done: set[int] = set()
    for hit in context.hits("law-of-place"):
        sentence = hit.sentence
        if sentence.index in told or sentence.index in done or sentence.index in other or context.denied(hit):
            continue
        headed = sentence.block.section.index in asked and sentence.block.section.index
        if (
            sentence.index not in decides
            and not headed
            and not (sentence.index in labels and len(sentence.text) < _LABEL)
        ):
            continue
        places = [n for n in countries(context.index, sentence) if hit.start <= n.start < hit.end]
        if places:
            done.add(sentence.index)
            yield _chosen(context, hit, places)


def _chosen(context: Context, hit: Hit, places: list[Named]) -> GoverningLaw:
    name = places[0] if places else None
    return GoverningLaw(
        **context.place(hit),
        place=hit.sentence.text[name.start : name.end] if name else "",
        country=name.country if name else "",
    )


def _capital_after(text: str, start: int, end: int) -> bool:
    """Whether a name stands in or right behind the hit: 'the courts of Zug'."""
    words = text[start + 1 : end + 30].split()
    return any(w[:1].isupper() and w.strip(".,;").lower() not in _PLAIN for w in words)
