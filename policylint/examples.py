"""Rules against their own examples: every example is judged on the road that policies take, and compared with its marks.

A disclosure must get the example's status, with evidence at each [[mark]]. A rule of another family must find exactly what the
marks show. A `miss` is a known limit: it must still be judged wrongly. Every phrase must be hit, and every selector by
fact must pick something, in some example of its rule: a pattern that nothing shows to work is reported as dead.
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from policylint import readers, rulebook
from policylint.checks import require
from policylint.errors import BadRule, PolicylintError
from policylint.facts.about import kind_of
from policylint.facts.state import state
from policylint.finding import Mark
from policylint.lint import Settings, compare_policies, judge_rule
from policylint.matching.book import Book
from policylint.record import Record
from policylint.regimes import in_play, regimes_of
from policylint.rule import FAMILIES, Example, Gate, Gather, Require, Rule
from policylint.rulebook import Rulebook
from policylint.selector import groups, pick, selectors
from policylint.site import Policy, Site
from policylint.span import Span

AS_OF = dt.date(2026, 6, 30)
"""The day that counts as today in examples, so that they say the same every day."""
_KIND = "privacy-policy"
Place = tuple[str, int, int]


class Mismatch(Record):
    """What an example shows and a rule does not do, or a phrase that no example hits; `line` in the rule's file."""

    rule: str
    path: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.rule}: {self.message}"


