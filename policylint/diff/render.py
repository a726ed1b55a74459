"""An edit report in one of the formats."""

from __future__ import annotations

from policylint import reporters
from policylint.diff.edit import EditReport

OWN = ("text", "json", "markdown")
# Formats of findings, in which an edit is told to the programs that gate it.
FORMATS: tuple[str, ...] = (*OWN, *(name for name in reporters.FORMATS if name not in OWN))


def render(report: EditReport, format: str, color: bool = False) -> str:
    """The report in one of FORMATS, ending with a line feed; KeyError for another format."""
    if format == "json":
        from policylint.diff import json_

        return json_.render(report)
    if format == "markdown":
        from policylint.diff import markdown

        return markdown.render(report)
    if format == "text":
        from policylint.diff import text

        return text.render(report, color)
    return reporters.render(report.gated(), format)
