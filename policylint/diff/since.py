"""The policies that changed since a revision of git: each as it was, and as it is now in the working tree."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence

from policylint import discovery, git, parts
from policylint.config import Config
from policylint.diff.judge import Versions
from policylint.document import Document
from policylint.errors import BadUsage, PolicylintError
from policylint.readers import MAX_BYTES, read_bytes
from policylint.recognition import judging
from policylint.record import Record, replace
from policylint.report import Failure
from policylint.run import Options, documents, fault, kind_for
from policylint.tree import matches

ALIKE = 0.5  # share of words that a file has in common with a missing one, for it to be that one under another name
MOST_MISSING = 200  # files that may have been policies and are gone


class Changed(Record):
    """What there is to compare, the commit that it is compared with, and what could not be read."""

    versions: tuple[Versions, ...]
    commit: str
    failures: tuple[Failure, ...] = ()


def changed(
    revision: str, paths: Sequence[str], config: Config, options: Options, only_policies: bool = False
) -> Changed:
    """The policies below some paths (by default the current folder) that differ from where this work left `revision`.

    With `only_policies`, a file that is named counts only if a search would take it.

    A policy that was renamed is compared with itself under its old name; new and deleted ones are told as such. Raises BadUsage where
    there is no repository, no such revision, or too little history to tell.
    """
    if "-" in paths:
        raise BadUsage("--since compares files of a repository; standard input is none")
    repository = git.repository(_folder(paths[0] if paths else os.curdir))
    commit = repository.fork(repository.commit(revision))
    here = [path for path in paths if os.path.exists(path)]
    found = discovery.find(here, config, only_policies).files if here or not paths else ()
    plan = parts.plan(found, config)
    names = {repository.relative(file): file for file in plan.files}
    renamed = repository.renames(commit)
    failures: list[Failure] = list(plan.failures)
    missing = _missing(repository, commit, paths, config, set(names), set(renamed.values()))
    sources = {name: renamed.get(name, name) for name in names}
    blobs = repository.blobs(commit, [*sources.values(), *missing])
    data: dict[str, bytes] = {}
    for blob in blobs.values():
        try:
            data[blob.path] = repository.read(blob, MAX_BYTES)
        except PolicylintError as error:
            failures.append(Failure(blob.path, error.message))
    _moved(names, sources, missing, data)
    read, failed = documents(plan.files)
    failures += failed
    new = {document.path: document for document in parts.join(read, plan)}
    olds = _olds(names, sources, data, commit, failures)
    wholes = plan._replace(wholes=tuple(w._replace(files=tuple(f for f in w.files if f in olds)) for w in plan.wholes))
    wholes = wholes._replace(wholes=tuple(w for w in wholes.wholes if w.files))
    old = {document.path: document for document in parts.join([replace(d, path=f) for f, d in olds.items()], wholes)}
    broken = {path for name, path in names.items() if sources[name] in data and path not in olds}
    versions = [
        one
        for path, document in new.items()
        if broken.isdisjoint(file.path for file in document.files)
        and (one := _version(path, document, old.get(path), names, sources, config, options, commit)) is not None
    ]
    versions += [
        _gone(path, data[path], commit, failures) for path in _policies(missing, data, paths, repository, config)
    ]
    return Changed(tuple(versions), commit, tuple(failures))


def _folder(path: str) -> str:
    return path if os.path.isdir(path) else os.path.dirname(os.path.abspath(path))


def _missing(
    repository: git.Repository, commit: str, paths: Sequence[str], config: Config, here: set[str], renamed: set[str]
) -> list[str]:
    """Files of the commit below the paths that are not there any more and may have been policies."""
    found: dict[str, None] = {}
    for path in paths or (os.curdir,):
        if os.path.isfile(path):
            continue
        folder = repository.relative(path)
        if folder and folder in repository.blobs(commit, [folder]):
            found[folder] = None
            continue
        for blob in repository.tree(commit, folder):
            if blob.path in here or blob.path in renamed or not (config.files or judging.worth(blob.path)):
                continue
            if not os.path.lexists(os.path.join(repository.top, *blob.path.split("/"))):
                found[blob.path] = None
    return list(found)[:MOST_MISSING]


def _moved(names: dict[str, str], sources: dict[str, str], missing: list[str], data: dict[str, bytes]) -> None:
    """Take files that git does not know of yet for missing ones under another name, where half of their words are the same."""
    words = {path: set(data[path].split()) for path in missing if path in data}
    for name in sorted(names):
        if sources[name] in data or not words:
            continue
        try:
            with open(names[name], "rb") as file:
                here = set(file.read(MAX_BYTES).split())
        except OSError:
            continue
        best = max(words, key=lambda path: _alike(here, words[path]))
        if _alike(here, words[best]) >= ALIKE:
            del words[best]
            sources[name] = best
            missing.remove(best)


def _policies(
    missing: Sequence[str], data: dict[str, bytes], paths: Sequence[str], repository: git.Repository, config: Config
) -> Iterator[str]:
    """Those of the missing files that were policies: asked for by name, configured, or known for one as others are."""
    asked = {repository.relative(path) for path in paths}
    judge = judging.Judge(lambda path, most: data[path][:most])
    for path in missing:
        if path not in data:
            continue
        relative = config.relative(os.path.join(repository.top, *path.split("/")))
        if any(matches(relative, glob) for glob in config.exclude):
            continue
        if config.files:
            taken = any(matches(relative, glob) for glob in config.files)
        else:
            judgement = judge(path, path)
            taken = judgement is not None and judgement.taken
        if taken or path in asked:
            yield path


def _alike(one: set[bytes], other: set[bytes]) -> float:
    return len(one & other) / max(len(one | other), 1)


def _olds(
    names: dict[str, str],
    sources: dict[str, str],
    data: dict[str, bytes],
    commit: str,
    failures: list[Failure],
) -> dict[str, Document]:
    """The old versions by the paths of the new ones."""
    found: dict[str, Document] = {}
    for name, path in names.items():
        old = _read(sources[name], data.get(sources[name]), commit, failures)
        if old is not None:
            found[path] = old
    return found


def _read(path: str, data: bytes | None, commit: str, failures: list[Failure]) -> Document | None:
    if data is None:
        return None
    try:
        return read_bytes(data, path)
    except PolicylintError as error:
        failures.append(Failure(f"{path} at {commit[:12]}", error.message, error.line))
    except Exception as error:  # a fault of ours on one file must not hide the others
        failures.append(Failure(f"{path} at {commit[:12]}", fault(error)))
    return None


def _version(
    path: str,
    new: Document,
    old: Document | None,
    names: dict[str, str],
    sources: dict[str, str],
    config: Config,
    options: Options,
    commit: str,
) -> Versions | None:
    kind = kind_for(path, config, options)
    if old is None:
        return Versions(path, None, new, "added", "", kind)
    if [file.text for file in old.files] == [file.text for file in new.files]:
        return None
    by_path = {file: name for name, file in names.items()}
    source = sources[by_path[path]] if path in by_path else path
    status = "renamed" if path in by_path and source != by_path[path] else "modified"
    return Versions(path, _at(old, commit), new, "renamed" if status == "renamed" else "modified", source, kind)


def _gone(path: str, data: bytes, commit: str, failures: list[Failure]) -> Versions:
    old = _read(path, data, commit, failures)
    return Versions(path, _at(old, commit) if old is not None else None, None, "deleted", path)


def _at(document: Document, commit: str) -> Document:
    """An old version under a name of its own: a place in it must not be taken for one in the file as it is."""
    return replace(document, path=f"{document.path} at {commit[:12]}")
