"""Checks that do not fit a verb, one function in one module each; importing a module registers its checks."""

from __future__ import annotations

from importlib import import_module

MODULES: tuple[str, ...] = (
    "outcomes",
    "placeholders",
    "dangling",
    "never_does",
    "numbering",
    "empty_sections",
    "undefined_terms",
    "term_variance",
    "outdated_law",
    "law_not_in_force",
    "number_words",
    "drafting_residue",
    "unlinked_documents",
    "duplicate_bodies",
    "child_ages",
    "conflicting_dates",
    "future_dates",
    "ambiguous_dates",
    "stale_dates",
    "child_age_law",
    "conflicting_retention",
    "unstated_retention",
    "uncollected_retention",
    "deletion_promises",
    "conflicting_contacts",
    "contact_domains",
)


def register() -> None:
    """Import every module of MODULES, so that @rule has seen their functions."""
    for name in MODULES:
        import_module(f"policylint.checks.{name}")
