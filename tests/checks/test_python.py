"""Checks in modules of their own are found by name, and only those are imported that can find something."""

from __future__ import annotations

from policylint.checks import python
from policylint.facts.kinds import KINDS
from policylint.rule import REGISTRY
from policylint.rulebook import shipped


def test_every_check_has_a_home() -> None:
    """A check is registered by the module that is called as it is, or that HOMES names."""
    python.register()
    homes = {name: check.__module__ for name, check in REGISTRY.items() if check.__module__.startswith("policylint.")}
    assert homes == {name: f"policylint.checks.{python.HOMES.get(name, name)}" for name in homes}
    assert {module.rpartition(".")[2] for module in homes.values()} == set(python.MODULES)


def test_what_checks_need_can_be_there() -> None:
    """A need is a group of phrases of the shipped book or a kind of fact: anything else would silence its check for ever."""
    groups = shipped().book.groups
    python.register()
    for name, needs in python.NEEDS.items():
        assert name in REGISTRY
        assert [need for need in needs if need not in (groups if ":" in need else KINDS)] == []
