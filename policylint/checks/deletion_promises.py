"""deletion_promises: all data are deleted at some event, and some are kept longer, without a word that links the two."""

from __future__ import annotations

from collections.abc import Iterator

from policylint.checks.pairs import MOST
from policylint.checks.retained import Kept, since, statements
from policylint.checks.scope import compatible, scope_of
from policylint.document import Sentence
from policylint.facts.durations import durations
from policylint.facts.values import Duration
from policylint.finding import Mark
from policylint.matching.index import Hit as Found
from policylint.patterns import lazy
from policylint.rule import Hit, rule
from policylint.site import Policy, Site

_LIMITED = lazy(
    r"\b(?:except\w*|unless|subject to|other than|apart from|save (?:for|where)|as (?:required"
    r"|permitted)|required (?:by|to|under)|obliged|obligat\w+|legal\w*"
    r"|law\w*|tax\w*|statutory|necessary|back-?ups?|to the extent|where possible|reasonable|may "
    r"(?:retain|keep)|we (?:still )?(?:retain|keep)|anonymi\w+|if you)\b",
    2,
)
_RESERVED = lazy(r"\b(?:legal|law|laws|tax|statutory|obligations?|accounting|disputes?|fraud|legitimate)\b", 2)
_KEEPING = lazy(r"\b(?:retain\w*|keep|kept|stor\w+|hold|preserv\w+)\b", 2)
_NOTICE = frozenset(["retention", "deletion", "rights"])
LONG = Duration(1, "year")  # a period that runs from collection and outlives an account's last days


@rule("deletion_promises")
def deletion_promises(site: Site) -> Iterator[Hit]:
    """One hit for each promise to delete all data that a longer period contradicts."""
    for policy in site.policies:
        promises = [found for found in policy.index.find("frame:deletes-all") if _is_promise(policy, found)]
        if not promises or _excepted(policy):
            continue
        longer = [kept for kept in statements(policy) if _specific(kept)][:MOST]
        for found in promises[:MOST]:
            contradicted = _against(policy, found, longer)
            if contradicted is None:
                continue
            marks = (
                Mark(policy.path, found.sentence.source(found.start, found.end), "all data are deleted"),
                contradicted.row.mark(contradicted.shown),
            )
            what = contradicted.kinds[0].written if contradicted.kinds else "some data"
            message = (
                f"all data are said to be deleted {_when(found.sentence)}, but {what} are kept "
                f"{_for(contradicted)}; name the exception"
            )
            yield Hit(marks, message, subject=(found.sentence.text, contradicted.row.sentence.text))
            break


def _is_promise(policy: Policy, found: Found) -> bool:
    """Whether the publisher says, without a limit, that everything is deleted at an event or on request."""
    sentence = found.sentence
    if _LIMITED.search(sentence.text) and not sentence.text.lower().startswith("if you"):
        return False
    words = policy.index.words(sentence)
    if (
        not {"you", "may", "can"}.isdisjoint(words[max(found.first - 3, 0) : found.first])
        and "we" not in words[max(found.first - 3, 0) : found.first]
    ):
        return False  # the reader's own deleting
    return since(sentence.text) in ("account", "request") and "not" not in words[max(found.first - 3, 0) : found.last]


def _excepted(policy: Policy) -> bool:
    """Whether the text reserves longer keeping somewhere, as laws on books want it: then the promise is read with that."""
    for sentence in policy.document.sentences:
        if not _NOTICE.isdisjoint(policy.topics(sentence)) or sentence.block.section.index == 0:
            text = sentence.text
            if _KEEPING.search(text) and _RESERVED.search(text):
                return True
    return False


def _specific(kept: Kept) -> bool:
    if kept.copies or kept.fact.actor == "other" or not kept.kinds or kept.row.scope.anonymous:
        return False
    return kept.fact.form == "indefinite" or (
        (kept.fact.period is not None and kept.fact.bound != "max") or kept.since in ("account", "matter")
    )


def _against(policy: Policy, found: Found, longer: list[Kept]) -> Kept | None:
    promised = next((span.value for span in durations(policy.index.words(found.sentence))), Duration(1, "day"))
    scope = scope_of(policy, found.sentence)
    for kept in longer:
        if kept.row.sentence is found.sentence or not compatible(kept.row.scope, scope):
            continue
        if kept.fact.form == "indefinite":
            return kept
        period = kept.fact.period
        if period is None or period.days[0] <= promised.days[1]:
            continue
        if kept.since in ("account", "matter") or (kept.since == "" and period.days[0] >= LONG.days[0]):
            return kept
    return None


def _when(sentence: Sentence) -> str:
    return "on request" if since(sentence.text) == "request" else "when the account or contract ends"


def _for(kept: Kept) -> str:
    return kept.shown if kept.fact.form == "indefinite" else f"for {kept.shown}"
