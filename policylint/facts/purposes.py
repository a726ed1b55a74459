"""What a policy says that data are used for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet

from policylint.facts.categories import acting, leads
from policylint.facts.context import Context
from policylint.facts.kinds import Fact, Purpose
from policylint.facts.uses import uses
from policylint.matching.index import Hit
from policylint.record import replace

GENERAL = "general"
OTHER = "other"
_BETTER = ("improv", "enhanc", "optimi", "develop", "better")
_BEFORE = frozenset("to for and or us you we can that is also may in help purposes purpose".split())
_GROUNDS = frozenset({"contract", "legal-compliance"})
_NEAR = 4  # words after the beginning of a purpose in which a name for it stands
_LAST = 3  # the rank of what is told least plainly
_NOUNS_OF_DATA = frozenset(
    "information address data details name number history records related cookie cookies".split()
)
_TOPICS = frozenset({"purposes", "collection"})
_ELSEWHERE = frozenset("sharing rights retention security changes transfers children complaints".split())
NAMES = (
    "account authentication contract orders payment support enquiries messages marketing advertising analytics research personalise "
    "security fraud debugging legal-compliance enforcement recruitment community delivery administration general"
).split()


def find(context: Context) -> Iterable[Fact]:
    """Purpose facts: what stands in a sentence about use, in a list below one, or in a section on purposes."""
    using = context.sentences("using")
    data = context.sentences("data-word")
    named = context.sentences("category-named")
    theirs = context.sentences("use-objected")
    readers = _of_readers(context) | theirs
    found: list[Purpose] = []
    ranks: dict[int, int] = {}
    places: dict[int, list[tuple[int, int]]] = {}
    for name in NAMES:
        for hit in context.hits(f"purpose-{name}"):
            sentence = hit.sentence
            topics = context.topics(sentence)
            if sentence.index in readers or _no_purpose(context, hit) or (name == "security" and "security" in topics):
                continue  # what protects data is told in a section on security, not what data are used for
            if not (
                sentence.index in using
                or any(lead.index in using for lead in leads(sentence))
                or not _TOPICS.isdisjoint(topics)
            ):
                continue
            fact = Purpose(**context.place(hit), name=name, concrete=name != GENERAL, **context.stance(hit))
            found.append(fact)
            places.setdefault(sentence.index, []).append((hit.first, hit.last))
            ranks[id(fact)] = _rank(context, name, hit, using, data)
    told = {(f.sentence.index, f.start) for f in found}
    plain = [
        (at, f) for at, f in _plain_words(context, data | named, readers) if (f.sentence.index, f.start) not in told
    ]
    concrete = {f.name for f in found if f.concrete and f.polarity}
    for at, purpose in plain:
        near = places.get(purpose.sentence.index, ())
        if purpose.concrete and purpose.polarity and not any(first <= at + _NEAR and at < last for first, last in near):
            concrete.add(f"{OTHER} {purpose.text.split()[0].lower()}")
    if len(concrete) == 1 and any(
        f.name == GENERAL and f.polarity and f.text.lower().startswith(_BETTER) for f in found
    ):
        concrete.add(GENERAL)  # improving a service says little, but it is a second purpose beside a concrete one
    best = _best([(ranks[id(f)], f.sentence.index) for f in found if f.concrete and f.polarity])
    for fact in (*found, *(purpose for _, purpose in plain)):
        counts = fact.concrete and fact.polarity
        yield replace(fact, several=counts and len(concrete) > 1, best=counts and ranks.get(id(fact), _LAST) <= best)


def _best(ranked: list[tuple[int, int]]) -> int:
    """The rank down to which at least two sentences tell purposes, so that one lucky sentence is not all that is shown."""
    for rank in range(_LAST):
        if len({sentence for at, sentence in ranked if at <= rank}) > 1:
            return rank
    return _LAST


def _plain_words(context: Context, data: AbstractSet[int], readers: AbstractSet[int]) -> Iterator[tuple[int, Purpose]]:
    """Purposes of no kind that has a name here, each with its token; see policylint.facts.uses."""
    told: set[tuple[int, int]] = set()
    for use in uses(context, data):
        sentence = use.sentence
        _, starts, ends = context.index.tokens[sentence.index]
        if sentence.index in readers or use.first < context.index.own[sentence.index]:
            continue
        stance = context.stance(use.hit)
        if (use.plain or stance["actor"] != "other") and (sentence.index, use.first) not in told:
            told.add((sentence.index, use.first))
            end = ends[min(use.first + 3, len(ends) - 1)]
            purpose = Purpose(
                sentence=sentence, start=starts[use.first], end=end, name=OTHER, concrete=use.concrete, **stance
            )
            yield use.first, purpose


def _no_purpose(context: Context, hit: Hit) -> bool:
    """Whether the words name data ("billing information", "information that identifies you") instead of a purpose."""
    words = context.words(hit.sentence)
    after = words[hit.last] if hit.last < len(words) else ""
    defined = words[hit.first].startswith("identif") and "means" in words[: hit.first]
    return after in _NOUNS_OF_DATA or words[hit.first] == "identifies" or defined


def _rank(context: Context, name: str, hit: Hit, using: AbstractSet[int], data: AbstractSet[int]) -> int:
    """How plainly a purpose is told of data, 0 best: in a section on purposes, "to X" in a sentence or list about use, elsewhere."""
    sentence = hit.sentence
    own = context.index.own[sentence.index]
    words = context.words(sentence)
    topics = context.topics(sentence)
    introduced = hit.first <= own or not _BEFORE.isdisjoint(words[max(hit.first - 2, own) : hit.first])
    chain = [sentence, *leads(sentence)]
    of_data = any(s.index in using for s in chain) and any(s.index in data for s in chain)
    if name in _GROUNDS:
        return 2  # "to perform a contract" is a ground as much as a purpose
    if introduced and "purposes" in topics:
        return 0
    if introduced and of_data and _ELSEWHERE.isdisjoint(topics):
        return 1
    return 2 if introduced else _LAST


def _of_readers(context: Context) -> AbstractSet[int]:
    """Sentences in which only the reader or somebody else uses something: "you may use the service to ..."."""
    ours: set[int] = set()
    others: set[int] = set()
    for hit in context.hits("using"):
        (others if acting(context, hit) == "reader" else ours).add(hit.sentence.index)
    return frozenset(_plain(context, others - ours))


def _plain(context: Context, sentences: Iterable[int]) -> Iterator[int]:
    data = frozenset("data information address email cookies details".split())
    for index in sentences:
        words = context.index.tokens[index][0]
        if data.isdisjoint(words) and not {"we", "us", "our", "i", "my"} & set(words):
            yield index
