"""The laws that rules cite: what each is called, and what in a text signals that it applies."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping

from policylint.record import Record, field

PHRASES = ("named", "claimed", "targeted", "negated", "seats")


class ChildAge(Record):
    """The age that a law expects a notice to speak of: below it consent is a parent's, or data are not sold.

    `countries` gives the ages that differ by country (ISO 3166-1 alpha-2); `verified` is False for one from memory.
    """

    age: int
    law: str = ""
    verified: bool = True
    countries: Mapping[str, int] = field(default_factory=dict)


class Answer(Record):
    """The time within which a law wants requests to be answered, as an ISO 8601 duration (P1M), without extensions."""

    period: str
    law: str = ""


class RegimeFile(Record):
    """One law. Its phrases are groups of the book: 'regime:KEY:named', ':claimed', ':targeted', ':negated', ':seat'.

    name            the law's own name
    citation_style  how a citation of it looks
    named           its names and abbreviations: that it is spoken of at all
    claimed         wording that says that it applies, or that rights are given under it
    targeted        wording addressed to the people whom it protects
    negated         wording in which its name or people do not bring it into play (false friends, exclusions)
    seats           its territory where that is part of a country (California); in an address they establish
    countries       ISO 3166-1 alpha-2 codes of its territory: a controller that is seated there is established
    forms           company forms of its territory; a form alone never establishes, a form with a seat does
    registrations   register numbers of its territory as patterns (see `number_pattern`)
    needs           a kind of fact that must be stated too for a seat or an address to count ('' for none)
    threshold       why the text cannot tell whether it applies, '' where it can; such a law is capped at warning unless
                    claimed or configured
    since           the day from which it applies; a later day than the one judged: its requirements are upcoming
    child_age       the age it expects, None where it has none
    response_time   the time within which it wants requests to be answered, None where it names none
    """

    key: str
    name: str
    citation_style: str
    named: tuple[str, ...]
    claimed: tuple[str, ...]
    targeted: tuple[str, ...] = ()
    negated: tuple[str, ...] = ()
    seats: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    registrations: tuple[str, ...] = ()
    needs: str = ""
    threshold: str = ""
    since: dt.date | None = None
    child_age: ChildAge | None = None
    response_time: Answer | None = None
    note: str = ""
    source: str = ""

    def groups(self) -> dict[str, tuple[str, ...]]:
        """The groups of phrases that the book must hold for this law; each exists, if empty."""
        return {f"regime:{self.key}:{name.removesuffix('s')}": getattr(self, name) for name in PHRASES}

    def upcoming(self, today: dt.date) -> bool:
        """Whether it does not apply yet on the day judged."""
        return self.since is not None and today < self.since


def number_pattern(template: str) -> str:
    """A regular expression for a register number written as a template; it runs in linear time.

    0 is a digit, 0+ one to twenty digits, @ a capital letter; a blank is optional white space; all else is itself.
    """
    parts = []
    for piece in re.findall(r"0\+|.", template):
        if piece == "0+":
            parts.append(r"\d{1,20}")
        elif piece == "0":
            parts.append(r"\d")
        elif piece == "@":
            parts.append("[A-Z]")
        elif piece == " ":
            parts.append(r"\s?")
        else:
            parts.append(re.escape(piece))
    return r"(?<!\w)" + "".join(parts) + r"(?!\w)"
