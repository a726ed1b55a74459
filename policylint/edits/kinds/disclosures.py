"""Any other thing that a policy has to say, and no longer says, or says for the first time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from policylint.document import Sentence
from policylint.edits.change import ChangeHit, detects_last
from policylint.edits.comparison import Comparison
from policylint.finding import Mark
from policylint.patterns import word_set
from policylint.report import Answer
from policylint.site import Policy
from policylint.span import Span

# What any policy has to say, whatever the law, and no other kind of change tells whole.
ASKED = word_set(
    "controller-identity processing-role contact-channel dpo eu-uk-representative rights-channel response-time complaint-to-authority "
    "marketing-opt-out children-age change-notice change-notice-period breach-notification governing-law dnt-signal cookie-consent "
    "postal-address"
)
# Told by kinds of their own where they come, but missed where they go.
ASKED_BEFORE = ASKED | word_set(
    "data-categories data-sources purposes legal-bases legitimate-interests-named recipients international-transfer transfer-safeguards "
    "retention-period security-measures cookies automated-decisions sale-of-data right-access right-rectification right-erasure "
    "right-restriction right-portability right-objection right-withdraw-consent storage-location sub-processors sensitive-data "
    "law-enforcement-disclosure business-transfer-disclosure parental-consent"
)


@detects_last(50, "required-disclosure-removed", "required-disclosure-added")
def disclosures(comparison: Comparison, hits: Sequence[ChangeHit]) -> Iterator[ChangeHit]:
    """Disclosures whose status fell from stated, or rose to it, by words that changed, where no other change tells why."""
    told_old = [hit.old for hit in hits if hit.old is not None]
    told_new = [hit.new for hit in hits if hit.new is not None]
    gone = _lost(
        comparison.answers_old, comparison.answers_new, comparison.old, comparison.changed_old, told_old, ASKED_BEFORE
    )
    for mark, keys in gone:
        message = f"no longer stated: {', '.join(map(_named, keys))}"
        yield ChangeHit("required-disclosure-removed", mark, None, message)
    come = _lost(
        comparison.answers_new, comparison.answers_old, comparison.new, comparison.changed_new, told_new, ASKED
    )
    for mark, keys in come:
        message = f"stated for the first time: {', '.join(map(_named, keys))}"
        yield ChangeHit("required-disclosure-added", None, mark, message)


def _lost(
    here: Mapping[str, Answer],
    there: Mapping[str, Answer],
    policy: Policy,
    changed: frozenset[int],
    told: Sequence[Mark],
    asked: frozenset[str],
) -> Iterator[tuple[Mark, list[str]]]:
    """What one version states and the other does not: the first place that shows it, and all that stands in that sentence."""
    places: dict[int, tuple[Mark, list[str]]] = {}
    for key, answer in here.items():
        other = there.get(key)
        if answer.status != "stated" or other is None or other.status == "stated" or key not in asked:
            continue
        for mark in answer.evidence:
            sentence = _sentence(policy, mark)
            if sentence is None or sentence.index not in changed:
                continue
            if not any(_spans(policy, sentence).meets(other.span) for other in told):
                places.setdefault(sentence.index, (mark, []))[1].append(key)
            break
    for number in sorted(places):
        yield places[number]


def _spans(policy: Policy, sentence: Sentence) -> Span:
    """A sentence with the paragraph around it: whoever reads of a change there reads of this too."""
    beside = policy.document.sentences_of(sentence.block)
    return Span(beside[0].source().start, beside[-1].source().end)


def _sentence(policy: Policy, mark: Mark) -> Sentence | None:
    return next((s for s in policy.document.sentences if s.source().meets(mark.span)), None)


def _named(key: str) -> str:
    return key.replace("-", " ")
