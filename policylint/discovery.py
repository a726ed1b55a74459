"""Which files are policies: paths as given, and folders searched by the configuration's globs or by what files are and say.

The order is that of the paths given and, within a folder, that of the names; it does not depend on the file system.
Links are not followed out of the folder that is searched.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import NamedTuple

from policylint.config import Config
from policylint.tree import git_ignored, matches, walk


class Verdict(NamedTuple):
    """Whether a file was taken for a policy, and why. Told of every file that was, and of those that came near."""

    path: str
    taken: bool
    reason: str


class Found(NamedTuple):
    """The files to read, for each folder that was searched those that came from it, and the verdicts in the order of paths."""

    files: tuple[str, ...]
    searched: tuple[tuple[str, tuple[str, ...]], ...] = ()
    verdicts: tuple[Verdict, ...] = ()


def find(paths: Sequence[str], config: Config) -> Found:
    """The files that `paths` mean; without paths, those below the current folder.

    A path that is no folder is taken as it is: what is missing or unreadable is told when it is read.
    """
    files: dict[str, str] = {}
    searched: list[tuple[str, tuple[str, ...]]] = []
    verdicts: list[Verdict] = []
    for path in paths or (os.curdir,):
        if path != "-" and os.path.isdir(path):
            told = search(path, config)
            below = tuple(verdict.path for verdict in told if verdict.taken)
            searched.append((path, below))
        else:
            told = [Verdict(path, True, "it is named on the command line")]
            below = (path,)
        verdicts += told
        for file in below:
            files.setdefault(os.path.normpath(file) if file != "-" else file, file)
    return Found(tuple(files.values()), tuple(searched), tuple(verdicts))


def search(folder: str, config: Config) -> list[Verdict]:
    """The verdicts on the files below a folder, in the order of names.

    Taken are declared parts, what the configuration's `files` match, else what `policylint.recognition` knows for a policy; never
    what `exclude` matches or git ignores. By what it is, a file is only taken if its format has a reader.
    """
    from policylint.recognition import judging

    top = os.path.realpath(folder)
    prefix = len(folder.rstrip(os.sep)) + 1 if folder != os.curdir else 0
    base = os.path.relpath(top, os.path.realpath(config.folder)).replace(os.sep, "/")
    base = "" if base == os.curdir else base + "/"
    declared = _declared(folder, config)
    judge = judging.Judge()
    verdicts: list[Verdict] = []
    for path in walk(folder, top):
        here = path[prefix:].replace(os.sep, "/")
        if path in declared or not (config.files or judging.worth(here)):
            continue
        excluded = next((glob for glob in config.exclude if matches(base + here, glob)), "")
        glob = next((glob for glob in config.files if matches(base + here, glob)), "")
        if excluded:
            if glob or judging.called(here):
                verdicts.append(Verdict(path, False, f"'exclude' of {config.path} has {excluded!r}"))
        elif glob:
            verdicts.append(Verdict(path, True, f"'files' of {config.path} has {glob!r}"))
        elif not config.files:
            judgement = judge(path, here)
            if judgement is not None:
                verdicts.append(Verdict(path, *judgement))
        elif judging.called(here):
            verdicts.append(Verdict(path, False, f"it is called like a policy, but 'files' of {config.path} lacks it"))
    ignored = git_ignored(top, [verdict.path[prefix:] for verdict in verdicts])
    kept = (v for v in verdicts if v.taken or v.path[prefix:] not in ignored)
    verdicts = [v if v.path[prefix:] not in ignored else Verdict(v.path, False, "git ignores it") for v in kept]
    return sorted([*verdicts, *(Verdict(path, True, reason) for path, reason in declared.items())], key=_order)


def _order(verdict: Verdict) -> list[str]:
    return verdict.path.split(os.sep)


def _declared(folder: str, config: Config) -> dict[str, str]:
    if not config.parts:
        return {}
    from policylint import parts

    return {
        path: f"it is a part of {whole.name!r} ({config.path}:{whole.line})"
        for path, whole in parts.below(folder, config)
    }