class Result(Record):
    """How many rules and examples were judged, what did not hold, and the mistakes of rule files that could not be read."""

    rules: int
    examples: int
    mismatches: tuple[Mismatch, ...] = ()
    mistakes: tuple[BadRule, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether everything held."""
        return not self.mismatches and not self.mistakes


def check(path: str | os.PathLike[str] | None = None) -> Result:
    """The shipped rules, or those of a folder of rules, a folder of one family or one rule file, against their examples."""
    if path is None:
        book = rulebook.shipped(examples=True)
        return check_rules(book.rules.values(), book, book.mistakes)
    root, wanted = _root(Path(path))
    if root.resolve() == rulebook.home_of_rules().resolve():
        book = rulebook.shipped(examples=True)
        mistakes: Sequence[BadRule] = book.mistakes
        own = set(book.rules)
    else:
        base = rulebook.shipped()
        book = rulebook.load([root], base)
        mistakes = book.mistakes[len(base.mistakes) :]
        own = set(book.rules) - set(base.rules)
    rules = [rule for name, rule in book.rules.items() if name in own and f"{name}/".startswith(wanted)]
    return check_rules(rules, book, [m for m in mistakes if not wanted or f"/{wanted.rstrip('/')}" in m.path])


def check_rules(rules: Iterable[Rule], book: Rulebook, mistakes: Sequence[BadRule] = ()) -> Result:
    """Some rules of a rulebook (read with their examples) against their examples."""
    rules = list(rules)
    found = [mismatch for rule in rules for mismatch in check_rule(rule, book)]
    return Result(len(rules), sum(len(rule.examples) for rule in rules), tuple(found), tuple(mistakes))


def check_rule(rule: Rule, book: Rulebook) -> list[Mismatch]:
    """What does not hold of one rule's examples, in the order of its file; then its dead phrases and selectors."""
    if not isinstance(rule.verb, Gather) and not rule.examples:
        return [Mismatch(rule.id, rule.source, rule.line, "no example")]
    found: list[Mismatch] = []
    judged: list[Policy] = []
    for example in rule.examples:
        try:
            site = site_of(rule, example, book)
            judged += site.policies
            problem = _judge(rule, example, site, book)
        except Exception as error:  # a rule that crashes on its own example is what this is here to tell
            what = error.message if isinstance(error, PolicylintError) else f"{type(error).__name__}: {error}"
            problem = f"the rule crashed: {what}"
        if problem:
            found.append(Mismatch(rule.id, rule.source, example.line, problem))
    found += [Mismatch(rule.id, rule.source, rule.line, message) for message in dead(rule, judged, book.book)]
    return found


def site_of(rule: Rule, example: Example, book: Rulebook) -> Site:
    """The policies of an example, read as files of its format: of the kind that they show, if the rule is asked of that."""
    policies = []
    for name, text in example.texts.items():
        document = readers.read_text(text, name or "example", example.format)
        told = kind_of(document)
        fallback = _KIND if _KIND in rule.kinds or not rule.kinds else rule.kinds[0]
        kind = told if told in rule.kinds or not rule.kinds else fallback
        policies.append(state(document, book.book, kind))
    laws = {p.path: in_play(regimes_of(p, book.regimes), book.regimes) for p in policies}
    return Site(tuple(policies), laws=laws)


def dead(rule: Rule, policies: Sequence[Policy], book: Book) -> Iterator[str]:
    """What in a rule's selectors no example shows to work: phrases never hit, selectors by fact that pick nothing."""
    hit = {number for policy in policies for number in policy.index.phrases}
    for name in groups(rule):
        for number in book.groups[name]:
            if number not in hit:
                yield f"no example holds the phrase {book.sources[number]!r}"
    for name, selector in selectors(rule):
        if selector.fact and not any(True for policy in policies for _ in pick(policy, selector, name)):
            narrowed = ", ".join(f"{field}: {' | '.join(values)}" for field, values in selector.where.items())
            place = name.partition("#")[2]
            yield f"no example has a fact that {place} picks ({selector.fact}{': ' if narrowed else ''}{narrowed})"


def _judge(rule: Rule, example: Example, site: Site, book: Rulebook) -> str:
    """What is wrong, or ''."""
    marks = {(name or "example", start, end) for name, start, end in example.marks}
    if isinstance(rule.verb, Require):
        return _judge_disclosure(rule, example, site.policies[0], marks)
    found = {_place(mark) for mark in _found(rule, site, book)}
    texts = {policy.path: policy.document.text for policy in site.policies}
    if example.kind == "miss":
        wanted = marks if example.should == "bad" else set()
        return "" if found != wanted else f"a known miss is judged right now; make it {example.should!r}"
    if found == marks:
        return ""
    missing, extra = sorted(marks - found), sorted(found - marks)
    parts = []
    if missing:
        parts.append(f"not found: {_quoted(missing, texts)}")
    if extra:
        parts.append(f"found instead: {_quoted(extra, texts)}" if missing else f"found too: {_quoted(extra, texts)}")
    return f"{example.kind}: {'; '.join(parts)}"


def _found(rule: Rule, site: Site, book: Rulebook) -> Iterator[Mark]:
    if isinstance(rule.verb, Gate):
        return _gated(rule, site, book)
    return _edit(rule, site, book) if rule.family == "edit" else _marks(rule, site)


def _marks(rule: Rule, site: Site) -> Iterator[Mark]:
    for finding in judge_rule(rule, site, Settings(as_of=AS_OF)):
        yield from finding.marks


def _gated(rule: Rule, site: Site, book: Rulebook) -> Iterator[Mark]:
    """The marks of a rule of a gate, which is told once all other rules were judged."""
    from policylint import examples_of_gates

    for finding in examples_of_gates.findings(rule, site, book, AS_OF):
        yield from finding.marks


def _edit(rule: Rule, site: Site, book: Rulebook) -> Iterator[Mark]:
    """The marks of a rule of edits: all such rules are judged, for some only tell what the others do not."""
    old, new = site.policies
    found = compare_policies(old, new, book, Settings(as_of=AS_OF))
    for crash in found.crashes:
        raise crash.error
    for teller, hit in found.told:
        if teller.id == rule.id:
            yield from (mark for mark in (hit.old, hit.new) if mark is not None)


def _judge_disclosure(rule: Rule, example: Example, policy: Policy, marks: set[Place]) -> str:
    answer = require.answer(policy, rule)
    evidence = [_place(mark) for mark in answer.evidence]
    texts = {policy.path: policy.document.text}
    shown = f" at {_quoted(evidence, texts)}" if evidence else ""
    if example.kind == "miss":
        right = answer.status == example.should
        return f"a known miss is judged right now; make it {example.should!r}" if right else ""
    if answer.status != example.kind:
        return f"{example.kind}: judged {answer.status}{shown}"
    spans = [Span(start, end) for _, start, end in evidence]
    missed = [m for m in sorted(marks) if not any(span.meets(Span(m[1], m[2])) for span in spans)]
    return f"{example.kind}: no evidence at {_quoted(missed, texts)}, but{shown or ' none'}" if missed else ""


def _place(mark: Mark) -> Place:
    return mark.path, mark.span.start, mark.span.end


def _quoted(places: Sequence[Place], texts: dict[str, str]) -> str:
    rows = []
    for path, start, end in places:
        words = " ".join(texts[path][start:end].split())
        rows.append(repr(words if len(words) <= 80 else words[:77] + "...") + (f" in {path}" if len(texts) > 1 else ""))
    return ", ".join(rows)


def _root(path: Path) -> tuple[Path, str]:
    """The folder of rules that a path stands for or in, and the start of the ids that it stands for, with a slash."""
    whole = Path(os.path.abspath(path))  # "x.yaml" and "." stand in folders too

    def shown(folder: Path) -> Path:
        return folder if path.is_absolute() else Path(os.path.relpath(folder))

    if whole.suffix == ".yaml" and whole.parent.name in FAMILIES:
        return shown(whole.parent.parent), f"{whole.parent.name}/{whole.stem}/"
    if whole.name in FAMILIES and not any((whole / family).is_dir() for family in FAMILIES):
        return shown(whole.parent), f"{whole.name}/"
    return path, ""
