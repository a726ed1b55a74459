"""A regime file to a RegimeFile: every key checked, every mistake with its line and what is allowed."""

from __future__ import annotations

import datetime as dt
import re

from policylint.facts.kinds import KINDS
from policylint.facts.values import Duration
from policylint.hints import Any
from policylint.marked import Map, Node
from policylint.patterns import lazy
from policylint.rulebook.collecting import Collector
from policylint.rulebook.regimes import PHRASES, Answer, ChildAge, RegimeFile

KEYS = (
    "name",
    "citation-style",
    *PHRASES,
    "countries",
    "forms",
    "registrations",
    "needs",
    "threshold",
    "since",
    "child-age",
    "response-time",
    "note",
)
_CHILD_KEYS = ("age", "law", "verified", "countries")
_REGISTRATION = lazy(r"(?:0\+?|@|[A-Za-z1-9 .:/()-])+")


def regime(book: Collector, key: str, tree: Node) -> RegimeFile | None:
    """The law of a file called `key`; None where it has mistakes (which the collector keeps)."""
    read = book.read
    needed = ("name", "citation-style", "named", "claimed")
    entries = book.attempt(None, read.map, tree, "a regime", KEYS, needed)
    if entries is None:
        return None
    given: dict[str, Any] = {}
    for name, value in entries:
        given[name.text.replace("-", "_")] = book.attempt(None, _value, book, name.text, value)
    return None if book.mistakes else RegimeFile(key=key, source=book.path, **given)


def _value(book: Collector, name: str, node: Node) -> Any:
    read = book.read
    if name in PHRASES:
        return book.phrases(node, name)
    if name == "countries":
        return book.each(node, name, lambda n, w: _country(book, n, w))
    if name == "registrations":
        allowed = "a template: 0 and 0+ for digits, @ for a letter, plain characters"
        return book.each(node, name, lambda n, w: _matching(book, n, w, _REGISTRATION.pattern, allowed))
    if name == "forms":
        return read.texts(node, name)
    if name == "needs":
        return read.choice(node, "kind of fact", tuple(KINDS))
    if name == "since":
        return _date(book, node)
    if name == "child-age":
        return _child_age(book, node)
    if name == "response-time":
        return _answer(book, node)
    return read.text(node, name)


def _matching(book: Collector, node: Node, what: str, pattern: str, allowed: str) -> str:
    word = book.read.text(node, what)
    if len(word) > 60 or not re.fullmatch(pattern, word):
        raise book.read.wrong(node, f"{what}: {word[:60]!r} is not {allowed}")
    return word


def _country(book: Collector, node: Node, what: str) -> str:
    return _matching(book, node, what, "[A-Z]{2}", "an ISO 3166-1 alpha-2 code (DE)")


def _date(book: Collector, node: Node) -> dt.date:
    word = book.read.text(node, "since")
    try:
        return dt.date.fromisoformat(word)
    except ValueError:
        raise book.read.wrong(node, f"since: {word[:60]!r} is no date; allowed: YYYY-MM-DD") from None


def _child_age(book: Collector, node: Node) -> ChildAge:
    read = book.read
    entries: Map = read.map(node, "child-age", _CHILD_KEYS, ("age",))
    countries = entries.get("countries")
    ages: dict[str, int] = {}
    if countries is not None:
        for code, value in read.map(countries, "child-age.countries"):
            ages[_country(book, code, "country")] = read.whole(value, "age", 1, 25)
    law, verified, age = entries.get("law"), entries.get("verified"), entries.get("age")
    assert age is not None
    return ChildAge(
        age=read.whole(age, "age", 1, 25),
        law="" if law is None else read.text(law, "law"),
        verified=verified is None or read.flag(verified, "verified"),
        countries=ages,
    )


def _answer(book: Collector, node: Node) -> Answer:
    read = book.read
    entries: Map = read.map(node, "response-time", ("period", "law"), ("period",))
    period, law = entries.get("period"), entries.get("law")
    assert period is not None
    written = read.text(period, "period")
    try:
        Duration.parse_iso(written)
    except ValueError as error:
        raise read.wrong(period, f"response-time.period: {error}") from None
    return Answer(written, "" if law is None else read.text(law, "law"))
