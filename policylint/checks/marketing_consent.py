"""marketing-optin-vs-optout: marketing only by consent here, and until somebody objects there."""

from __future__ import annotations

from collections.abc import Iterator

from policylint.checks.scope import compatible, scope_of
from policylint.checks.wording import sentences, whole
from policylint.patterns import word_set
from policylint.rule import Hit, rule
from policylint.site import Site

MOST = 40  # statements that are compared
_CHANNELS = {
    "email": word_set("email emails newsletter newsletters mailings"),
    "phone": word_set("call calls phone telephone"),
    "post": word_set("post postal letter letters"),
    "text": word_set("sms text texts"),
    "push": word_set("push"),
}


@rule("marketing_consent")
def marketing_consent(site: Site) -> Iterator[Hit]:
    """At most one hit for each policy."""
    for policy in site.policies:
        soft = policy.index.sentences("frame:marketing-soft-opt-in")
        asked = [s for s in sentences(policy, "marketing-by-consent") if s.index not in soft][:MOST]
        if not asked:
            continue
        consent = {s.index for s in asked}
        for sentence in sentences(policy, "marketing-by-default"):
            if sentence.index in soft or sentence.index in consent or "consent" in policy.index.words(sentence):
                continue
            other = next(
                (
                    s
                    for s in asked
                    if compatible(scope_of(policy, s), scope_of(policy, sentence))
                    and _same_channel(policy.index.words(s), policy.index.words(sentence))
                ),
                None,
            )
            if other is not None:
                first, second = sorted((other, sentence), key=lambda s: s.index)
                yield Hit((whole(policy, first), whole(policy, second)), subject=(other.text, sentence.text))
                break


def _same_channel(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether two sentences may be about one channel: calls are not e-mail, and what names none is about all."""
    left = {name for name, words in _CHANNELS.items() if not words.isdisjoint(a)}
    right = {name for name, words in _CHANNELS.items() if not words.isdisjoint(b)}
    return not left or not right or bool(left & right)
