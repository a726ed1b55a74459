"""From documents and a configuration to a report, without any file."""

from __future__ import annotations

import datetime as dt
from importlib import import_module

import pytest

from policylint import run
from policylint.config import Config, RuleSetting
from policylint.errors import BadConfiguration, BadUsage
from policylint.finding import Severity
from policylint.readers import read_text
from policylint.report import Failure
from policylint.rulebook import shipped
from policylint.run import Options

TEXT = "# Privacy Policy\n\nAcme GmbH is the controller under the GDPR.\n"


def judge(*paths: str, config: Config | None = None, **options: object):
    documents = [read_text(TEXT, path) for path in paths]
    return run.judge(documents, shipped(), config or Config(), Options(**options))


def test_the_report_is_in_the_order_of_the_documents():
    """Then in the order of places, whatever the groups."""
    config = Config(groups=(("g", ("a.md", "c.md")),))
    report = judge("c.md", "b.md", "a.md", config=config, select=("disclosure",))
    assert [one.document.path for one in report.documents] == ["c.md", "b.md", "a.md"]
    paths = [f.path for f in report.findings]
    assert paths == sorted(paths, reverse=True)
    assert set(paths) == {"a.md", "b.md", "c.md"}


def test_the_same_input_gives_the_same_report():
    """Alone or beside others: a document's findings do not depend on its neighbours."""
    together = [f for f in judge("a.md", "b.md").findings if f.path == "b.md"]
    assert tuple(together) == judge("b.md").findings


def test_an_empty_document_is_a_failure_and_still_in_the_matrix():
    """`inspect` answers for every document that could be read."""
    report = run.judge([read_text("", "a.md")], shipped(), Config(), Options())
    assert report.failures == (Failure("a.md", run.EMPTY),)
    assert {answer.status for answer in report.documents[0].disclosures.values()} == {"absent"}
    assert report.exit_code(None) == 2


def test_failures_of_reading_come_first():
    """And keep the run from being clean."""
    failed = Failure("gone.md", "no such file")
    report = run.judge([read_text("", "a.md")], shipped(), Config(), Options(), [failed])
    assert report.failures[0] == failed


def test_the_day_that_counts_as_today():
    """As asked for, else the day of the run; the report says which."""
    assert judge("a.md", as_of=dt.date(2031, 5, 6)).as_of == "2031-05-06"
    assert judge("a.md").as_of == dt.date.today().isoformat()


def test_settings_come_from_configuration_and_command_line():
    """Severities and switches from the configuration; regimes from the command line if it names some."""
    rules = (RuleSetting("disclosure", "off", 1), RuleSetting("disclosure/cookies", "info", 2))
    config = Config(rules=rules, regimes=(("gdpr", 1),))
    settings = run.settings_for(shipped(), config, Options())
    disclosures = {rule for rule in shipped().rules if rule.startswith("disclosure/")}
    assert settings.off == disclosures - {"disclosure/cookies"}
    assert settings.severities == {"disclosure/cookies": Severity.INFO}
    assert settings.regimes == ("gdpr",)
    assert run.settings_for(shipped(), config, Options(regimes=("ccpa",))).regimes == ("ccpa",)
    assert run.settings_for(shipped(), Config(), Options()).regimes is None


@pytest.mark.parametrize(
    ("path", "kind"), [("legal/terms.md", "terms"), ("legal/a.md", "cookie-policy"), ("b.md", ""), ("x/legal/a.md", "")]
)
def test_kinds_by_glob(path, kind):
    """The last glob that matches counts."""
    config = Config(kinds=(("legal/*.md", "cookie-policy"), ("**/terms.md", "terms")))
    assert run.kind_for(path, config, Options()) == kind
    assert run.kind_for(path, config, Options(kind="dpa")) == "dpa"


def test_unknown_names_are_refused():
    """In the configuration with the line, on the command line with the option."""
    with pytest.raises(BadConfiguration, match=r"c\.yaml:7: no regime is called 'gpdr'"):
        run.check(shipped(), Config(path="c.yaml", regimes=(("gpdr", 7),)), Options())
    with pytest.raises(BadUsage, match=r"--ignore disclosures: unknown; did you mean 'disclosure'\?"):
        run.check(shipped(), Config(), Options(ignore=("disclosures",)))
    run.check(shipped(), Config(), Options(select=("consistency", "edit", "cookies"), ignore=("disclosure/cookies",)))


def test_a_crash_of_a_site_is_told_for_each_of_its_policies(monkeypatch):
    """None of them was judged."""

    def crash(*_: object):
        raise ZeroDivisionError("oh")

    monkeypatch.setattr(import_module("policylint.lint"), "lint", crash)
    report = judge("a.md", "b.md", config=Config(groups=(("g", ("*.md",)),)))
    assert [f.path for f in report.failures] == ["a.md", "b.md"]
    assert "ZeroDivisionError: oh" in report.failures[0].message
    assert report.documents == ()
