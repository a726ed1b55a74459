"""`[tool.policylint]` of a TOML file as the tree that a YAML configuration gives, with lines.

`tomllib` keeps no places. A line is found by looking for the table's header and then for the key; that is right for
every layout but the same key within a multi-line string.
"""

from __future__ import annotations

import os
import re
import stat

from policylint.errors import BadConfiguration
from policylint.hints import Any
from policylint.marked import LARGEST, Map, Node, Scalar, Seq

TABLE = ("tool", "policylint")


def read(path: str, optional: bool = False) -> Map | None:
    """The table, or None where there is none and it is `optional`; BadConfiguration for what cannot be read."""
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):
            raise BadConfiguration("not a regular file", path)
        with open(path, "rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as problem:
        raise BadConfiguration(f"cannot be read: {problem.strerror or problem}", path) from None
    return parse(data, path, optional)


def parse(data: bytes, path: str, optional: bool = False) -> Map | None:
    """The table in the bytes of a file, as `read` gives it; `path` is for messages."""
    if b"policylint" not in data and optional:  # a project's own file: none of our business, whatever it holds
        return None
    if len(data) > LARGEST:
        raise BadConfiguration(f"more than {LARGEST} bytes; at most so many are allowed", path)
    import tomllib

    try:
        text = data.decode("utf-8-sig")
        tree: Any = tomllib.loads(text)
    except UnicodeDecodeError as problem:
        raise BadConfiguration("not UTF-8, as TOML must be", path, data[: problem.start].count(b"\n") + 1) from None
    except tomllib.TOMLDecodeError as problem:
        place = re.search(r"\(at line (\d+), column \d+\)", str(problem))
        message = str(problem)[: place.start()].strip() if place else str(problem)
        line = int(place[1]) if place else text.count("\n") + 1  # the other place is "at end of document"
        raise BadConfiguration(f"not TOML: {message}", path, line) from None
    except RecursionError:
        raise BadConfiguration("not TOML: nested too deep", path, 1) from None
    for name in TABLE:
        tree = tree.get(name) if isinstance(tree, dict) else None
    if tree is None and optional:
        return None
    if not isinstance(tree, dict):
        raise BadConfiguration(f"no table [{'.'.join(TABLE)}]", path)
    node = _node(tree, TABLE, text.splitlines())
    assert isinstance(node, Map)
    return node


def _node(value: Any, keys: tuple[str, ...], lines: list[str], line: int = 0) -> Node:
    line = _line(keys, lines) or line or 1
    if isinstance(value, dict):
        pairs: list[tuple[Scalar, Node]] = []
        for key, item in value.items():
            node = _node(item, (*keys, key), lines, line)
            pairs.append((Scalar(key, _line((*keys, key), lines) or line, 1), node))
        return Map(tuple(pairs), line, 1)
    if isinstance(value, list):
        items = []
        for item in value:
            at = _value_line(item, line, lines) if isinstance(item, str) else line
            items.append(Scalar(item, at, 1) if isinstance(item, str) else _node(item, (), lines, line))
        return Seq(tuple(items), line, 1)
    return Scalar(str(value).lower() if isinstance(value, bool) else str(value), line, 1)


def _line(keys: tuple[str, ...], lines: list[str]) -> int:
    """The line (from 1) of a key given by its path: under the longest header that leads to it; 0 where not found."""
    for cut in range(len(keys), 0, -1):
        header = _dotted(keys[:cut], "[", "]")
        at = next((i for i, row in enumerate(lines) if header.match(row)), None)
        if at is None:
            continue
        if cut == len(keys):
            return at + 1
        for i in range(at + 1, len(lines)):
            if lines[i].lstrip().startswith("["):
                break
            if _dotted(keys[cut:], "", "=").match(lines[i]) or _dotted(keys[-1:], "", "=").search(lines[i]):
                return i + 1
    return 0


def _dotted(keys: tuple[str, ...], before: str, after: str) -> re.Pattern[str]:
    names = r"\s*\.\s*".join(rf"""["']?{re.escape(key)}["']?""" for key in keys)
    start = r"\s*" if before or after else ""
    return re.compile(rf"{start}{re.escape(before)}(?<![\w-])\s*{names}\s*{re.escape(after)}")


def _value_line(value: str, line: int, lines: list[str]) -> int:
    """The first line from `line` on that holds a string."""
    return next((i + 1 for i in range(line - 1, len(lines)) if value and value in lines[i]), line)
