"""Where data are kept, that they go abroad, and what protects them there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet

from policylint.document import Sentence
from policylint.facts.context import Context
from policylint.facts.countries import Named, countries
from policylint.facts.kinds import Fact, Place, Safeguard, Transfer
from policylint.matching.index import Hit

_DATA = frozenset(
    "data information pii tickets profile profiles messages account accounts records logs content backups details "
    "file files it them which copies addresses everything site website service"
    "services app application platform server servers databases database materials".split()
)
_OURS = frozenset("site website service services app application platform products server servers".split())
_ONLY = frozenset("only solely exclusively never always".split())
_CHOICE = frozenset("choose chooses choice select selected chosen depending".split())
_LEGAL = frozenset(
    "law laws legislator legislators legislature court courts legislation regulation regulations act jurisdiction "
    "commission authority authorities residents citizens users customers consumers".split()
)
_SITUATED = frozenset(
    "located based resident residing reside resides situated live living operate operated established reside".split()
)
_STAND_STILL = frozenset(
    "data information servers server centre centres center centers infrastructure records backups facilities site website service services app "
    "database databases platform it which where storage hosting hosted machines systems logs content copies".split()
)
_PEOPLE = frozenset(
    "you we i users user individuals residents customers visitors people person persons company controller offices office who subjects".split()
)
_DISPUTES = frozenset("claim claims jurisdiction dispute disputes".split())
_FORMS = frozenset("ltd limited inc llc gmbh plc ab oy".split())
_IN = frozenset("in from within to at inside outside".split())
_PARAGRAPH = 8  # sentences before agreement by use in which what is agreed to may stand
_DECIDED = frozenset("decision decisions finding findings regulations".split())
_ABROAD = frozenset("abroad overseas borders".split())
_EXPRESS = frozenset("specific separate written".split())
_BOUNDS = frozenset(
    "the of or and eea eu uk us usa european economic area union united kingdom states america switzerland europe efta".split()
)
REACH = 9  # words between a verb of storage and its country


def find(context: Context) -> Iterable[Fact]:
    """Transfer, Place and Safeguard facts."""
    barred = context.sentences("place-not-data")
    yield from _transfers(context, barred)
    yield from _places(context, barred)
    yield from _safeguards(context)


def _transfers(context: Context, barred: AbstractSet[int]) -> Iterator[Fact]:
    for hit in context.hits("transfer-elsewhere"):
        words = context.words(hit.sentence)
        if hit.sentence.index in barred or _DATA.isdisjoint(words):
            continue
        yield Transfer(**context.place(hit), **context.stance(hit))

    for hit in context.hits("recipient-abroad"):
        if not context.topics(hit.sentence).isdisjoint(("sharing", "transfers")) or not _DATA.isdisjoint(
            context.words(hit.sentence)
        ):
            yield Transfer(**context.place(hit), **context.stance(hit))


def _places(context: Context, barred: AbstractSet[int]) -> Iterator[Fact]:
    seen: set[tuple[int, int]] = set()
    named: dict[int, list[Named]] = {}
    for frame, role in (
        ("place-go", "transfer"),
        ("place-stand", "storage"),
        ("place-machines", "storage"),
        ("place-operated", "storage"),
    ):
        for hit in context.hits(frame):
            at = hit.sentence.index
            words = context.words(hit.sentence)
            if at in barred or _DATA.isdisjoint(words) or (frame == "place-operated" and _OURS.isdisjoint(words)):
                continue
            if at not in named:
                named[at] = [n for n in countries(context.index, hit.sentence) if not _legal(words, n)]
            if frame != "place-operated" and _of_a_person(words, hit):
                continue
            for place in named[at]:
                if (at, place.first) in seen or not _beside(words, hit, place):
                    continue
                seen.add((at, place.first))
                yield _place(context, hit, place, role, words)


def _beside(words: tuple[str, ...], hit: Hit, place: Named) -> bool:
    """Whether a country stands right of the verb, within reach, or just left of it ('in Germany we store')."""
    if 0 <= place.first - hit.last <= REACH or hit.first <= place.first < hit.last:
        return True
    led = not _IN.isdisjoint(words[max(place.first - 2, 0) : place.first])
    return led and 0 <= hit.first - place.last <= 3 and place.kind != "demonym"


def _of_a_person(words: tuple[str, ...], hit: Hit) -> bool:
    """Whether 'located in' and the like speak of a person or a company and not of data or machines."""
    if words[hit.first] not in _SITUATED:
        return False
    before = words[max(hit.first - 6, 0) : hit.first]
    nearest = next((w for w in reversed(before) if w in _STAND_STILL or w in _PEOPLE), "")
    return nearest not in _STAND_STILL


def _legal(words: tuple[str, ...], place: Named) -> bool:
    """Whether a country is named as a law's, an authority's or a people's and not as a place: 'the laws of Spain', 'Spanish law'."""
    before, after = words[max(place.first - 3, 0) : place.first], words[place.last : place.last + 2]
    if after[:1] in (("data",), ("privacy",)):  # "current UK data protection law"
        after = tuple(w for w in words[place.last : place.last + 4] if w not in ("data", "privacy", "protection"))[:2]
    if before[-1:] == ("gov",) or (after and after[0] in _FORMS):
        return True  # a domain, or a company named after the country
    if place.kind == "demonym":
        return not {"server", "servers", "data", "datacenter", "datacentre", "provider", "cloud"} & set(after)
    return bool(_LEGAL & set(before)) or bool(_LEGAL & set(after[:1]))


