"""What a policy says that data are used for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet

from policylint.facts.categories import acting, leads
from policylint.facts.context import Context
from policylint.facts.kinds import Fact, Purpose
from policylint.matching.index import Hit
from policylint.record import replace

GENERAL = "general"
OTHER = "other"
_CLOSE = 3  # words between "used" and "for" that leave no doubt
_REACH = 20  # words after "use" in which its purpose is looked for
_DATA = frozenset(
    (
        "data information info details address addresses email emails cookies name names number location logs ip id "
        "ids it this them these"
    ).split()
)
# After "to" and "for": what is no purpose, and what could be said of anybody.
_NO_VERB = frozenset(
    "our the your us you a an any third this these those other others be have what which whom me people such that all its their another "
    "whom do it them everyone anyone him her his be by with from in of on at".split()
)
_NO_NOUN = frozenset(
    "the our your a an any this that as long example instance more each all these which what up at children minors users you us it them "
    "those such their its how other purposes purpose whatever no some longer most marketing use".split()
)
_ASKED_FOR = frozenset("ask asks asked asking request look looking account".split())
_ANYBODY = frozenset(
    (
        "provide improve operate maintain offer deliver run enhance develop support function work make ensure enable "
        "allow help give better continue"
    ).split()
)
_JOINED = 24  # words in which a second purpose may be joined to the first
_BREATH = 20  # characters
_SENSORS = frozenset(
    "camera microphone location contacts photos gallery notification notifications permission bluetooth".split()
)
_ABLE = frozenset("can could may".split())
_OBJECT = 4  # words after such a verb in which its object is looked for
_ANYTHING = _ANYBODY | frozenset(
    (
        "and or our the your my its their this these all a an any service services app apps application applications "
        "website websites site sites platform product products software tool game bot system experience user users "
        "customer customers you us it them functionality features functions better new best quality certain various "
        "business online mobile web overall general core basic requested proper properly smoothly running of on use usage"
    ).split()
)
_OBJECT_ENDS = frozenset("for with in by as where when if which that so such".split())
_BETTER = ("improv", "enhanc", "optimi", "develop", "better")
_BEFORE = frozenset("to for and or us you we can that is also may in help purposes purpose".split())
_GROUNDS = frozenset({"contract", "legal-compliance"})
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
    readers = _of_readers(context)
    data = context.sentences("data-word")
    found: list[Purpose] = []
    ranks: dict[int, int] = {}
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
            ranks[id(fact)] = _rank(context, name, hit, using, data)
    told = {(f.sentence.index, f.start) for f in found}
    plain = [f for f in _plain_words(context, using, data, readers) if (f.sentence.index, f.start) not in told]
    concrete = {f.name for f in found if f.concrete and f.polarity}
    taken: dict[int, list[int]] = {}
    for f in found:
        if f.concrete:
            taken.setdefault(f.sentence.index, []).append(f.start)
    concrete |= {
        f"{OTHER} {f.text.split()[0].lower()}"
        for f in plain
        if f.concrete and f.polarity and not _beside(f, taken.get(f.sentence.index, ()))
    }
    if len(concrete) == 1 and any(
        f.name == GENERAL and f.polarity and f.text.lower().startswith(_BETTER) for f in found
    ):
        concrete.add(GENERAL)  # improving a service says little, but it is a second purpose beside a concrete one
    best = _best([(ranks[id(f)], f.sentence.index) for f in found if f.concrete and f.polarity])
    for fact in (*found, *plain):
        counts = fact.concrete and fact.polarity
        yield replace(fact, several=counts and len(concrete) > 1, best=counts and ranks.get(id(fact), _LAST) <= best)


def _beside(fact: Purpose, starts: Iterable[int]) -> bool:
    """Whether a purpose without a name is told in the same breath as one that has one: they may well be the same."""
    return any(start - fact.start < _BREATH and fact.start - start < _BREATH for start in starts)


def _best(ranked: list[tuple[int, int]]) -> int:
    """The rank down to which at least two sentences tell purposes, so that one lucky sentence is not all that is shown."""
    for rank in range(_LAST):
        if len({sentence for at, sentence in ranked if at <= rank}) > 1:
            return rank
    return _LAST


def _plain_words(
    context: Context, using: AbstractSet[int], data: AbstractSet[int], readers: AbstractSet[int]
) -> Iterator[Purpose]:
    """Purposes of no kind that has a name here: "your data are used to X", and the items of a list that such a sentence leads."""
    for hit in context.hits("used-to"):
        sentence = hit.sentence
        words, starts, ends = context.index.tokens[sentence.index]
        own = context.index.own[sentence.index]
        if (
            sentence.index in readers
            or (_DATA | _SENSORS).isdisjoint(words[: hit.last])
            or context.stance(hit)["actor"] == "other"
        ):
            continue
        first = _verb_after(words, hit.first + 1)
        for at in (first, *_joined(words, first)) if first is not None else ():
            if at < own:
                continue
            yield Purpose(
                sentence=sentence,
                start=starts[at],
                end=ends[min(at + 3, len(words) - 1)],
                name=OTHER,
                concrete=words[at] not in _ANYBODY or _of_something(words, at + 1),
                **context.stance(hit),
            )


def _joined(words: tuple[str, ...], first: int) -> Iterator[int]:
    """The verbs that are joined to the one at `first`: "to judge which room would suit you and to answer"."""
    for at in range(first + 1, min(first + _JOINED, len(words) - 2)):
        if words[at] in ("and", "or") and words[at + 1] == "to" and words[at + 2] not in _NO_VERB:
            yield at + 2


def _of_something(words: tuple[str, ...], first: int) -> bool:
    """Whether what anybody would do is done to something of one's own: "to improve automated publishing", not "our service"."""
    for at in range(first, min(first + _OBJECT, len(words))):
        if words[at] in _OBJECT_ENDS:
            return False
        if words[at] not in _ANYTHING:
            return True
    return False


def _verb_after(words: tuple[str, ...], first: int) -> int | None:
    """The token that begins what data are used for: the first after "to" or "for" that can be a purpose."""
    for at in range(first, min(first + _REACH, len(words) - 1)):
        if words[at] in ("unless", "until"):
            return None
        if words[at] == "to" and words[at + 1] not in _NO_VERB:
            return at + 1
        if words[at] == "so":
            subject = at + 1 + (words[at + 1] == "that")
            verb = next((i for i in range(subject, subject + 4) if words[i : i + 1] and words[i] in _ABLE), None)
            if verb is not None and words[verb + 1 : verb + 2] and words[verb + 1] not in _NO_VERB:
                return verb + 1
        if (
            words[at] == "for"
            and words[at - 1] not in _ASKED_FOR
            and words[at + 1] not in _NO_NOUN
            and (at - first < _CLOSE or words[at + 1].endswith("ing") or "purposes" in words[at + 2 : at + 5])
        ):
            return at + 1
    return None


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
