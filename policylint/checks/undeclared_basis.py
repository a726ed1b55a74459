"""basis-referenced-not-declared: a right or a clause presupposes a legal basis that no statement of the policy declares."""

from __future__ import annotations

from collections.abc import Iterator

from policylint.checks.wording import sentences, whole
from policylint.document import Sentence
from policylint.facts.kinds import Basis
from policylint.finding import Severity
from policylint.rule import Hit, rule
from policylint.site import Policy, Site

_PRESUPPOSED = (
    ("ground-presupposed-interests", "legitimate-interests", "legitimate interests"),
    ("ground-presupposed-public", "public-task", "a task in the public interest"),
    ("ground-presupposed-consent", "consent", "consent"),
    ("ground-presupposed-other", "", "grounds other than consent"),
)
_ASKS_FOR_BASES = frozenset(["gdpr", "uk-gdpr", "lgpd-br"])
"""Laws under which every purpose needs a ground of a closed list."""


@rule("undeclared_basis")
def undeclared_basis(site: Site) -> Iterator[Hit]:
    """One hit for each policy, with the clauses that presuppose a ground and the names of the grounds."""
    for policy in site.policies:
        rights = policy.index.sentences("frame:ground-right")
        found: dict[str, Sentence] = {}
        for frame, ground, name in _PRESUPPOSED:
            asked = [s for s in sentences(policy, frame) if s.index in rights]
            if asked and not _declared(policy, ground, {s.index for s in asked} | rights):
                found[name] = asked[0]
        if not found or (set(found) == {"consent"}):  # consent may be asked for where no policy shows it
            continue
        marks = {s.index: whole(policy, s) for s in found.values()}
        keys = {regime.key for regime in policy.regimes if regime.tier in ("claimed", "established")}
        yield Hit(
            tuple(marks[at] for at in sorted(marks)),
            f"the clause presupposes {_listed(list(found))}, and no purpose is said to rest on that; name the legal basis of each purpose",
            Severity.WARNING if keys & _ASKS_FOR_BASES else Severity.INFO,
            tuple(sorted(found)),
        )


def _declared(policy: Policy, ground: str, beside: set[int] | frozenset[int]) -> bool:
    """Whether a processing is said to rest on a ground (on any other than consent for ''), outside the sentences given."""
    for basis in policy.all(Basis):
        fits = basis.ground == ground if ground else basis.ground != "consent"
        if fits and basis.sentence.index not in beside and (basis.tied or ground == "consent"):
            return True
    return False


def _listed(names: list[str]) -> str:
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
