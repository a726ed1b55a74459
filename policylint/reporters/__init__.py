"""Reporters: a Report as text for one reader each. One module a format, imported when it is asked for."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from policylint.report import Report

MODULES = {"text": "text", "json": "json_", "sarif": "sarif"}
FORMATS: tuple[str, ...] = tuple(MODULES)


class Options(NamedTuple):
    """How to render, where a format leaves a choice: text alone does.

    `color` uses terminal colours, `statistics` counts findings by rule, `failures` lists what could not be judged,
    which standard error tells as well.
    """

    color: bool = False
    statistics: bool = False
    failures: bool = True


def render(report: Report, format: str, options: Options | None = None) -> str:
    """The report in one of FORMATS, ending with a line feed; KeyError for another format."""
    module = import_module(f"policylint.reporters.{MODULES[format]}")
    rendered: str = module.render(report, options or Options())
    return rendered
