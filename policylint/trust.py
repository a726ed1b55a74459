"""The base of an edit, whose configuration, rules, baseline and suppressions are trusted in place of the edit's own.

Everything is read from the base's commit; nothing of the working tree decides what counts. What the edit would quiet by
itself is told as findings, so that whoever reviews it sees it.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from policylint import config as configuration
from policylint import run as road
from policylint.config import Config
from policylint.document import Document
from policylint.errors import BadConfiguration, BadRule, BadUsage
from policylint.finding import Finding, Mark
from policylint.gates.trust import NEWLY, waits
from policylint.git import Blob, Repository
from policylint.hints import TYPE_CHECKING
from policylint.record import replace
from policylint.row import NamedTuple
from policylint.span import Span

if TYPE_CHECKING:
    from policylint.gates.baseline import Baseline
    from policylint.gates.telling import Telling
    from policylint.report import Report
    from policylint.rulebook import Rulebook

MOST = 4_000_000  # bytes of rule files
MOST_POLICIES = 100_000_000  # bytes of what an edit took away or rewrote
NAMED = 4


class Base(NamedTuple):
    """Where an edit began: the commit as named, the configuration there (`config`) and now (`head`), and the folders searched."""

    repository: Repository
    commit: str
    revision: str
    config: Config
    head: Config
    folders: tuple[str, ...] = ()


def config_at(repository: Repository, commit: str, wish: str | None, start: str) -> Config:
    """The configuration of a commit: the one that `wish` names ('none' for none), else the nearest upward from `start`.

    A file that is named and lies outside of the repository is taken as it is: no edit can have changed it.
    """
    if wish == "none":
        return Config()
    if wish is not None:
        try:
            name = repository.relative(wish)
        except BadUsage:
            return configuration.load(wish)
        return _parsed(repository, repository.blobs(commit, [name]).get(name), wish)
    folder = os.path.abspath(start)
    if not os.path.isdir(folder):
        folder = os.path.dirname(folder)
    here = repository.relative(folder)
    folders = [here]
    while folders[-1]:
        folders.append(folders[-1].rpartition("/")[0])
    wrong = ".policylint.yml"
    links = repository.links(commit, [f"{f}/{configuration.YAML_NAME}".lstrip("/") for f in folders])
    if links:  # what it points at may lie anywhere, and may be the edit's
        raise BadUsage(f"{links[0]} is a link in the base; with --trust base the configuration is a file")
    kinds = (configuration.YAML_NAME, wrong, configuration.TOML_NAME)
    blobs = repository.blobs(commit, [f"{f}/{kind}".lstrip("/") for f in folders for kind in kinds])
    for one in folders:
        for kind in kinds:
            blob = blobs.get(f"{one}/{kind}".lstrip("/"))
            if blob is None:
                continue
            shown = os.path.normpath(
                os.path.relpath(os.path.join(repository.top, blob.path), os.path.realpath(os.curdir))
            )
            if kind == wrong:
                raise BadConfiguration(f"is not read; name it {configuration.YAML_NAME}", shown)
            found = _parsed(repository, blob, shown)
            if found.path:
                return found
    return Config()


def _parsed(repository: Repository, blob: Blob | None, shown: str) -> Config:
    if blob is None:
        return Config()
    from policylint import marked

    data = repository.read(blob, marked.LARGEST)
    if blob.path.lower().endswith(".toml"):
        from policylint import config_toml

        table = config_toml.parse(data, shown, optional=True)
        return Config() if table is None else configuration.parse(table, shown)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BadConfiguration("not UTF-8; YAML files are read as UTF-8", shown) from None
    return configuration.parse(marked.load(text, shown, BadConfiguration), shown)


def rulebook(base: Base) -> Rulebook:
    """The rules as they were: the configuration's folders of rules from the commit, plugins as installed."""
    home = _home(base)
    if not base.config.rule_folders or home is None:
        return road.rulebook_for(base.config)
    import tempfile

    with tempfile.TemporaryDirectory(prefix="policylint-") as folder:
        _extract(list(_rule_files(base)), base, folder)
        top = os.path.join(folder, *home.split("/"))
        found = road.rulebook_for(base.config._replace(folder=top))
    mistakes = tuple(BadRule(m.message, m.path.replace(top, base.config.folder), m.line) for m in found.mistakes)
    return replace(found, mistakes=mistakes)


def baseline(base: Base, path: str) -> Baseline:
    """A baseline as it was; an empty one where the edit brings it. As it is where it lies outside of the repository."""
    from policylint.gates import baselinefile
    from policylint.gates.baseline import Baseline

    try:
        name = base.repository.relative(path)
    except BadUsage:
        return baselinefile.read(path)
    blob = base.repository.blobs(base.commit, [name]).get(name)
    if blob is not None:
        return baselinefile.parse(base.repository.read(blob, baselinefile.LARGEST), path)
    baselinefile.read(path)  # one that is nowhere is told
    return Baseline(path)


