"""What a gate's rule finds in an example: its policies are judged by every rule first, as a gate needs it."""

from __future__ import annotations

import datetime as dt

from policylint.finding import Finding
from policylint.gates import suppress
from policylint.gates.telling import Telling
from policylint.lint import Settings, lint
from policylint.rulebook import Rulebook
from policylint.site import Site


def findings(site: Site, book: Rulebook, as_of: dt.date) -> list[Finding]:
    """The findings of the gates on a site, all policies of which were judged."""
    settings = Settings(as_of=as_of)
    told = Telling(book.rules, frozenset(rule.id for rule in book.rules.values() if settings.wants(rule)))
    report = lint([site], book, settings)
    asked = suppress.Asked((), lambda entry, path: False, as_of, whole=True)
    return list(suppress.apply(report, told, asked).findings)
