"""Which files are policies: paths as given, and folders searched by the configuration's globs or by what files are and say.

The order is that of the paths given and, within a folder, that of the names; it does not depend on the file system.
Links are not followed out of the folder that is searched.
"""

from __future__ import annotations

import os
from collections.abc import Sequence

from policylint.config import Config
from policylint.row import NamedTuple
from policylint.tree import PRUNED, git_ignored, matches, walk


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


def find(paths: Sequence[str], config: Config, only_policies: bool = False) -> Found:
    """The files that `paths` mean; without paths, those below the current folder.

    A path that is no folder is taken as it is: what is missing or unreadable is told when it is read. With `only_policies`, it is
    taken if a search of the current folder would take it.
    """
    files: dict[str, str] = {}
    searched: list[tuple[str, tuple[str, ...]]] = []
    verdicts: list[Verdict] = []
    named = _named(paths, config) if only_policies else {}
    for path in paths or (os.curdir,):
        if path != "-" and os.path.isdir(path):
            told = search(path, config)
            searched.append((path, tuple(verdict.path for verdict in told if verdict.taken)))
        else:
            told = [named[path] if path in named else Verdict(path, True, "it is named on the command line")]
        verdicts += told
        for verdict in told:
            if verdict.taken:
                files.setdefault(os.path.normpath(verdict.path) if verdict.path != "-" else "-", verdict.path)
    return Found(tuple(files.values()), tuple(searched), tuple(verdicts))


def search(folder: str, config: Config) -> list[Verdict]:
    """The verdicts on the files below a folder, in the order of names.

    Taken are declared parts, what the configuration's `files` match, else what `policylint.recognition` knows for a policy; never
    what `exclude` matches or git ignores. By what it is, a file is only taken if its format has a reader.
    """
    top = os.path.realpath(folder)
    prefix = len(folder.rstrip(os.sep)) + 1 if folder != os.curdir else 0
    search = _Search(folder, config)
    verdicts = [verdict for path in walk(folder, top) if (verdict := search(path, path[prefix:])) is not None]
    verdicts = _without_ignored(top, verdicts, prefix)
    # Declared parts count wherever they lie, in a hidden folder or one that git ignores.
    return sorted([*verdicts, *(Verdict(path, True, why) for path, why in search.declared.items())], key=_order)


class _Search:
    """What the configuration and recognition say of the files below a folder."""

    def __init__(self, folder: str, config: Config) -> None:
        from policylint.recognition import judging

        base = os.path.relpath(os.path.realpath(folder), os.path.realpath(config.folder)).replace(os.sep, "/")
        self._base = "" if base == os.curdir else base + "/"
        self._config = config
        self._judging = judging
        self._judge = judging.Judge()
        self.declared = _declared(folder, config)

    def __call__(self, path: str, here: str) -> Verdict | None:
        """The verdict on a file that lies at `here` in the folder; None where it is nowhere near a policy, and for declared parts."""
        config = self._config
        here = here.replace(os.sep, "/")
        if path in self.declared or not (config.files or self._judging.worth(here)):
            return None
        excluded = next((glob for glob in config.exclude if matches(self._base + here, glob)), "")
        glob = next((glob for glob in config.files if matches(self._base + here, glob)), "")
        if excluded:
            told = f"'exclude' of {config.path} has {excluded!r}"
            return Verdict(path, False, told) if glob or self._judging.called(here) else None
        if glob:
            return Verdict(path, True, f"'files' of {config.path} has {glob!r}")
        if config.files:
            told = f"it is called like a policy, but 'files' of {config.path} lacks it"
            return Verdict(path, False, told) if self._judging.called(here) else None
        judgement = self._judge(path, here)
        return Verdict(path, *judgement) if judgement is not None else None


def _named(paths: Sequence[str], config: Config) -> dict[str, Verdict]:
    """The verdicts on files that are named, as a search of the current folder would give them."""
    top = os.path.realpath(os.curdir)
    search = _Search(os.curdir, config)
    declared = {os.path.realpath(path): why for path, why in search.declared.items()}
    found: dict[str, Verdict] = {}
    for path in paths:
        if path == "-" or not os.path.isfile(path):  # what is missing is told when it is read
            continue
        here = os.path.relpath(os.path.join(os.path.realpath(os.path.dirname(path)), os.path.basename(path)), top)
        inside = here.split(os.sep)[0] != os.pardir
        why = declared.get(os.path.realpath(path), "")
        if why:
            found[path] = Verdict(path, True, why)
        elif inside and _hidden(here.split(os.sep)):
            found[path] = Verdict(path, False, "a search leaves its folder out")
        else:
            found[path] = search(path, here) or Verdict(
                path, False, "it is not called like a policy, and has no title of one"
            )
    return found


def _hidden(pieces: Sequence[str]) -> bool:
    return any(piece.startswith(".") for piece in pieces) or not PRUNED.isdisjoint(pieces[:-1])


def _without_ignored(top: str, verdicts: Sequence[Verdict], prefix: int) -> list[Verdict]:
    """The verdicts, of those that git ignores only on files that were to be taken."""
    ignored = git_ignored(top, [verdict.path[prefix:] for verdict in verdicts])
    kept = (v for v in verdicts if v.taken or v.path[prefix:] not in ignored)
    return [v if v.path[prefix:] not in ignored else Verdict(v.path, False, "git ignores it") for v in kept]


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
