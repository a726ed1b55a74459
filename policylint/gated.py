"""A run with gates: findings that were accepted before, findings of an edit alone, and an edit that may not quiet itself."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence

from policylint import run as road
from policylint.config import Config
from policylint.errors import BadConfiguration, UnreadableInput
from policylint.hints import TYPE_CHECKING
from policylint.quieting import added, telling
from policylint.record import replace
from policylint.report import Report
from policylint.row import NamedTuple

if TYPE_CHECKING:
    from policylint.document import Document
    from policylint.finding import Finding
    from policylint.gates.baseline import Baseline, Files
    from policylint.gates.changes import Edit
    from policylint.gates.trust import Comments
    from policylint.git import Blob, Repository
    from policylint.lint import Settings
    from policylint.rulebook import Rulebook
    from policylint.trust import Base


class Since(NamedTuple):
    """The edit that is judged: its repository, the commit that it began from, and the revision as the user named it."""

    repository: Repository
    commit: str
    revision: str


class Gates(NamedTuple):
    """Which gates a run has: a baseline's file ('' for none), an edit, and the base that is trusted in its stead."""

    baseline: str = ""
    since: Since | None = None
    base: Base | None = None


def run(
    files: Sequence[str],
    config: Config,
    options: road.Options,
    gates: Gates,
    stdin: Callable[[], bytes] | None = None,
    stdin_name: str = "",
    lean: bool = False,
) -> Report:
    """As run.run, with gates. BadConfiguration, BadUsage as there.

    With a base, `config` is the base's, and so are the rules, the baseline and the suppressions that count.
    """
    if gates.base is None:
        rulebook = road.rulebook_for(config)
    else:
        from policylint import trust

        rulebook = trust.rulebook(gates.base)
    road.check(rulebook, config, options)
    baseline = _baseline(gates)  # read first: a mistake in it must not wait for the policies
    read, failures = road.policies_in(files, config, stdin, stdin_name)
    settings = road.settings_for(rulebook, config, options)
    old, edits = _before(read, gates.since) if gates.since is not None else ([], {})
    before = road.judge(old, rulebook, config, options, lean=True) if gates.since is not None else None
    comments = _compared(old, read) if gates.base is not None else None
    report = road.judge(_handed_over(read), rulebook, config, options, failures, lean)
    told = telling(rulebook, settings)
    more: list[Finding] = []
    if gates.base is not None and before is not None and comments is not None:
        from policylint.gates import trust as gate_of_trust

        report = gate_of_trust.released(report, before, comments, gates.base.revision)
        more += gate_of_trust.tell(comments, told, gates.base.revision)
        found, source = trust.told(gates.base, report, told, baseline)
        more += found
        report = replace(report, extras=(*report.extras, *([source] if source.path else [])))
    if baseline is not None:
        from policylint.gates import baseline as gate_of_baseline

        report = gate_of_baseline.apply(report, baseline, told, files_of(baseline.path), settings.as_of)
    if gates.since is not None and before is not None:
        from policylint.gates import changes

        report = changes.apply(report, before, edits, gates.since.revision)
    return ordered(added(report, more, told))


def ordered(report: Report) -> Report:
    """The report with its findings in the order of documents and places; those in other files come last."""
    files = [file.path for one in report.documents for file in one.document.files]
    order = {path: number for number, path in enumerate(files)}

    def place(finding: Finding) -> tuple[int, str, int, int, str, str]:
        span = finding.marks[0].span
        at = order.get(finding.path, len(order))
        return at, finding.path, span.start, span.end, finding.rule, finding.fingerprint

    return replace(
        report,
        findings=tuple(sorted(report.findings, key=place)),
        quieted=tuple(sorted(report.quieted, key=lambda q: place(q.finding))),
    )


def accepted(report: Report, config: Config, rulebook: Rulebook, settings: Settings) -> Report:
    """The report without what the baseline of the configuration accepts; as it is where that names none.

    BadConfiguration for one that is missing, or no baseline.
    """
    path = baseline_of(None, config)
    if not path:
        return report
    from policylint.gates import baseline, baselinefile

    told = telling(rulebook, settings)
    found = baseline.apply(report, baselinefile.read(path), told, files_of(path), settings.as_of)
    return ordered(added(found, [], told))


def files_of(baseline: str) -> Files:
    """How a baseline sees files: relative to the folder that it lies in."""
    from policylint.gates.baseline import Files

    top = os.path.realpath(os.path.dirname(baseline) or os.curdir)

    def relative(path: str) -> str:
        folder, name = os.path.split(path)
        return os.path.relpath(os.path.join(os.path.realpath(folder), name), top).replace(os.sep, "/")

    return Files(relative, lambda path: os.path.lexists(os.path.join(top, path)))


def baseline_of(wish: str | None, config: Config) -> str:
    """The baseline that an option names ('none' for none), else the configuration; '' for none.

    BadConfiguration for one of the configuration that a link takes out of its folder.
    """
    if wish is not None:
        return "" if wish == "none" else wish
    if config.baseline is None:
        return ""
    name, line = config.baseline
    path = os.path.normpath(os.path.join(config.folder, name))
    top = os.path.realpath(config.folder)
    if not os.path.realpath(path).startswith(top.rstrip(os.sep) + os.sep):
        raise BadConfiguration(f"the baseline {name!r} leads out of the configuration's folder", config.path, line)
    return path


def _baseline(gates: Gates) -> Baseline | None:
    if not gates.baseline:
        return None
    if gates.base is not None:
        from policylint import trust

        return trust.baseline(gates.base, gates.baseline)
    from policylint.gates import baselinefile

    return baselinefile.read(gates.baseline)


def _compared(old: Sequence[Document], read: Sequence[Document]) -> Comments:
    from policylint.gates import trust

    return trust.compare(old, read)


def _handed_over(read: list[Document]) -> Iterator[Document]:
    """The documents of a list, which is emptied on the way."""
    read.reverse()
    while read:
        yield read.pop()


def _before(read: Sequence[Document], since: Since) -> tuple[list[Document], dict[str, Edit]]:
    """The policies as they were, under their present paths, and the files that differ; a policy that is new is left out."""
    from policylint.gates.changes import Edit, lines_of
    from policylint.git import hunks

    repository, commit, _ = since
    names = {file.path: repository.relative(file.path) for document in read for file in document.files}
    renamed = repository.renames(commit)
    was = {path: renamed.get(name, name) for path, name in names.items()}
    blobs = repository.blobs(commit, sorted(set(was.values())))
    edits: dict[str, Edit] = {}
    old: list[Document] = []
    for document in read:
        parts: list[Document] = []
        for file in document.files:
            blob = blobs.get(was[file.path])
            earlier = _read_old(repository, blob, file) if blob is not None else None
            if earlier is None:
                edits[file.path] = Edit(file, None)
                continue
            parts.append(earlier)
            if earlier.text != file.text:
                found = hunks(lines_of(earlier.text), lines_of(file.text))
                edits[file.path] = Edit(file, earlier.text, tuple(found))
        if document.parts and parts:
            from policylint.readers import joining

            whole = joining.join(parts, document.path, document.name)
            old.append(whole if whole.path == document.path else replace(whole, path=document.path))
        else:
            old += parts
    return old, edits


def _read_old(repository: Repository, blob: Blob, file: Document) -> Document | None:
    """A file as it was, under its present path; None where it was no text."""
    from policylint import readers

    try:
        return readers.read_bytes(repository.read(blob, readers.MAX_BYTES), file.path)
    except UnreadableInput:
        return None
