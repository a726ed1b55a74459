"""What a detector of changes yields, and how it is registered."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from policylint.hints import TYPE_CHECKING, Literal
from policylint.record import Record
from policylint.rule import WEIGHTS

if TYPE_CHECKING:
    from policylint.edits.comparison import Comparison
    from policylint.finding import Mark, Severity

Weight = Literal["material", "notable", "editorial", ""]


class ChangeHit(Record):
    """A change found. `kind` is the name of its rule (rules/edit/KIND.yaml); `old` and `new` are where it stands, one at least.

    `message` '' takes the rule's; `severity` and `weight` override the rule's severity and class for this hit.
    """

    kind: str
    old: Mark | None = None
    new: Mark | None = None
    message: str = ""
    severity: Severity | None = None
    weight: Weight = ""


def heaviest(hits: Iterable[ChangeHit]) -> str:
    """The class that hits give an edit: the highest of their weights, editorial where there is none."""
    return max((hit.weight or "editorial" for hit in hits), key=WEIGHTS.index, default="editorial")


Detector = Callable[["Comparison"], Iterable[ChangeHit]]
Late = Callable[["Comparison", Sequence[ChangeHit]], Iterable[ChangeHit]]
REGISTRY: dict[str, Detector] = {}
"""Detectors by the kinds of change that they tell."""


def detects(*kinds: str) -> Callable[[Detector], Detector]:
    """Register a detector for some kinds of change, for rule files that say `check: KIND`.

    It takes a Comparison and yields hits of these kinds; it runs once for an edit, however many rules there are.
    Raises ValueError where a kind is taken by another function.
    """

    def register(detector: Detector) -> Detector:
        for kind in kinds:
            if REGISTRY.get(kind, detector) is not detector:
                raise ValueError(f"two detectors tell {kind!r}")
            REGISTRY[kind] = detector
        return detector

    return register


LATE: dict[str, tuple[int, Late]] = {}
"""Detectors that look at what the others told, by the kinds that they tell, with their turn."""


def detects_last(turn: int, *kinds: str) -> Callable[[Late], Late]:
    """Register a detector that is given the hits of all others too; those of a lower `turn` come first.

    Their hits have their weight filled in. Raises ValueError where a kind is taken by another function.
    """

    def register(detector: Late) -> Late:
        for kind in kinds:
            if kind in REGISTRY or LATE.get(kind, (turn, detector))[1] is not detector:
                raise ValueError(f"two detectors tell {kind!r}")
            LATE[kind] = turn, detector
        return detector

    return register


def known() -> tuple[str, ...]:
    """The kinds of change that some detector tells."""
    return (*REGISTRY, *LATE)
