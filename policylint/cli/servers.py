"""What CI servers tell a job by its environment, and where they take what it has to say."""

from __future__ import annotations

import os

from policylint import reporters
from policylint.cli.output import append
from policylint.hints import TYPE_CHECKING

if TYPE_CHECKING:
    from policylint.report import Report

ROOTS = ("GITHUB_WORKSPACE", "CI_PROJECT_DIR")  # GitHub, GitLab: the folder of the checkout
SUMMARY = "GITHUB_STEP_SUMMARY"
MOST = 1_000_000  # bytes of a job summary; GitHub drops one of more than 1 MiB without a word


def checkout() -> str:
    """The folder that the server knows paths from, where the current folder lies in it; '' for the current one."""
    here = os.path.realpath(os.curdir) + os.sep
    for name in ROOTS:
        root = os.environ.get(name, "")
        if root and here.startswith(os.path.realpath(root).rstrip(os.sep) + os.sep):
            return root
    return ""


def summarise(report: Report, options: reporters.Options) -> None:
    """Add the report to the summary of the job, where GitHub says where that is; BadUsage where it cannot be written."""
    file = os.environ.get(SUMMARY)
    if not file:
        return
    try:
        room = MOST - os.path.getsize(file)
    except OSError:
        room = MOST
    append(file, reporters.render(report, "markdown", options._replace(most=max(room, 2000))))
