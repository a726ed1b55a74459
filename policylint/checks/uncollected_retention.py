"""uncollected_retention: a period for data that the policy never says it collects."""

from __future__ import annotations

from collections.abc import Iterator

from policylint.checks import families
from policylint.checks.retained import Kind, statements
from policylint.matching.tokens import tokenize
from policylint.patterns import word_set
from policylint.rule import Hit, rule
from policylint.site import Policy, Site

# Data that arise from something else than collecting: from keeping, from the law, from what the reader makes.
_ARISING = word_set(
    "backups legal-records consent-records statistics customer-content log-data server-logs "
    "security-logs account-data settings cookie-data usage-data"
)
_CONCRETE = word_set("duration event indefinite")
_STOP = word_set("data information record records and or the your our of from about a an other any all such this")


@rule("uncollected_retention")
def uncollected_retention(site: Site) -> Iterator[Hit]:
    """One hit for each kind of data that only statements about keeping name."""
    for policy in site.policies:
        rows = [kept for kept in statements(policy) if kept.fact.form in _CONCRETE and kept.kinds and not kept.copies]
        if len(rows) < 2 or not policy.of("category"):
            continue
        keeping = {kept.row.sentence.index for kept in statements(policy)}
        collected, words = _collected(policy, keeping)
        told: set[str] = set()
        for kept in rows:
            missing = [kind for kind in kept.kinds if not _known(policy, kind, collected, words)]
            if (
                len(missing) < len(kept.kinds)
                or missing[0].entry in told
                or "retention" not in policy.topics(kept.row.sentence)
            ):
                continue
            told.add(missing[0].entry)
            message = f"a period is given for {missing[0].written}, which the policy does not say it collects"
            yield Hit((kept.row.mark(),), message, subject=("uncollected", missing[0].entry))


def _collected(policy: Policy, keeping: set[int]) -> tuple[set[str], set[str]]:
    """The families of data that the text names outside of statements about keeping, and all of its words there."""
    found: set[str] = set()
    words: set[str] = set()
    for hit in (*policy.index.find("frame:category-named"), *policy.index.find("frame:category-named", headings=True)):
        if hit.sentence.index not in keeping:
            found.add(hit.value)
            words |= set(tokenize(hit.sentence.text[hit.start : hit.end])[0])
    return found, words - _STOP


def _known(policy: Policy, kind: Kind, collected: set[str], words: set[str]) -> bool:
    """Whether a kind, a wider or narrower one, or one of its family is named elsewhere."""
    book = policy.index.book
    if kind.entry in _ARISING or not words.isdisjoint(set(tokenize(kind.written)[0]) - _STOP):
        return True
    family = families.family(book, kind.entry)
    return any(families.family(book, other) == family for other in collected)
