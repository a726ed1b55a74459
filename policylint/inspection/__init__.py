"""What each policy states, whatever the regime: the disclosure matrix and the facts, in several formats."""

from __future__ import annotations

from policylint.hints import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from policylint.report import Report

FORMATS: tuple[str, ...] = ("text", "json", "markdown", "html")


def inspect(report: Report) -> dict[str, Any]:
    """The answer of `inspect --format json`, as `policylint/schemas/inspect.json` describes it."""
    from policylint.inspection import shape

    documents = [
        shape.judged(one)
        | {
            "disclosures": {key: shape.disclosure(one.document, answer) for key, answer in one.disclosures.items()},
            "facts": list(shape.facts(one)),
            "plainLanguage": shape.plain(one.document),
            "bodies": list(shape.bodies(one)),
        }
        for one in report.documents
    ]
    failures = [shape.failure(f) for f in report.failures]
    return {"version": 1, "asOf": report.as_of or None, "documents": documents, "failures": failures}


def render(report: Report, format: str, color: bool = False) -> str:
    """The view of a report in one of FORMATS; `color` only matters to text."""
    if format == "json":
        from policylint.inspection import shape

        return shape.dumps(inspect(report))
    if format == "markdown":
        from policylint.inspection import markdown

        return markdown.render(report)
    if format == "html":
        from policylint.inspection import html

        return html.render(report)
    from policylint.inspection import text

    return text.render(report, color)
