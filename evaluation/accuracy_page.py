"""docs/accuracy.md: the figures as tables, with the method and the known limits in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from figures import MANY, Count
from labels import CONTRADICTIONS, FACT_KINDS, KEYS

from policylint.rule import Rule
from policylint.rulebook.measured import ANSWERS, PRECISE, Accuracy

METHOD = f"""\
# Accuracy

Written by `python evaluation/accuracy.py --write`; do not edit. `policylint explain RULE` tells a rule's own figures.

## How it is measured

People read real policies from the first line to the last and noted, for each of {len(KEYS)} disclosures, whether the text states it,
only raises it, or does not state it, with the lines that show it; and the literal facts and the contradictions. They did
not see what policylint says. The labelled policies are not part of this repository; the scripts are
([evaluation/](../evaluation/README.md)).

The policies are split in two by a hash, with those of one publisher or one template kept together. Rules were written
while looking at the *tuning* half. Of the *checking* half only figures were looked at, until the halves changed places once: since
then the misses of both have been read, and both figures flatter. What to expect of a text that nobody has read: seven sets of 15 to 20
policies of other publishers, labelled by readers who never saw the linter, gave a gap F1 of 0.93 to 0.97 and 0.90 to 0.94 of all answers the
same when they were first measured. Five of them were read then. Of two, those who write the rules saw the figures, which keys had changed, and
the inconsistencies of one, but no text; these stand at 0.95 and 0.96, and at 0.93 of all answers. Of the contradictions that readers were
sure of, the linter finds about a quarter there, and two of three that it tells are real.

Of 200 answers on app policies and edited policies without labels, as many of each status, three readers who saw neither the linter's answer
nor each other's confirmed 184 (stated 61 of 67, vague 58 of 66, absent 65 of 67); the readers agreed with each other on 197 of 200. Drawn in
the same way from fresh policies, 166 were the same: of answers "vague" 46 of 66, of the others 120 of 134. What is vague is the hard part.

What goes wrong most on policies that nobody has read (101 answers of 1,440), by disclosure: who is responsible 16 (a brand beside a company,
or only "we"), security measures 11, legal bases 9, postal address 7, the channel for rights 6, sources 5, notice of changes 5, safeguards of
transfers 3, erasure 3, access 3.

- A **gap** is a disclosure that a policy does not state. **Precision**: of the gaps told, those that are gaps. **Recall**: of the
  gaps there are, those told. **F1** is their harmonic mean. A dash stands for what cannot be said of nothing.
- **Gaps, mean over disclosures** weighs each disclosure alike, over those with {MANY} gaps or more.
- **Same status**: the share of answers with the same of the three statuses.
- **Evidence**: of the answers that agree, the share that shows a labelled line, and the share of the shown lines that
  are labelled.
- **Alarms**: of the disclosures that a plain `check` reports at warning or error, the share that are gaps.
- **Presence**: a second corpus of app policies, labelled by others after other definitions: the mean F1 of what is told
  to be missing, and of what is told to be there.
