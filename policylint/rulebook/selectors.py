"""Selectors and verbs as they are written in a rule file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from inspect import get_annotations

from policylint.facts.kinds import KINDS, field_names
from policylint.hints import Any, Literal, cast
from policylint.marked import Map, Node, Scalar, Seq
from policylint.patterns import lazy
from policylint.rule import (
    GATES,
    POLARITIES,
    Change,
    Comparison,
    Conflict,
    Cue,
    Forbid,
    Gate,
    Gather,
    PythonCheck,
    Require,
    Selector,
    Verb,
    Weigh,
)
from policylint.rulebook.collecting import Collector

DOCUMENT_KINDS = ("privacy-policy", "cookie-policy", "terms", "dpa", "app-notice", "template", "other")
WITHIN = ("lead", "sentence", "heading")
SELECTOR_KEYS = ("text", "fact", "where", "section", "document", "unless", "polarity", "within")
VERBS = ("require", "gather", "forbid", "conflict", "change", "check", "gate")
VERBS_OF = {
    "disclosure": ("require", "gather"),
    "consistency": ("forbid", "conflict", "check"),
    "wording": ("forbid", "check"),
    "document": ("forbid", "conflict", "check", "gate"),
    "edit": ("change", "check"),
}
_COMPARISON = lazy(r"([\w.-]{1,60}) ?(==|!=|<=|>=|<|>) ?([\w.-]{1,60})")
# Fields whose few values are fixed for every kind of fact (see facts/kinds.py); a word beside them would never match.
_CLOSED = {"modality": ("states", "may", "law"), "actor": ("we", "reader", "other")}
_DURATION = lazy(r"P(?:\d+[YMWD])*(?:T(?:\d+[HMS])+)?")


def verb(book: Collector, name: str, node: Node, family: str) -> Verb | None:
    """The verb `name` of a rule of `family` with its value; None where that has mistakes (which the collector keeps)."""
    read = book.read
    if name == "require":
        entries = read.map(node, "require", ("stated", "vague", "weigh"), ("stated",))
        signs = entries.get("weigh")
        weighed = book.attempt(None, weigh, book, signs) if signs is not None else None
        return Require(_many(book, entries, "stated"), _many(book, entries, "vague"), weighed)
    if name == "gate":
        return Gate(read.choice(node, "gate", GATES))
    if name == "gather":
        return Gather(book.each(node, "disclosure", lambda n, w: read.choice(n, w, book.vocabulary.disclosures)))
    if name == "forbid":
        return Forbid(selectors(book, node, "forbid"))
    if name == "conflict":
        entries = read.map(node, "conflict", ("a", "b", "if"), ("a", "b"))
        pair = {side: selectors(book, _value(entries, side), f"conflict.{side}", one=True) for side in ("a", "b")}
        if not pair["a"] or not pair["b"]:
            return None
        sides = {"a": pair["a"][0], "b": pair["b"][0]}
        return Conflict(sides["a"], sides["b"], _conditions(book, entries, sides))
    if name == "change":
        return _change(book, node)
    known = book.vocabulary.changes if family == "edit" else book.vocabulary.checks
    return PythonCheck(read.choice(node, "check", known))


def _change(book: Collector, node: Node) -> Change | None:
    """`change`: one of three selectors, the fields in which facts are alike, and, for `both`, comparisons of old and new."""
    read = book.read
    entries = read.map(node, "change", ("removed", "added", "both", "same", "if"))
    given = [side for side in ("removed", "added", "both") if side in entries]
    if len(given) != 1:
        raise read.wrong(node, "change needs one of 'removed', 'added' and 'both'")
    name = given[0]
    picked = selectors(book, _value(entries, name), f"change.{name}", one=True)
    if not picked:
        return None
    chosen, conditions = picked[0], entries.key("if")
    if name == "both" and (not chosen.fact or conditions is None):
        raise read.wrong(node, "change.both picks facts, and 'if' says how the new one differs: new.FIELD != old.FIELD")
    if name != "both" and conditions is not None:
        raise read.wrong(conditions, f"'if' compares old and new facts; {name!r} has one side only")
    fields: tuple[str, ...] = ()
    same = entries.get("same")
    if same is not None:
        if not chosen.fact:
            raise read.wrong(same, "'same' names fields of facts; the selector is by text")
        allowed = field_names(chosen.fact)
        fields = book.each(same, f"field of the fact {chosen.fact!r}", lambda n, w: read.choice(n, w, allowed))
    sides = {"old": chosen, "new": chosen}
    return Change(
        removed=chosen if name == "removed" else None,
        added=chosen if name == "added" else None,
        both=chosen if name == "both" else None,
        same=fields,
        conditions=_conditions(book, entries, sides),
    )


def weigh(book: Collector, node: Node) -> Weigh:
    """Signs with points, and the points that are enough. Raises BadRule where they can never be reached."""
    read = book.read
    entries = read.map(node, "weigh", ("threshold", "cues"), ("threshold", "cues"))
    threshold = read.whole(_value(entries, "threshold"), "threshold", 1, 99)
    before = len(book.mistakes)
    cues = book.each(_value(entries, "cues"), "cue", lambda item, what: _cue(book, item))
    names = [cue.name for cue in cues]
    if len(set(names)) < len(names):
        raise read.wrong(node, f"weigh: two cues are called {next(n for n in names if names.count(n) > 1)!r}")
    most = sum(cue.points for cue in cues if cue.points > 0)
    if most < threshold and len(book.mistakes) == before:
        raise read.wrong(node, f"weigh: all cues together give {most} points; {threshold} are never reached")
    return Weigh(threshold, cues)


def _cue(book: Collector, node: Node) -> Cue:
    read = book.read
    entries = read.map(node, "a cue")
    for needed in ("name", "points"):
        if needed not in entries:
            raise read.wrong(node, f"a cue has no {needed!r}, which it must have")
    name = read.text(_value(entries, "name"), "name of a cue")
    points = read.whole(_value(entries, "points"), "points of a cue", -99, 99)
    if not points:
        raise read.wrong(_value(entries, "points"), f"the cue {name!r} gives 0 points; allowed: -99 to 99 without 0")
    picks = Map(tuple(row for row in entries if row[0].text not in ("name", "points")), node.line, node.column)
    return Cue(name, points, selector(book, picks, f"of the cue {name!r}"))


def selectors(book: Collector, node: Node, what: str, one: bool = False) -> tuple[Selector, ...]:
    """One selector or, unless `one`, a list of selectors."""
    if one and isinstance(node, Seq):
        book.note(node, f"{what} takes one selector, not a list")
        return ()
    return book.each(node, what, lambda item, what: selector(book, item, what))


def selector(book: Collector, node: Node, what: str) -> Selector:
    """A selector. Raises BadRule where its form is wrong; mistakes inside its values are kept."""
    read = book.read
    entries = read.map(node, f"the selector {what}")
    book.keys(entries, f"the selector {what}", SELECTOR_KEYS)
    if ("text" in entries) == ("fact" in entries):
        both = ", not both" if "text" in entries else ""
        book.note(node, f"the selector {what} needs either 'text' or 'fact'{both}")
    chosen: dict[str, Any] = {}
    for key, value in entries:
        chosen.update(book.attempt({}, _field, book, entries, key, value, what))
    return Selector(**chosen)


def _field(book: Collector, entries: Map, key: Scalar, value: Node, what: str) -> dict[str, Any]:
    read, name = book.read, key.text
    if name == "text":
        return {"text": book.phrases(value, f"{what}.text")}
    if name == "unless":
        return {"unless": book.phrases(value, f"{what}.unless")}
    if name == "fact":
        return {"fact": read.choice(value, "kind of fact", tuple(KINDS))}
    if name == "where":
        kind = entries.get("fact")
        if kind is None:
            raise read.wrong(key, "'where' narrows a fact; this selector has none")
        if isinstance(kind, Scalar) and kind.text in KINDS:
            return {"where": _where(book, kind.text, value)}
        return {}
    if name == "section":
        return {"section": topics(book, value)}
    if name == "document":
        return {"kinds": book.each(value, "kind of document", lambda n, w: read.choice(n, w, DOCUMENT_KINDS))}
    if name == "polarity":
        return {"polarity": cast(Literal["affirmed"], read.choice(value, "polarity", POLARITIES))}
    if name == "within":
        if "text" not in entries:
            raise read.wrong(key, "'within' says where text is looked for; this selector has none")
        return {"within": cast(Literal["sentence"], read.choice(value, "within", WITHIN))}
    return {}


def topics(book: Collector, node: Node) -> tuple[str, ...]:
    """One topic of a section or a list of them; any words where the vocabulary lists none."""
    known = book.vocabulary.topics
    if known is None:
        return book.read.texts(node, "topic")
    return book.each(node, "topic", lambda n, w: book.read.choice(n, w, known))


def _where(book: Collector, kind: str, node: Node) -> Mapping[str, tuple[str, ...]]:
    read = book.read
    found: dict[str, tuple[str, ...]] = {}
    names = field_names(kind)
    for key, value in read.map(node, "where"):
        if key.text in names:
            found[key.text] = book.each(value, key.text, lambda n, name: _wanted(book, kind, name, n))
        else:
            book.note(key, read.unknown(key, f"field of the fact {kind!r}", names).message)
    return found


def _wanted(book: Collector, kind: str, name: str, node: Node) -> str:
    """One value that a field may have. Raises BadRule for one that the field can never have."""
    read = book.read
    word = read.text(node, name)
    if word in ("known", "unknown"):
        return word
    of = field_type(kind, name)
    if of == "bool":
        return "true" if read.flag(node, name) else "false"
    if of == "int":
        return str(read.whole(node, name))
    if of == "date" and not re.fullmatch(r"\d{4}-\d\d-\d\d", word):
        raise read.wrong(node, f"{name} is a date: {word!r}; allowed: known, unknown, YYYY-MM-DD")
    if of == "Duration" and not _DURATION.fullmatch(word):
        raise read.wrong(node, f"{name} is a period: {word!r}; allowed: known, unknown, an ISO 8601 duration (P30D)")
    if name in _CLOSED:
        return read.choice(node, name, _CLOSED[name])
    return word


@cache
def field_type(kind: str, name: str) -> str:
    """'bool', 'int', 'date', 'Duration', 'tuple' or 'str': the type of a fact's field, None aside."""
    bases = map(get_annotations, KINDS[kind].__mro__)
    annotation = next(str(found[name]) for found in bases if name in found)
    first = annotation.partition("|")[0].partition("[")[0].strip()
    return first.rpartition(".")[2]


