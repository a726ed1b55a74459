"""A tool that is said to take nothing personal, and addresses or numbers of devices that the same tool takes.

The numbers point at people; whoever calls them nameless must say what makes them so (a shortened address, an opt-in), and then nothing is told.
"""

from __future__ import annotations

from collections.abc import Iterator

from policylint.checks.scope import compatible, scope_of
from policylint.checks.wording import Lexicon, sentences, whole
from policylint.document import Sentence
from policylint.finding import Severity
from policylint.patterns import word_set
from policylint.record import replace
from policylint.rule import Hit
from policylint.site import Policy

MOST = 40  # statements of either sort that are compared
_TOOLS = frozenset(["analytics-provider", "advertisers"])
_KINDS = word_set("provider providers service services tool tools company companies network networks partner partners")
_SPARED = word_set("other except unless without opt consent truncated shortened masked anonymised anonymized hashed if")
_CUT = word_set(
    "truncate truncated truncates truncation shorten shortened shortens mask masked masking hash hashed hashing anonymizeip octet digits "
    "cookieless pseudonymised pseudonymized anonymised anonymized anonymisation anonymization"
)
_MESSAGE = "a tool is said to take nothing personal, and elsewhere to take addresses or numbers of devices; say what is done to them, or drop the denial"


def hits(policy: Policy) -> Iterator[Hit]:
    """One hit for each tool of which both are said."""
    taking = list(sentences(policy, "tool-takes"))[:MOST]
    if not taking:
        return
    recipients = Lexicon(policy, "recipient")
    for denial in list(sentences(policy, "tool-nameless"))[:MOST]:
        tools = _tools(policy, recipients, denial)
        scope = scope_of(policy, denial)
        if not tools or scope.party:
            continue
        scope = replace(scope, anonymous=False)
        for other in taking:
            words = policy.index.words(other)
            if (
                other is not denial
                and _SPARED.isdisjoint(words)
                and tools & _tools(policy, recipients, other)
                # What is called nameless there is what the question is about.
                and compatible(scope, replace(scope_of(policy, other), anonymous=False))
                and not _undone(policy, other)
            ):
                first, second = sorted((denial, other), key=lambda s: s.index)
                yield Hit(
                    (whole(policy, first), whole(policy, second)), _MESSAGE, Severity.WARNING, (denial.text, other.text)
                )
                break


def _tools(policy: Policy, recipients: Lexicon, sentence: Sentence) -> frozenset[str]:
    """The names of the tools in a sentence: those of the lexicon, a general word such as "analytics provider" left out."""
    words = policy.index.words(sentence)
    return frozenset(
        " ".join(words[begin:end])
        for begin, end, name in recipients.entries(words)
        if name in _TOOLS and words[end - 1] not in _KINDS
    )


def _undone(policy: Policy, sentence: Sentence) -> bool:
    """Whether the section says that the numbers are cut or hashed."""
    section = sentence.block.section.index
    said = (s for s in policy.document.sentences if s.block.section.index == section)
    return any(not _CUT.isdisjoint(policy.index.words(s)) for s in said)
