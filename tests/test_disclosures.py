"""Which gaps are told, and how grave they are."""

from __future__ import annotations

import pytest

from policylint.finding import Severity
from policylint.lint import Settings, lint
from policylint.rulebook import Rulebook
from policylint.site import Site
from tests.conftest import Read

CALIFORNIA = (
    "Last updated: 3 March 2026. Under the CCPA you have the right to know. We collect your name and e-mail address."
)


def told(book: Rulebook, read: Read, text: str, *names: str, regimes: tuple[str, ...] | None = None) -> dict[str, str]:
    """Of the rules of some names, those that report something, with the severity."""
    report = lint([Site.of([read(text)])], book, Settings(regimes=regimes, select=("disclosure",)))
    found = {finding.rule.partition("/")[2]: str(finding.severity) for finding in report.findings}
    return {name: found[name] for name in names if name in found}


@pytest.mark.parametrize(
    ("text", "regimes", "found", "reason"),
    [
        ("We collect your name.", None, {}, "no law is in play"),
        ("We collect your name.", ("lgpd-br",), {"encarregado-br": "warning"}, "a configured law asks for it"),
        ("We comply with the LGPD.", None, {"encarregado-br": "warning"}, "a claimed law asks for it"),
        ("Users in Brazil have rights.", None, {"encarregado-br": "info"}, "the text only aims at the country"),
    ],
)
def test_asked_where_a_law_is_active(
    book: Rulebook, read: Read, text: str, regimes: tuple[str, ...] | None, found: dict[str, str], reason: str
) -> None:
    """A disclosure with `asked: active` is told only where a law that it cites is active."""
    assert told(book, read, text, "encarregado-br", regimes=regimes) == found, reason


@pytest.mark.parametrize(
    ("text", "regimes", "found", "reason"),
    [
        (CALIFORNIA, None, {"ccpa-categories-12-month": "warning"}, "the text claims the law"),
        ("If you live in California, write to us.", None, {}, "the text only addresses its people"),
        ("We collect names.", ("ccpa",), {"ccpa-categories-12-month": "warning"}, "the configuration names the law"),
    ],
)
def test_asked_where_a_law_is_claimed(
    book: Rulebook, read: Read, text: str, regimes: tuple[str, ...] | None, found: dict[str, str], reason: str
) -> None:
    """A disclosure with `asked: claimed` is told only where the text claims the law, or the configuration names it."""
    assert told(book, read, text, "ccpa-categories-12-month", regimes=regimes) == found, reason


@pytest.mark.parametrize(
    ("text", "names", "found", "reason"),
    [
        ("Hello.", ("effective-date", "annual-update-ccpa"), {"effective-date"}, "one root, one finding"),
        ("Hello.", ("annual-update-ccpa",), {"annual-update-ccpa"}, "the root is not looked at"),
        (
            "Last updated: 2025",
            ("effective-date", "annual-update-ccpa"),
            {"annual-update-ccpa"},
            "another root: a year is a date",
        ),
    ],
)
def test_a_gap_with_the_same_root_is_told_once(
    book: Rulebook, read: Read, text: str, names: tuple[str, ...], found: set[str], reason: str
) -> None:
    """A gap is not told where one of the disclosures of `unless-told` is told."""
    settings = Settings(regimes=("ccpa",), select=tuple(f"disclosure/{name}" for name in names))
    report = lint([Site.of([read(text)])], book, settings)
    assert {finding.rule.partition("/")[2] for finding in report.findings} == found, reason


def test_three_gaps_of_the_hong_kong_statement_are_one_finding(book: Rulebook, read: Read) -> None:
    """What a gathering rule names is told together, with the keys."""
    names = ("hk-pics", "hk-pics-obligatory-voluntary", "hk-pics-transferees", "hk-pics-access-officer")
    settings = Settings(regimes=("pdpo-hk",), select=tuple(f"disclosure/{name}" for name in names))
    (finding,) = lint([Site.of([read("We collect your name.")])], book, settings).findings
    assert (finding.rule, finding.keys) == (
        "disclosure/hk-pics",
        ("hk-pics-access-officer", "hk-pics-obligatory-voluntary", "hk-pics-transferees"),
    )


def test_a_rule_that_is_named_is_asked(book: Rulebook, read: Read) -> None:
    """Who selects a disclosure by its name, or sets its severity, asks for it whatever the law."""
    site = [Site.of([read("We collect your name.")])]
    for settings in (Settings(select=("cookies",)), Settings(severities={"disclosure/cookies": Severity.INFO})):
        assert "disclosure/cookies" in {finding.rule for finding in lint(site, book, settings).findings}
    assert "disclosure/cookies" not in {finding.rule for finding in lint(site, book, Settings()).findings}
