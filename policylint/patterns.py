"""Regular expressions that are compiled when they are first used, or were compiled when the package was built.

Compiling is what importing a reader would cost most (0.1 to 2 ms a pattern, measured), and one document needs few of them. Of those
it needs, the compiled form stands in a file beside the package: a check of one policy spent a fifth of its time on compiling.
The form belongs to one version of Python's engine; another version, and a pattern that is not in the file, compiles as ever.
"""

from __future__ import annotations

import os
import re
import sys
from importlib import import_module
from typing import Any, cast

FILE = "patterns.json"
_MADE: list[tuple[str, int]] = []


class _Lazy:
    def __init__(self, source: str, flags: int) -> None:
        self._source, self._flags = source, flags
        _MADE.append((source, flags))

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        compiled = _STORE.pattern(self._source, self._flags)
        for method in ("match", "fullmatch", "search", "finditer", "findall", "sub"):
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


def lazy(source: str, flags: int = 0) -> re.Pattern[str]:
    """`re.compile(source, flags)`, done at the first use. A match's `.re` is the real pattern, not this one."""
    return cast("re.Pattern[str]", _Lazy(source, flags))


def word_set(listed: str) -> frozenset[str]:
    """The words of a string, for vocabularies that read best as running text."""
    return frozenset(listed.split())


class Store:
    """The patterns of a file that `written` gave, read when the first is asked for."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._kept: dict[str, str] | None = None

    def pattern(self, source: str, flags: int) -> re.Pattern[str]:
        """The compiled pattern: from the file, else newly compiled."""
        if self._kept is None:
            self._kept = self._read()
        entry = self._kept.get(f"{int(flags)} {source}")
        if entry is not None:
            try:
                return _revived(source, entry)
            except (ValueError, TypeError, RuntimeError, OverflowError):  # not what we wrote
                pass
        return re.compile(source, flags)

    def _read(self) -> dict[str, str]:
        import json

        try:
            with open(self._path, encoding="ascii") as file:
                data = json.load(file)
            if data["engine"] == _engine():
                kept: dict[str, str] = data["patterns"]
                return kept
        except (OSError, ValueError, LookupError, TypeError):
            pass
        return {}


def written() -> str:
    """The file of all patterns that `lazy` was called with so far, for this version of Python."""
    import json

    found = {f"{int(flags)} {source}": _frozen(source, flags) for source, flags in _MADE}
    return json.dumps({"engine": _engine(), "patterns": found}, separators=(",", ":"), sort_keys=True) + "\n"


def _engine() -> str:
    """What a compiled form belongs to."""
    import _sre  # type: ignore[import-not-found]

    return f"{sys.implementation.cache_tag} {_sre.MAGIC} {_sre.CODESIZE} {sys.byteorder}"


def _frozen(source: str, flags: int) -> str:
    """A compiled pattern as text: what `re.compile` hands to the engine, the code in base 64."""
    from array import array
    from base64 import b64encode

    parser, compiler = import_module("re._parser"), import_module("re._compiler")
    tree = parser.parse(source, int(flags))
    code = b64encode(array("I", compiler._code(tree, int(flags))).tobytes()).decode("ascii")
    names = [f"{name}={number}" for name, number in tree.state.groupdict.items()]
    return " ".join([str(int(flags) | tree.state.flags), str(tree.state.groups - 1), code, *names])


def _revived(source: str, entry: str) -> re.Pattern[str]:
    import _sre
    from array import array
    from binascii import a2b_base64

    flags, groups, code, *names = entry.split(" ")
    words = array("I", a2b_base64(code)).tolist()
    index = {name: int(number) for name, _, number in (row.partition("=") for row in names)}
    listed: list[str | None] = [None] * (int(groups) + 1)
    for name, number in index.items():
        listed[number] = name
    found: re.Pattern[str] = _sre.compile(source, int(flags), words, int(groups), index, tuple(listed))
    return found


_STORE = Store(os.path.join(os.path.dirname(__file__), FILE))
