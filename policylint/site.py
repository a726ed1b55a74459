"""A policy is a document with what it states; a site is the policies that one publisher stands by together."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from policylint.document import Document, Section, Sentence
from policylint.facts.kinds import Fact, Regime
from policylint.facts.values import Duration
from policylint.hints import TypeVar
from policylint.matching.index import Index
from policylint.matching.topics import headed, topics
from policylint.record import Record, field, fields

F = TypeVar("F", bound=Fact)


class Policy(Record, slots=False):
    """A document and its typed facts, in the order of the text."""

    document: Document
    facts: tuple[Fact, ...]
    index: Index = field(repr=False, compare=False)

    @property
    def path(self) -> str:
        """The file that was read."""
        return self.document.path

    def forget(self) -> None:
        """Forget what was kept for the rules; it is worked out again if somebody asks."""
        self.index.forget()
        known = fields(self)
        for name in [name for name in self.__dict__ if name not in known]:
            del self.__dict__[name]

    @cached_property
    def _by_kind(self) -> dict[str, list[Fact]]:
        kinds: dict[str, list[Fact]] = {}
        for fact in self.facts:
            kinds.setdefault(fact.kind, []).append(fact)
        return kinds

    def of(self, kind: str) -> list[Fact]:
        """The facts of one kind, by its name ('retention')."""
        return self._by_kind.get(kind, [])

    def all(self, kind: type[F]) -> Iterator[F]:
        """The facts of one kind, by its class."""
        for fact in self._by_kind.get(kind.kind, []):
            if isinstance(fact, kind):
                yield fact

    @cached_property
    def _topics(self) -> tuple[frozenset[str], ...]:
        return topics(self.document, self.index)

    def own_topics(self, section: Section) -> frozenset[str]:
        """The topics that a section's heading names, and not the headings above it."""
        named = headed(self.document, self.index)
        above = named[section.parent] if section.parent >= 0 else frozenset()
        return named[section.index] - above

    def topics(self, sentence: Sentence) -> frozenset[str]:
        """The topics of the section that a sentence stands in (policylint.matching.topics)."""
        return self._topics[sentence.block.section.index]

    @property
    def regimes(self) -> list[Regime]:
        """The laws that the text names or signals, in the order of the text."""
        return list(self.all(Regime))


class Law(Record):
    """A law that is in play for a policy, with the values that its statements are compared with.

    tier       how surely it applies (policylint.report.TIERS)
    countries  ISO codes of its territory
    child_age  the age below which a child's consent is not enough, None where it names none; `ages` those of single countries
    answer     the time within which requests are answered, None where it names none; `answer_law` says where
    """

    key: str
    tier: str
    countries: frozenset[str] = frozenset()
    child_age: int | None = None
    child_law: str = ""
    ages: Mapping[str, int] = field(default_factory=dict)
    answer: Duration | None = None
    answer_law: str = ""


class Site(Record):
    """The policies of one publisher, in the order given; `name` is '' for a policy judged alone, `as_of` the day that counts as today.

    `laws` maps the path of a policy to the laws that are in play for it.
    """

    policies: tuple[Policy, ...]
    name: str = ""
    as_of: dt.date = field(default_factory=dt.date.today)
    laws: Mapping[str, tuple[Law, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, policies: Iterable[Policy], name: str = "") -> Site:
        """A site from any iterable of policies."""
        return cls(tuple(policies), name)