def _outside(words: tuple[str, ...], place: Named) -> bool:
    """Whether a country only bounds the place: 'outside the EEA and the United Kingdom' names no destination."""
    at = place.first - 1
    while at >= 0 and words[at] in _BOUNDS:
        at -= 1
    return at >= 0 and words[at] == "outside"


def _place(context: Context, hit: Hit, place: Named, role: str, words: tuple[str, ...]) -> Fact:
    around = set(words[max(hit.first - 8, 0) : place.last + 8])
    exclusivity = (
        "only" if _ONLY & around else "choice" if _CHOICE & around else "default" if "default" in around else ""
    )
    stance = context.stance(hit)
    if not exclusivity and stance["modality"] == "may":
        exclusivity = "may"
    sentence: Sentence = hit.sentence
    return Place(
        sentence=sentence,
        start=min(hit.start, place.start),
        end=max(hit.end, place.end),
        country="" if _outside(words, place) else place.country,
        role=role,
        exclusivity=exclusivity,
        name=sentence.text[place.start : place.end],
        **stance,
    )


def _safeguards(context: Context) -> Iterator[Fact]:
    using = context.sentences("by-using")
    moving = {f.sentence.index for f in (*_transfers(context, frozenset()), *_places(context, frozenset()))}
    cues = context.sentences("transfer-cue")
    for hit in context.hits("safeguard"):
        name = hit.value
        near = "transfers" in context.topics(hit.sentence) or any(
            s.index in moving or s.index in cues for s in context.neighbours(hit.sentence, 2, 2)
        )
        near = near or not _DECIDED.isdisjoint(context.words(hit.sentence)[hit.first : hit.last])
        if name in ("derogation", "adequacy") and not near:
            continue
        if context.denied(hit) and name not in ("dpf", "privacy-shield"):
            continue
        words = context.words(hit.sentence)
        if not near and not _DISPUTES.isdisjoint(words[max(hit.first - 8, 0) : hit.first]):
            continue  # "those who may bring claims under Privacy Shield"
        yield Safeguard(**context.place(hit), name=name, **context.stance(hit))
    for hit in context.hits("transfer-consent"):
        by_use = hit.sentence.index in using or not _asks(context, hit)
        said = not by_use and context.words(hit.sentence)[hit.first].startswith(("transf", "forward", "send"))
        paragraph = context.neighbours(hit.sentence, _PARAGRAPH if by_use else 1, 1)
        close = [s for s in paragraph if s.block is hit.sentence.block or abs(s.index - hit.sentence.index) < 2]
        if any(s.index in moving or (s.index in cues and said) for s in close) and not context.denied(hit):
            yield Safeguard(**context.place(hit), name="" if by_use else "derogation", **context.stance(hit))
    for hit in context.hits("safeguard-formula"):
        if (
            "transfers" in context.topics(hit.sentence)
            or _abroad(context, hit)
            or any(
                s.index in moving and (s.block is hit.sentence.block or s.index == hit.sentence.index - 1)
                for s in context.neighbours(hit.sentence, 2, 0)
            )
        ):
            yield Safeguard(**context.place(hit), name="", **context.stance(hit))


def _abroad(context: Context, hit: Hit) -> bool:
    """Whether the sentence itself speaks of data abroad: "handled safely after it has gone abroad"."""
    return not _ABROAD.isdisjoint(context.words(hit.sentence))


def _asks(context: Context, hit: Hit) -> bool:
    """Whether consent is asked for as such, not taken from use: 'with your explicit consent'."""
    words = context.words(hit.sentence)
    return (
        "explicit" in words
        or not _EXPRESS.isdisjoint(words[max(hit.first - 3, 0) : hit.last])
        or "explicitly" in words
        or ("expressly" in words and "you" not in words[: hit.first])
    )
