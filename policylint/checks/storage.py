"""Where data are said to be kept, and to be kept nowhere else.

A claim of exclusivity is a sentence that says "all", "only", "never leaves" or "remains" of data and names a country or region. What is by
default, primarily or with an exception is no claim. Places are countries, as ISO codes; a region stands for its countries.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from policylint.checks import families
from policylint.checks.pairs import MOST
from policylint.checks.scope import Scope, compatible, scope_of
from policylint.document import Sentence
from policylint.facts.countries import EEA, countries
from policylint.facts.kinds import Place, Transfer
from policylint.finding import Mark
from policylint.matching.tokens import tokenize
from policylint.matching.walking import begins, walk
from policylint.patterns import lazy, word_set
from policylint.record import Record
from policylint.site import Policy

_DATA = word_set(
    "data information records record files file logs content contents backups backup copies copy "
    "everything it they details drives disks documents "
    "photos messages recordings tickets newsletters database databases servers server mailboxes"
)
_SOFT = lazy(
    r"\b(?:default|primarily|mainly|mostly|generally|typically|usually|normally|in principle|unless"
    r"|except\w*|other than|apart from|where possible|may|might|can be|if)\b",
    2,
)
_OUTSIDE = word_set("outside beyond from abroad except")
_PEOPLE = word_set(
    "residents resident citizens citizen users user customers customer located reside resides "
    "residing living live living nationals law laws courts court authority authorities"
)
_STORING = lazy(
    r"\b(?:stor\w+|kept|keep|host\w*|resid\w+|sav\w+|held|locat\w+|process\w*|server\w*|copy|copies"
    r"|data ?cent\w+|back-?ups?)\b",
    2,
)
_PROVIDERS = word_set(
    "provider providers vendor vendors processor processors affiliate affiliates partner partners "
    "subsidiary subsidiaries service services tool tools company companies team "
    "centre center contractor contractors subprocessor subprocessors host analytics staff agents agent operated"
)
_PASSING = lazy(
    r"\b(?:sent|send|transfer\w*|transmit\w*|process\w*|stor\w+|host\w*|read|reads|handle\w*|access\w*"
    r"|receiv\w+|operated|us(?:e|es|ed)\b|share\w*|pass\w*|given|deliver\w*)\b",
    2,
)
_MACHINES = word_set(
    "servers server infrastructure datacenter datacenters datacentre datacentres centers centres database databases"
)
_GENERIC = word_set(
    "all any every your the our their user users user's users' customer customers personal data "
    "information is are be will be everything it that which "
    "you we of in on and or stored kept hosted remain remains stay stays reside resides processed "
    "only always never leave leaves solely exclusively "
    "to by us own uploaded collected about with this these such is not do does no transferred held "
    "within inside from files records contents content "
    "securely specifically located outside process processes processed processing stores keep keeps "
    "hosts store copies copy team staff access accessed access"
)

NEAR = 7  # words between a provider and the country that it is in


class Somewhere(Record):
    """A statement about a place: the countries it names (`codes`), and the words that name them.

    subject  content words of the sentence, by which two statements about particular data meet
    general  said of data as such
    """

    policy: Policy
    sentence: Sentence
    start: int
    end: int
    codes: frozenset[str]
    shown: str
    scope: Scope
    subject: frozenset[str]
    families: frozenset[str]
    general: bool
    may: bool = False

    @property
    def mark(self) -> Mark:
        """Where it stands."""
        return Mark(self.policy.path, self.sentence.source(self.start, self.end), self.shown)


def some(rows: Iterator[Somewhere]) -> list[Somewhere]:
    """The first of the statements: as many as are compared with each other, whatever the text."""
    return list(islice(rows, MOST))


def claims(policy: Policy) -> Iterator[Somewhere]:
    """The statements that data are in one country or region and nowhere else."""
    told: set[int] = set()
    for found in policy.index.find("frame:place-exclusive"):
        sentence = found.sentence
        if sentence.index in told or _SOFT.search(sentence.text) or not _of_data(policy, sentence):
            continue
        scope = scope_of(policy, sentence)
        places = [
            place
            for place in countries(policy.index, sentence)
            if not _of_people(policy, sentence, place.first, place.last)
        ]
        if not places or scope.party or scope.anonymous or max(place.first for place in places) < found.first:
            continue
        told.add(sentence.index)
        codes = frozenset(code for place in places for code in spread(place.code))
        end = max(place.end for place in places)
        yield _somewhere(
            policy, sentence, min(found.start, end), max(found.end, end), codes, places[-1].start, end, scope
        )


def chosen(policy: Policy) -> Iterator[Somewhere]:
    """The statements that the reader chooses where data are kept."""
    for found in policy.index.find("frame:place-chosen"):
        sentence = found.sentence
        if _STORING.search(sentence.text) and _of_data(policy, sentence):
            yield _somewhere(
                policy,
                sentence,
                found.start,
                found.end,
                frozenset(),
                found.start,
                found.end,
                scope_of(policy, sentence),
            )


def stored(policy: Policy) -> Iterator[Somewhere]:
    """The statements that data are, or may be, kept in a country."""
    for fact in policy.all(Place):
        words = policy.index.words(fact.sentence)
        if (
            fact.role != "storage"
            or not fact.polarity
            or _outside(policy, fact.sentence, fact.name)
            or not _of_data(policy, fact.sentence)
        ):
            continue
        if fact.actor == "other" or (
            not _PEOPLE.isdisjoint(words[max(len(words) - 200, 0) :]) and fact.exclusivity == "" and "you" in words[:4]
        ):
            continue
        codes = spread(fact.country) if fact.country else _region(policy, fact)
        if codes:
            yield _somewhere(
                policy,
                fact.sentence,
                fact.start,
                fact.end,
                codes,
                0,
                0,
                scope_of(policy, fact.sentence),
                fact.name,
                fact.exclusivity in ("may", "choice"),
            )


def passed_on(policy: Policy) -> Iterator[Somewhere]:
    """The statements that data go to, or are handled in, a country by somebody who works for the publisher."""
    told: set[int] = set()
    for fact in (*policy.all(Transfer), *policy.all(Place)):
        told.add(fact.sentence.index)
    for sentence in policy.document.sentences:
        if sentence.block.kind in ("heading", "title", "meta"):
            continue
        words = policy.index.words(sentence)
        moved = sentence.index in told and "to" in words
        if _PROVIDERS.isdisjoint(words) and not moved:
            continue
        named = [
            place
            for place in countries(policy.index, sentence)
            if _lies_there(words, place.first)
            and (moved or not _PROVIDERS.isdisjoint(words[max(place.first - NEAR, 0) : place.last + NEAR]))
        ]
        if not named or not _PASSING.search(sentence.text):
            continue
        codes = frozenset(code for p in named for code in spread(p.code))
        start, end = min(p.start for p in named), max(p.end for p in named)
        yield _somewhere(
            policy, sentence, start, end, codes, start, end, scope_of(policy, sentence), "", "may" in words
        )


def _lies_there(words: tuple[str, ...], first: int) -> bool:
    """Whether a country is where somebody works or data go: "in India", "to our team in India", "operated from India"."""
    before = [word for word in words[max(first - 4, 0) : first] if word != "the"]
    if not before or not _PEOPLE.isdisjoint(before):
        return False
    if before[-1] == "from":
        return before[-2:-1] in (["operated"], ["run"], ["works"], ["work"], ["working"])
    return before[-1] in ("in", "to", "within", "at") and "outside" not in before


def spread(code: str) -> frozenset[str]:
    """The countries that a code stands for: those of the EEA for a European region; a state's own country."""
    if code in ("EEA", "EU", "EFTA"):
        return EEA | {code}
    return frozenset([code[:2] if code[2:3] == "-" else code])


