"""A rule as a page (`policylint explain`), and all rules as a list (`policylint rules`)."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence

from policylint.finding import Severity
from policylint.hints import Any
from policylint.rule import (
    Change,
    Conflict,
    Example,
    Forbid,
    Gate,
    Gather,
    PythonCheck,
    Require,
    Rule,
    Selector,
)
from policylint.rulebook import RegimeFile
from policylint.rulebook.measured import ANSWERS, PRECISE, Accuracy, Count

FORMATS = ("text", "markdown")
LISTINGS = ("text", "json", "markdown")
ADVICE = "policylint reports what a text states; it gives no legal advice."
_WIDTH = 100
_LEVELS = {"must": "required", "should": "expected", "good-practice": "good practice"}
_KINDS = {
    "stated": "Stated",
    "vague": "Only raised",
    "absent": "Not stated",
    "bad": "Found",
    "good": "Not found",
    "miss": "Known limit",
}


def page(rule: Rule, regimes: Mapping[str, RegimeFile], form: str = "text", accuracy: Accuracy | None = None) -> str:
    """Everything about one rule (read with its examples) as text of at most 100 columns, or as Markdown.

    With `accuracy`, also what was measured of it. Ends with a line break. Raises ValueError for another form.
    """
    if form not in FORMATS:
        raise ValueError(f"no form of a page: {form!r}; allowed: {', '.join(FORMATS)}")
    sections = list(_sections(rule, regimes, form == "markdown", accuracy))
    head = f"# {rule.title}\n\n`{rule.id}`" if form == "markdown" else f"{rule.title}\n{rule.id}"
    return "\n\n".join([head, *sections]) + "\n"


def listing(rules: Iterable[Rule], form: str = "text") -> str:
    """All rules with severity, title and the laws cited, as aligned text, a Markdown table or JSON ({"version", "rules"}).

    Ends with a line break. Raises ValueError for another form.
    """
    rules = sorted(rules, key=lambda rule: rule.id)
    if form == "json":
        return (
            json.dumps({"version": 1, "rules": [_record(rule) for rule in rules]}, indent=2, ensure_ascii=False) + "\n"
        )
    if form == "markdown":
        rows = ["| Rule | Severity | What it is about | Law |", "|---|---|---|---|"]
        rows += [f"| `{r.id}` | {_severity(r)} | {_cell(r.title)} | {', '.join(sorted(r.law))} |" for r in rules]
        return "\n".join(rows) + "\n"
    if form == "text":
        width = max((len(rule.id) for rule in rules), default=0)
        return "".join(f"{rule.id:<{width}}  {_severity(rule):<14}  {rule.title}\n" for rule in rules)
    raise ValueError(f"no form of a list: {form!r}; allowed: {', '.join(LISTINGS)}")


def _sections(
    rule: Rule, regimes: Mapping[str, RegimeFile], markdown: bool, accuracy: Accuracy | None
) -> Iterator[str]:
    def titled(title: str, lines: Iterable[str]) -> str:
        return "\n".join([f"## {title}\n" if markdown else title, *lines])

    yield _paragraph(
        f"Severity: {_severity(rule)}. Asked of: {', '.join(rule.kinds) or 'every kind of document'}.", markdown
    )
    yield titled("Why", [_paragraph(rule.why, markdown)])
    yield titled("Law", _law(rule, regimes, markdown))
    yield titled("What is looked for", _looked_for(rule, markdown))
    if accuracy is not None:
        yield titled("Measured accuracy", [_paragraph(_measured(rule, accuracy), markdown)])
    if rule.fix:
        yield titled("How to fix", [_paragraph(rule.fix, markdown)])
    if rule.model:
        yield titled("A model clause", [_quoted(rule.model, markdown)])
    shown = [example for example in rule.examples if example.kind != "miss"]
    if shown:
        yield titled("Examples", _examples(shown, markdown))
    limits = [example for example in rule.examples if example.kind == "miss"]
    if limits:
        yield titled("Known limits", _examples(limits, markdown))
    yield _paragraph(ADVICE, markdown)


def _severity(rule: Rule) -> str:
    return str(rule.severity) + ("" if rule.default else " (off)")


def _law(rule: Rule, regimes: Mapping[str, RegimeFile], markdown: bool) -> list[str]:
    if not rule.law:
        return [_paragraph(f"None is cited: {rule.no_law}", markdown)]
    rows = []
    for key, citation in sorted(rule.law.items()):
        name = regimes[key].name if key in regimes else key
        doubt = "" if citation.verified else "; not yet verified against the source"
        rows.append(_item(f"{key}: {citation.text} ({_LEVELS[citation.level]}{doubt})", markdown))
        rows.append(_item(name, markdown, deep=True))
    return rows


def _looked_for(rule: Rule, markdown: bool) -> list[str]:
    verb = rule.verb
    rows: list[tuple[str, Sequence[Selector]]] = []
    if rule.when:
        rows.append(("Only where the text has", rule.when))
    if isinstance(verb, Require):
        rows.append(("Stated by", verb.stated))
        if verb.vague:
            rows.append(("Only raised by", verb.vague))
    elif isinstance(verb, Forbid):
        rows.append(("Every place with", verb.selectors))
    elif isinstance(verb, Conflict):
        rows += [("One statement", (verb.a,)), ("and another", (verb.b,))]
    elif isinstance(verb, Change):
        sides = (
            ("What was removed", verb.removed),
            ("What was added", verb.added),
            ("What both versions state", verb.both),
        )
        rows += [(name, (s,)) for name, s in sides if s]
    lines: list[str] = []
    for title, selectors in rows:
        lines += [_item(f"{title}:", markdown), *(_item(_words(s), markdown, deep=True) for s in selectors)]
    if isinstance(verb, Require) and verb.weigh:
        enough = verb.weigh.threshold
        lines.append(
            _item(f"Stated also where signs give {enough} points or more together, each counted once:", markdown)
        )
        signs = (f"{c.name}, {c.points:+d}: {_words(c.selector)}" for c in verb.weigh.cues)
        lines += [_item(sign, markdown, deep=True) for sign in signs]
    if isinstance(verb, Gather):
        lines.append(_item(f"The gaps of these disclosures, told as one: {', '.join(verb.keys)}", markdown))
    if isinstance(verb, Gate):
        lines.append(_item(f"Told by the gate {verb.name}, once the other rules were judged", markdown))
    if isinstance(verb, PythonCheck):
        lines.append(_item(f"The check {verb.name}, in Python", markdown))
    if (isinstance(verb, Conflict | Change) and verb.conditions) or (isinstance(verb, Change) and verb.same):
        alike = [f"the same {name}" for name in verb.same] if isinstance(verb, Change) else []
        conditions = " and ".join([*alike, *(f"{c.left} {c.op} {c.right}" for c in verb.conditions)])
        lines.append(_item(f"where {conditions}", markdown))
    return lines


def _words(selector: Selector) -> str:
    """A selector in words."""
    if selector.fact:
        narrowed = "; ".join(f"{field} {' or '.join(values)}" for field, values in selector.where.items())
        told = f"a fact of the kind {selector.fact}" + (f" with {narrowed}" if narrowed else "")
    else:
        told = "the wording " + " | ".join(selector.text)
    if selector.polarity != "any":
        told += f", {selector.polarity}"
    if selector.section:
        told += f", in a section on {' or '.join(selector.section)}"
    if selector.kinds:
        told += f", in a document of the kind {' or '.join(selector.kinds)}"
    if selector.within == "heading":
        told += ", in a heading"
    if selector.unless:
        told += f", unless the sentence has {' | '.join(selector.unless)}"
    return told


def _measured(rule: Rule, accuracy: Accuracy) -> str:
    """What is known of how often a rule is right."""
    names = [f"disclosure/{key}" for key in rule.verb.keys] if isinstance(rule.verb, Gather) else [rule.id]
    rows = [accuracy.rules[name] for name in names if name in accuracy.rules]
    if not rows:
        return "Not measured: no policy is labelled for it. Its examples show what it does."
    what = "gap" if rule.family == "disclosure" else "finding"
    told = []
    for half, where in (
        ("checking", "of the checking half, set apart and rotated in once"),
        ("tuning", "that rules were tuned on"),
    ):
        counts = [row[half] for row in rows]
        total = Count(sum(c.told for c in counts), sum(c.right for c in counts), sum(c.true for c in counts))
        told.append(f"On {accuracy.policies[half]} labelled policies {where}: {_shares(total, what)}.")
    if rule.most < Severity.ERROR:
        told.append(
            f"Not above {rule.most} by default, since of {ANSWERS} answers or more fewer than {PRECISE:.0%} were right."
        )
    return " ".join(told)


def _shares(count: Count, what: str) -> str:
    if not count.told and not count.true:
        return f"no {what} told, and none to tell"
    told = f"{count.right} of {count.told} {what}s told are right (precision {_figure(count.precision)})"
    return f"{told}, {count.right} of {count.true} that there are were told (recall {_figure(count.recall)})"


def _figure(value: float | None) -> str:
    return "undefined" if value is None else f"{value:.2f}"


def _examples(examples: Sequence[Example], markdown: bool) -> list[str]:
    rows: list[str] = []
    for example in examples:
        should = f" (should be {example.should})" if example.should else ""
        note = f": {example.note}" if example.note else ""
        if rows:
            rows.append("")
        rows.append(
            f"**{_KINDS[example.kind]}**{should}{note}\n" if markdown else f"  {_KINDS[example.kind]}{should}{note}"
        )
        for name, text in example.texts.items():
            if name:
                rows.append(f"`{name}`\n" if markdown else f"    {name}:")
            rows.append(_quoted(marked(text, [(s, e) for file, s, e in example.marks if file == name]), markdown))
    return rows


def marked(text: str, marks: Iterable[tuple[int, int]]) -> str:
    """A text with its [[marks]] put in again, as a rule file has them."""
    for start, end in sorted(marks, reverse=True):
        text = f"{text[:start]}[[{text[start:end]}]]{text[end:]}"
    return text


def _paragraph(text: str, markdown: bool) -> str:
    return " ".join(text.split()) if markdown else textwrap.fill(" ".join(text.split()), _WIDTH, break_on_hyphens=False)


def _item(text: str, markdown: bool, deep: bool = False) -> str:
    if markdown:
        return f"{'  ' if deep else ''}- {_plain(text)}"
    indent = "    " if deep else "  "
    return textwrap.fill(text, _WIDTH, initial_indent=indent, subsequent_indent=indent + "  ", break_on_hyphens=False)


def _quoted(text: str, markdown: bool) -> str:
    lines = text.strip("\n").split("\n")
    if markdown:
        fence = "`" * max(3, _longest_run(text) + 1)
        return "\n".join([f"{fence}text", *lines, fence])
    rows: list[str] = []
    for line in lines:
        rows += textwrap.wrap(line, _WIDTH - 6, break_on_hyphens=False) or [""]
    return "\n".join(f"      {row}".rstrip() for row in rows)


def _longest_run(text: str) -> int:
    longest = run = 0
    for char in text:
        run = run + 1 if char == "`" else 0
        longest = max(longest, run)
    return longest


def _plain(text: str) -> str:
    """Markdown that shows `text` as it stands."""
    return "".join("\\" + char if char in "\\`*_{}[]<>|~#" else char for char in text)


def _cell(text: str) -> str:
    return _plain(" ".join(text.split()))


def _record(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.id,
        "title": rule.title,
        "severity": str(rule.severity),
        "default": rule.default,
        "core": rule.core,
        "kinds": list(rule.kinds),
        "why": rule.why,
        "law": {
            key: {"cite": citation.text, "level": citation.level, "verified": citation.verified}
            for key, citation in sorted(rule.law.items())
        },
        "fix": rule.fix,
    }
