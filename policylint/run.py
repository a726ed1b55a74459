"""Paths and a configuration to a report: the one road that every front end takes.

`documents` reads files (the only I/O), `judge` is a function of values. Neither raises for a policy, however odd: what
cannot be read or makes us crash is a Failure of the report, and the other documents are judged none the less.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress

from policylint.config import Config
from policylint.errors import BadConfiguration, BadUsage, PolicylintError, UnreadableInput
from policylint.hints import TYPE_CHECKING
from policylint.record import replace
from policylint.report import Failure, Judged, Report
from policylint.row import NamedTuple

if TYPE_CHECKING:
    import datetime as dt

    from policylint.document import Document
    from policylint.finding import Finding
    from policylint.lint import Settings
    from policylint.rulebook import Rulebook
    from policylint.site import Policy, Site

MANY = 20  # documents
TOGETHER = 50_000  # characters of documents that are searched together
EMPTY = "holds no text: there is nothing to judge"


class Options(NamedTuple):
    """What a front end asks for beyond the configuration; empty fields leave the decision to it.

    `select` and `ignore` hold rule ids, families and bare names of rules; `kind` is the kind of every document; `as_of`
    is the day that counts as today; `whole` says that the files are all the policies that there are; `gate` holds the rules
    that an edit is stopped by, all where it is empty.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    regimes: tuple[str, ...] = ()
    kind: str = ""
    as_of: dt.date | None = None
    whole: bool = False
    gate: tuple[str, ...] = ()


def run(
    files: Sequence[str],
    config: Config,
    options: Options,
    stdin: Callable[[], bytes] | None = None,
    stdin_name: str = "",
    lean: bool = False,
) -> Report:
    """Read and judge files. '-' is what `stdin` gives, called `stdin_name`.

    With `lean` the report has of each document only what is shown beside findings, and not what it states.

    Raises BadConfiguration or BadUsage for a rule, family, regime or folder of rules that is not there.
    """
    rulebook = rulebook_for(config)
    check(rulebook, config, options)
    read, failures = policies_in(files, config, stdin, stdin_name)
    return judge(_handed_over(read), rulebook, config, options, failures, lean)


def policies_in(
    files: Sequence[str], config: Config, stdin: Callable[[], bytes] | None = None, stdin_name: str = ""
) -> tuple[list[Document], list[Failure]]:
    """Every policy that lies in files, in order, those in parts whole, and a Failure for each that could not be read."""
    if not config.parts:
        return documents(files, stdin, stdin_name)
    from policylint import parts

    plan = parts.plan(files, config, stdin_name)
    read, failures = documents(plan.files, stdin, stdin_name)
    return parts.join(read, plan), [*plan.failures, *failures]


def rulebook_for(config: Config, examples: bool = False) -> Rulebook:
    """The shipped rulebook with the configuration's folders of rules and plugins; with `examples`, its rules have theirs.

    Raises BadConfiguration for a folder that is missing or leads out of the configuration's own.
    """
    from policylint import rulebook

    base = rulebook.shipped(examples)
    if not config.rule_folders and not config.plugins:
        return base
    top = os.path.realpath(config.folder)
    folders: list[str] = []
    for name, line in config.rule_folders:
        folder = os.path.normpath(os.path.join(config.folder, name))
        real = os.path.realpath(folder)
        if not os.path.isdir(real):
            raise BadConfiguration(f"no folder of rules: {name!r}", config.path, line)
        if real != top and not real.startswith(top.rstrip(os.sep) + os.sep):
            raise BadConfiguration(
                f"the folder of rules {name!r} leads out of the configuration's folder", config.path, line
            )
        folders.append(folder)
    return rulebook.load(folders, base, tuple(name for name, _ in config.plugins))


def check(rulebook: Rulebook, config: Config, options: Options) -> None:
    """Refuse names that the rulebook does not know: BadConfiguration with the line, BadUsage with the option."""
    config.settle(rulebook.rules, rulebook.regimes)
    if not (options.select or options.ignore or options.regimes or options.gate):
        return
    from policylint.marked import suggest
    from policylint.rule import FAMILIES

    rules = rulebook.rules.values()
    known = {*FAMILIES, *(rule.id for rule in rules), *(rule.name for rule in rules)}
    for option, names, allowed in (
        ("--select", options.select, known),
        ("--ignore", options.ignore, known),
        ("--gate", options.gate, known),
        ("--regime", options.regimes, set(rulebook.regimes)),
    ):
        for name in names:
            if name not in allowed:
                listed = allowed if option == "--regime" or "/" in name else FAMILIES
                near = suggest(name, known) if option != "--regime" and "/" not in name else ""
                hint = near if near.startswith("; did") else suggest(name, listed)
                raise BadUsage(f"{option} {name}: unknown{hint}")


