"""What the linter says of the same documents: its two JSON answers, read into the shapes that scores compare."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from durations import normal
from labels import FACT_KINDS, REGIMES, Facts

POLICYLINT = (sys.executable, "-m", "policylint")


class NoAnswer(Exception):
    """The linter gave no usable answer; the message holds the end of what it printed."""


def inspect(files: Sequence[Path], command: Sequence[str] = POLICYLINT) -> dict[str, dict[str, Any]]:
    """`policylint inspect --format json` on `files`: path as given -> its document."""
    told = {doc["path"]: doc for doc in _ask(command, ["inspect"], files)["documents"]}
    if silent := [str(path) for path in files if str(path) not in told]:
        raise NoAnswer(f"no answer for {len(silent)} of {len(files)} documents: {', '.join(silent[:5])}")
    return told


def check(files: Sequence[Path], command: Sequence[str] = POLICYLINT) -> list[dict[str, Any]]:
    """The findings of `policylint check --format json` on `files`, as a user without configuration sees them."""
    findings: list[dict[str, Any]] = _ask(command, ["check"], files)["findings"]
    return findings


def facts_of(document: dict[str, Any]) -> Facts:
    """The facts of one inspected document, in the shape of the labels' facts."""
    facts: Facts = {kind: {} for kind in FACT_KINDS}
    for fact in document.get("facts") or []:
        kind, value = fact["kind"], _value(fact)
        if value is not None:
            facts[kind].setdefault(value, set()).add(fact["line"])
    return facts


def _value(fact: dict[str, Any]) -> object:
    """The value that a fact is scored by; None for one that is not scored."""
    kind, value = fact["kind"], fact.get("value")
    if kind == "child-age":
        return None if value is None else int(value)
    if kind == "email":
        return str(value).lower()
    if kind == "date":
        whole_day = fact.get("role") in ("updated", "effective") and len(str(value or "")) >= 10
        return str(value)[:10] if whole_day else None
    if kind == "retention":
        return normal(fact["period"]) if fact.get("period") else None
    if kind in ("notice-period", "response-time"):
        return normal(value) if value else None
    if kind == "regime":
        return value if value in REGIMES else None
    return None


def _ask(command: Sequence[str], verb: Iterable[str], files: Sequence[Path]) -> dict[str, Any]:
    call = [*command, *verb, "--format", "json", "--config", "none", *map(str, files)]
    done = subprocess.run(call, capture_output=True, text=True, encoding="utf-8", stdin=subprocess.DEVNULL)
    try:
        answer: dict[str, Any] = json.loads(done.stdout)
    except ValueError:
        raise NoAnswer(f"{' '.join(call[:6])} …: exit {done.returncode}, no JSON:\n{done.stderr[-2000:]}") from None
    if done.returncode not in (0, 1):
        # One unreadable file among many also ends with 2: say so, and score what was answered.
        print(f"{' '.join(call[:6])} …: exit {done.returncode}:\n{done.stderr[-2000:]}", file=sys.stderr)
    return answer
