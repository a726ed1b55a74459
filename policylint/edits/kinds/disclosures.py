"""Any other thing that a policy has to say, and no longer says, or says for the first time."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from policylint.document import Sentence
from policylint.edits.change import ChangeHit, detects_last
from policylint.edits.comparison import Comparison
from policylint.edits.sides import Passage, sides
from policylint.finding import Mark
from policylint.patterns import lazy, word_set
from policylint.report import Answer
from policylint.site import Policy
from policylint.span import Span

PART = 0.6  # of the words of a sentence: if others in its place have as many, it was only put otherwise
# What any policy has to say, whatever the law, and no other kind of change tells whole.
ASKED = word_set(
    "controller-identity processing-role contact-channel dpo eu-uk-representative rights-channel response-time complaint-to-authority "
    "marketing-opt-out children-age change-notice change-notice-period breach-notification governing-law dnt-signal cookie-consent "
    "postal-address"
)
# Told by kinds of their own where they come, but missed where they go.
ASKED_BEFORE = ASKED | word_set(
    "data-sources purposes legal-bases legitimate-interests-named recipients international-transfer transfer-safeguards "
    "retention-period security-measures cookies automated-decisions sale-of-data right-access right-rectification right-erasure "
    "right-restriction right-portability right-objection right-withdraw-consent storage-location sub-processors sensitive-data "
    "law-enforcement-disclosure business-transfer-disclosure parental-consent"
)
# What it is called where one of these goes.
GONE_AS = {
    "response-time": "response-time-lengthened", "complaint-to-authority": "complaint-authority-removed",
    "parental-consent": "parental-consent-removed",
    "dpo": "dpo-or-representative-changed", "eu-uk-representative": "dpo-or-representative-changed",
    "transfer-safeguards": "safeguard-removed", "retention-period": "retention-removed",
    "legal-bases": "legal-basis-changed", "legitimate-interests-named": "legal-basis-changed",
    "change-notice": "notice-method-weakened", "change-notice-period": "notice-shortened",
    "security-measures": "security-commitment-weakened", "cookies": "tracking-removed", "contact-channel": "contact-removed",
} | dict.fromkeys(
    (
        f"right-{name}"
        for name in "access rectification erasure restriction portability objection withdraw-consent".split()
    ),
    "right-removed",
)  # fmt: skip


@detects_last(50, "required-disclosure-removed", "required-disclosure-added")
def disclosures(comparison: Comparison, hits: Sequence[ChangeHit]) -> Iterator[ChangeHit]:
    """Disclosures whose status fell from stated, or rose to it, by words that changed, where no other change tells why."""
    told_old = [hit.old for hit in hits if hit.old is not None]
    told_new = [hit.new for hit in hits if hit.new is not None]
    new, old = sides(comparison)
    for side in (new, old):
        obliged = next((p for p in side.passages if _obliged(p) and not side.retold(p.sentence, PART)), None)
        if obliged is not None and not any(_OBLIGED.search(s.text) for s in side.other.document.sentences):
            verb = "said for the first time" if side.coming else "no longer said"
            kind = "required-disclosure-added" if side.coming else "required-disclosure-removed"
            yield side.hit(kind, obliged, f"{verb}: whether data have to be given, or what follows where they are not")
    gone = _lost(
        comparison.answers_old,
        comparison.answers_new,
        comparison.old,
        frozenset(old.by_sentence),
        told_old,
        ASKED_BEFORE,
        old.retold,
    )
    kinds = {hit.kind for hit in hits}
    for mark, keys in gone:
        message = f"no longer stated: {', '.join(map(_named, keys))}"
        kind = next((GONE_AS[key] for key in keys if key in GONE_AS), "required-disclosure-removed")
        sentence = _sentence(comparison.old, mark)
        if kind == "retention-removed" and sentence is not None and not old.stays(old.by_sentence[sentence.index]):
            continue  # the data went with it
        if kind not in kinds:
            kinds.add(kind)
            yield ChangeHit(kind, mark, None, message)
    come = _lost(
        comparison.answers_new,
        comparison.answers_old,
        comparison.new,
        frozenset(new.by_sentence),
        told_new,
        ASKED,
        new.retold,
    )
    for mark, keys in come:
        message = f"stated for the first time: {', '.join(map(_named, keys))}"
        yield ChangeHit("required-disclosure-added", None, mark, message)


_DUTY = word_set("compulsory mandatory obligatory voluntary optional oblige obliges obliged must required without pain")
_OBLIGED = lazy(
    r"\b(?:compulsory|mandatory|obligatory|(?:is|are|it is) (?:voluntary|optional)|"
    r"(?:obliges?|obliged|must|(?:are|is) (?:legally )?required(?: by law)?) (?:you |to |be )*(?:give|given|provide|provided|tell|supply|supplied|state)\b|"
    r"without (?:it|them|this|these|that),? (?:we|the \w+) (?:may|can|has|have|could)|on pain of)",
    re.IGNORECASE,
)


def _obliged(passage: Passage) -> bool:
    """Whether changed words say that data have to be given."""
    if _DUTY.isdisjoint(passage.held):
        return False
    match = _OBLIGED.search(passage.sentence.text)
    return match is not None and passage.touches(match.start(), match.end()) and passage.words[:1] != ("we",)


def _lost(
    here: Mapping[str, Answer],
    there: Mapping[str, Answer],
    policy: Policy,
    changed: frozenset[int],
    told: Sequence[Mark],
    asked: frozenset[str],
    retold: Callable[[Sentence, float], bool],
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
            if retold(sentence, PART):
                break
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
