"""From the disclosure matrix to findings: which gaps are asked for, how severe, and where they are shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from policylint.finding import Finding, Gap, Mark, Severity, fingerprint, gathered
from policylint.report import ActiveRegime, Answer, Judged
from policylint.rule import Gather, Rule
from policylint.selector import pick
from policylint.site import Policy
from policylint.span import Span

Row = tuple[Rule, Severity, Answer, str]


def findings(
    judged: Judged,
    rules: Iterable[Rule],
    capped: frozenset[str] = frozenset(),
    severities: Mapping[str, Severity] | None = None,
    named: frozenset[str] = frozenset(),
) -> Iterator[Finding]:
    """The findings about what a policy does not state.

    `rules` are the disclosure rules that are on; `capped` the regimes whose size thresholds a text does not show, which give at most a
    warning unless claimed or configured; `severities` override by rule id; the rules
    `named` by their ids were asked for by the user, whatever the law. Where a file holds several bodies, what a
    regime asks for is looked for in the bodies that it governs, and what no regime asks for in the whole file.
    """
    policy = judged.policy
    rules = list(rules)
    tellers = {key: rule for rule in rules if isinstance(rule.verb, Gather) for key in rule.verb.keys}
    found: dict[str, Row] = {}
    for rule in rules:
        if rule.name not in judged.disclosures or policy.document.kind not in rule.kinds:
            continue
        if rule.when and not any(_any(policy, rule, number) for number in range(len(rule.when))):
            continue
        row = _row(judged, rule, capped, rule.id in named)
        if row is not None:
            found[rule.name] = row
    told: dict[str, list[Row]] = {}
    for name, row in found.items():
        if found.keys().isdisjoint(row[0].unless_told):  # one root cause, one finding
            told.setdefault(tellers[name].name if name in tellers else name, []).append(row)
    by_name = {rule.name: rule for rule in rules}
    for name, rows in told.items():
        teller = by_name.get(name, rows[0][0])
        severity = max(row[1] for row in rows)
        if isinstance(teller.verb, Gather) and severity > Severity.INFO:
            rows = [row for row in rows if row[1] > Severity.INFO]
        override = (severities or {}).get(teller.id)
        mark = _anchor(policy, teller, rows)
        if isinstance(teller.verb, Gather):
            gaps = tuple(
                Gap(row[0].name, override or row[1], _lowered(row[0].title), _law([row], judged.regimes))
                for row in rows
            )
            yield gathered(teller.id, teller.message or teller.title, mark, gaps, policy.path)
            continue
        keys = tuple(row[0].name for row in rows)
        yield Finding(
            teller.id,
            override or severity,
            _message(rows),
            (mark,),
            fingerprint(teller.id, policy.path, *keys),
            keys,
            _law(rows, judged.regimes),
            (policy.path, *keys),
        )


def _row(judged: Judged, rule: Rule, capped: frozenset[str], named: bool) -> Row | None:
    """The gap of one rule: its severity, the answer that shows it, and the body that has it ('' for the whole document)."""
    answer = judged.disclosures[rule.name]
    rows: list[Row] = []
    if answer.status != "stated" and (named or rule.core or rule.asked == "always" or _governed(rule, judged.regimes)):
        rows.append((rule, severity_of(rule, answer, judged.regimes, capped), answer, ""))
    for part in judged.bodies:
        here = part.disclosures[rule.name]
        if here.status != "stated" and _governed(rule, part.regimes):
            rows.append(
                (rule, severity_of(rule, here, part.regimes, capped), here, part.body.name or "one of the policies")
            )
    return max(rows, key=lambda row: row[1], default=None)


def _governed(rule: Rule, regimes: tuple[ActiveRegime, ...]) -> bool:
    """Whether a law that the rule cites is active; claimed or configured, where the rule is asked for only then."""
    return any(
        regime.key in rule.law and (regime.tier in SURE if rule.asked == "claimed" else regime.active)
        for regime in regimes
    )


def severity_of(rule: Rule, answer: Answer, regimes: tuple[ActiveRegime, ...], capped: frozenset[str]) -> Severity:
    """The severity of a gap: scaled by how binding the law is, how sure it is that the law applies, and by what is there.

    Absent under a binding `must`: the rule's own. `should`, or a law that the text only aims at: one step lower. Good practice, or a
    law that no active regime holds: info; a core disclosure never falls below its baseline. Vague: one step lower than
    absent, except where an empty formula counts as absent. Never above the rule's `most`.
    """
    found = rule.baseline if rule.core else Severity.INFO
    for regime in regimes:
        citation = rule.law.get(regime.key)
        if citation is None or not regime.active:
            continue
        steps = LEVEL_STEPS[citation.level] + (not regime.binding)
        severity = rule.severity.lower(steps) if citation.level != "good-practice" else Severity.INFO
        if regime.key in capped and regime.tier not in SURE:
            severity = min(severity, Severity.WARNING)
        found = max(found, severity)
    if answer.status == "vague" and not rule.vague_counts_as_absent:
        found = found.lower()
    return min(found, rule.most)


SURE = ("claimed", "configured")
LEVEL_STEPS = {"must": 0, "should": 1, "good-practice": 2}


def _any(policy: Policy, rule: Rule, number: int) -> bool:
    return any(True for _ in pick(policy, rule.when[number], f"{rule.id}#when.{number}"))


def _lowered(title: str) -> str:
    return title[:1].lower() + title[1:]


def _message(rows: list[Row]) -> str:
    rule, _, answer, body = rows[0]
    where = f" (in the part for {body})" if body else ""
    if answer.status == "vague":
        return (rule.vague_message or f"{rule.title}: only raised in general terms") + where
    return (rule.message or f"{rule.title}: not stated") + where


def _anchor(policy: Policy, teller: Rule, rows: list[Row]) -> Mark:
    answer = rows[0][2]
    if answer.evidence and len(rows) == 1:
        return answer.evidence[0]
    document = policy.document
    for topic in teller.topics:
        for sentence in document.sentences:
            if sentence.block.kind == "heading" and topic in policy.own_topics(sentence.block.section):
                return Mark(policy.path, sentence.source())
    for kinds in (("title",), ("heading",)):
        for sentence in document.sentences[:40]:
            if sentence.block.kind in kinds:
                return Mark(policy.path, sentence.source())
    if document.sentences:
        return Mark(policy.path, document.sentences[0].source())
    return Mark(policy.path, Span(0, 0))


def _law(rows: list[Row], regimes: tuple[ActiveRegime, ...]) -> tuple[tuple[str, str], ...]:
    active = [r.key for r in regimes if r.active]
    found: dict[str, dict[str, None]] = {}
    for rule, *_ in rows:
        for key in active:
            if key in rule.law:
                found.setdefault(key, {})[rule.law[key].text] = None
    return tuple((key, "; ".join(texts)) for key, texts in found.items())
