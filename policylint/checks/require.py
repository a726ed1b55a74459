"""require: is it stated, only raised, or not there?"""

from __future__ import annotations

from policylint.bodies import Body
from policylint.finding import Mark
from policylint.report import Answer
from policylint.rule import Require, Rule
from policylint.selector import Place, pick
from policylint.site import Policy

ENOUGH = 3  # lines shown for an answer: a reader wants the words that decide, not every mention


def answer(policy: Policy, rule: Rule, body: Body | None = None) -> Answer:
    """The status of a disclosure in one policy, or one body of it, with its evidence in the order of the text.

    Selectors stand in the order of strength; weaker ones are asked only until two places are found, since weak words beside strong
    ones lead the reader away from them.
    """
    verb = rule.verb
    assert isinstance(verb, Require)
    for status, selectors in (("stated", verb.stated), ("vague", verb.vague)):
        places: dict[int, Place] = {}  # the first in each sentence
        for number, selector in enumerate(selectors):
            for place in pick(policy, selector, f"{rule.id}#{status}.{number}"):
                at = place.sentence.index
                if at not in places and (body is None or body.holds(at)):
                    places[at] = place
                    if len(places) == ENOUGH:
                        break
            if len(places) == ENOUGH:
                break
        if places:
            marks = tuple([Mark(policy.path, place.span) for place in places.values()])
            return Answer("stated" if status == "stated" else "vague", marks)
    return Answer("absent")
