"""Changes that are suppressed: by a comment in the new version, or by the configuration."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from policylint.config import Config
from policylint.diff.edit import Change, Held
from policylint.document import Document
from policylint.lint import Settings
from policylint.rulebook import Rulebook

Reason = Callable[[Change], tuple[str, str]]


def parted(
    changes: Sequence[Change],
    old: Document,
    new: Document,
    rulebook: Rulebook,
    config: Config,
    settings: Settings,
    trusted: bool = True,
) -> tuple[tuple[Change, ...], tuple[Held, ...]]:
    """The changes that are told, and those that are held back, each with the gate and its reason.

    Comments of the new version count: of a change, where it stands there; of what is gone, where it stood. Not `trusted`, an edit may
    not silence itself: only what both versions suppress in the whole file counts.
    """
    if not changes or not (config.suppress or any("policylint" in c.text[:40].lower() for c in new.comments)):
        return tuple(changes), ()
    reason = _reason(old, new, rulebook, config, settings, trusted)
    told: list[Change] = []
    held: list[Held] = []
    for change in changes:
        gate, why = reason(change)
        if gate:
            held.append(Held(change, gate, why))
        else:
            told.append(change)
    return tuple(told), tuple(held)


def _reason(
    old: Document, new: Document, rulebook: Rulebook, config: Config, settings: Settings, trusted: bool
) -> Reason:
    from policylint.gates import directives
    from policylint.gates.suppress import CONFIGURED, IN_FILE, covers
    from policylint.gates.telling import Telling
    from policylint.tree import matches

    names = Telling(rulebook.rules, frozenset()).names
    suppressions = [s for s in directives.read(new).suppressions if s.name in names]
    if not trusted:
        before = {s.name for s in directives.read(old).suppressions if s.scope == "file"}
        suppressions = [s for s in suppressions if s.scope == "file" and s.name in before]
    entries = [e for e in config.suppress if e.until is None or e.until >= settings.as_of]

    def reason(change: Change) -> tuple[str, str]:
        finding = change.finding
        place = finding.marks[0].span  # in the new version; of what is gone, where it stood
        for suppression in suppressions:
            if covers(suppression.name, finding, "") and suppression.region.meets(place):
                return IN_FILE, suppression.reason
        path = config.relative(new.home(place)[0].path)
        for entry in entries:
            named = any(covers(name, finding, "") for name in entry.names)
            if named and any(matches(path, glob) for glob in entry.paths) and _says(change, old, new, entry.text):
                return CONFIGURED, entry.reason
        return "", ""

    return reason


def _says(change: Change, old: Document, new: Document, text: str) -> bool:
    """Whether words stand in the sentences of a change, in either version."""
    wanted = " ".join(text.split()).casefold()
    sentences = [
        sentence.text
        for document, mark in ((old, change.old), (new, change.new))
        if mark is not None
        for sentence in document.sentences_at(mark.span)
    ]
    return not wanted or wanted in " ".join(" ".join(sentences).split()).casefold()
