"""A suppression of the configuration, for formats that have no comments."""

from __future__ import annotations

import datetime as dt

from policylint.row import NamedTuple


class Entry(NamedTuple):
    """`names` (ids, families, bare names of rules) are quiet in the files that `paths` match.

    `text` narrows it to findings in whose sentences these words stand; after the day `until` it quiets nothing. `path` and `line` are
    the configuration's.
    """

    names: tuple[str, ...]
    paths: tuple[str, ...]
    reason: str
    path: str
    line: int
    text: str = ""
    until: dt.date | None = None
