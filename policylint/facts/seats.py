"""Where the organisation says that it is, without a street: a town or a country, or a slot for an address."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from policylint.document import Sentence
from policylint.facts.addresses import Postal
from policylint.facts.context import Context
from policylint.facts.countries import Named, countries
from policylint.facts.kinds import Address, Entity
from policylint.matching.index import Hit
from policylint.patterns import lazy

_SLOT = lazy(
    r"\[(?:[\w,'’-]+ ){0,4}(?:(?:registered|postal|business|office|street|mailing|company) (?:office )?|full )address\]",
    re.IGNORECASE,
)
# "in Harrow, TN": a town with the two letters of a state.
_STATE = lazy(
    r" ?(?:[A-Z][\w.'-]+ ?){1,3}, (?:A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]|T[NX]"
    r"|UT|V[AT]|W[AIVY])\b"
)
# "based in Somvarpet": a place that no lexicon knows.
_TOWN = lazy(
    r" (?!Sections?\b|Art(?:icles?)?\b|Parts?\b|Annex|Schedule|Appendix|Paragraph|Chapter|Regulation|Directive|Companies\b|Commercial\b"
    r"|Trade\b|[A-Z]\w*(?:register|[Rr]egistry|[Cc]ourt))[A-ZÀ-Þ][\w'’-]{2,}(?:[ ,]+(?:[A-ZÀ-Þ][\w'’-]+|\d{3,6}))*"
)
_LABEL = lazy(
    r"\b(?:address|location|office|headquarters|based(?: in)?|seat):? ?(?:[A-ZÀ-Þ][\w.'’-]+[ ,/]*){0,6}$", re.IGNORECASE
)
_TOWN_BEFORE = lazy(r"(?:[A-ZÀ-Þ][\w.'’-]+ ){0,3}[A-ZÀ-Þ][\w.'’-]+,? ?$")
_NAME_BEFORE = lazy(r"[A-ZÀ-Þ][\w.]+,? (?:(?:and|\(|is|are|a|an|be|was|has|been|company|the) ?)*\)?,? ?$")
# "Our servers are located in": where these stand the publisher need not be.
_MACHINES = frozenset(
    "server servers infrastructure centre centres center centers database databases datacenter datacenters hosting cloud hosts "
    "providers provider vendors processors subprocessors partners suppliers data".split()
)
_OTHERS = _MACHINES | frozenset(
    "authority you users individuals residents information customers parties site".split()
) - {"provider"}
_BRACKETED = lazy(r"(?:^|[.!?] )[A-ZÀ-Þ][\w.-]+ \([^()]{1,40}\),? (?:is|are) $")  # "Acme (and its servers) are"
# "Postal address: Mill Creek, Australia": a label with a place, and no street.
_ADDRESS = lazy(
    r"\b(?<!-)(?<!mail )(?<!ip )(?<!web )(?:(?:our|the) )?(?:(?:postal|mailing|business|office|registered|company|street|correspondence|head office|contact) )?"
    r"address:\s*(?=(?-i:[A-ZÀ-Þ]))",
    re.IGNORECASE,
)
# Between a name and its country: a mark, and perhaps a town.
_MARKED = lazy(r" ?[,·•—–|(-] ?(?:[A-ZÀ-Þ][\w.'’-]+(?: [A-ZÀ-Þ][\w.'’-]+){0,2},? (?:\([A-Z]{2}\), )?)?")
_STOPS = lazy(r"[\d:;.]")
_LABELLED = 60  # characters of a place after its label
_READERS = frozenset(
    "you your ip device browser city region approximate geographic precise users visitors readers".split()
)
_LINES = 90  # characters of a line with nothing but a place
_AFTER = 30  # characters between "a bakery in" and the place
_NEAR = 100  # characters between a body and its place


def seats(context: Context, postals: Iterable[Postal], named: Iterable[Entity]) -> Iterator[Address]:
    """Where the organisation says that it is, without a street; and slots in which its address is still to be written.

    `postals` are the whole addresses of the document, whose lines are no seats, and `named` those whom it names.
    """
    for sentence in context.document.sentences:
        slot = _SLOT.search(sentence.text) if "[" in sentence.text else None
        if slot is not None:
            yield Address(sentence=sentence, start=slot.start(), end=slot.end(), complete=False)
        label = _ADDRESS.search(sentence.text) if "ddress:" in sentence.text else None
        for place in countries(context.index, sentence) if label else ():
            if (
                label
                and place.kind in ("country", "us-state")
                and 0 <= place.start - label.end() < _LABELLED
                and not _STOPS.search(sentence.text, label.end(), place.end)
            ):
                yield _address(sentence, label.end(), place.end, place.country)
                break
    named = list(named)
    yield from _beside(context, list(dict.fromkeys(e.name for e in named if e.role == "controller" and not e.form)))
    publishers: dict[int, int] = {}
    for entity in named:
        if entity.role == "controller":
            publishers.setdefault(entity.sentence.index, entity.end)
    for hit in context.hits("seat"):
        words = context.words(hit.sentence)
        own = context.index.own[hit.sentence.index]
        before = words[max(context.begin(hit), own) : hit.first]
        begun = publishers.get(hit.sentence.index)
        after = begun is not None and 0 <= hit.start - begun < _NEAR and _OTHERS.isdisjoint(before)
        if after or _of_publisher(before, hit.sentence.text[max(hit.start - 80, 0) : hit.start]):
            yield from _said(context, hit)
    for hit in context.hits("seat-body"):
        begun = publishers.get(hit.sentence.index)
        if begun is not None and 0 <= hit.start - begun < _NEAR:
            found = [n for n in _places(context, hit) if 0 <= n.start - hit.end < _AFTER]
            if found:
                yield _address(hit.sentence, hit.start, found[0].end, found[0].country)
    taken = {at for postal in postals for at in range(postal.sentence.index, postal.last.index + 1)}
    yield from _lines(context, taken)


def _beside(context: Context, publishers: list[str]) -> Iterator[Address]:
    """The place beside a name at the start of a line: "Plum · Faro, Portugal", "Plum (Graz, Austria)"."""
    for sentence in context.prose() if publishers else ():
        name = next((name for name in publishers if sentence.text.startswith(name)), "")
        place = _MARKED.match(sentence.text, len(name)) if name else None
        if place is None:
            continue
        for country in countries(context.index, sentence):
            if country.kind in ("country", "us-state") and place.start() < country.start <= place.end():
                yield _address(sentence, 0, country.end, country.country)
                break


def _places(context: Context, hit: Hit) -> list[Named]:
    found = countries(context.index, hit.sentence, hit.first, hit.last + 20)
    return [n for n in found if n.kind in ("country", "us-state")]


def _address(sentence: Sentence, start: int, end: int, country: str) -> Address:
    return Address(sentence=sentence, start=start, end=end, complete=False, country=country)


def _said(context: Context, hit: Hit) -> Iterator[Address]:
    """The place after "based in": one with a name that is known, an American town, or any name at all."""
    text = hit.sentence.text
    places = [n for n in _places(context, hit) if -40 < n.start - hit.end < 90 and n.end > hit.start]
    if places:
        yield _address(hit.sentence, hit.start, max(places[0].end, hit.end), places[0].country)
        return
    state = _STATE.match(text, hit.end)
    if state is not None:
        yield _address(hit.sentence, hit.start, state.end(), "US")
        return
    town = _TOWN.match(text, hit.end) if context.words(hit.sentence)[hit.last - 1] in ("in", "near") else None
    if town is not None:
        yield _address(hit.sentence, hit.start, town.end(), "")


def _lines(context: Context, taken: set[int]) -> Iterator[Address]:
    """Lines of a contact block that are a place: "Helena, Montana", "Location: Leeds, United Kingdom"."""
    for sentence in context.prose():
        if (
            len(sentence.text) > _LINES
            or sentence.index in taken
            or "ddress:" in sentence.text
            or context.topics(sentence).isdisjoint(("contact", "controller"))
            or not _READERS.isdisjoint(context.word_set(sentence))
        ):
            continue
        for place in countries(context.index, sentence):
            if place.kind not in ("country", "us-state"):
                continue
            before = sentence.text[: place.start]
            if _LABEL.search(before):
                yield _address(sentence, 0, place.end, place.country)
                break
            town = _TOWN_BEFORE.search(before)
            if town is not None and town.start() == 0 and _ends_line(context, sentence, place.end):
                yield _address(sentence, 0, place.end, place.country)
                break


def _ends_line(context: Context, sentence: Sentence, end: int) -> bool:
    """Whether a place ends its line of the source."""
    at = sentence.source(0, end).end
    return context.document.text[at : at + 8].lstrip(" *_,.")[:1] in ("\n", "<", "\r", "|", "")


def _of_publisher(before: Sequence[str], text: str) -> bool:
    """Whether the words before "based in" speak of the publisher: we, the company, or a name."""
    if not before:
        return True
    if not _OTHERS.isdisjoint(before):
        near = before[-5:]
        ours = {"we", "company"} & set(near) or ("our" in near and not _MACHINES.intersection(near))
        return bool(ours) or _BRACKETED.search(text) is not None
    return bool({"we", "our", "company", "i", "us"} & set(before)) or bool(_NAME_BEFORE.search(text))
