"""Which policies of a run one publisher stands by together, told from the policies themselves.

Two policies belong together where they name the same controller by its legal name, or where most of their addresses are on one domain
that the publisher owns and they name no two different companies. What may be two versions of one policy is never compared: versions
differ because they must. Where this guesses wrong, or is too careful, groups are named in the configuration.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from policylint.checks import domains
from policylint.document import Document
from policylint.facts.kinds import Contact, Entity
from policylint.patterns import lazy, word_set
from policylint.site import Policy

MOST = 30  # policies of one publisher that are compared unasked; each is compared with each
SAME_SENTENCES = (
    0.15  # share of the shorter policy's sentences that the other has too: so many are copied from version to version
)
SAME_HEADINGS = 0.5
LONG = 40  # characters of a sentence that two policies hardly share by chance
_TIES = word_set("controller we operator contact definition policy")
_KINDS = word_set("privacy-policy app-notice cookie-policy terms dpa")
_FORMS = lazy(
    r"\b(?:private limited|limited|ltd|inc|incorporated|llc|l l c|corp|corporation|co|company|gmbh|ag"
    r"|sa|sas|sarl|srl|spa|bv|nv|ab|as|oy|aps|plc|llp|pty|pte|pvt|kg|ev|e v|sp z o o|d o o|s r o)\b",
    re.IGNORECASE,
)
_NO_WORD = lazy(r"[^\w]+")
_OLD = lazy(
    r"(?:^|[\W_])(?:archive[sd]?|old|previous|history|historical|versions?|backup|superseded|v\d+"
    r"|(?:19|20)\d\d)(?:[\W_]|$)",
    re.IGNORECASE,
)


def together(policies: Sequence[Policy]) -> list[list[Policy]]:
    """The policies in rows of one publisher each, in the order of their first policies; what belongs to nobody else stands alone."""
    row_of = list(range(len(policies)))
    for bucket in _buckets(policies):
        apart = {n for n in bucket for m in bucket if n != m and versions(policies[n], policies[m])}
        rest = [n for n in bucket if n not in apart]
        for n in rest[1:]:
            if _same_company(policies[rest[0]], policies[n]):
                old, new = row_of[n], row_of[rest[0]]
                row_of = [new if row == old else row for row in row_of]
    rows: dict[int, list[Policy]] = {}
    for number, policy in enumerate(policies):
        rows.setdefault(row_of[number], []).append(policy)
    return list(rows.values())


def _buckets(policies: Sequence[Policy]) -> Iterator[list[int]]:
    """The numbers of policies that share a legal name or a domain."""
    rows: dict[str, list[int]] = {}
    for number, policy in enumerate(policies):
        if (
            policy.document.kind not in _KINDS
            or policy.document.language not in ("en", "")
            or _OLD.search(_place(policy.path))
        ):
            continue
        for key in {
            *(f"name {name}" for name in legal_names(policy)),
            *(f"domain {domain}" for domain in _domains(policy)),
        }:
            rows.setdefault(key, []).append(number)
    return (row for row in rows.values() if 1 < len(row) <= MOST)


def _place(path: str) -> str:
    """The last two parts of a path: where an archive would be named."""
    head, tail = os.path.split(path.replace("\\", "/"))
    return f"{os.path.basename(head)}/{os.path.splitext(tail)[0]}"


def legal_names(policy: Policy) -> frozenset[str]:
    """The companies that a policy calls its controller by their legal names, without the form and without marks."""
    found = set()
    for fact in policy.all(Entity):
        if fact.role == "controller" and fact.form and fact.form != "person" and fact.tie in _TIES:
            plain = " ".join(_NO_WORD.sub(" ", fact.name.casefold()).split())
            name = " ".join(_FORMS.sub(" ", plain).split())
            if len(name) > 2 and name != plain:
                found.add(name)
    return frozenset(found)


def _domains(policy: Policy) -> frozenset[str]:
    """The domain on which most of the publisher's addresses are, where it is the publisher's own."""
    counts = Counter(
        domains.of_email(fact.value)
        for fact in policy.all(Contact)
        if fact.channel == "email"
        and "@" in fact.value
        and not fact.placeholder
        and fact.purpose != "third-party"
        and not domains.is_free(fact.value)
    )
    if not counts:
        return frozenset()
    best, count = counts.most_common(1)[0]
    return frozenset([best]) if count * 2 > sum(counts.values()) else frozenset()


def _same_company(one: Policy, two: Policy) -> bool:
    """Whether nothing speaks against one publisher: a platform's domain serves many companies."""
    names, others = legal_names(one), legal_names(two)
    return not names or not others or not names.isdisjoint(others)


def versions(one: Policy, two: Policy) -> bool:
    """Whether two policies may be versions or translations of one: much of the shorter stands in the other too."""
    a, b = _sentences(one.document), _sentences(two.document)
    if a and b and len(a & b) >= SAME_SENTENCES * min(len(a), len(b)):
        return True
    c, d = _headings(one.document), _headings(two.document)
    return len(c & d) > 3 and len(c & d) >= SAME_HEADINGS * min(len(c), len(d))


def _sentences(document: Document) -> frozenset[str]:
    kept: dict[str, frozenset[str]] = document.__dict__
    found = kept.get("_long_sentences")
    if found is None:
        prose = (
            s.text
            for s in document.sentences
            if len(s.text) > LONG and s.block.kind not in ("heading", "title", "meta")
        )
        found = kept["_long_sentences"] = frozenset(" ".join(text.casefold().split()) for text in prose)
    return found


def _headings(document: Document) -> frozenset[str]:
    return frozenset(" ".join(section.title.casefold().split()) for section in document.sections[1:] if section.title)
