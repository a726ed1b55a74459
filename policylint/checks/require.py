"""require: is it stated, only raised, or not there?"""

from __future__ import annotations

from collections.abc import Iterable

from policylint.bodies import Body
from policylint.finding import Mark
from policylint.report import Answer
from policylint.rule import Require, Rule
from policylint.selector import Place, pick
from policylint.site import Policy

ENOUGH = 3
MOST_EVIDENCE = 3  # lines shown for an answer: a reader wants the words that decide, not every mention


def answer(policy: Policy, rule: Rule, body: Body | None = None) -> Answer:
    """The status of a disclosure in one policy, or one body of it, with its evidence in the order of the text.

    Selectors stand in the order of strength; weaker ones are asked only until two places are found, since weak words beside strong
    ones lead the reader away from them.
    """
    verb = rule.verb
    assert isinstance(verb, Require)
    for status, selectors in (("stated", verb.stated), ("vague", verb.vague)):
        places: list[Place] = []
        for number, selector in enumerate(selectors):
            found = pick(policy, selector, f"{rule.id}#{status}.{number}")
            places += found if body is None else (place for place in found if body.holds(place.sentence.index))
            if len({place.sentence.index for place in places}) >= ENOUGH:
                break
        if places:
            return Answer("stated" if status == "stated" else "vague", _marks(policy, places))
    return Answer("absent")


def _marks(policy: Policy, places: Iterable[Place]) -> tuple[Mark, ...]:
    marks: dict[int, Mark] = {}
    for place in places:
        marks.setdefault(place.sentence.index, Mark(policy.path, place.span))
        if len(marks) == MOST_EVIDENCE:
            break
    return tuple(marks.values())
