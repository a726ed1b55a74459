"""Rules meet the policies of a site: the disclosure matrix and the findings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence

from policylint import disclosures
from policylint.bodies import Body, bodies
from policylint.checks import conflict, forbid, require
from policylint.finding import Finding, Mark, Severity, fingerprint
from policylint.hints import TYPE_CHECKING
from policylint.record import Record, field, replace
from policylint.regimes import in_play, regimes_of
from policylint.report import Answer, Failure, Judged, JudgedBody, Report
from policylint.rule import Conflict, Forbid, Hit, PythonCheck, Require, Rule
from policylint.selector import pick
from policylint.site import Law, Policy, Site

if TYPE_CHECKING:
    from policylint.edits.judging import Judgement
    from policylint.rulebook import Rulebook

FULL_KINDS = ("privacy-policy", "app-notice")


class Settings(Record):
    """How to lint. `regimes` None: those that the text signals. `select` and `ignore` hold rule ids, families and bare names."""

    regimes: tuple[str, ...] | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severities: Mapping[str, Severity] = field(default_factory=dict)
    off: frozenset[str] = frozenset()
    as_of: dt.date = field(default_factory=dt.date.today)

    def names(self, rule: Rule) -> bool:
        """Whether the user named this very rule, to select it or to set its severity."""
        return rule.id in self.severities or not {rule.id, rule.name}.isdisjoint(self.select)

    def wants(self, rule: Rule) -> bool:
        """Whether a rule is on."""
        names = {rule.id, rule.family, rule.name}
        if names & set(self.ignore) or rule.id in self.off:
            return False
        if self.select:
            return bool(names & set(self.select))
        return rule.default or rule.id in self.severities


def lint(sites: Sequence[Site], rulebook: Rulebook, settings: Settings) -> Report:
    """Judge every policy and compare the policies of each site. A rule that crashes is a failure of the report, not silence."""
    judged: list[Judged] = []
    found: list[Finding] = []
    failures: list[Failure] = []
    rules = [rule for rule in rulebook.rules.values() if settings.wants(rule)]
    for site in sites:
        laws: dict[str, tuple[Law, ...]] = {}
        for policy in site.policies:
            one = judge(policy, rulebook, settings)
            judged.append(one)
            laws[policy.path] = in_play(one.regimes, rulebook.regimes)
            if policy.document.language not in ("en", "") or one.outcome:
                continue
            wanted = [rule for rule in rules if rule.family == "disclosure"]
            capped = frozenset(key for key, regime in rulebook.regimes.items() if regime.threshold)
            named = frozenset(rule.id for rule in wanted if settings.names(rule))
            found += disclosures.findings(one, wanted, capped, settings.severities, named)
        site = replace(site, laws=laws)
        for rule in rules:
            if rule.family in ("disclosure", "edit"):
                continue
            try:
                found += judge_rule(rule, site, settings)
            except Exception as error:
                where = site.policies[0].path if site.policies else ""
                failures.append(Failure(where, f"the rule crashed: {type(error).__name__}: {error}", 0, rule.id))
    order = {one.document.path: number for number, one in enumerate(judged)}
    unique = {(f.rule, f.path, f.marks[0].span, f.fingerprint): f for f in found}
    ordered = sorted(
        unique.values(), key=lambda f: (order.get(f.path, len(order)), f.marks[0].span, f.rule, f.fingerprint)
    )
    return Report(
        tuple(ordered),
        tuple(judged),
        tuple(failures),
        rules={rule.id: rule for rule in rules},
        as_of=settings.as_of.isoformat(),
        laws={key: regime.name for key, regime in rulebook.regimes.items()},
    )


def judge(policy: Policy, rulebook: Rulebook, settings: Settings) -> Judged:
    """What a policy states on every disclosure of the rulebook, whatever the settings select."""
    answers = _answers(policy, rulebook)
    parts = bodies(policy.document)
    judged_bodies: tuple[JudgedBody, ...] = ()
    if len(parts) > 1:
        judged_bodies = tuple(
            JudgedBody(
                part, regimes_of(policy, rulebook.regimes, settings.regimes, part), _answers(policy, rulebook, part)
            )
            for part in parts
        )
    outcome = ""
    if not policy.document.sentences:
        outcome = "empty"
    elif policy.document.language not in ("en", ""):
        outcome = "language"
    elif policy.document.kind == "other":
        outcome = "not-a-policy"
    return Judged(policy, regimes_of(policy, rulebook.regimes, settings.regimes), answers, outcome, judged_bodies)


def compare_policies(old: Policy, new: Policy, rulebook: Rulebook, settings: Settings) -> Judgement:
    """What an edit from one version to another does, by all rules of edits, whatever the settings select."""
    from policylint.edits.comparison import compare
    from policylint.edits.judging import judge as judge_edit

    rules = [rule for rule in rulebook.rules.values() if rule.family == "edit"]
    comparison = compare(old, new, _answers(old, rulebook), _answers(new, rulebook), settings.as_of)
    return judge_edit(comparison, rules)


def _answers(policy: Policy, rulebook: Rulebook, body: Body | None = None) -> dict[str, Answer]:
    return {
        rule.name: require.answer(policy, rule, body)
        for rule in rulebook.rules.values()
        if rule.family == "disclosure" and isinstance(rule.verb, Require)
    }


def judge_rule(rule: Rule, site: Site, settings: Settings) -> Iterator[Finding]:
    """The findings of one rule that is not a disclosure on the policies of one site."""
    for hit in _hits(rule, site, settings):
        severity = settings.severities.get(rule.id) or min(hit.severity or rule.severity, rule.most)
        subject = hit.subject or tuple(sorted(_words(site, mark) for mark in hit.marks))
        yield Finding(
            rule.id,
            severity,
            hit.message or rule.message or rule.title,
            hit.marks,
            fingerprint(rule.id, hit.marks[0].path, *subject),
            law=tuple((key, citation.text) for key, citation in rule.law.items()),
            basis=(hit.marks[0].path, *subject),
        )


def _hits(rule: Rule, site: Site, settings: Settings) -> Iterator[Hit]:
    policies = tuple(p for p in site.policies if p.document.language in ("en", "") or rule.name == "language")
    policies = tuple(p for p in policies if p.document.kind in rule.kinds)
    if rule.when:
        policies = tuple(p for p in policies if _met(rule, p))
    if not policies:
        return
    if isinstance(rule.verb, Forbid):
        for policy in policies:
            yield from forbid.hits(policy, rule)
    elif isinstance(rule.verb, Conflict):
        yield from conflict.hits(replace(site, policies=policies, as_of=settings.as_of), rule)
    elif isinstance(rule.verb, PythonCheck):
        yield from _python(rule.verb.name, replace(site, policies=policies, as_of=settings.as_of))


def _python(name: str, site: Site) -> Iterable[Hit]:
    from policylint.checks import python

    return () if python.idle(name, site) else python.check(name)(site)


def _met(rule: Rule, policy: Policy) -> bool:
    return any(
        True for number, selector in enumerate(rule.when) for _ in pick(policy, selector, f"{rule.id}#when.{number}")
    )


def _words(site: Site, mark: Mark) -> str:
    """What a finding is about, without markup and line breaks: the sentences that the mark lies in, else the marked source."""
    for policy in site.policies:
        if policy.path == mark.path:
            found = policy.document.sentences_at(mark.span)
            return " ".join(s.text for s in found) or policy.document.text[mark.span.start : mark.span.end]
    return ""
