"""What was measured of the rules: read from the data, told of each rule, and held against those that are often wrong."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from policylint import rulebook
from policylint.finding import Severity
from policylint.handbook import page
from policylint.lint import Settings, lint
from policylint.record import replace
from policylint.rule import Gather
from policylint.rulebook import Rulebook
from policylint.rulebook.measured import HALVES, Accuracy, BadAccuracy, Count, capped, parse, read
from policylint.site import Policy, Site

NONE = Count(0, 0, 0)


def accuracy(told: int, right: int, true: int = 20, name: str = "disclosure/dpo") -> Accuracy:
    """What was measured, with one rule that has this count on the checking half."""
    return Accuracy({"tuning": 7, "checking": 30}, {name: {"tuning": NONE, "checking": Count(told, right, true)}})


@pytest.mark.parametrize(
    "told, right, imprecise",
    [(10, 7, True), (10, 8, False), (9, 0, False), (30, 23, True), (30, 24, False), (0, 0, False)],
)
def test_imprecise(told: int, right: int, imprecise: bool) -> None:
    """A rule is imprecise with ten answers or more on the checking half of which fewer than four in five are right."""
    assert accuracy(told, right).imprecise() == (("disclosure/dpo",) if imprecise else ())


def test_tuning_half_caps_nothing() -> None:
    """What a rule does on the policies that it was tuned on says nothing against it."""
    found = Accuracy(dict.fromkeys(HALVES, 9), {"disclosure/dpo": {"tuning": Count(20, 1, 1), "checking": NONE}})
    assert found.imprecise() == ()


def test_shipped_rules_are_capped(book: Rulebook) -> None:
    """Every shipped rule that the shipped data shows to be imprecise is at info, and no other rule is held down."""
    low = set(rulebook.measured_accuracy().imprecise())
    assert {name for name, rule in book.rules.items() if rule.most < Severity.ERROR} == low
    assert all(book.rules[name].severity == Severity.INFO for name in low)


def test_shipped_data_is_of_shipped_rules(book: Rulebook) -> None:
    """The data is about rules that exist, on policies of both halves, and covers each disclosure that is labelled."""
    found = rulebook.measured_accuracy()
    assert set(found.rules) <= set(book.rules)
    assert min(found.policies.values()) >= 10
    assert sum(name.startswith("disclosure/") for name in found.rules) == 36


@pytest.mark.parametrize(
    "rule, text", [("disclosure/dpo", "We use cookies under the GDPR."), ("document/placeholder", "Ask [Company].")]
)
def test_cap(rule: str, text: str, book: Rulebook, read: Callable[..., Policy]) -> None:
    """The findings of an imprecise rule are info, whatever its law or its check says; the configuration may raise them."""
    policy = read(f"# Privacy policy\n\nThe GDPR applies to us. {text}\n")
    loud = replace(book.rules[rule], most=Severity.ERROR, severity=Severity.ERROR)
    before = replace(book, rules={rule: loud})
    after = replace(book, rules=capped({rule: loud}, accuracy(20, 5, name=rule)))

    def told(rules: Rulebook, settings: Settings) -> list[Severity]:
        return [finding.severity for finding in lint([Site.of([policy])], rules, settings).findings]

    assert max(told(before, Settings())) > Severity.INFO
    assert set(told(after, Settings())) == {Severity.INFO}
    assert set(told(after, Settings(severities={rule: Severity.ERROR}))) == {Severity.ERROR}


@pytest.mark.parametrize(
    "text",
    [
        "", "[]", "{}", '{"format": 2, "policies": {}, "rules": {}}',
        '{"format": 1, "policies": {"tuning": 1, "checking": 1}, "rules": {"a/b": {"tuning": [1, 1, 1]}}}',
        '{"format": 1, "policies": {"tuning": 1, "checking": 1}, "rules": {"a/b": {"tuning": [1], "checking": [1]}}}',
        '{"format": 1, "policies": {"tuning": 1, "checking": "x"}, "rules": {}}',
    ],
)  # fmt: skip
def test_bad_data(text: str) -> None:
    """Data of another shape or format is refused, never read as nothing measured."""
    with pytest.raises(BadAccuracy):
        parse(text)


def test_read(tmp_path: Path) -> None:
    """The data of a package; where it ships none, nothing was measured."""
    assert read(tmp_path) == Accuracy({"tuning": 0, "checking": 0}, {})
    data = {
        "format": 1,
        "policies": {"tuning": 2, "checking": 3},
        "rules": {"a/b": {"tuning": [4, 3, 6], "checking": [0, 0, 0]}},
    }
    (tmp_path / "accuracy.json").write_text(json.dumps(data), encoding="utf-8")
    found = read(tmp_path)
    count = found.rules["a/b"]["tuning"]
    assert (found.policies["checking"], count.precision, count.recall, count.f1) == (3, 0.75, 0.5, 0.6)
    nothing = found.rules["a/b"]["checking"]
    assert (nothing.precision, nothing.recall, nothing.f1) == (None, None, None)


def test_page_tells_it(book: Rulebook) -> None:
    """The page of a rule tells precision, recall and of how many policies; and why it is held down."""
    rule = capped({"disclosure/dpo": book.rules["disclosure/dpo"]}, accuracy(12, 9))["disclosure/dpo"]
    told = " ".join(page(rule, book.regimes, accuracy=accuracy(12, 9)).split())
    assert (
        "Measured accuracy On 30 labelled policies of the checking half, set apart and rotated in once: 9 of 12 gaps told are right "
        "(precision 0.75), 9 of 20 that there are were told (recall 0.45). On 7 labelled policies that rules were tuned on: no gap "
        "told, and none to tell. Not above info by default, since of 10 answers or more fewer than 80% were right."
    ) in told


def test_page_of_a_rule_without_labels(book: Rulebook) -> None:
    """Where nothing was measured, the page says so; a page without accuracy has no such section."""
    rule = book.rules["disclosure/dpo"]
    assert "Not measured" in page(rule, book.regimes, accuracy=accuracy(1, 1, name="a/b"))
    assert "Measured accuracy" not in page(rule, book.regimes)


def test_page_of_a_gathering_rule(book: Rulebook) -> None:
    """A rule that gathers has the sum of its members."""
    rule = next(rule for rule in book.rules.values() if isinstance(rule.verb, Gather))
    assert isinstance(rule.verb, Gather)
    row = {"tuning": NONE, "checking": Count(2, 1, 2)}
    found = Accuracy({"tuning": 7, "checking": 30}, {f"disclosure/{key}": row for key in rule.verb.keys[:3]})
    assert "3 of 6 gaps told are right" in " ".join(page(rule, book.regimes, accuracy=found).split())
