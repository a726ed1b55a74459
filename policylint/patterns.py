"""Regular expressions that are compiled when they are first used.

Compiling is what importing a reader would cost most (0.1 to 2 ms a pattern, measured), and one document needs few of them.
"""

from __future__ import annotations

import re
from typing import Any, cast


class _Lazy:
    def __init__(self, source: str, flags: int) -> None:
        self._source, self._flags = source, flags

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        compiled = re.compile(self._source, self._flags)
        for method in ("match", "fullmatch", "search", "finditer", "findall", "sub"):
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


def lazy(source: str, flags: int = 0) -> re.Pattern[str]:
    """`re.compile(source, flags)`, done at the first use. A match's `.re` is the real pattern, not this one."""
    return cast("re.Pattern[str]", _Lazy(source, flags))


def word_set(listed: str) -> frozenset[str]:
    """The words of a string, for vocabularies that read best as running text."""
    return frozenset(listed.split())
