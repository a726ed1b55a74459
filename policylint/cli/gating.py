"""From the options of a command to its gates."""

from __future__ import annotations

import argparse
import os

from policylint.config import Config
from policylint.errors import BadUsage
from policylint.hints import TYPE_CHECKING

if TYPE_CHECKING:
    from policylint.gated import Gates


def gates_of(arguments: argparse.Namespace, config: Config) -> tuple[Config, Gates | None]:
    """The configuration that counts, and the gates that are asked for (None where there are none).

    `config` is that of the working tree; with --trust base the one of --since REV counts in its stead.
    """
    if arguments.trust == "base" and not arguments.since:
        raise BadUsage("--trust base: the base is that of --since REV; allowed: both together")
    if arguments.baseline is None and config.baseline is None and arguments.since is None:
        return config, None
    from policylint.gated import Gates, Since, baseline_of

    since = base = None
    if arguments.since is not None:
        from policylint.git import repository

        start = _start(arguments)
        found = repository(start)
        commit = found.commit(arguments.since)
        since = Since(found, found.fork(commit), arguments.since)
        if arguments.trust == "base":
            from policylint import trust

            folders = tuple(path for path in arguments.paths or (os.curdir,) if path != "-" and os.path.isdir(path))
            head, config = config, trust.config_at(found, commit, arguments.config, start)
            base = trust.Base(found, commit, arguments.since, config, head, folders)
    return config, Gates(baseline_of(arguments.baseline, config), since, base)


def _start(arguments: argparse.Namespace) -> str:
    """The first path that is asked about: the configuration is looked for from there."""
    first: str = arguments.paths[0] if arguments.paths else os.curdir
    if first == "-":
        return os.path.dirname(arguments.stdin_filename) or os.curdir
    return first