def told(base: Base, report: Report, telling: Telling, trusted: Baseline | None) -> tuple[list[Finding], Document]:
    """What the edit would quiet, beside comments: by configuration, baseline, rules, hidden policies; and the configuration's file."""
    from policylint.weakening import weaker

    found: list[Finding] = []
    config = _source(base.head.path or base.config.path)

    def tell(message: str, path: str, *subject: str, key: str = "") -> None:
        span = _place(config, key) if path == config.path else Span(0, 0)
        found.extend(telling.finding(NEWLY, f"{message}; {waits(base.revision)}", Mark(path, span), path, *subject))

    for key, message in weaker(base.config, base.head, telling.rules):
        tell(f"this edit's configuration: {message}", config.path, key, message, key=key)
    changed = [blob.path for blob in _rule_files(base) if _differs(base, blob)]
    if changed:
        tell(f"this edit changes rules ({_listed(changed)})", config.path, *changed, key="rule-folders")
    if trusted is not None:
        new = _accepted(trusted)
        if new:
            tell(f"this edit accepts more findings ({_listed(new)})", trusted.path, *new)
    for name, where in _hidden(base, report):
        tell(f"the policy {name} was judged before and is not now: {where}", name, where)
    return found, config


def _source(path: str) -> Document:
    """A configuration's file as it is now, for reporters that show its lines; an empty one where it is gone."""
    from policylint import marked

    try:
        with open(path, "rb") as file:
            text = file.read(marked.LARGEST).decode("utf-8-sig", "replace")
    except OSError:
        text = ""
    return Document(path, "text", text, (), (), ())


def _place(source: Document, key: str) -> Span:
    """Where a configuration's file says a key: the first line that begins with it."""
    for number in range(1, len(source.lines) + 1 if key else 1):
        line = source.lines.line(number).strip()
        if line.startswith((f"{key}:", f"{key} =", f"{key}=")) or line.endswith(f".{key}]"):
            return source.lines.span(number)
    return Span(0, 0)


def _accepted(trusted: Baseline) -> list[str]:
    """The entries of a baseline as it is now that it had not before."""
    from policylint.gates import baselinefile

    if not os.path.lexists(trusted.path):
        return []
    now = Counter(entry._replace(message="", text="") for entry in baselinefile.read(trusted.path).entries)
    now -= Counter(entry._replace(message="", text="") for entry in trusted.entries)
    return sorted(f"{entry.path}: {entry.key or entry.rule}" for entry in now.elements())


def _home(base: Base) -> str | None:
    """The configuration's folder in the repository; None where it lies outside, so that no edit can change what it names."""
    try:
        return base.repository.relative(base.config.folder)
    except BadUsage:
        return None


def _rule_files(base: Base) -> Iterator[Blob]:
    home = _home(base)
    for name, _ in base.config.rule_folders if home is not None else ():
        for blob in base.repository.tree(base.commit, f"{home}/{name}".strip("/")):
            if blob.path.endswith((".yaml", ".yml")):
                yield blob


def _extract(blobs: Sequence[Blob], base: Base, folder: str, most: int = MOST) -> None:
    """Write files of the commit below a folder. BadUsage for more than so many bytes, or a path that leaves it."""
    if sum(blob.size for blob in blobs) > most:
        raise BadUsage(f"files of {base.revision}: more than {most} bytes; at most so many are read")
    for blob in blobs:
        parts = blob.path.split("/")
        if any(part in ("", ".", "..") or os.sep in part or "\\" in part for part in parts):
            raise BadUsage(f"{blob.path!r} is no path that is read from a commit")
        path = os.path.join(folder, *parts)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(base.repository.read(blob, most))


def _differs(base: Base, blob: Blob) -> bool:
    path = os.path.join(base.repository.top, *blob.path.split("/"))
    try:
        with open(path, "rb") as file:
            return file.read(MOST) != base.repository.read(blob, MOST)
    except OSError:
        return True


def _hidden(base: Base, report: Report) -> Iterator[tuple[str, str]]:
    """(path, where it is now) of the policies that a search of the base would take and that were not judged now."""
    if not base.folders:
        return
    import tempfile

    from policylint import discovery, readers
    from policylint.recognition import judging

    repository = base.repository
    taken = {repository.relative(file.path) for one in report.documents for file in one.document.files}
    failed = {repository.relative(f.path) for f in report.failures if f.path and os.path.lexists(f.path)}
    moved = {old: new for new, old in repository.renames(base.commit).items()}
    names = [
        name
        for name in repository.changed(base.commit)
        if name not in taken | failed and moved.get(name, name) not in taken | failed
        and (base.config.files or judging.worth(name))
    ]  # fmt: skip
    blobs = [b for b in repository.blobs(base.commit, names).values() if b.size <= readers.MAX_BYTES]
    if not blobs:
        return
    with tempfile.TemporaryDirectory(prefix="policylint-") as folder:
        _extract(blobs, base, folder, MOST_POLICIES)
        top = os.path.realpath(folder)
        home = _home(base)
        config = base.config._replace(folder=os.path.join(top, *(home or "").split("/")), parts=())
        if home is None:  # its globs are of another place: names and titles must do
            config = config._replace(files=(), exclude=())
        found: set[str] = set()
        for asked in base.folders:
            below = os.path.join(top, *repository.relative(asked).split("/"))
            if os.path.isdir(below):
                found |= {os.path.relpath(f, top).replace(os.sep, "/") for f in discovery.find([below], config).files}
    for name in sorted(found):
        if name in moved:
            where = f"it is {moved[name]} now, which is not taken for a policy"
        elif os.path.lexists(os.path.join(repository.top, *name.split("/"))):
            where = "it is not taken for a policy any more"
        else:
            where = "it is gone"
        yield os.path.relpath(os.path.join(repository.top, *name.split("/")), os.path.realpath(os.curdir)), where


def _listed(names: Iterable[str]) -> str:
    rows = list(names)
    more = len(rows) - NAMED
    return ", ".join(rows[:NAMED]) + (f" and {more} more" if more > 0 else "")
