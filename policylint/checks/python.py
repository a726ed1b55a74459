"""Checks that do not fit a verb, one function in one module each; importing a module registers its checks."""

from __future__ import annotations

from functools import cache
from importlib import import_module

MODULES: tuple[str, ...] = (
    "outcomes",
    "placeholders",
    "dangling",
    "never_does",
    "cookie_conflict",
    "undeclared_basis",
    "rights_channel",
    "rights_fee",
    "residency_gap",
    "change_notices",
    "role_conflict",
    "consent_conflict",
    "children_taken",
    "anonymous_claim",
    "scope_conflict",
    "marketing_consent",
    "security_promise",
    "unsafe_mail",
    "closed_purpose",
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
    "hedged_disclosure",
    "variants",
    "entity_conflict",
    "registrations",
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
    "conflicting_places",
    "region_only",
    "jurisdictions",
    "response_times",
    "response_law",
    "notice_dates",
    "notice_periods",
)


@cache
def register() -> None:
    """Import every module of MODULES, so that @rule has seen their functions."""
    for name in MODULES:
        import_module(f"policylint.checks.{name}")