"""


def page(halves: Mapping[str, Mapping[str, Any]], rules: Mapping[str, Rule], accuracy: Accuracy) -> str:
    """The page as Markdown; `halves` maps 'tuning' and 'checking' to the figures of each."""
    blocks = [METHOD.rstrip(), *_sum(halves), *_disclosures(halves), *_facts(halves), *_contradictions(halves)]
    blocks += [*_cap(accuracy), *_limits(rules)]
    return "\n\n".join(blocks) + "\n"


def _sum(halves: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    yield "## In sum"
    paths = {
        "Policies": "documents",
        "Gaps: precision": "gaps.precision",
        "Gaps: recall": "gaps.recall",
        "Gaps: F1": "gaps.f1",
        "Gaps, mean over disclosures: F1": "gaps_mean.f1",
        "Same status": "status",
        "Evidence: answers that show a labelled line": "evidence.shown",
        "Evidence: shown lines that are labelled": "evidence.on_label",
        "Alarms that are gaps": "alarms.true",
        "Presence: policies": "presence.documents",
        "Presence: mean F1 of what is missing": "presence.missing_f1",
        "Presence: mean F1 of what is there": "presence.present_f1",
    }
    rows = ["| | tuning | checking |", "|---|--:|--:|"]
    for title, path in paths.items():
        rows.append(f"| {title} | " + " | ".join(_at(halves[half], path) for half in ("tuning", "checking")) + " |")
    yield "\n".join(rows)


def _disclosures(halves: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    yield "## Disclosures"
    yield "The gaps of each, by how well they are told on the checking half. *Gaps* are those that there are."
    counts = {key: {half: _count(halves[half]["keys"][key]) for half in halves} for key in KEYS}
    order = sorted(KEYS, key=lambda key: (_or_one(counts[key]["checking"].f1), _or_one(counts[key]["tuning"].f1), key))
    yield _table("Disclosure", "Gaps", {f"`{key}`": counts[key] for key in order})


def _facts(halves: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    yield "## Facts"
    yield "Each value once a policy, right where a label on the same lines has it. *There* are those labelled."
    yield _table(
        "Fact",
        "There",
        {kind: {half: _count(halves[half]["facts"][kind]) for half in halves} for kind in FACT_KINDS},
    )


def _contradictions(halves: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    yield "## Contradictions"
    yield "Few policies contradict themselves, so most of these figures rest on very few cases."
    rows: dict[str, dict[str, Count]] = {}
    for kind in CONTRADICTIONS:
        found = {half: halves[half]["contradictions"][kind] for half in halves}
        if any(count.tp + count.fp + count.fn for count in found.values()):
            rows[f"`{kind}`"] = found
    yield _table("Kind", "There", rows)


def _cap(accuracy: Accuracy) -> Iterator[str]:
    yield "## Imprecise rules"
    low = accuracy.imprecise()
    names = f"These are: {', '.join(f'`{name}`' for name in low)}." if low else "At present there is none."
    yield (
        f"A rule that gave {ANSWERS} answers or more on the checking half, fewer than {PRECISE:.0%} of them right, is not above "
        f"`info` by default; a configuration may raise it. {names}"
    )


def _limits(rules: Mapping[str, Rule]) -> Iterator[str]:
    yield "## Known limits"
    yield "Texts that are still judged wrongly. They are examples (`miss`) of their rules, and tests hold that they stay true."
    rows: list[str] = []
    for name in sorted(rules):
        for example in rules[name].examples:
            if example.kind == "miss":
                should = f"should be {example.should}" if example.should else "should be judged otherwise"
                text = " / ".join(" ".join(text.split()) for text in example.texts.values())
                note = f" {example.note.rstrip('.')}." if example.note else ""
                rows.append(f"- `{name}` ({should}): “{text}”{note}")
    yield "\n".join(rows)


def _table(name: str, support: str, rows: Mapping[str, Mapping[str, Count]]) -> str:
    head = f"| {name} | {support} | precision | recall | F1 | {support} (checking) | precision | recall | F1 |"
    lines = [head.replace(f"| {support} |", f"| {support} (tuning) |"), "|---|" + "--:|" * 8]
    for title, counts in rows.items():
        cells = [title]
        for half in ("tuning", "checking"):
            count = counts[half]
            cells += [str(count.tp + count.fn), _number(count.precision), _number(count.recall), _number(count.f1)]
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def _count(figures: Mapping[str, Any]) -> Count:
    return Count(figures["tp"], figures["fp"], figures["fn"])


def _or_one(value: float | None) -> float:
    return 1.0 if value is None else value


def _at(figures: Mapping[str, Any], path: str) -> str:
    value: Any = figures
    for part in path.split("."):
        value = value[part]
    return _number(value)


def _number(value: float | int | None) -> str:
    if value is None:
        return "–"
    return str(value) if isinstance(value, int) else f"{value:.3f}"