def _conditions(book: Collector, entries: Map, sides: Mapping[str, Selector]) -> tuple[Comparison, ...]:
    node = entries.get("if")
    return book.each(node, "if", lambda n, w: _comparison(book, n, sides)) if node is not None else ()


def _comparison(book: Collector, node: Node, sides: Mapping[str, Selector]) -> Comparison:
    read = book.read
    source = read.text(node, "if")
    match = _COMPARISON.fullmatch(source)
    names = " or ".join(f"{side}.FIELD" for side in sides)
    if not match:
        raise read.wrong(node, f"{source[:60]!r} is no comparison; write it as {next(iter(sides))}.FIELD == {names}")
    left, op, right = match.groups()
    of = _side(book, node, left, sides, names)
    if "." in right:
        _side(book, node, right, sides, names)
    elif of != "str" or op not in ("==", "!="):
        raise read.wrong(node, f"{source!r}: only a field of words is compared with a word, by == or !=")
    return Comparison(left, op, right)


def _side(book: Collector, node: Node, term: str, sides: Mapping[str, Selector], names: str) -> str:
    """The type of the field that a term ('a.period') names. Raises BadRule where there is none."""
    read = book.read
    side, _, name = term.partition(".")
    if side not in sides:
        raise read.wrong(node, f"{term!r} is no field; compare {names}")
    kind = sides[side].fact
    if not kind:
        raise read.wrong(node, f"{term!r}: the selector {side!r} is by text, which has no fields")
    allowed = field_names(kind)
    if name not in allowed:
        raise read.unknown(Scalar(name, node.line, node.column), f"field of the fact {kind!r}", allowed)
    return field_type(kind, name)


def _many(book: Collector, entries: Map, name: str) -> tuple[Selector, ...]:
    node = entries.get(name)
    return selectors(book, node, name) if node is not None else ()


def _value(entries: Map, name: str) -> Node:
    return cast(Node, entries.get(name))
