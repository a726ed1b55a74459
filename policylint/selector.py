"""Picks places in a policy, by wording or by fact."""

from __future__ import annotations

from collections.abc import Iterator

from policylint.document import Sentence
from policylint.facts.kinds import Fact
from policylint.facts.values import Duration
from policylint.hints import Any
from policylint.matching import clauses
from policylint.matching.index import Hit
from policylint.record import Record
from policylint.rule import Change, Conflict, Forbid, Require, Rule, Selector
from policylint.site import Policy
from policylint.span import Span


class Place(Record):
    """Words that a selector picked: in `sentence`, from `start` to `end`; the fact that they state, where one was asked for."""

    sentence: Sentence
    start: int
    end: int
    fact: Fact | None = None

    @property
    def span(self) -> Span:
        """Where the words stand in the source."""
        return self.sentence.source(self.start, self.end)


def selectors(rule: Rule) -> Iterator[tuple[str, Selector]]:
    """Every selector of a rule with the name of its group of phrases in the book."""
    verb = rule.verb
    rows: list[tuple[str, Selector]] = [(f"when.{i}", s) for i, s in enumerate(rule.when)]
    if isinstance(verb, Require):
        rows += [(f"stated.{i}", s) for i, s in enumerate(verb.stated)]
        rows += [(f"vague.{i}", s) for i, s in enumerate(verb.vague)]
        rows += [(f"weigh.{i}", cue.selector) for i, cue in enumerate(verb.weigh.cues if verb.weigh else ())]
    elif isinstance(verb, Forbid):
        rows += [(f"forbid.{i}", s) for i, s in enumerate(verb.selectors)]
    elif isinstance(verb, Conflict):
        rows += [("a", verb.a), ("b", verb.b)]
    elif isinstance(verb, Change):
        sides = (("removed", verb.removed), ("added", verb.added), ("both", verb.both))
        rows += [(name, s) for name, s in sides if s is not None]
    for name, selector in rows:
        yield f"{rule.id}#{name}", selector


def groups(rule: Rule) -> dict[str, tuple[str, ...]]:
    """The groups of phrases that a rule's selectors need in the book: name -> phrases as written."""
    found: dict[str, tuple[str, ...]] = {}
    for name, selector in selectors(rule):
        if selector.text:
            found[name] = selector.text
        if selector.unless:
            found[name + ".unless"] = selector.unless
    return found


def pick(policy: Policy, selector: Selector, group: str) -> Iterator[Place]:
    """The places of a policy that a selector picks, in the order of the text. `group` is its name in the book."""
    if selector.kinds and policy.document.kind not in selector.kinds:
        return
    rows = _by_fact(policy, selector) if selector.fact else _by_text(policy, selector, group)
    for place in rows:
        if selector.unless and place.sentence.index in policy.index.sentences(group + ".unless"):
            continue
        if selector.section and policy.topics(place.sentence).isdisjoint(selector.section):
            continue
        yield place


def _by_text(policy: Policy, selector: Selector, group: str) -> Iterator[Place]:
    index = policy.index
    for hit in index.find(group, headings=selector.within == "heading"):
        if selector.within == "sentence" and hit.first < index.own[hit.sentence.index]:
            continue
        if selector.polarity != "any" and _denied(policy, hit) != (selector.polarity == "denied"):
            continue
        yield Place(hit.sentence, hit.start, hit.end)


def _denied(policy: Policy, hit: Hit) -> bool:
    words, starts, _ = policy.index.tokens[hit.sentence.index]
    begin = clauses.clause_start(words, hit.first, hit.sentence.text, starts)
    return clauses.negated(words, hit.first, hit.last, begin)


def _by_fact(policy: Policy, selector: Selector) -> Iterator[Place]:
    where = tuple(selector.where.items())
    polarity = selector.polarity
    for fact in policy.of(selector.fact):
        if polarity != "any" and fact.polarity != (polarity == "affirmed"):
            continue
        for name, wanted in where:
            if not matches(getattr(fact, name), wanted):
                break
        else:
            yield Place(fact.sentence, fact.start, fact.end, fact)


def matches(value: Any, wanted: tuple[str, ...]) -> bool:
    """Whether a field's value is one of those wanted; `known` and `unknown` ask whether it has one at all."""
    if value.__class__ is str:  # most fields are words
        if value in wanted:
            return value != "unknown"
        return ("known" if value else "unknown") in wanted
    known = value not in ("", None, ())
    for want in wanted:
        if want == "known":
            if known:
                return True
        elif want == "unknown":
            if not known:
                return True
        elif as_text(value) == want:
            return True
    return False


def as_text(value: Any) -> str:
    """A field's value as a rule file writes it: true and false, ISO durations and dates, whole numbers, words."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Duration):
        return value.iso
    return "" if value is None else str(value)
