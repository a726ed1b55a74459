"""Reading a rule or regime file to its end, so that all of its mistakes are told at once."""

from __future__ import annotations

from collections.abc import Callable, Collection

from policylint.errors import BadRule
from policylint.hints import ParamSpec, TypeVar
from policylint.marked import Map, Node, Reading, Scalar, suggest
from policylint.matching import phrases
from policylint.record import Record, field

T = TypeVar("T")
D = TypeVar("D")
P = ParamSpec("P")


class Budget:
    """How many word sequences the phrases of one folder may still stand for: rules may come from a stranger's change."""

    __slots__ = ("left",)

    def __init__(self, left: int = 200_000) -> None:
        self.left = left


class Vocabulary(Record):
    """The names that rule files may use; `topics` of sections may be None, for any."""

    lexicons: Collection[str] = ()
    topics: Collection[str] | None = None
    regimes: Collection[str] = ()
    disclosures: Collection[str] = ()
    checks: Collection[str] = ()
    changes: Collection[str] = ()
    budget: Budget = field(default_factory=Budget, compare=False)


class Collector:
    """A Reading that keeps the mistakes: each part of a file is read by `attempt`, so that one hides no other."""

    def __init__(self, path: str, vocabulary: Vocabulary) -> None:
        self.read = Reading(path, BadRule)
        self.path, self.vocabulary = path, vocabulary
        self.mistakes: list[BadRule] = []

    def attempt(self, otherwise: D, take: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T | D:
        """What `take(*args)` gives; `otherwise` where it meets a mistake, which is kept."""
        try:
            return take(*args, **kwargs)
        except BadRule as mistake:
            self.mistakes.append(mistake)
            return otherwise

    def note(self, node: Node, message: str) -> None:
        """Keep a mistake."""
        self.mistakes.append(BadRule(message, self.path, node.line))

    def sorted(self) -> list[BadRule]:
        """The mistakes in the order of the file."""
        return sorted(self.mistakes, key=lambda mistake: mistake.line)

    def keys(self, node: Map, what: str, allowed: Collection[str]) -> None:
        """Keep a mistake for every key that is not among `allowed`."""
        for key, _ in node:
            if key.text not in allowed:
                self.note(key, self.read.unknown(key, f"key of {what}", allowed).message)

    def each(self, node: Node, what: str, take: Callable[[Node, str], T]) -> tuple[T, ...]:
        """Like Reading.many, but with every mistake of every item kept; the good items are given."""
        found: list[T] = []

        def one(item: Node, what: str) -> None:
            self.attempt(None, lambda: found.append(take(item, what)))

        self.attempt((), self.read.many, node, what, one)
        return tuple(found)

    def phrases(self, node: Node, what: str) -> tuple[str, ...]:
        """One phrase or a list of phrases, each parsed and its lexicons looked up."""
        return self.each(node, what, self.phrase)

    def phrase(self, node: Node, what: str) -> str:
        """A phrase as written (Scalar), after it has been parsed."""
        source = self.read.text(node, what)
        if isinstance(node, Scalar) and node.commented:
            raise self.read.wrong(node, f"{what}: a # after {source!r} begins a comment; quote a phrase that holds one")
        try:
            parsed = phrases.parse(source)
            lexicons = self.vocabulary.lexicons
            phrases.check_lexicons(parsed, lexicons, lambda name: suggest(name, lexicons))
        except phrases.PhraseError as problem:
            raise self.read.wrong(node, f"{what}: {problem}") from None
        budget = self.vocabulary.budget
        budget.left -= sum(len(element.sequences) for element in parsed if isinstance(element, phrases.Choice))
        if budget.left < 0:
            raise self.read.wrong(node, f"{what}: the phrases of the folder stand for too many sequences of words")
        return source
