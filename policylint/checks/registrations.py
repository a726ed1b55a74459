"""registration_format: a number of a register that has not the shape which that register gives."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policylint.finding import Mark
from policylint.patterns import lazy
from policylint.record import Record
from policylint.rule import Hit, rule
from policylint.site import Site

_COMPANY = lazy(
    r"\b(?:incorporated|registered|registration|company|companies|limited|ltd|register|corporation)\b", re.IGNORECASE
)
_NETWORK = lazy(r"\b(?:network|autonomous|bgp|peer\w*|asn|routing|internet|isp|ripe|arin|apnic)\b", re.IGNORECASE)


class Register(Record):
    """How a register is spoken of (`number` is the group that holds what it gave), and the shapes of its numbers."""

    name: str
    spoken: re.Pattern[str]
    shape: re.Pattern[str]
    form: str


_REGISTERS = (
    Register(
        "the Swiss commercial register",
        lazy(r"\b(?P<number>CHE[-–. ]?\d[\d.\- ]{0,14}\d)(?:\s?(?:MWST|TVA|IVA))?"),
        lazy(r"CHE[-–. ]?\d{3}[.\- ]?\d{3}[.\- ]?\d{3}\Z"),
        "CHE-000.000.000",
    ),
    Register(
        "Companies House",
        lazy(
            r"\b(?:in England|England and Wales|England & Wales|Companies House|in Scotland"
            r"|in Northern Ireland)\b[^.;]{0,40}?"
            r"\b(?:no|number|nr|No|Number|NO)\b[.:]{0,2}\s?(?:is\s)?(?P<number>[A-Z]{0,2}\d{3,12})\b"
        ),
        lazy(r"(?:\d{6,8}|[A-Z]{2}\d{6})\Z"),
        "eight digits, or two letters and six digits",
    ),
    Register(
        "the Australian company register",
        lazy(r"\b(?:ACN|A\.C\.N\.)[:\s]{1,3}(?P<number>\d[\d ]{3,18}\d)\b"),
        lazy(r"(?:\d ?){8}\d\Z"),
        "nine digits",
    ),
    Register(
        "the Australian Business Register",
        lazy(r"\b(?:ABN|A\.B\.N\.)[:\s]{1,3}(?P<number>\d[\d ]{3,18}\d)\b"),
        lazy(r"(?:\d ?){10}\d\Z"),
        "eleven digits",
    ),
    Register(
        "the Dutch chamber of commerce",
        lazy(r"\b(?:KvK|KVK|Kamer van Koophandel)\b[^.;\d]{0,25}(?P<number>\d[\d. ]{2,14}\d)\b"),
        lazy(r"(?:\d[. ]?){7}\d(?: ?\d{4})?\Z"),
        "eight digits",
    ),
    Register(
        "the Danish register",
        lazy(r"\bCVR\b[^\w]{0,4}(?:no|nr|number)?[.:\s]{0,3}(?:DK)?(?P<number>\d[\d ]{2,12}\d)\b"),
        lazy(r"(?:\d ?){7}\d\Z"),
        "eight digits",
    ),
    Register(
        "the French register",
        lazy(r"\bSIREN\b[^\w]{0,4}(?:no|n°|number)?[.:\s]{0,3}(?P<number>\d[\d ]{3,14}\d)\b"),
        lazy(r"(?:\d ?){8}\d\Z"),
        "nine digits",
    ),
)
_AUTONOMOUS = lazy(r"(?<![\w-])AS ?\d{3,6}(?![\w-])")
_WORDS = (
    "CHE",
    "ngland",
    "ompanies House",
    "cotland",
    "reland",
    "ACN",
    "A.C.N",
    "ABN",
    "A.B.N",
    "vK",
    "KVK",
    "Koophandel",
    "CVR",
    "SIREN",
    "AS",
)


@rule("registration_format")
def registration_format(site: Site) -> Iterator[Hit]:
    """One hit for each number of a company that its register cannot have given."""
    for policy in site.policies:
        if not any(word in policy.document.text for word in _WORDS):
            continue
        for sentence in policy.document.sentences:
            text = sentence.text
            if not any(word in text for word in _WORDS):
                continue
            for register in _REGISTERS:
                for match in register.spoken.finditer(text):
                    number = match["number"].strip()
                    if register.shape.match(number) is None:
                        message = (
                            f"`{number}` is no number of {register.name}, whose numbers are written {register.form}"
                        )
                        yield Hit((Mark(policy.path, sentence.source(*match.span("number"))),), message)
            if _COMPANY.search(text) and not _NETWORK.search(text):
                for match in _AUTONOMOUS.finditer(text):
                    message = f"`{match[0]}` has the shape of the number of a network (an autonomous system), not of a company"
                    yield Hit((Mark(policy.path, sentence.source(*match.span())),), message)
