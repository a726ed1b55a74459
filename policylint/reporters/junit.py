"""JUnit's XML, as Jenkins, GitLab and the others read it: a test suite for each policy, a test case for each rule.

A case fails where the rule found something at or above the severity that fails the run; what is below is told in the
output of a case that passes. Rules that were asked of a policy and found nothing are cases that pass.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from policylint.hints import TYPE_CHECKING
from policylint.record import Record, field
from policylint.reporters import OUTCOMES, Options
from policylint.reporters.places import Places, failed, told_in_full
from policylint.reporters.xml import document, element
from policylint.rule import Gather
from policylint.showing import count, safe, safe_path

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from policylint.finding import Finding
    from policylint.report import Failure, Judged, Quieted, Report
    from policylint.rule import Rule

WHOLE = "policylint"  # the case of what is about no rule: that the file could be judged at all


class Told(Record):
    """What is told of one rule on one policy."""

    findings: list[Finding] = field(default_factory=list)
    quieted: list[Quieted] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)


def render(report: Report, options: Options) -> str:
    """XML in ASCII."""
    told: dict[str, dict[str, Told]] = {one.document.path: {} for one in report.documents}

    suites = {file.path: one.document.path for one in report.documents for file in one.document.files}

    def case(path: str, rule: str) -> Told:
        path = suites.get(path, path)  # a policy in parts is one suite
        return told.setdefault(path, {}).setdefault(rule, Told())

    for one in report.documents:
        for rule in _passed(one, report):
            case(one.document.path, rule)
        if one.outcome:
            case(one.document.path, WHOLE)
    for finding in report.findings:
        case(finding.path, finding.rule).findings.append(finding)
    for quiet in report.quieted:
        case(quiet.finding.path, quiet.finding.rule).quieted.append(quiet)
    for failure in report.failures:
        case(failure.path, failure.rule or WHOLE).failures.append(failure)
    outcomes = {one.document.path: one.outcome for one in report.documents}
    root = element("testsuites", name="policylint")
    for path, cases in told.items():
        _suite(root, path, cases, outcomes.get(path, ""), Places(report, options.root), options)
    for name in ("tests", "failures", "errors"):
        root.set(name, str(sum(int(suite.get(name, "0")) for suite in root)))
    return document(root)


def _passed(one: Judged, report: Report) -> Iterator[str]:
    """The rules that were asked of a document, or that it answers: those that pass if nothing else is told of them."""
    if one.outcome:
        return
    for rule in report.rules.values():
        if one.document.kind in rule.kinds and _answered(one, rule):
            yield rule.id


def _answered(one: Judged, rule: Rule) -> bool:
    if rule.family != "disclosure":
        return rule.family != "edit"
    keys = rule.verb.keys if isinstance(rule.verb, Gather) else (rule.name,)
    answers = [one.disclosures[key] for key in keys if key in one.disclosures]
    return bool(answers) and all(answer.status == "stated" for answer in answers)


def _suite(root: Element, path: str, cases: dict[str, Told], outcome: str, places: Places, options: Options) -> None:
    shown = safe_path(places.relative(path)) if path else "policylint"
    suite = element("testsuite", root, name=shown, file=shown)
    cases = cases or {WHOLE: Told()}
    for rule in sorted(cases):
        _case(suite, rule, shown, cases[rule], outcome if rule == WHOLE else "", places, options)
    suite.set("tests", str(len(cases)))
    for name, child in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
        suite.set(name, str(sum(case.find(child) is not None for case in suite)))


def _case(suite: Element, rule: str, path: str, told: Told, outcome: str, places: Places, options: Options) -> None:
    case = element("testcase", suite, name=rule, classname=path)
    text = "\n\n".join(_lines(told, places))
    failing = [f for f in told.findings if options.fail_on is not None and f.severity >= options.fail_on]
    if told.failures:
        element("error", case, text, message=failed(told.failures[0]), type="failure")
    elif failing:
        worst = max(failing, key=lambda finding: finding.severity)
        element("failure", case, text, message=_summary(failing, worst), type=str(worst.severity))
    elif told.findings:
        element("system-out", case, text)
    elif told.quieted:
        reasons = dict.fromkeys(f"{safe(q.gate)}: {safe(q.reason)}" for q in told.quieted)
        element("skipped", case, text, message="; ".join(reasons))
    elif outcome:
        element("skipped", case, message=OUTCOMES.get(outcome, outcome))


def _summary(failing: Sequence[Finding], worst: Finding) -> str:
    more = len(failing) - 1
    return safe(worst.message) + (f" (and {count(more, 'finding')} more)" if more else "")


def _lines(told: Told, places: Places) -> Iterator[str]:
    for failure in told.failures:
        yield f"policylint could not judge this: {failed(failure)}"
    for finding in told.findings:
        place = places.of(finding.marks[0])
        yield f"{place.told}:{place.column}: {finding.severity}: {told_in_full(finding, places)}"
    for quiet in told.quieted:
        place = places.of(quiet.finding.marks[0])
        yield f"{place.told}: quieted ({safe(quiet.gate)}: {safe(quiet.reason)}): {safe(quiet.finding.message)}"