def documents(
    files: Iterable[str], stdin: Callable[[], bytes] | None = None, stdin_name: str = ""
) -> tuple[list[Document], list[Failure]]:
    """Every file as read, in order, and a Failure for each that could not be."""
    from policylint import readers

    read: list[Document] = []
    failures: list[Failure] = []
    for path in files:
        shown = (stdin_name or "<stdin>") if path == "-" and stdin is not None else path
        try:
            if path == "-" and stdin is not None:
                data = stdin()
                if len(data) > readers.MAX_BYTES:
                    raise UnreadableInput(
                        f"larger than {readers.MAX_BYTES >> 20} MiB, the most that is read of one policy", shown
                    )
                read.append(readers.read_bytes(data, shown))
            else:
                read.append(readers.read_file(path))
        except PolicylintError as error:
            failures.append(Failure(error.path or shown, error.message, error.line))
        except Exception as error:  # a fault of ours on one file must not hide the others
            failures.append(Failure(shown, fault(error)))
    return read, failures


def judge(
    read: Iterable[Document],
    rulebook: Rulebook,
    config: Config,
    options: Options,
    failures: Sequence[Failure] = (),
    lean: bool = False,
) -> Report:
    """The report on documents. `failures` are those of reading, and come first in the report's; for `lean` see `run`."""
    told = [*failures, *(Failure(m.path, m.message, m.line) for m in rulebook.mistakes)]
    policies: list[Policy] = []
    settled = False
    for batch in batches(read):
        policies += _stated(batch, rulebook, config, options, told)
        if len(policies) > MANY:  # so many that it matters what is remembered of each while the others are read
            for policy in policies[-len(batch) :] if settled else policies:
                policy.index.settle()
            settled = True
    settings = settings_for(rulebook, config, options)
    reports: list[Report] = []
    from policylint.lint import lint
    from policylint.quieting import quieted, unused

    paths = [policy.path for policy in policies]
    left = sites(policies, config)
    del policies
    left.reverse()
    while left:  # a policy that was judged need not stay whole while the others are
        site = left.pop()
        try:
            report = quieted(lint([site], rulebook, settings), rulebook, config, settings, options.whole)
            reports.append(replace(report, documents=tuple(map(_shown, report.documents))) if lean else report)
        except Exception as error:
            told += [Failure(policy.path, fault(error)) for policy in site.policies]
        for policy in site.policies:
            policy.forget()
    report = _merged(reports, paths, told, settings.as_of.isoformat())
    return unused(report, rulebook, config, settings, options.whole)


def _handed_over(read: list[Document]) -> Iterator[Document]:
    """The documents of a list, which is emptied on the way."""
    read.reverse()
    while read:
        yield read.pop()


def _shown(judged: Judged) -> Judged:
    """A judged document without what it states: reporters of findings show lines of its source."""
    from policylint.matching.index import Index
    from policylint.site import Policy

    document = _source(judged.document)
    return replace(judged, policy=Policy(document, (), Index(document, judged.policy.index.book)))


def _source(document: Document) -> Document:
    parts = tuple(replace(part, document=_source(part.document)) for part in document.parts)
    return replace(document, sections=document.sections[:1], blocks=(), sentences=(), links=(), parts=parts)


def batches(read: Iterable[Document]) -> Iterator[list[Document]]:
    """Documents in rows of a few, which are searched together: fewer and longer numbers cost less (policylint.matching.board)."""
    batch: list[Document] = []
    size = 0
    for document in read:
        batch.append(document)
        size += len(document.text)
        if size >= TOGETHER:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _stated(
    batch: Sequence[Document], rulebook: Rulebook, config: Config, options: Options, told: list[Failure]
) -> Iterator[Policy]:
    from policylint.facts.state import index_of, policy_of
    from policylint.matching.index import Index, search

    indexes: list[Index] = []
    for document in batch:
        try:
            indexes.append(index_of(document, rulebook.book, kind_for(document.path, config, options)))
        except Exception as error:
            told.append(Failure(document.path, fault(error)))
    # What fails here fails again below, where it is told of the one document.
    with suppress(Exception):
        search(indexes)
    for index in indexes:
        try:
            yield policy_of(index)
        except Exception as error:
            told.append(Failure(index.document.path, fault(error)))


