"""What is in a repository that policylint is switched on in: its policies, what they are, and where it runs checks."""

from __future__ import annotations

import os
from collections import Counter

from policylint import discovery, run
from policylint.config import TOML_NAME, YAML_NAME, Config
from policylint.discovery import Verdict
from policylint.document import Document
from policylint.finding import Severity
from policylint.report import ActiveRegime, Failure, Report
from policylint.row import NamedTuple

# What a repository has where it runs checks, and what that is.
SERVERS = (
    (".github/workflows", "GitHub Actions"),
    (".github", "GitHub"),
    (".gitlab-ci.yml", "GitLab CI"),
    (".pre-commit-config.yaml", "pre-commit"),
    ("azure-pipelines.yml", "Azure Pipelines"),
    ("bitbucket-pipelines.yml", "Bitbucket Pipelines"),
    (".circleci/config.yml", "CircleCI"),
    ("Jenkinsfile", "Jenkins"),
)


class Seen(NamedTuple):
    """A policy that was found: its path, what it is, the laws that its text signals, and how many findings of each severity."""

    path: str
    kind: str
    format: str
    language: str
    regimes: tuple[ActiveRegime, ...]
    counts: dict[Severity, int]
    document: Document


class Survey(NamedTuple):
    """What was found in a folder. `near` are files that came near being policies; `servers` are (file, what it is of)."""

    folder: str
    policies: tuple[Seen, ...]
    near: tuple[Verdict, ...]
    failures: tuple[Failure, ...]
    servers: tuple[tuple[str, str], ...]
    configured: str  # the configuration that is there already, '' for none

    @property
    def counts(self) -> Counter[Severity]:
        """How many findings of each severity all policies have together."""
        return sum((Counter(one.counts) for one in self.policies), Counter[Severity]())

    def has(self, server: str) -> bool:
        """Whether a file or folder of SERVERS is there."""
        return any(name == server for name, _ in self.servers)


def survey(folder: str) -> Survey:
    """Look at a folder as if nothing were configured. Raises nothing for its policies: what cannot be read is among `failures`."""
    verdicts = discovery.search(folder, Config(folder=folder))
    report = run.run([verdict.path for verdict in verdicts if verdict.taken], Config(folder=folder), run.Options())
    servers = [(name, what) for name, what in SERVERS if os.path.lexists(os.path.join(folder, name))]
    if any(name == ".github/workflows" for name, _ in servers):
        servers.remove((".github", "GitHub"))
    return Survey(
        folder,
        tuple(_seen(report, folder)),
        tuple(verdict for verdict in verdicts if not verdict.taken),
        report.failures,
        tuple(servers),
        _configured(folder),
    )


def _seen(report: Report, folder: str) -> list[Seen]:
    found = []
    for one in report.documents:
        document = one.document
        counts = Counter(finding.severity for finding in report.findings if finding.path == document.path)
        path = os.path.relpath(document.path, folder).replace(os.sep, "/")
        active = tuple(regime for regime in one.regimes if regime.active)
        kind = "other" if one.outcome == "not-a-policy" else document.kind
        found.append(Seen(path, kind, document.format, document.language, active, dict(counts), document))
    return found


def _configured(folder: str) -> str:
    path = os.path.join(folder, YAML_NAME)
    if os.path.lexists(path):
        return path
    from policylint.config import load

    path = os.path.join(folder, TOML_NAME)
    return path if os.path.isfile(path) and load(path, optional=True).path else ""
