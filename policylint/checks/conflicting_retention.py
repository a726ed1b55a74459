"""conflicting_retention: two periods for the same data."""

from __future__ import annotations

from collections.abc import Iterator

from policylint.checks.pairs import MOST, Said, apart, hit, meet, places, said
from policylint.checks.retained import Kept, same_kind, statements
from policylint.checks.scope import compatible, scope_of
from policylint.facts.kinds import Right
from policylint.facts.values import Duration
from policylint.finding import Severity
from policylint.patterns import lazy
from policylint.record import replace
from policylint.rule import Hit, rule
from policylint.site import Policy, Site

_EXCEPTION = lazy(
    r"\b(?:longer|however|unless|except\w*|in that case|if|where (?:required|necessary)|investigat\w+"
    r"|in some cases|instead|beyond|thereafter"
    r"|additional|another|further|extend\w*|legal hold|earlier|sooner|shorter)\b",
    2,
)

_STUBBORN = lazy(
    r"\b(?:regardless of|irrespective of|despite|notwithstanding|even (?:after"
    r"|if))\b[^.;]{0,60}\b(?:delet\w+|eras\w+|requests?|clos\w+)",
    2,
)
_ANONYMOUS = lazy(r"\banonym\w+|\baggregat\w+|\bde-?identif\w+", 2)
_LEGAL = lazy(
    r"\b(?:law\w*|legal\w*|tax|statut\w+|obligat\w+|required|except\w*|unless|subject to|exempt\w*|limitations?)\b", 2
)


@rule("conflicting_retention")
def conflicting_retention(site: Site) -> Iterator[Hit]:
    """One hit for each pair of statements that keep the same data for different times."""
    rows: dict[tuple[str, ...], Kept] = {}
    for policy in site.policies:
        for kept in statements(policy):
            if kept.fact.actor != "other" and (kept.fact.period is not None or kept.fact.form == "indefinite"):
                rows.setdefault((policy.path, *kept.row.key), kept)
    listed = list(rows.values())[:MOST]
    told: set[tuple[str, str, str]] = set()  # one pair of each kind of data in each pair of policies
    for number, a in enumerate(listed):
        for b in listed[number + 1 :]:
            exact = _conflict(a, b)
            if exact is None:
                continue
            what, sure = exact
            key = (what, a.row.policy.path, b.row.policy.path)
            if key in told:
                continue
            told.add(key)
            message = f"two periods for {what}: {places(a.row, b.row, a.shown, b.shown)}; keep one, or say what sets the two apart"
            yield hit(a.row, b.row, message, None if sure else Severity.WARNING, notes=(a.shown, b.shown))
    for policy in site.policies:
        yield from _regardless(policy)


def _regardless(policy: Policy) -> Iterator[Hit]:
    """A time for which data are kept whatever is asked, and deletion for the asking, with no word that parts the two."""
    for kept in statements(policy):
        text = kept.row.sentence.text
        if (
            kept.fact.form not in ("duration", "indefinite")
            or not _STUBBORN.search(text)
            or _LEGAL.search(text)
            or _ANONYMOUS.search(text)
        ):
            continue
        bare = replace(kept.row.scope, anonymous=False)  # "for statistical research" makes no data anonymous
        for right in sorted(policy.all(Right), key=lambda one: scope_of(policy, one.sentence) != bare):
            plain = (
                right.right == "erasure"
                and right.polarity
                and not right.condition
                and not _LEGAL.search(right.sentence.text)
            )
            row = said(policy, right)
            if (
                plain
                and right.sentence is not kept.row.sentence
                and right.form in ("right", "ask")
                and compatible(bare, row.scope)
            ):
                a, b = sorted((kept.row, row), key=lambda one: one.sentence.index)
                message = (
                    f"data are kept for {kept.shown} whatever is asked, and deleted for the asking; say "
                    f"which data a request does not reach"
                )
                yield hit(a, b, message, Severity.WARNING)
                return


def _conflict(a: Kept, b: Kept) -> tuple[str, bool] | None:
    """What data two statements disagree about, and whether surely; None where both can hold."""
    if a.row.sentence is b.row.sentence or a.since != b.since or a.copies != b.copies or not meet(a.row, b.row):
        return None
    if not _differ(a, b) or _is_exception(a.row) or _is_exception(b.row):
        return None
    met = same_kind(a.row.policy, a, b)
    if met is not None:
        one, two, exact = met
        plain = a.fact.bound == b.fact.bound == "exact" and a.row.scope == b.row.scope
        return one.written if len(one.words) <= len(two.words) or exact else two.written, exact and plain
    if a.whole and b.whole and not apart(a.row, b.row) and _general(a.row) and _general(b.row):
        return "all personal data", False
    return None


def _is_exception(row: Said) -> bool:
    return _EXCEPTION.search(row.sentence.text) is not None


def _general(row: Said) -> bool:
    """Whether a statement about 'your data' stands where keeping is spoken of, and not with one form or tool."""
    topics = row.policy.topics(row.sentence)
    return "retention" in topics or "deletion" in topics or row.sentence.block.section.index == 0


def _differ(a: Kept, b: Kept) -> bool:
    """Whether two ends cannot both hold: 'up to 90 days' and '30 days' can."""
    one, two = a.fact.period, b.fact.period
    if one is None or two is None:
        known = two if one is None else one
        return known is not None and (a if one is not None else b).fact.bound != "min"
    if one.agrees(two):
        return False
    bounds = {a.fact.bound, b.fact.bound}
    if bounds == {"min"}:
        return False
    if "min" in bounds:
        least, most = (one, two) if a.fact.bound == "min" else (two, one)
        return _longer(least, most)
    if "max" in bounds and len(bounds) == 2:
        most, usual = (one, two) if a.fact.bound == "max" else (two, one)
        return _longer(usual, most)
    return True


def _longer(one: Duration, two: Duration) -> bool:
    return one.days[0] > two.days[1]