def fault(error: Exception) -> str:
    """What is told of an exception that should not have been raised: what, and where in our code."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    where = ""
    if trace is not None:
        where = f" ({os.path.basename(trace.tb_frame.f_code.co_filename)}:{trace.tb_lineno})"
    what = f"{type(error).__name__}: {str(error)[:200]}{where}"
    return f"policylint failed on this file: {what}; this is a fault of policylint, please report it"


def kind_for(path: str, config: Config, options: Options) -> str:
    """The kind of document that was asked for or configured, '' where the text decides."""
    if options.kind or not config.kinds:
        return options.kind
    from policylint.tree import matches

    relative = config.relative(path)
    return next((kind for glob, kind in reversed(config.kinds) if matches(relative, glob)), "")


def settings_for(rulebook: Rulebook, config: Config, options: Options) -> Settings:
    """What to lint with: the command line's wishes over the configuration's."""
    import datetime as dt

    from policylint.lint import Settings

    severities = config.severities(rulebook.rules)
    for rule in rulebook.rules.values():
        if not rule.default and rule.id not in severities and config.switched(rule.id, False):
            severities[rule.id] = rule.severity
    regimes = options.regimes or (None if config.regimes is None else tuple(key for key, _ in config.regimes))
    return Settings(
        regimes=regimes,
        select=options.select,
        ignore=options.ignore,
        severities=severities,
        off=frozenset(rule for rule in rulebook.rules if not config.switched(rule, True)),
        as_of=options.as_of or dt.date.today(),
    )


def sites(policies: Sequence[Policy], config: Config) -> list[Site]:
    """The policies of each configured group together, the others by their publishers; in the order of their first policies."""
    from policylint.site import Site

    if len(policies) < 2:
        return [Site((policy,)) for policy in policies]
    from policylint.publishers import together
    from policylint.tree import matches

    rows: dict[str, list[Policy]] = {}
    others: list[Policy] = []
    for policy in policies:
        files = [config.relative(document.path) for document in policy.document.files] if config.groups else []
        name = next((n for n, globs in config.groups if any(matches(f, g) for f in files for g in globs)), "")
        if name:
            rows.setdefault(name, []).append(policy)
        else:
            others.append(policy)
    found = [Site(tuple(row), name) for name, row in rows.items()] + [Site(tuple(row)) for row in together(others)]
    order = {policy.path: number for number, policy in enumerate(policies)}
    return sorted(found, key=lambda site: order[site.policies[0].path])


def _merged(reports: Sequence[Report], paths: Sequence[str], failures: Sequence[Failure], as_of: str) -> Report:
    """One report in the order of the paths given, then of the places."""
    order = {path: number for number, path in enumerate(paths)}
    judged: list[Judged] = sorted((j for r in reports for j in r.documents), key=lambda j: order[j.document.path])
    wholes = {j.document.path: j.document for j in judged if j.document.parts}

    def place(finding: Finding) -> tuple[int, int, int, str, str]:
        span = finding.marks[0].span
        return order.get(finding.path, len(order)), span.start, span.end, finding.rule, finding.fingerprint

    findings = sorted((f for r in reports for f in r.findings), key=place)
    held = sorted((q for r in reports for q in r.quieted), key=lambda q: place(q.finding))
    if wholes:
        from policylint import parts

        findings = parts.at_home(findings, wholes)
        held = [replace(q, finding=f) for q in held for f in parts.at_home([q.finding], wholes)]
    empty = [Failure(j.document.path, EMPTY) for j in judged if j.outcome == "empty"]
    return Report(
        findings=tuple(findings),
        documents=tuple(judged),
        failures=(*failures, *empty, *(f for r in reports for f in r.failures)),
        quieted=tuple(held),
        rules={key: rule for r in reports for key, rule in r.rules.items()},
        as_of=as_of,
        laws={key: name for r in reports for key, name in r.laws.items()},
    )
