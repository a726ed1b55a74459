"""What there is to compare: two files, or the policies that changed since a revision."""

from __future__ import annotations

from policylint.config import Config
from policylint.diff.judge import Versions
from policylint.record import replace
from policylint.report import Failure
from policylint.run import Options, documents, kind_for


def two(old: str, new: str, config: Config, options: Options) -> tuple[list[Versions], list[Failure]]:
    """Two files as versions of one policy; none where one of them could not be read."""
    read, failures = documents([old, new])
    if failures:
        return [], failures
    before, after = read
    if old == new:  # a place in one must not be taken for a place in the other
        before = replace(before, path=f"{old} (old)")
    return [Versions(new, before, after, "modified", old, kind_for(new, config, options), options.as_of is None)], []
