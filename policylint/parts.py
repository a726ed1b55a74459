"""Policies that the configuration declares to be kept in several files: which files they are, and each read as one.

Whoever asks for one part gets the whole policy: what a part alone does not state, another may.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence

from policylint.config import Composed, Config
from policylint.document import Document
from policylint.errors import BadConfiguration
from policylint.finding import Finding, Mark
from policylint.record import replace
from policylint.report import Failure
from policylint.row import NamedTuple
from policylint.tree import matches, walk, within

MOST = 500  # files of one policy


class Whole(NamedTuple):
    """A policy in parts: its name, the line that declares it, and its files in order (paths as they are opened)."""

    name: str
    line: int
    files: tuple[str, ...]


class Plan(NamedTuple):
    """What is to be read: every file once, which of them make one policy, and declarations that do not hold."""

    files: tuple[str, ...]
    wholes: tuple[Whole, ...] = ()
    failures: tuple[Failure, ...] = ()


def declared(config: Config) -> tuple[tuple[Whole, ...], tuple[Failure, ...]]:
    """The policies in parts, and a Failure that names the line for each that has a part which is not there."""
    wholes: list[Whole] = []
    failures: list[Failure] = []
    for composed in config.parts:
        try:
            wholes.append(_whole(composed, config))
        except BadConfiguration as mistake:
            failures.append(Failure(mistake.path, mistake.message, mistake.line))
    return tuple(wholes), tuple(failures)


def plan(files: Sequence[str], config: Config, stdin_name: str = "") -> Plan:
    """The files to read for those that are asked for: of a policy in parts, all parts, at the place of the first asked for.

    `stdin_name` is what '-' stands for. A declaration that does not hold is told, and none of its parts is read alone.
    """
    if not config.parts:
        return Plan(tuple(files))
    keys = {file: _key(stdin_name if file == "-" else file) for file in files}
    asked = {key: file for file, key in reversed(keys.items())}
    wholes, failures = declared(config)
    wanted = [whole for whole in wholes if any(_key(file) in asked for file in whole.files)]
    # A part is read under the name by which it was asked for.
    rows = [tuple(asked.get(_key(file), file) for file in whole.files) for whole in wanted]
    sound = {whole.line for whole in wholes}
    broken = {_key(f) for composed in config.parts if composed.line not in sound for f in _known(composed, config)}
    found: dict[str, None] = {}
    for file in files:
        mine = [row for row in rows if file in row]
        if mine or keys[file] not in broken:
            found.update(dict.fromkeys(part for row in mine for part in row) or {file: None})
    named = [
        Whole(w.name, w.line, tuple(stdin_name if f == "-" else f for f in r))
        for w, r in zip(wanted, rows, strict=True)
    ]
    return Plan(tuple(found), tuple(named), failures)


def join(read: Iterable[Document], planned: Plan) -> list[Document]:
    """The documents, those that are parts of one policy joined, at the place of the first part.

    A policy of which a part could not be read is left out: what that part states would be told as missing.
    """
    documents = list(read)
    if not planned.wholes:
        return documents
    from policylint.readers import joining

    by_path = {document.path: document for document in documents}
    parts = {file for whole in planned.wholes for file in whole.files}
    paths = {document.path for document in documents if document.path not in parts}
    joined: dict[str, list[Document]] = {}
    for whole in planned.wholes:
        if all(file in by_path for file in whole.files):
            free = next((file for file in whole.files if file not in paths), whole.files[0])
            paths.add(free)
            one = joining.join([by_path[file] for file in whole.files], free, whole.name)
            joined.setdefault(whole.files[0], []).append(one)
    found: list[Document] = []
    for document in documents:
        if document.path not in parts:
            found.append(document)
        found += joined.pop(document.path, ())
    return found


def below(folder: str, config: Config) -> Iterator[tuple[str, Whole]]:
    """Every part that lies in a folder, with its policy; paths begin with the folder as given."""
    top = os.path.realpath(folder)
    for whole in declared(config)[0]:
        for file in whole.files:
            relative = os.path.relpath(os.path.realpath(file), top)
            if not relative.startswith(os.pardir):
                yield relative if folder == os.curdir else os.path.join(folder, relative), whole


def at_home(findings: Iterable[Finding], wholes: Mapping[str, Document]) -> list[Finding]:
    """The findings with each mark in its own file; one that two policies share a part for is told once.

    `wholes` are the policies in parts by their paths. A fingerprint stays that of the whole: a sentence may move to another part.
    """
    found: dict[tuple[object, ...], Finding] = {}
    for finding in findings:
        marks = tuple(_at_home(mark, wholes) for mark in finding.marks)
        found.setdefault((finding.rule, finding.message, marks), replace(finding, marks=marks))
    return list(found.values())


def _at_home(mark: Mark, wholes: Mapping[str, Document]) -> Mark:
    whole = wholes.get(mark.path)
    if whole is None:
        return mark
    file, span = whole.home(mark.span)
    return replace(mark, path=file.path, span=span)


def _whole(composed: Composed, config: Config) -> Whole:
    files: dict[str, str] = {}
    for glob, line in composed.files:
        found = _expanded(glob, config.folder)
        if not found:
            what = "no file matches the glob" if _is_glob(glob) else "there is no file"
            message = f"parts of {composed.name!r}: {what} {glob!r} in the configuration's folder"
            raise BadConfiguration(message, config.path, line)
        for file in found:
            if not within(file, os.path.realpath(config.folder)):
                message = f"parts of {composed.name!r}: {glob!r} is a link that leads out of the configuration's folder"
                raise BadConfiguration(message, config.path, line)
            files.setdefault(_key(file), file)
        if len(files) > MOST:
            raise BadConfiguration(f"parts of {composed.name!r}: more than {MOST} files", config.path, line)
    return Whole(composed.name, composed.line, tuple(files.values()))


def _known(composed: Composed, config: Config) -> Iterator[str]:
    """The parts of a declaration that does not hold, as far as they are there."""
    for glob, _ in composed.files:
        yield from _expanded(glob, config.folder)


def _expanded(glob: str, folder: str) -> list[str]:
    """The files that a path or glob means, a glob's in the order of their names."""
    if not _is_glob(glob):
        path = os.path.normpath(os.path.join(folder, glob))
        return [path] if os.path.isfile(path) else []
    fixed: list[str] = []
    for piece in glob.split("/")[:-1]:
        if _is_glob(piece):
            break
        fixed.append(piece)
    base = os.path.normpath(os.path.join(folder, *fixed))
    top = os.path.realpath(folder)
    found = []
    for path in walk(base, top):
        relative = os.path.relpath(path, folder).replace(os.sep, "/")
        if matches(relative, glob):
            found.append(os.path.normpath(path))
    return found


def _is_glob(text: str) -> bool:
    return any(char in text for char in "*?[")


def _key(path: str) -> str:
    return os.path.realpath(path)
