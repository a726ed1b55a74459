"""Outcomes of a whole document: a language without lexicons, and a text that is no policy."""

from __future__ import annotations

from collections.abc import Iterator

from policylint.finding import Mark
from policylint.rule import Hit, rule
from policylint.site import Policy, Site
from policylint.span import Span

NAMES = {
    "de": "German",
    "fr": "French",
    "es": "Spanish",
    "it": "Italian",
    "nl": "Dutch",
    "pt": "Portuguese",
    "sv": "Swedish",
    "pl": "Polish",
}


@rule("unsupported_language")
def unsupported_language(site: Site) -> Iterator[Hit]:
    """One hit for each policy in a language that has no lexicons: its gaps cannot be told."""
    for policy in site.policies:
        code = policy.document.language
        if code not in ("en", ""):
            name = NAMES.get(code, code)
            yield Hit(
                (_first(policy),),
                f"the text is in {name}, which policylint cannot judge yet; no gaps are reported for it",
                subject=(code,),
            )


@rule("not_a_policy")
def not_a_policy(site: Site) -> Iterator[Hit]:
    """One hit for each document that neither its name, its title nor its words make a policy."""
    for policy in site.policies:
        if policy.document.kind == "other" and policy.document.language in ("en", ""):
            yield Hit((_first(policy),), subject=("other",))


def _first(policy: Policy) -> Mark:
    sentences = policy.document.sentences
    return Mark(policy.path, sentences[0].source() if sentences else Span(0, 0))
