"""Policies labelled by hand: what each one states, line by line.

A label file is YAML, one a document: `doc` names the file, `disclosures` gives each key of KEYS a status (stated,
vague, absent) and the lines that show it, `facts` lists the literal facts with their lines. README.md describes it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from durations import durations

KEYS = (
    "controller-identity", "processing-role", "contact-channel", "postal-address", "dpo", "eu-uk-representative",
    "data-categories", "data-sources", "purposes", "legal-bases", "legitimate-interests-named", "recipients",
    "international-transfer", "transfer-safeguards", "retention-period", "security-measures", "cookies", "right-access",
    "right-rectification", "right-erasure", "right-restriction", "right-portability", "right-objection",
    "right-withdraw-consent", "complaint-to-authority", "rights-channel", "response-time", "automated-decisions",
    "marketing-opt-out", "sale-of-data", "children-age", "change-notice", "change-notice-period", "effective-date",
    "breach-notification", "governing-law",
)  # fmt: skip
STATUSES = ("stated", "vague", "absent")
CONTRADICTIONS = (
    "conflicting-retention", "unstated-retention", "conflicting-child-age", "conflicting-dates", "conflicting-contact",
    "conflicting-place", "never-vs-does", "cookie-conflict", "consent-conflict", "role-conflict",
    "response-time-conflict", "change-notice-conflict", "undefined-term", "dangling-reference", "placeholder",
    "duplicate-or-broken-numbering", "empty-section", "outdated-law",
)  # fmt: skip
FACT_KINDS = ("child-age", "email", "date", "retention", "notice-period", "response-time", "regime")
REGIMES = (
    "gdpr", "uk-gdpr", "ccpa", "coppa", "caloppa", "lgpd-br", "pipeda-ca", "pdpo-hk", "fadp-ch", "app-au", "dpdp-in",
    "pdpa-sg", "popia-za",
)  # fmt: skip
_REGIME_ALIASES = {"lgpd": "lgpd-br", "pipeda": "pipeda-ca"}

Facts = dict[str, dict[object, set[int]]]
"""Kind of fact -> its value -> the lines where it stands (none for a regime: labels give it no line)."""


class BadLabel(Exception):
    """A label file that does not hold what it must; the message names the file and what is wrong."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The status of one disclosure, and the lines (from 1) that show it."""

    status: str
    lines: frozenset[int]


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Statements that cannot both be right; not `sure` where readers may differ."""

    kind: str
    lines: frozenset[int]
    sure: bool


@dataclass(frozen=True, slots=True)
class Label:
    """One labelled document: where it lies, and what its labels say of it."""

    doc: str
    path: Path
    kind: str
    disclosures: dict[str, Answer]
    facts: Facts
    contradictions: tuple[Contradiction, ...] = ()


def read_labels(docs: Iterable[Path], gold: Path) -> list[Label]:
    """The labels in the folder `gold`, by file name, of the documents found in the folders `docs`.

    Raises BadLabel for a label that cannot be used, for a labelled document that is nowhere, and where there is none.
    """
    folders = list(docs)
    labels = [_read(path, folders) for path in sorted(gold.glob("*.yaml"))]
    if not labels:
        raise BadLabel(f"{gold}: no label files (*.yaml)")
    return labels


def lines_of(path: Path) -> list[str]:
    """The lines of a file as labels count them: ended by LF, CRLF or CR, and by nothing else."""
    return re.split(r"\r\n|\r|\n", path.read_bytes().decode("utf-8-sig", "replace"))


def _read(path: Path, folders: list[Path]) -> Label:
    raw: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    if not isinstance(raw, dict) or not {"doc", "disclosures"} <= raw.keys():
        raise BadLabel(f"{path}: no label: needs doc and disclosures")
    found = next((folder / raw["doc"] for folder in folders if (folder / raw["doc"]).is_file()), None)
    if found is None:
        raise BadLabel(f"{path}: labelled, but not there: {raw['doc']}")
    disclosures = {}
    for key, value in raw["disclosures"].items():
        if key not in KEYS:
            raise BadLabel(f"{path}: no such disclosure: {key}")
        if value["status"] not in STATUSES:
            raise BadLabel(f"{path}: {key}: no such status: {value['status']}; allowed: {', '.join(STATUSES)}")
        disclosures[key] = Answer(value["status"], frozenset(value.get("lines") or ()))
    if missing := [key for key in KEYS if key not in disclosures]:
        raise BadLabel(f"{path}: no label for {', '.join(missing)}")
    contradictions = tuple(
        Contradiction(entry["kind"], frozenset(entry["lines"]), entry.get("certainty") == "sure")
        for entry in raw.get("inconsistencies") or []
        if entry["kind"] in CONTRADICTIONS
    )
    return Label(raw["doc"], found, raw.get("kind", ""), disclosures, _facts(raw.get("facts") or {}), contradictions)


def _facts(raw: dict[str, Any]) -> Facts:
    facts: Facts = {kind: {} for kind in FACT_KINDS}

    def put(kind: str, value: object, line: int | None) -> None:
        facts[kind].setdefault(value, set()).update([] if line is None else [line])

    for item in raw.get("child_ages") or []:
        if str(item["value"]).isdigit():
            put("child-age", int(item["value"]), item["line"])
    for item in raw.get("emails") or []:
        put("email", str(item["value"]).lower(), item["line"])
    for item in raw.get("dates") or []:
        # Labels write a date that nobody could place ("May 2021", "07/10/2011") as it stands; such are not scored.
        day = re.fullmatch(r"(\d{4}-\d\d-\d\d).*", str(item["value"]))
        if day and item.get("kind") in ("updated", "effective"):
            put("date", day[1], item["line"])
    for kind, name in (
        ("retention", "retention"), ("notice-period", "notice_period"), ("response-time", "response_times"),
    ):  # fmt: skip
        for item in raw.get(name) or []:
            for value in durations(str(item.get("value") or item.get("period"))):
                put(kind, value, item["line"])
    for law in raw.get("regimes") or []:
        regime = _REGIME_ALIASES.get(str(law), str(law))
        if regime in REGIMES:
            put("regime", regime, None)
    return facts
