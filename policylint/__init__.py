"""policylint reads policy text, works out what it states, and reports what is missing, vague or contradictory.

The public face is what `__all__` lists; everything else may change without notice. Names are resolved when they are
first asked for, so that `import policylint` costs next to nothing:

    import policylint

    report = policylint.lint(["PRIVACY.md"])
    for finding in report.findings:
        print(finding.path, finding.severity, finding.rule, finding.message)

    document = policylint.read("PRIVACY.md")          # a Document: sections, blocks, sentences, places
    report = policylint.lint([document], regimes=["gdpr"])
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType

from policylint.hints import TYPE_CHECKING

if TYPE_CHECKING:
    from policylint.api import lint, read, read_text
    from policylint.document import Document
    from policylint.errors import BadConfiguration, BadRule, BadUsage, PolicylintError, RuleFailed, UnreadableInput
    from policylint.finding import Finding, Mark, Severity
    from policylint.report import ActiveRegime, Answer, Failure, Judged, Quieted, Report
    from policylint.rule import Hit, Rule, rule
    from policylint.site import Policy, Site
    from policylint.span import Span

__version__ = "0.1.0"

_HOMES = {
    "api": ("lint", "read", "read_text"),
    "document": ("Document",),
    "errors": ("BadConfiguration", "BadRule", "BadUsage", "PolicylintError", "RuleFailed", "UnreadableInput"),
    "finding": ("Finding", "Mark", "Severity"),
    "report": ("ActiveRegime", "Answer", "Failure", "Judged", "Quieted", "Report"),
    "rule": ("Hit", "Rule", "rule"),
    "site": ("Policy", "Site"),
    "span": ("Span",),
}
_HOME = {name: module for module, names in _HOMES.items() for name in names}

__all__ = [
    "ActiveRegime",
    "Answer",
    "BadConfiguration",
    "BadRule",
    "BadUsage",
    "Document",
    "Failure",
    "Finding",
    "Hit",
    "Judged",
    "Mark",
    "Policy",
    "PolicylintError",
    "Quieted",
    "Report",
    "Rule",
    "RuleFailed",
    "Severity",
    "Site",
    "Span",
    "UnreadableInput",
    "__version__",
    "lint",
    "read",
    "read_text",
    "rule",
]


def __getattr__(name: str) -> object:
    home = _HOME.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found: object = getattr(import_module(f"{__name__}.{home}"), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


class _Shadow:
    """A public function that a module of this package is also called after: `lint`, `rule`.

    Importing `policylint.rule` binds that name in the package to the module. As a data descriptor of the package's
    class this lets the binding go by, so that `policylint.rule` is the decorator whatever was imported first.
    The modules are still found by `from policylint.rule import ...`.
    """

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    def __get__(self, package: object, owner: type) -> object:
        return self if package is None else getattr(import_module(f"{__name__}.{_HOME[self._name]}"), self._name)

    def __set__(self, package: object, value: object) -> None:
        pass


class _Package(ModuleType):
    lint = _Shadow()
    rule = _Shadow()


sys.modules[__name__].__class__ = _Package
