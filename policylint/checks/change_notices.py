"""change-notice-conflict: notice of changes is promised, and changes are said to apply at once or without notice."""

from __future__ import annotations

from collections.abc import Iterator

from policylint.checks.scope import compatible, scope_of
from policylint.checks.wording import Lexicon, sentences, whole
from policylint.document import Sentence
from policylint.facts.kinds import ChangeNotice, NoticePeriod
from policylint.finding import Severity
from policylint.rule import Hit, rule
from policylint.site import Policy, Site

MOST = 20  # promises that are compared
_PROMISES = frozenset(["email", "in-app", "notice"])
_DOCUMENT = frozenset("policy policies privacy statement terms".split())
_BUSINESS = frozenset("business ownership control company corporate".split())
_BEFORE = frozenset("before prior advance ahead beforehand".split())
_OTHER_CHANGES = frozenset("service services product products price prices fees feature features terms".split())
_POLICY = frozenset("policy policies notice statement changes change privacy it version".split())


@rule("change_notices")
def change_notices(site: Site) -> Iterator[Hit]:
    """At most one hit for each policy: the promise, and the clause that takes it back."""
    for policy in site.policies:
        yield from _of(policy)


def _of(policy: Policy) -> Iterator[Hit]:
    small = policy.index.sentences("frame:change-small")
    ahead = {f.sentence.index: f for f in policy.all(NoticePeriod) if f.polarity and f.period is not None}
    promises = {
        f.sentence.index
        for f in policy.all(ChangeNotice)
        if f.polarity
        and f.method in _PROMISES
        and f.modality == "states"
        and not _on_the_page(policy, f)
        and _of_policy(policy, f)
    }
    promised = [policy.document.sentences[at] for at in sorted(promises | set(ahead))][:MOST]
    if not promised:
        return
    setting = Lexicon(policy, "stance-setting")
    for sentence, without in _at_once(policy):
        words = policy.index.words(sentence)
        own = words[policy.index.own[sentence.index] :]
        if sentence.index in small or not _OTHER_CHANGES.isdisjoint(own) or setting.begins(own[:6], "turn", 2):
            continue
        for promise in promised:
            before = promise.index in ahead or not _BEFORE.isdisjoint(policy.index.words(promise))
            if (
                promise is sentence
                or promise.index in small
                or not (without or before)
                or not compatible(scope_of(policy, promise), scope_of(policy, sentence))
            ):
                continue
            if _goes_on(policy, setting, sentence, promise):
                continue
            period = ahead.get(promise.index)
            lead = f"{period.period} ahead" if period is not None else "notice"
            # Who is told before, nobody says how long before, may be told before the new text is posted.
            severity = Severity.ERROR if period is not None else Severity.WARNING if without else Severity.INFO
            yield Hit(
                tuple(whole(policy, s) for s in sorted((promise, sentence), key=lambda s: s.index)),
                f"{lead} is promised for changes, and elsewhere changes apply at once or without notice; say which changes go unannounced",
                severity,
                (promise.text, sentence.text),
            )
            return


def _of_policy(policy: Policy, fact: ChangeNotice) -> bool:
    """Whether it is changes of the policy that are told."""
    headed = "changes" in policy.topics(fact.sentence) and _BUSINESS.isdisjoint(
        fact.sentence.block.section.title.lower().split()
    )
    return headed or not _DOCUMENT.isdisjoint(policy.index.words(fact.sentence))


def _on_the_page(policy: Policy, fact: ChangeNotice) -> bool:
    """Whether the notice is no more than the new text on its page."""
    words = policy.index.words(fact.sentence)
    return fact.method == "notice" and "page" in words and "home" not in words and "prominent" not in words


def _at_once(policy: Policy) -> Iterator[tuple[Sentence, bool]]:
    """Sentences by which changes to the policy apply at once, and those (True) by which they come without notice."""
    speaks = policy.index.sentences("frame:change-speaks")
    told = {f.sentence.index for f in policy.all(ChangeNotice) if f.polarity and f.method in _PROMISES}
    seen: set[int] = set()
    for frame in ("change-at-once", "change-without-notice"):
        for sentence in sentences(policy, frame):
            words = policy.index.words(sentence)
            near = _speaks(policy, sentence, speaks)
            denied = frame == "change-at-once" and not {"no", "not"}.isdisjoint(words)
            if near and sentence.index not in told | seen and not denied:
                seen.add(sentence.index)
                yield sentence, frame == "change-without-notice"


def _speaks(policy: Policy, sentence: Sentence, speaks: frozenset[int]) -> bool:
    """Whether a sentence, or the one before it in its block, speaks of changes of the policy."""
    if sentence.index in speaks and not _POLICY.isdisjoint(policy.index.words(sentence)):
        return True
    before = policy.document.sentences[max(sentence.index - 1, 0)]
    words = policy.index.words(before)
    return before.block is sentence.block and before.index in speaks and not _POLICY.isdisjoint(words)


def _goes_on(policy: Policy, setting: Lexicon, sentence: Sentence, promise: Sentence) -> bool:
    """Whether the promise is the exception to what stands just before it: "without notice. However, we announce ..."."""
    if not sentence.index < promise.index <= sentence.index + 3:
        return False
    for between in policy.document.sentences[sentence.index + 1 : promise.index + 1]:
        own = policy.index.words(between)[policy.index.own[between.index] :][:8]
        if setting.begins(own, "turn", 2) or "material" in own or "significant" in own or own[:1] == ("if",):
            return True
    return False
