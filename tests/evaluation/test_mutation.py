"""Contradictions injected into clean policies."""

from __future__ import annotations

import random

import mutation
import pytest
import yaml

from policylint.finding import Severity

STATED = yaml.safe_load((mutation.CLEAN / "stated.yaml").read_text(encoding="utf-8"))
OPERATORS = [pytest.param(operator, id=operator.name) for operator in mutation.OPERATORS]


@pytest.mark.parametrize("document", sorted(STATED))
def test_the_clean_policies_are_clean(document: str) -> None:
    """Nothing in them contradicts anything else, so that what is found was injected."""
    text = (mutation.CLEAN / document).read_text(encoding="utf-8")
    assert [f.message for f in mutation._findings(text, document) if f.severity >= Severity.WARNING] == []


@pytest.mark.parametrize("operator", OPERATORS)
def test_the_same_seed_draws_the_same(operator: mutation.Operator) -> None:
    """A rate can be had again; another seed draws something else."""
    stated = STATED["001-canoe-club.md"][operator.name]
    drawn = [[operator.write(stated, random.Random(seed)) for _ in range(3)] for seed in (1, 1, 2)]
    assert drawn[0] == drawn[1]
    pairs = [operator.write(stated, draw) for draw in [random.Random(1)] for _ in range(20)]
    assert len({pair.conflict for pair in pairs}) > 2
    assert len({pair.control for pair in pairs}) > 2
    assert all(pair.conflict != pair.control for pair in pairs)


@pytest.mark.parametrize("document", sorted(STATED))
@pytest.mark.parametrize("at", [0.0, 0.5, 0.999])
def test_a_sentence_is_a_paragraph_of_its_own(document: str, at: float) -> None:
    """All of the policy stays, and the sentence stands between its paragraphs."""
    text = (mutation.CLEAN / document).read_text(encoding="utf-8")
    changed = mutation.inserted(text, document, "We never sleep.", at)
    assert changed.count("We never sleep.") == 1
    rest = changed.replace("\n<p>We never sleep.</p>", "").replace("\n\nWe never sleep.", "")
    assert rest.rstrip("\n") == text.rstrip("\n")


@pytest.mark.parametrize("operator", OPERATORS)
def test_contradictions_are_found_and_controls_are_not(operator: mutation.Operator) -> None:
    """A small draw of each operator reaches the rates that the script asks for."""
    outcomes = list(mutation.run(seed=1, count=3, operators=[operator]))
    assert len(outcomes) == 3 * len(STATED)
    assert mutation.good(outcomes, operator.name), [one for one in outcomes if not one.killed or one.alarms]


def test_rates_are_shares() -> None:
    """Of what was drawn for one operator."""
    pair = mutation.Pair("a", "b")
    outcomes = [
        mutation.Outcome("age", "x.md", pair, True, ()),
        mutation.Outcome("age", "x.md", pair, False, ("conflicting-place",)),
        mutation.Outcome("date", "x.md", pair, True, ()),
    ]
    assert mutation.rates(outcomes, "age") == (0.5, 0.5)
    assert not mutation.good(outcomes, "age")
    assert mutation.good(outcomes, "date")
    assert list(mutation.table(outcomes))[1:] == [
        "age             2   0.500   0.500",
        "date            1   1.000   0.000",
    ]
