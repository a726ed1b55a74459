"""response_times: two times for answering the same request."""

from __future__ import annotations

from collections.abc import Iterator

from policylint.checks.answer_times import ANY, answers, period
from policylint.checks.pairs import hit, pairs, places
from policylint.rule import Hit, rule
from policylint.site import Site


@rule("response_times")
def response_times(site: Site) -> Iterator[Hit]:
    """One hit for each pair of times for the same kind of request."""
    rows = [row for policy in site.policies for row in answers(policy)]
    told: set[tuple[str, str, str]] = set()  # one pair of each kind of request in each pair of policies
    for a, b in pairs(rows):
        one, two = period(a), period(b)
        key = (a.key[0], a.policy.path, b.policy.path)
        if a.key[0] != b.key[0] or one.agrees(two) or a.sentence is b.sentence or key in told:
            continue
        told.add(key)
        what = "requests" if a.key[0] == ANY else f"requests for {a.key[0]}"
        message = (
            f"{what} are answered within {places(a, b, str(one), str(two))}; keep one time, or say what "
            f"sets the requests apart"
        )
        yield hit(a, b, message, notes=(str(one), str(two)))
