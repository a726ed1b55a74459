"""Reporters: a Report as text for one reader each. One module a format, imported when it is asked for."""

from __future__ import annotations

from importlib import import_module

from policylint.finding import Severity
from policylint.hints import TYPE_CHECKING
from policylint.row import NamedTuple

if TYPE_CHECKING:
    from policylint.report import Report

MODULES = {
    "text": "text",
    "json": "json_",
    "sarif": "sarif",
    "sarif-all": "sarif_all",
    "github": "github",
    "gitlab": "gitlab",
    "rdjson": "rdjson",
    "junit": "junit",
    "checkstyle": "checkstyle",
    "markdown": "markdown",
    "html": "html",
}
FORMATS: tuple[str, ...] = tuple(MODULES)
WHOLE = frozenset({"html"})  # formats that show what each document states, and so need all of it
# What is said of a document that was not linted.
OUTCOMES = {
    "empty": "empty",
    "not-a-policy": "does not look like a policy; disclosures are not asked of it",
    "language": "in a language that policylint has no vocabulary of; not linted",
}


# What a gate did with the findings that it quieted.
GATES = {
    "suppression": "suppressed in the text",
    "configuration": "suppressed by the configuration",
    "baseline": "accepted before",
    "since": "older than the edit",
}


def quieted(report: Report) -> str:
    """'3 quieted (1 suppressed in the text, 2 accepted before)'; '' where nothing was."""
    from collections import Counter

    if not report.quieted:
        return ""
    counts = Counter(GATES.get(quiet.gate, "otherwise") for quiet in report.quieted)
    named = [f"{counts[words]} {words}" for words in (*GATES.values(), "otherwise") if counts[words]]
    return f"{len(report.quieted)} quieted ({', '.join(named)})"


class Options(NamedTuple):
    """How to render, where a format leaves a choice.

    color       text: terminal colours
    statistics  text: count findings by rule
    failures    text: list what could not be judged, which standard error tells as well
    fail_on     the lowest severity that fails the run, None for none (JUnit: of a test case; SARIF: the exit code)
    root        the folder that a CI server knows paths from, '' for the current one
    most        Markdown: the most characters, 0 for what the comment on a pull request may hold
    """

    color: bool = False
    statistics: bool = False
    failures: bool = True
    fail_on: Severity | None = Severity.ERROR
    root: str = ""
    most: int = 0


def render(report: Report, format: str, options: Options | None = None) -> str:
    """The report in one of FORMATS, ending with a line feed; KeyError for another format."""
    module = import_module(f"policylint.reporters.{MODULES[format]}")
    rendered: str = module.render(report, options or Options())
    return rendered
