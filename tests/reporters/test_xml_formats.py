"""JUnit and Checkstyle, read back by XML parsers, by the schema of Jenkins and by a reader of JUnit reports."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given

from policylint.finding import Severity
from policylint.record import replace
from policylint.report import Answer, Failure, Quieted
from policylint.reporters import Options, render
from policylint.reporters.xml import printable
from policylint.rule import Forbid, Require, Rule
from tests.reporters.conftest import RULE
from tests.reporters.conftest import reported as make
from tests.reporters.hostile import ANY, PATHS

XSD = Path(__file__).parent.parent / "data" / "junit-10.xsd"


@pytest.fixture(scope="module")
def schema():
    """The schema by which Jenkins reads JUnit reports."""
    return pytest.importorskip("xmlschema", reason="validates JUnit reports; comes with the extra 'dev'").XMLSchema(XSD)


def junit(report, options=None):
    return ElementTree.fromstring(render(report, "junit", options))


def rule(id, **values):
    return Rule(id=id, title=id, why="w", severity=Severity.WARNING, verb=values.pop("verb", Forbid(())), **values)


class TestJunit:
    """A suite for each policy, a case for each rule."""

    def test_a_finding_fails_its_case(self, reported):
        """With message, severity, place, other places and law."""
        report = reported(
            {"a.md": "Keep [[30 days]].", "b.md": "x [[y]]"}, severity=Severity.ERROR, notes=("", "kept on")
        )
        root = junit(report)
        assert root.attrib == {"name": "policylint", "tests": "2", "failures": "1", "errors": "0"}
        suite = root[0]
        assert suite.attrib == {
            "name": "a.md", "file": "a.md", "tests": "1", "failures": "1", "errors": "0", "skipped": "0",
        }  # fmt: skip
        assert suite[0].attrib == {"name": "wording/example", "classname": "a.md"}
        failure = suite[0].find("failure")
        assert failure.attrib == {"message": "a message", "type": "error"}
        assert failure.text == "a.md:1:6: error: a message\nb.md:1: kept on\nLaw: gdpr Art. 5(1)(a)"

    @pytest.mark.parametrize(
        ("fail_on", "child"),
        [
            (Severity.ERROR, "system-out"),
            (Severity.WARNING, "failure"),
            (Severity.INFO, "failure"),
            (None, "system-out"),
        ],
    )
    def test_a_case_fails_as_the_run_does(self, reported, fail_on, child):
        """What is below is told in the output of a case that passes."""
        case = junit(reported({"a.md": "[[T]]"}), Options(fail_on=fail_on))[0][0]
        assert [one.tag for one in case] == [child]

    def test_rules_that_found_nothing_pass(self, reported):
        """Those that were asked of the document, and the disclosures that it makes."""
        report = reported({"a.md": "T"})
        verb = Require(())
        rules = (
            RULE,
            rule("disclosure/cookies", verb=verb),
            rule("disclosure/dpo", verb=verb),
            rule("wording/terms-only", kinds=("terms",)),
            rule("edit/retention-lengthened"),
        )
        answers = {"cookies": Answer("stated"), "dpo": Answer("absent")}
        documents = (replace(report.documents[0], disclosures=answers),)
        root = junit(replace(report, rules={r.id: r for r in rules}, documents=documents))
        assert [(case.get("name"), len(case)) for case in root[0]] == [
            ("disclosure/cookies", 0),
            ("wording/example", 0),
        ]

    def test_what_could_not_be_judged_is_an_error(self, reported):
        """Of the rule that crashed, or of the whole file."""
        failures = (
            Failure("a.md", "the rule crashed", 0, "wording/example"),
            Failure("gone.md", "no such file"),
            Failure("", "x"),
        )
        root = junit(reported({"a.md": "T"}, failures=failures))
        assert root.get("errors") == "3"
        assert [
            (suite.get("name"), case.get("name"), case.find("error").get("message")) for suite in root for case in suite
        ] == [
            ("a.md", "wording/example", "wording/example: the rule crashed"),
            ("gone.md", "policylint", "no such file"),
            ("policylint", "policylint", "x"),
        ]

    def test_quieted_findings_and_documents_that_were_not_linted_are_skipped(self, reported):
        """With the reason."""
        report = reported({"a.md": "[[T]]"})
        quiet = (Quieted(report.findings[0], "baseline", "accepted in 2025"),)
        case = junit(replace(report, findings=(), quieted=quiet))[0][0]
        assert case.find("skipped").attrib == {"message": "baseline: accepted in 2025"}
        other = replace(report, findings=(), documents=(replace(report.documents[0], outcome="not-a-policy"),))
        skipped = junit(other)[0][0].find("skipped")
        assert skipped.get("message") == "does not look like a policy; disclosures are not asked of it"

    def test_the_schema_of_jenkins_takes_it(self, reported, schema):
        """Every shape of a case."""
        report = reported({"a.md": "[[T]]", "b.md": "[[U]]", "c.md": "x"}, failures=(Failure("a.md", "odd", 3, "x/y"),))
        quiet = (Quieted(replace(report.findings[0], rule="wording/other"), "suppression", "why"),)
        report = replace(report, quieted=quiet)
        for fail_on in (None, Severity.INFO):
            schema.validate(render(report, "junit", Options(fail_on=fail_on)))

    def test_a_reader_of_junit_reports_takes_it(self, reported):
        """And counts what is there."""
        junitparser = pytest.importorskip("junitparser", reason="reads JUnit reports; comes with the extra 'dev'")
        report = reported({"a.md": "[[T]]"}, severity=Severity.ERROR, failures=(Failure("gone.md", "no such file"),))
        found = junitparser.JUnitXml.fromstring(render(report, "junit").encode())
        assert (found.tests, found.failures, found.errors) == (2, 1, 1)
        cases = [(suite.name, case.name, type(case.result[0]).__name__) for suite in found for case in suite]
        assert cases == [("a.md", "wording/example", "Failure"), ("gone.md", "policylint", "Error")]


class TestCheckstyle:
    """A file with errors."""

    def test_each_place_is_an_error_in_its_file(self, reported):
        """With line, column, severity, message and source."""
        report = reported({"a.md": "# T\n\nKeep [[30 days]].", "b.md": "x [[y]]", "c.md": "z"}, notes=("", "kept on"))
        root = ElementTree.fromstring(render(report, "checkstyle"))
        assert (root.tag, root.attrib) == ("checkstyle", {"version": "4.3"})
        assert [(file.get("name"), [error.attrib for error in file]) for file in root] == [
            (
                "a.md",
                [
                    {
                        "line": "3",
                        "column": "6",
                        "severity": "warning",
                        "message": "a message (b.md:1: kept on) [gdpr Art. 5(1)(a)]",
                        "source": "policylint.wording.example",
                    }
                ],
            ),
            (
                "b.md",
                [
                    {
                        "line": "1",
                        "column": "3",
                        "severity": "info",
                        "message": "kept on (a.md:3: a message)",
                        "source": "policylint.wording.example",
                    }
                ],
            ),
            ("c.md", []),
        ]

    def test_a_failure_is_an_error(self, reported):
        """In the file that it is about."""
        root = ElementTree.fromstring(
            render(reported({}, failures=(Failure("gone.md", "no such file"),)), "checkstyle")
        )
        assert root[0].get("name") == "gone.md"
        assert root[0][0].get("message") == "policylint could not judge this: no such file"


@given(ANY)
def test_any_message_is_read_back(text):
    """Control characters and code points that are no characters in XML as escapes."""
    report = make({"a.md": "[[T]]"}, text, severity=Severity.ERROR)
    failure = junit(report)[0][0].find("failure")
    assert failure.get("message", "") == printable(text)
    assert failure.text.split("\n")[0] == f"a.md:1:1: error: {printable(text)}"
    error = ElementTree.fromstring(render(report, "checkstyle"))[0][0]
    assert error.get("message") == f"{printable(text)} [gdpr Art. 5(1)(a)]"


@pytest.mark.parametrize("path", PATHS)
def test_any_file_name_is_one_attribute(path, schema):
    """What XML can hold as it is, the rest as escapes."""
    report = make({path: "[[T]]"})
    schema.validate(render(report, "junit"))
    assert len(ElementTree.fromstring(render(report, "checkstyle"))) == 1
