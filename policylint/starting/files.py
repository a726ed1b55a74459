"""The files to begin with: a commented configuration, and what each CI server reads."""

from __future__ import annotations

import json
from collections.abc import Iterator

from policylint import __version__
from policylint.starting.survey import Survey

HOME = "https://github.com/policylint/policylint"
CHECKOUT = "actions/checkout@11bd71901bbe5b1630ceea73d27597364c9af683 # v4.2.2"
MOST = 20  # policies and near misses that are written down
WORKFLOW = ".github/workflows/policylint.yml"


def configuration(found: Survey, baseline: str = "") -> str:
    """A .policylint.yaml in which everything is said and little is set.

    Prose begins with "# " and a letter; what may be switched on begins with "#" and its key, or "#  " within one.
    """
    return "\n".join(_configuration(found, baseline)) + "\n"


def _configuration(found: Survey, baseline: str) -> Iterator[str]:
    yield "# What policylint checks in this repository, and how. Every key is explained in"
    yield f"# {HOME}/blob/main/docs/configuration.md"
    yield "# What is commented out is a suggestion; without it the defaults hold."
    yield ""
    if found.policies:
        yield "# Policies are found by what they are called and say. Today these are:"
        for one in found.policies[:MOST]:
            yield f"# - {_plain(one.path)}: {one.kind}, {one.format}, {one.language or 'language unknown'}"
        yield from _more(len(found.policies))
    else:
        yield "# No policy was found by what files are called and say. Name yours:"
    if found.near:
        yield "# Near misses, which `policylint check --explain-discovery` explains:"
        for verdict in found.near[:MOST]:
            yield f"# - {_plain(_relative(verdict.path, found.folder))}"
        yield from _more(len(found.near))
    yield "# With `files`, only what it names is checked. `exclude` leaves out, whatever is found."
    yield "#files:"
    for path in [one.path for one in found.policies[:MOST]] or ["legal/**/*.md"]:
        yield f"#  - {_quoted(path)}"
    yield "#exclude:"
    yield '#  - "legal/drafts"'
    yield ""
    yield "# A policy that is kept in several files is judged as one: list its parts in order."
    yield "#parts:"
    yield "#  privacy:"
    yield '#    - "legal/privacy/*.md"'
    yield ""
    yield "# What a document is, where the text does not show it."
    yield "#kind:"
    for path, kind in [(one.path, one.kind) for one in found.policies[:MOST]] or [("legal/terms.md", "terms")]:
        yield f"#  {_quoted(path)}: {kind}"
    yield ""
    yield from _regimes(found)
    yield ""
    yield "# A rule or a whole family: off, on, error, warning, info. `policylint rules` lists them."
    yield "#rules:"
    yield "#  disclosure/response-time: warning"
    yield "#  document/term-variance: off"
    yield ""
    yield "# The lowest severity that gives exit code 1: error, warning, info, never."
    yield "fail-on: error"
    if baseline:
        yield ""
        yield "# Findings that were there when policylint was switched on. New ones are told; this list should shrink."
        yield f"baseline: {_quoted(baseline)}"


def _regimes(found: Survey) -> Iterator[str]:
    signalled: dict[str, str] = {}
    for one in found.policies:
        for regime in one.regimes:
            where = one.path
            if regime.evidence is not None:
                file, span = one.document.home(regime.evidence.span)
                where = f"{one.path}, line {file.lines.position(span.start)[0]}"
            signalled.setdefault(regime.key, f"{regime.tier} in {where}")
    if signalled:
        yield "# The laws that apply. Without `regimes`, those that each text signals are asked about. Today these are:"
        for key, why in signalled.items():
            yield f"# - {key}: {_plain(why)}"
    else:
        yield "# The laws that apply. Without `regimes`, those that each text signals are asked about; none is signalled today."
    yield f"#regimes: [{', '.join(signalled) or 'gdpr'}]"


def workflow() -> str:
    """A GitHub workflow that runs the action."""
    return f"""\
# Checks the policies of this repository: on pull requests what the edit caused and what it changes, on the main branch everything.
name: policylint
on:
  pull_request:
  push:
    branches: [main, master]
permissions:
  contents: read
  security-events: write # for code scanning; without it, set `sarif: false` below
jobs:
  policylint:
    runs-on: ubuntu-latest
    timeout-minutes: 10
    steps:
      - uses: {CHECKOUT}
        with:
          fetch-depth: 0 # the revision that a pull request goes to is compared with
          persist-credentials: false
      - uses: policylint/policylint@v{__version__}
"""


def pipeline() -> str:
    """What a .gitlab-ci.yml includes."""
    return f"""\
include:
  - component: $CI_SERVER_FQDN/policylint/policylint/policylint@v{__version__}
"""


def hooks() -> str:
    """The entry of a .pre-commit-config.yaml."""
    return f"""\
  - repo: {HOME}
    rev: v{__version__}
    hooks:
      - id: policylint
      - id: policylint-edit
"""


def _more(count: int) -> Iterator[str]:
    if count > MOST:
        yield f"# - and {count - MOST} more"


def _relative(path: str, folder: str) -> str:
    import os

    return os.path.relpath(path, folder).replace(os.sep, "/")


def _quoted(path: str) -> str:
    """A path as a double-quoted scalar of YAML, which JSON's strings are."""
    return json.dumps(path.encode("utf-8", "replace").decode("utf-8"))


def _plain(text: str) -> str:
    """Text for a comment: on one line, whatever a file is called."""
    from policylint.showing import safe

    return safe(text.encode("utf-8", "backslashreplace").decode("utf-8"))
