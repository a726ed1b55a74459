"""Checks that do not fit a verb, one function in one module each; importing a module registers its checks."""

from __future__ import annotations

from functools import cache
from importlib import import_module

from policylint.rule import REGISTRY, Check
from policylint.site import Site

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


HOMES = {
    "dangling_reference": "dangling",
    "duplicate_body": "duplicate_bodies",
    "empty_section": "empty_sections",
    "number_word_mismatch": "number_words",
    "broken_numbering": "numbering",
    "section_number_gap": "numbering",
    "unsupported_language": "outcomes",
    "not_a_policy": "outcomes",
    "registration_format": "registrations",
    "undefined_term": "undefined_terms",
    "unlinked_external_document": "unlinked_documents",
    "variant_mismatch": "variants",
}
"""The modules of checks that are not called as their modules."""

NEEDS: dict[str, tuple[str, ...]] = {
    "rights_fee": ("frame:fee-on-right",),
    "consent_conflict": ("frame:consent-use",),
    "children_taken": ("frame:children-out", "frame:children-taken"),
    "anonymous_claim": ("frame:anonymous-claim", "frame:identifier-word"),
    "scope_conflict": ("frame:scope-out",),
    "marketing_consent": ("frame:marketing-by-consent", "frame:marketing-by-default"),
    "security_promise": ("frame:security-absolute",),
    "unsafe_mail": ("frame:mail-unsafe", "rights-channel"),
    "closed_purpose": ("frame:purpose-closed",),
    "undeclared_basis": ("frame:ground-right",),
    "outdated_law": ("frame:ended-instrument",),
    "deletion_promises": ("frame:deletes-all", "retention"),
    "rights_channel": ("right",),
    "residency_gap": ("right",),
    "child_ages": ("child-age",),
    "child_age_law": ("child-age",),
    "uncollected_retention": ("retention",),
    "response_times": ("response-time",),
    "response_law": ("response-time",),
    "notice_dates": ("notice-period",),
    "notice_periods": ("notice-period",),
}
"""Without which a check finds nothing: groups of phrases that occur, and kinds of facts; all of them, in whichever policies of a site."""


def idle(name: str, site: Site) -> bool:
    """Whether a check cannot find anything in these policies, so that its module need not be imported."""
    for need in NEEDS.get(name, ()):
        if ":" in need:
            if not any(policy.index.sentences(need) for policy in site.policies):
                return True
        elif not any(policy.of(need) for policy in site.policies):
            return True
    return False


def check(name: str) -> Check:
    """The check of that name; its module is imported if need be. Raises KeyError where there is none."""
    if name not in REGISTRY and HOMES.get(name, name) in MODULES:
        import_module(f"policylint.checks.{HOMES.get(name, name)}")
    return REGISTRY[name]


@cache
def register() -> None:
    """Import every module of MODULES, so that @rule has seen their functions."""
    for name in MODULES:
        import_module(f"policylint.checks.{name}")
