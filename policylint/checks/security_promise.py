"""security-absolute-vs-disclaimer: absolute safety is promised, and disclaimed, or promised at all."""

from __future__ import annotations

from collections.abc import Iterator

from policylint.checks.wording import sentences, whole
from policylint.matching import clauses
from policylint.matching.clauses import NEGATORS
from policylint.rule import Hit, rule
from policylint.site import Site

_DENIALS = NEGATORS | {"no", "however"}
_NOBODY = frozenset(["no", "nobody"])  # "no one can read your files"
_DOUBT = frozenset(
    "strive aim try best no not cannot while although attempt seek help helps reasonable reasonably if commercially "
    "efforts endeavour endeavor difficult hard impossible".split()
)


@rule("security_promise")
def security_promise(site: Site) -> Iterator[Hit]:
    """One hit for each policy that promises absolute safety, with the disclaimer where there is one."""
    for policy in site.policies:
        index = policy.index
        disclaimers = index.sentences("frame:security-disclaimer")
        for hit in index.find("frame:security-absolute"):
            words, starts, _ = index.tokens[hit.sentence.index]
            begin = clauses.clause_start(words, hit.first, hit.sentence.text, starts)
            before = words[max(hit.first - 8, 0) : hit.first]
            if hit.sentence.index in disclaimers or not _DENIALS.isdisjoint(words[: hit.first]):
                continue
            if clauses.negated(words, hit.first, hit.last, begin) and _NOBODY.isdisjoint(words[hit.first : hit.last]):
                continue
            if not _DOUBT.isdisjoint(before) or not NEGATORS.isdisjoint(before):
                continue
            other = next((s for s in sentences(policy, "security-disclaimer")), None)
            marks = [
                whole(policy, s)
                for s in sorted(
                    {s.index: s for s in (hit.sentence, other) if s is not None}.values(), key=lambda s: s.index
                )
            ]
            message = (
                "absolute safety is promised, and taken back elsewhere; say what is done, and promise no more"
                if other
                else "absolute safety is promised, which nobody can keep; say what is done instead"
            )
            yield Hit(tuple(marks), message, subject=(hit.sentence.text,))
            break
