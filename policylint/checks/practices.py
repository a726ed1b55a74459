"""Practices that facts tell and no clause of the publisher: kinds of data taken, purposes of use, as statements to compare."""

from __future__ import annotations

from collections.abc import Iterator

from policylint.checks.clause import DATA
from policylint.checks.statements import Reading, Statement
from policylint.document import Sentence
from policylint.facts.kinds import AutomatedDecision, Category, Fact, Purpose, Recipient
from policylint.matching.clauses import NEGATORS
from policylint.patterns import word_set
from policylint.record import replace
from policylint.site import Policy

IDENTIFYING = word_set(
    "name email-address phone-number date-of-birth precise-location government-id contacts-book sms-call-log call-recordings "
    "bank-account"
)
TECHNICAL = word_set("ip-address device-id")
MACHINE = word_set(
    "crash-reports usage-data device-data location-data log-data server-logs pages-visited browser operating-system"
)
"""What a service takes of the use of it: personal data for a lawyer, and for most writers none."""
_RECEIVERS = word_set(
    "unnamed affiliates group-companies service-providers hosting-provider payment-processor analytics-provider advertisers email-provider "
    "cloud-company couriers it-support advisers authorities credit-agencies social-networks researchers business-kinds"
)
_HOLDING = word_set(
    "receive receives get gets store stores process processes handle handles see sees hold holds host hosts obtain obtains access accesses "
    "has have"
)
_SPOKEN_OF = word_set(
    "from require requires ensure that if when where other whose for by their its these such how what why whether which about on"
)
_MODALS = word_set("may will also can then be is are permitted allowed able to only")
_MODALS_AT_MOST = 5
_CERTAIN = frozenset(
    [("our",), ("following",), ("selected",), ("certain",)]
)  # before partners who are no mere possibility
_REACHED = word_set("contact contacting reach reaching email e-mail mail call write message to at")
_COLLECTED = word_set(
    "collect collects collected collecting store stores stored log logs logged record records recorded gather receive save saved"
)
_PURPOSES = {"marketing": "marketing", "advertising": "advertising", "profiling": "profiling"}


def categories(reading: Reading) -> Iterator[Statement]:
    """Every kind of data that points at a person and that the policy says is taken, outside plain clauses: "logs hold your IP address"."""
    for fact in reading.policy.all(Category):
        if fact.text.lower() == "emails" or _invites(reading.index.words(fact.sentence)):  # letters, and no address
            continue
        if (
            fact.polarity
            and fact.act in ("collected", "kept")
            and fact.name in IDENTIFYING | TECHNICAL | MACHINE
            and fact.actor in ("we", "")
        ):
            act = "collect" if fact.act == "collected" else "store"
            yield _statement(reading, fact, act, frozenset([fact.name]), frozenset())


def _invites(words: tuple[str, ...]) -> bool:
    """Whether a sentence says how the publisher is reached: the data that it names are the publisher's own."""
    return any(
        word in ("us", "me") and at and words[at - 1] in _REACHED for at, word in enumerate(words)
    ) and _COLLECTED.isdisjoint(words)


def recipients(reading: Reading) -> Iterator[Statement]:
    """Everybody to whom data are said to go, outside plain clauses too: "couriers receive your address"."""
    for fact in reading.policy.all(Recipient):
        if fact.polarity and fact.act == "given" and fact.actor in ("we", "") and fact.name in _RECEIVERS:
            words = reading.index.words(fact.sentence)
            if NEGATORS.isdisjoint(words) and "if" not in words and fact.text.lower() not in reading.names:
                statement = _statement(reading, fact, "give", frozenset(), frozenset())
                yield replace(statement, whom=frozenset(["anyone" if fact.name == "unnamed" else fact.name]))


def receivers(reading: Reading) -> Iterator[Statement]:
    """Recipients that are said to hold data, as the subject of a sentence: "our hosting provider stores the orders", "they receive it"."""
    index = reading.index
    named: dict[int, str] = {}
    for hit in index.find("frame:recipient-named"):
        if hit.value in _RECEIVERS:
            named[hit.sentence.index] = hit.value
            if hit.value != "unnamed" or index.words(hit.sentence)[hit.first - 1 : hit.first] in _CERTAIN:
                yield from _holding(reading, hit.sentence, hit.first, hit.last, hit.value)
    for at, name in named.items():
        if at + 1 < len(index.tokens):
            after = reading.policy.document.sentences[at + 1]
            own = index.own[after.index]
            if after.block is reading.policy.document.sentences[at].block and index.words(after)[own : own + 1] == (
                "they",
            ):
                yield from _holding(reading, after, own, own + 1, name)


def _holding(reading: Reading, sentence: Sentence, first: int, last: int, name: str) -> Iterator[Statement]:
    """The statement that whoever stands in words[first:last] holds data; nothing where the verb after it says otherwise."""
    words = reading.index.words(sentence)
    at = last
    while at < len(words) and at - last < _MODALS_AT_MOST and words[at] in _MODALS:
        at += 1
    if first and words[first - 1] == "as":  # "companies such as our host"
        return
    if at >= len(words) or words[at] not in _HOLDING or not NEGATORS.isdisjoint(words):
        return
    own, end = reading.index.own[sentence.index], min(at + 10, len(words))
    if first < own or not _SPOKEN_OF.isdisjoint(words[max(first - 3, 0) : first]):
        return
    if not DATA.isdisjoint(words[at:end]) or reading.categories.names(words[at:end]):
        _, starts, ends = reading.index.tokens[sentence.index]
        yield Statement(
            sentence,
            starts[first],
            ends[min(at + 3, len(words) - 1)],
            "give",
            False,
            words[last] == "may",
            frozenset(),
            True,
            False,
            frozenset(["anyone" if name == "unnamed" else name]),
            frozenset(),
            frozenset(),
            frozenset(),
            False,
            False,
            reading.policy,
            passing=True,
        )


def purposes(reading: Reading) -> Iterator[Statement]:
    """Marketing, advertising and profiling that the policy says data are used for."""
    for purpose in reading.policy.all(Purpose):
        words = reading.index.words(purpose.sentence)
        if (
            purpose.polarity
            and purpose.name in _PURPOSES
            and purpose.actor in ("we", "")
            and NEGATORS.isdisjoint(words)
        ):
            yield _statement(reading, purpose, "use", frozenset(), frozenset([_PURPOSES[purpose.name]]))
    for decision in reading.policy.all(AutomatedDecision):
        if decision.polarity and decision.text.lower().startswith("profil"):
            yield _statement(reading, decision, "use", frozenset(), frozenset(["profiling"]))


def _statement(reading: Reading, fact: Fact, act: str, objects: frozenset[str], purposes: frozenset[str]) -> Statement:
    return Statement(
        fact.sentence,
        fact.start,
        fact.end,
        act,
        False,
        fact.modality == "may",
        objects,
        not objects,
        False,
        frozenset(),
        frozenset(),
        frozenset(),
        purposes,
        False,
        False,
        reading.policy,
        tuple(word for name in objects for word in name.split("-")),
        passing=True,
    )


def listed_before(policy: Policy, sentence: Sentence) -> frozenset[str]:
    """The kinds of data named up to a sentence, itself included."""
    return frozenset(fact.name for fact in policy.all(Category) if fact.sentence.index <= sentence.index)
