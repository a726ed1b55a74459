"""Which files are policies: paths as given, and folders searched by the configuration's globs or by name and title.

The order is that of the paths given and, within a folder, that of the names; it does not depend on the file system.
Links are not followed out of the folder that is searched.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from policylint.config import Config
from policylint.tree import git_ignored, matches, walk


class Found(NamedTuple):
    """The files to read, and for each folder that was searched those that came from it."""

    files: tuple[str, ...]
    searched: tuple[tuple[str, tuple[str, ...]], ...] = ()


def find(paths: Sequence[str], config: Config) -> Found:
    """The files that `paths` mean; without paths, those below the current folder.

    A path that is no folder is taken as it is: what is missing or unreadable is told when it is read.
    """
    files: dict[str, str] = {}
    searched: list[tuple[str, tuple[str, ...]]] = []
    for path in paths or (os.curdir,):
        if path != "-" and os.path.isdir(path):
            below = tuple(search(path, config))
            searched.append((path, below))
        else:
            below = (path,)
        for file in below:
            files.setdefault(os.path.normpath(file) if file != "-" else file, file)
    return Found(tuple(files.values()), tuple(searched))


def search(folder: str, config: Config) -> Iterator[str]:
    """The policies below a folder, sorted: what the configuration's `files` match, else by name and title.

    By name and title only files of formats that have a reader are taken.
    """
    from policylint.readers.formats import EXTENSIONS
    from policylint.recognition import named, titled

    endings = tuple(EXTENSIONS)
    top = os.path.realpath(folder)
    base = os.path.realpath(config.folder)
    taken: list[str] = []
    for path in walk(folder, top):
        relative = os.path.relpath(os.path.join(top, os.path.relpath(path, folder)), base).replace(os.sep, "/")
        if any(matches(relative, glob) for glob in config.exclude):
            continue
        if config.files:
            if any(matches(relative, glob) for glob in config.files):
                taken.append(path)
        elif path.lower().endswith(endings) and (named(path) or titled(path)):
            taken.append(path)
    if config.parts:
        from policylint import parts

        taken = list(dict.fromkeys([*taken, *(path for path, _ in parts.below(folder, config))]))
    ignored = git_ignored(top, [os.path.relpath(path, folder) for path in taken])
    return (path for path in taken if os.path.relpath(path, folder) not in ignored)
