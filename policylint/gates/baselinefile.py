"""The file of a baseline: JSON with one line a field, in a fixed order, so that a pull request shows what is accepted and why.

It may come from a stranger: everything in it is data and is checked, and a mistake is one error that says where.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import stat
from collections.abc import Iterable

from policylint.errors import BadConfiguration
from policylint.finding import Severity
from policylint.gates.baseline import Baseline, Entry
from policylint.hints import Any
from policylint.marked import suggest
from policylint.patterns import lazy

NAME = ".policylint-baseline.json"
VERSION = 1
LARGEST = 20_000_000  # bytes
_TEXTS = ("path", "rule", "severity", "message", "fingerprint", "reason", "accepted")
_MORE = ("key", "text", "also", "until", "places")
_ORDER = (
    "path",
    "also",
    "rule",
    "key",
    "severity",
    "message",
    "places",
    "text",
    "fingerprint",
    "reason",
    "accepted",
    "until",
)
_PRINT = lazy("[0-9a-f]{32}")
_RULE = lazy("[a-z]+/[a-z0-9-]+")


def read(path: str) -> Baseline:
    """The baseline in a file. Raises BadConfiguration for one that is missing, or holds what it must not."""
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):
            raise BadConfiguration("not a regular file", path)
        with open(path, "rb") as file:
            data = file.read(LARGEST + 1)
    except FileNotFoundError:
        raise BadConfiguration("there is no such baseline; `policylint baseline` writes one", path) from None
    except (OSError, ValueError) as problem:
        raise BadConfiguration(f"cannot be read: {getattr(problem, 'strerror', None) or problem}", path) from None
    return parse(data, path)


def parse(data: bytes, path: str) -> Baseline:
    """The baseline in the bytes of a file; `path` is its name in messages and marks."""
    if len(data) > LARGEST:
        raise BadConfiguration(f"more than {LARGEST} bytes; at most so many are allowed", path)
    try:
        text = data.decode("utf-8-sig")
        tree = json.loads(text, object_pairs_hook=_once, parse_constant=_refuse)
    except UnicodeDecodeError:
        raise BadConfiguration("not UTF-8, as a baseline is", path) from None
    except json.JSONDecodeError as problem:
        raise BadConfiguration(f"no baseline, for it is not JSON: {problem.msg}", path, problem.lineno) from None
    except (ValueError, RecursionError) as problem:
        what = "nested too deep" if isinstance(problem, RecursionError) else str(problem)
        raise BadConfiguration(f"no baseline: {what}", path) from None
    if not isinstance(tree, dict) or tree.get("version") != VERSION or type(tree["version"]) is bool:
        raise BadConfiguration(f"no baseline of version {VERSION}; `policylint baseline` writes one", path)
    rows = tree.get("findings")
    if not isinstance(rows, list) or set(tree) != {"version", "findings"}:
        raise BadConfiguration("a baseline has 'version' and the list 'findings', and nothing else", path)
    return Baseline(path, tuple(_entry(row, number, path) for number, row in enumerate(rows, 1)), text)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        seen: set[str] = set()
        twice = next(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
        raise ValueError(f"the key {twice[:60]!r} is given twice")
    return found


def _refuse(word: str) -> None:
    raise ValueError(f"{word} is no JSON")


def _entry(row: Any, number: int, path: str) -> Entry:
    def wrong(what: str) -> BadConfiguration:
        return BadConfiguration(f"finding {number} {what}", path)

    if not isinstance(row, dict):
        raise wrong("is no object")
    for key in row:
        if key not in _TEXTS and key not in _MORE:
            raise wrong(f"has the unknown key {key[:60]!r}{suggest(key, (*_TEXTS, *_MORE))}")
    for key in _TEXTS:
        if not isinstance(row.get(key), str) or not row[key].strip():
            raise wrong(f"has no {key!r}, which it must have, as a text")
    for key in ("key", "text", "until"):
        if not isinstance(row.get(key, ""), str):
            raise wrong(f"has a {key!r} that is no text")
    places = row.get("places", 1)
    if type(places) is not int or places < 1:
        raise wrong("has a 'places' that is no whole number from 1")
    also = row.get("also", [])
    if not isinstance(also, list) or not all(isinstance(one, str) for one in also):
        raise wrong("has an 'also' that is no list of paths")
    if not _RULE.fullmatch(row["rule"]):
        raise wrong(f"has a 'rule' that is none: {row['rule'][:60]!r}")
    if not _PRINT.fullmatch(row["fingerprint"]):
        raise wrong("has a 'fingerprint' that is none; allowed: 32 hexadecimal digits")
    if not any(char.isalnum() for char in row["reason"]):
        raise wrong("has no reason")
    try:
        severity = Severity.parse(row["severity"])
    except ValueError:
        raise wrong(f"has a 'severity' that is none: {row['severity'][:60]!r}; allowed: error, warning, info") from None
    days: list[dt.date | None] = []
    for key in ("accepted", "until"):
        word = row.get(key, "")
        try:
            days.append(dt.date.fromisoformat(word) if word else None)
            if word and len(word) != 10:
                raise ValueError
        except ValueError:
            raise wrong(f"has the date {word[:40]!r} under {key!r}; allowed: YYYY-MM-DD") from None
    accepted, until = days
    assert accepted is not None
    return Entry(
        row["path"], row["rule"], row.get("key", ""), severity, row["message"], row.get("text", ""), tuple(also),
        row["fingerprint"], row["reason"], accepted, until, places,
    )  # fmt: skip


def text_of(entries: Iterable[Entry]) -> str:
    """The text of a baseline: sorted, one field a line, the same for the same entries.

    Characters that do not show, or that show others elsewhere, are written as JSON escapes.
    """
    rows = sorted(entries, key=lambda e: (e.path, e.rule, e.key, e.fingerprint, e.accepted, e.reason, e.message))
    tree = {"version": VERSION, "findings": [_row(entry) for entry in rows]}
    plain = json.dumps(tree, indent=2, ensure_ascii=False)
    return "".join(char if char == "\n" or char.isprintable() else _escaped(char) for char in plain) + "\n"


def _escaped(char: str) -> str:
    return json.dumps(char)[1:-1]


def _row(entry: Entry) -> dict[str, Any]:
    values: dict[str, Any] = entry._asdict() | {
        "severity": str(entry.severity),
        "also": list(entry.also),
        "accepted": entry.accepted.isoformat(),
        "until": entry.until.isoformat() if entry.until else "",
    }
    values["places"] = entry.places if entry.places > 1 else 0
    return {key: values[key] for key in _ORDER if values[key]}
