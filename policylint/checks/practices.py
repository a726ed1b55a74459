"""Practices that facts tell and no clause of the publisher: kinds of data taken, purposes of use, as statements to compare."""

from __future__ import annotations

from collections.abc import Iterator

from policylint.checks.scope import scope_of
from policylint.checks.statements import Reading, Statement
from policylint.document import Sentence
from policylint.facts.kinds import AutomatedDecision, Category, Fact, Purpose, Recipient
from policylint.matching.clauses import NEGATORS
from policylint.patterns import word_set
from policylint.record import replace
from policylint.site import Policy

IDENTIFYING = word_set(
    "name email-address phone-number date-of-birth precise-location government-id contacts-book sms-call-log username call-recordings "
    "bank-account"
)
TECHNICAL = word_set("ip-address device-id")
_PURPOSES = {"marketing": "marketing", "advertising": "advertising", "profiling": "profiling"}


def categories(reading: Reading) -> Iterator[Statement]:
    """Every kind of data that points at a person and that the policy says is taken, outside plain clauses: "logs hold your IP address"."""
    for fact in reading.policy.all(Category):
        if fact.polarity and fact.act in ("collected", "kept") and fact.name in IDENTIFYING | TECHNICAL and fact.actor in ("we", ""):
            act = "collect" if fact.act == "collected" else "store"
            yield _statement(reading, fact, act, frozenset([fact.name]), frozenset())


def recipients(reading: Reading) -> Iterator[Statement]:
    """Everybody to whom data are said to go, outside plain clauses too: "couriers receive your address"."""
    for fact in reading.policy.all(Recipient):
        if fact.polarity and fact.act == "given" and fact.actor in ("we", "") and fact.name != "staff":
            words = reading.index.words(fact.sentence)
            if NEGATORS.isdisjoint(words) and "if" not in words:
                statement = _statement(reading, fact, "give", frozenset(), frozenset())
                yield replace(statement, whom=frozenset(["anyone" if fact.name == "unnamed" else fact.name]))


def purposes(reading: Reading) -> Iterator[Statement]:
    """Marketing, advertising and profiling that the policy says data are used for."""
    for purpose in reading.policy.all(Purpose):
        words = reading.index.words(purpose.sentence)
        if purpose.polarity and purpose.name in _PURPOSES and purpose.actor in ("we", "") and NEGATORS.isdisjoint(words):
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
        reading.narrowing.names(reading.index.words(fact.sentence)),
        purposes,
        False,
        False,
        scope_of(reading.policy, fact.sentence, tuple(word for name in objects for word in name.split("-"))),
    )


def listed_before(policy: Policy, sentence: Sentence) -> frozenset[str]:
    """The kinds of data named up to a sentence, itself included."""
    return frozenset(fact.name for fact in policy.all(Category) if fact.sentence.index <= sentence.index)
