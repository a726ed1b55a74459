"""A rule file to a Rule: every key checked, every mistake with its line and what is allowed."""

from __future__ import annotations

from collections.abc import Mapping

from policylint.finding import Severity
from policylint.hints import Any, cast
from policylint.marked import Map, Node
from policylint.rule import (
    ASKED,
    FAMILIES,
    LEVELS,
    WEIGHTS,
    Asked,
    Citation,
    Example,
    Gather,
    Level,
    Require,
    Rule,
    Verb,
)
from policylint.rulebook import samples, selectors
from policylint.rulebook.collecting import Collector

KEYS = (
    "title",
    "why",
    "severity",
    "law",
    "no-law",
    "message",
    "vague-message",
    "vague-counts-as-absent",
    "topics",
    "fix",
    "model",
    "core",
    "baseline",
    "asked",
    "unless-told",
    "default",
    "kinds",
    "class",
    "when",
    *selectors.VERBS,
    "examples",
)
NEEDED = ("title", "why", "severity")
_TEXTS = ("title", "why", "message", "vague-message", "fix", "model", "no-law")
_FLAGS = ("core", "default", "vague-counts-as-absent")
# Keys that only disclosures have.
_DISCLOSURES = ("core", "baseline", "asked", "unless-told", "vague-message", "vague-counts-as-absent")
_POLICIES = ("privacy-policy", "app-notice")


def rule(book: Collector, name: str, tree: Node) -> Rule | None:
    """The rule of id `name` (family/name); None where its file has mistakes (which the collector keeps)."""
    read = book.read
    family = name.partition("/")[0]
    entries = book.attempt(None, read.map, tree, "a rule")
    if entries is None:
        return None
    book.keys(entries, "a rule", KEYS)
    for needed in NEEDED:
        if needed not in entries:
            book.note(entries, f"a rule has no {needed!r}, which it must have")
    given: dict[str, Any] = {"kinds": _POLICIES if family == "disclosure" else selectors.DOCUMENT_KINDS}
    sound = True  # an example that cannot be read is one mistake, not also a missing one
    for key, value in entries:
        before = len(book.mistakes)
        given.update(book.attempt({}, _field, book, key.text, value, family))
        if key.text == "examples":
            sound = len(book.mistakes) == before
    verb = book.attempt(None, _verb, book, entries, family)
    if ("law" in entries) == ("no-law" in entries):
        both = ", not both" if "law" in entries else ""
        book.note(entries, f"a rule cites 'law', or says under 'no-law' why it cites none{both}")
    if "message" not in entries and any(v in entries for v in ("forbid", "conflict", "change")):
        book.note(entries, "a rule that forbids, compares or watches for a change has a 'message'")
    for key, _ in entries:
        if key.text in _DISCLOSURES and family != "disclosure":
            book.note(key, f"{key.text!r} is for disclosures")
        if key.text == "class" and family != "edit":
            book.note(key, "'class' is for edits")
    if family == "edit" and "class" not in entries:
        book.note(
            entries, f"a rule of edits has a 'class', the class that it gives an edit; allowed: {', '.join(WEIGHTS)}"
        )
    if verb is not None and sound:
        _check_examples(book, entries, family, verb, given.get("examples", ()))
    if verb is None or book.mistakes:
        return None
    return Rule(id=name, verb=verb, source=book.path, line=1, **given)


def _field(book: Collector, name: str, node: Node, family: str) -> dict[str, Any]:
    read = book.read
    if name in _TEXTS:
        return {name.replace("-", "_"): read.text(node, name)}
    if name in ("severity", "baseline"):
        return {name: Severity.parse(read.choice(node, name, ("error", "warning", "info")))}
    if name in _FLAGS:
        return {name.replace("-", "_"): read.flag(node, name)}
    if name == "class":
        return {"weight": read.choice(node, name, WEIGHTS)}
    if name == "asked":
        return {"asked": cast(Asked, read.choice(node, name, ASKED))}
    if name == "unless-told":
        known = book.vocabulary.disclosures
        return {"unless_told": book.each(node, "disclosure", lambda n, w: read.choice(n, w, known))}
    if name == "topics":
        return {"topics": selectors.topics(book, node)}
    if name == "kinds":
        return {"kinds": book.each(node, "kind of document", lambda n, w: read.choice(n, w, selectors.DOCUMENT_KINDS))}
    if name == "law":
        return {"law": _law(book, node)}
    if name == "when":
        return {"when": selectors.selectors(book, node, "when")}
    if name == "examples":
        return {"examples": samples.examples(book, node, family)}
    return {}


def _law(book: Collector, node: Node) -> Mapping[str, Citation]:
    read = book.read
    found: dict[str, Citation] = {}
    entries = read.map(node, "law")
    if not entries:
        raise read.wrong(node, "law is empty; without a law give 'no-law' and the reason")
    for key, value in entries:
        if key.text not in book.vocabulary.regimes:
            book.note(key, read.unknown(key, "regime", book.vocabulary.regimes).message)
            continue
        citation = book.attempt(None, _citation, book, value)
        if citation is not None:
            found[key.text] = citation
    return found


def _citation(book: Collector, node: Node) -> Citation:
    read = book.read
    if not isinstance(node, Map):
        return Citation(read.text(node, "citation"))
    entries = read.map(node, "a citation", ("cite", "level", "verified"), ("cite",))
    given: dict[str, Any] = {}
    for key, value in entries:
        if key.text == "cite":
            given["text"] = read.text(value, "cite")
        elif key.text == "level":
            given["level"] = cast(Level, read.choice(value, "level", LEVELS))
        else:
            given["verified"] = read.flag(value, "verified")
    return Citation(**given)


def _verb(book: Collector, entries: Map, family: str) -> Verb | None:
    given = [(key, value) for key, value in entries if key.text in selectors.VERBS]
    allowed = ", ".join(selectors.VERBS_OF[family])
    if len(given) != 1:
        place, many = (given[1][0], f", not {len(given)}") if given else (entries, "")
        raise book.read.wrong(place, f"a rule has exactly one verb{many}; allowed in {family}: {allowed}")
    key, value = given[0]
    if key.text not in selectors.VERBS_OF[family]:
        raise book.read.wrong(key, f"{key.text!r} is no verb for {family}; allowed: {allowed}")
    if key.text == "gather" and "examples" in entries:
        raise book.read.wrong(entries.key("examples") or key, "a rule that gathers has no examples; its members have")
    return selectors.verb(book, key.text, value, family)


def _check_examples(book: Collector, entries: Map, family: str, verb: Verb, examples: tuple[Example, ...]) -> None:
    """Every rule shows what it finds and what it leaves alone."""
    if isinstance(verb, Gather):
        return  # it tells what other rules find, and their examples show that
    wanted = ["bad", "good"]
    if family == "disclosure":
        wanted = ["stated", "absent"] + (["vague"] if isinstance(verb, Require) and verb.vague else [])
    given = {example.kind for example in examples}
    for kind in wanted:
        if kind not in given:
            place = entries.key("examples") or entries
            book.note(place, f"examples: none is {kind!r}; a rule of {family} needs {', '.join(wanted)}")


assert set(selectors.VERBS_OF) == set(FAMILIES)
