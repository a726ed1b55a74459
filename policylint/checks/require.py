"""require: is it stated, only raised, or not there?"""

from __future__ import annotations

from policylint.bodies import Body
from policylint.finding import Mark
from policylint.report import Answer
from policylint.rule import Cue, Require, Rule, Weigh
from policylint.selector import Place, pick
from policylint.site import Policy

ENOUGH = 3  # lines shown for an answer: a reader wants the words that decide, not every mention


def answer(policy: Policy, rule: Rule, body: Body | None = None) -> Answer:
    """The status of a disclosure in one policy, or one body of it, with its evidence in the order of the text.

    Selectors stand in the order of strength; weaker ones are asked only until two places are found, since weak words beside strong
    ones lead the reader away from them. Signs are weighed only where no selector of `stated` picks anything.
    """
    verb = rule.verb
    assert isinstance(verb, Require)
    for status, selectors in (("stated", verb.stated), ("weigh", ()), ("vague", verb.vague)):
        if status == "weigh":
            marks = _weighed(policy, rule, verb.weigh, body) if verb.weigh else ()
            if marks:
                return Answer("stated", marks)
            continue
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


def _weighed(policy: Policy, rule: Rule, weigh: Weigh, body: Body | None) -> tuple[Mark, ...]:
    """The places of the signs for it, in the order of the text, if the points of all signs reach the threshold; else none.

    A sign counts once, at the first place that it picks. Each mark's note names the sign and its points.
    """
    score = 0
    found: dict[int, tuple[Place, Cue]] = {}  # one sign a sentence is shown, the first
    for number, cue in enumerate(weigh.cues):
        for place in pick(policy, cue.selector, f"{rule.id}#weigh.{number}"):
            if body is None or body.holds(place.sentence.index):
                score += cue.points
                if cue.points > 0:
                    found.setdefault(place.sentence.index, (place, cue))
                break
    if score < weigh.threshold:
        return ()
    strongest = sorted(found.values(), key=lambda row: -row[1].points)[:ENOUGH]
    rows = sorted(strongest, key=lambda row: (row[0].sentence.index, row[0].start))
    return tuple(
        [Mark(policy.path, place.span, f"{cue.name}: {cue.points} of {weigh.threshold} points") for place, cue in rows]
    )