def about_same(a: Somewhere, b: Somewhere) -> bool:
    """Whether two statements can be about the same data: one is general, or both name data that meet."""
    if a.sentence is b.sentence or not compatible(a.scope, b.scope) or a.policy is not b.policy:
        return False
    if a.families and b.families:
        return not a.families.isdisjoint(b.families)
    if a.general or (b.general and not a.scope.data and a.sentence.text[:4].lower() == "all "):
        return True
    return not a.subject.isdisjoint(b.subject) or (bool(a.scope.data) and a.scope.data == b.scope.data)


def _somewhere(
    policy: Policy,
    sentence: Sentence,
    start: int,
    end: int,
    codes: frozenset[str],
    first: int,
    last: int,
    scope: Scope,
    shown: str = "",
    may: bool = False,
) -> Somewhere:
    words = tokenize(sentence.text)[0]
    named = {
        word
        for place in countries(policy.index, sentence)
        for word in policy.index.words(sentence)[place.first : place.last]
    }
    subject = frozenset(word for word in words if word not in _GENERIC and word not in named and len(word) > 3)
    kinds = frozenset(_entries(policy, words))
    head = frozenset(words[:14])
    general = (
        bool(head & {"data", "information", "everything"}) and not kinds and subject.isdisjoint(words[: _verb(words)])
    )
    general = general or not _MACHINES.isdisjoint(words[:5])
    return Somewhere(
        policy, sentence, start, end, codes, shown or sentence.text[first:last], scope, subject, kinds, general, may
    )


def _verb(words: tuple[str, ...]) -> int:
    """How many words stand before the first verb of keeping: the subject of a passive."""
    return next(
        (
            at
            for at, word in enumerate(words)
            if word
            in ("is", "are", "will", "remain", "remains", "stay", "stays", "never", "reside", "resides", "do", "leave")
        ),
        min(len(words), 6),
    )


def _entries(policy: Policy, words: tuple[str, ...]) -> Iterator[str]:
    trie = policy.index.book.tries.get("category", {})
    for at in begins(trie, words):
        for _, name in walk(trie, words, at):
            family = families.family(policy.index.book, name)
            if name not in families.NOT_ASKED and family not in (families.DEVICE, "location-data"):
                yield family


def _of_data(policy: Policy, sentence: Sentence) -> bool:
    return not _DATA.isdisjoint(policy.index.words(sentence))


def _of_people(policy: Policy, sentence: Sentence, first: int, last: int) -> bool:
    """Whether a country is named as somebody's home, or as a law's: "users located in France", "the laws of France"."""
    words = policy.index.words(sentence)
    return (
        not _PEOPLE.isdisjoint(words[max(first - 3, 0) : first]) and "server" not in words[max(first - 4, 0) : first]
    ) or not _PEOPLE.isdisjoint(words[last : last + 1])


def _outside(policy: Policy, sentence: Sentence, name: str) -> bool:
    before = sentence.text.partition(name)[0].lower().split()[-4:]
    return not _OUTSIDE.isdisjoint(before)


def _region(policy: Policy, fact: Place) -> frozenset[str]:
    for place in countries(policy.index, fact.sentence):
        if fact.start <= place.start and place.end <= fact.end:
            return spread(place.code)
    return frozenset()
