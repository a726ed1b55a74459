"""The functions of the public face: read a policy, lint policies."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterable

from policylint import config as configuration
from policylint import discovery, run
from policylint.document import Document
from policylint.hints import TYPE_CHECKING

if TYPE_CHECKING:
    from policylint.report import Report


def read(path: str | os.PathLike[str]) -> Document:
    """The policy in a file, as sections, blocks and sentences with their places in the source.

    Raises UnreadableInput where the file is missing, forbidden, binary, too large, undecodable or of a format that has
    no reader.
    """
    from policylint import readers

    return readers.read_file(os.fspath(path))


def read_text(text: str, path: str = "<text>", format: str = "") -> Document:
    """The policy in a text; `format` is markdown, html or text, by default told from `path` and the text."""
    from policylint import readers

    return readers.read_text(text, path, format)


def lint(
    policies: Iterable[str | os.PathLike[str] | Document],
    *,
    config: str | os.PathLike[str] | None = None,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    regimes: Iterable[str] = (),
    kind: str = "",
    as_of: dt.date | None = None,
) -> Report:
    """Lint policies given as paths of files or folders, or as Documents.

    config          a configuration file, whose suppressions and baseline count; None: none is looked for, everything is as shipped
    select, ignore  rule ids ('disclosure/dpo'), families ('wording') or bare names of rules ('dpo')
    regimes         keys of the laws that apply ('gdpr'); none: those that each text signals
    kind            kind of every document (policylint.config.KINDS); '': told from its title and text
    as_of           the day that counts as today, for dates that have passed; the current day by default

    What cannot be read is among the report's `failures`. Raises BadConfiguration, and BadUsage for an unknown name.
    """
    settings = configuration.Config() if config is None else configuration.load(os.fspath(config))
    options = run.Options(tuple(select), tuple(ignore), tuple(regimes), kind, as_of)
    if kind and kind not in configuration.KINDS:
        from policylint.errors import BadUsage
        from policylint.marked import suggest

        raise BadUsage(f"kind {kind}: unknown{suggest(kind, configuration.KINDS)}")
    book = run.rulebook_for(settings)
    run.check(book, settings, options)
    documents, failures = [], []
    for policy in policies:
        if isinstance(policy, Document):
            documents.append(policy)
            continue
        found = discovery.find([os.fspath(policy)], settings)
        read, failed = run.policies_in(found.files, settings)
        known = {document.path for document in documents}  # a policy in parts is read whole for each of them
        documents += [document for document in read if document.path not in known]
        failures += failed
    report = run.judge(documents, book, settings, options, failures)
    if settings.baseline is None:
        return report
    from policylint import gated

    return gated.accepted(report, settings, book, run.settings_for(book, settings, options))
