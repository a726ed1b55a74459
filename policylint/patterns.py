"""Regular expressions that are compiled when they are first used, or were compiled when the package was built.

Compiling is what importing a reader would cost most (0.1 to 2 ms a pattern, measured), and one document needs few of them. Of those
it needs, the compiled form stands in a file beside the package: a check of one policy spent a fifth of its time on compiling.
The form belongs to one version of Python's engine; another version, and a pattern that is not in the file, compiles as ever.
"""

from __future__ import annotations

import marshal
import os
import re
import sys
from importlib import import_module

from policylint.hints import Any, cast

FILE = "patterns.bin"
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
        self._kept: dict[str, Entry] | None = None
        self._codes = b""

    def pattern(self, source: str, flags: int) -> re.Pattern[str]:
        """The compiled pattern: from the file, else newly compiled."""
        if self._kept is None:
            self._kept = self._read()
        entry = self._kept.get(f"{int(flags)} {source}")
        if entry is not None:
            try:
                return _revived(source, entry, self._codes)
            except (ValueError, TypeError, LookupError, RuntimeError, OverflowError):  # not what we wrote
                pass
        return re.compile(source, flags)

    def _read(self) -> dict[str, Entry]:
        try:
            with open(self._path, "rb") as file:
                if file.readline() == _first():
                    kept: dict[str, Entry]
                    kept, self._codes = marshal.loads(file.read())
                    return kept
        except (OSError, EOFError, ValueError, LookupError, TypeError):
            pass
        return {}


Entry = list[Any]
"""Flags, number of groups, names of groups by number, and from where to where the code stands among all codes."""


def written() -> bytes:
    """The file of all patterns that `lazy` was called with so far, for this version of Python: what it belongs to, then the rest."""
    from array import array

    parser, compiler = import_module("re._parser"), import_module("re._compiler")
    found: dict[str, Entry] = {}
    codes = b""
    for source, flags in sorted(set(_MADE)):
        tree = parser.parse(source, int(flags))
        state = tree.state
        code = array("I", compiler._code(tree, int(flags))).tobytes()  # what re.compile hands to the engine
        entry = [int(flags) | state.flags, state.groups - 1, state.groupdict, len(codes), len(codes) + len(code)]
        found[f"{int(flags)} {source}"] = entry
        codes += code
    return _first() + marshal.dumps((found, codes))


def _first() -> bytes:
    return f"{engine()} {marshal.version}\n".encode("ascii")


def engine() -> str:
    """What a compiled form belongs to: the version of Python and of its engine of regular expressions."""
    import _sre  # type: ignore[import-not-found]

    return f"{sys.implementation.cache_tag} {_sre.MAGIC} {_sre.CODESIZE} {sys.byteorder}"


def _revived(source: str, entry: Entry, codes: bytes) -> re.Pattern[str]:
    import _sre

    flags, groups, names, start, end = entry
    listed: list[str | None] = [None] * (groups + 1)
    for name, number in names.items():
        listed[number] = name
    code = memoryview(codes)[start:end].cast("I").tolist()
    found: re.Pattern[str] = _sre.compile(source, flags, code, groups, names, tuple(listed))
    return found


_STORE = Store(os.path.join(os.path.dirname(__file__), FILE))
