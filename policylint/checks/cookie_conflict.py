"""cookie-conflict: cookies or tracking denied, and cookies or tools that set them.

A denial of one type is contradicted by that type alone: a site without tracking cookies may set one for the log-in. A denial
about a website says nothing of the app.
"""

from __future__ import annotations

from collections.abc import Iterator

from policylint.checks.scope import EVERY, Scope, covers, scope_of, within_tool
from policylint.checks.wording import Lexicon
from policylint.finding import Mark, Severity
from policylint.matching import clauses
from policylint.matching.index import Hit as Found
from policylint.patterns import word_set
from policylint.record import replace
from policylint.rule import Hit, rule
from policylint.site import Policy, Site

_TRACKING = word_set(
    "tracking advertising marketing targeting analytics analytical performance statistics third party profiling pixels pixel beacons beacon track tracks"
)
_TOOLS = word_set("google hotjar facebook meta tiktok doubleclick adsense linkedin mixpanel fullstory clarity hubspot")
# The words of which a denial of cookies is made; any other word between says something else.
_DENYING = word_set(
    "not never don't doesn't won't no zero there are is will be get currently itself also actively ourselves use uses set sets place places "
    "store stores deploy employ employs install utilise utilize serve contain contains rely on need needs drop drops make of send write load "
    "loads absolutely ever used placed stored installed deployed active loaded sent dropped any kind type our third party tracking advertising "
    "marketing targeting analytics analytical performance or and cookies cookie web beacons beacon technologies technology pixel pixels tags "
    "tag local storage bugs site website app service pages page free without trackers tracker similar clear gifs localstorage here at all whatsoever "
    "data information on in your the a device computer browser nothing gets saved kept written by this none"
)
_ENDS = word_set(
    "for to that which from by of as beyond except who whose"
)  # "no cookies for advertising" leaves others
_LISTED = word_set(
    "cookies cookie pixels pixel beacons beacon similar tracking technologies technology tags trackers web local storage tools other"
)
_SIGNALS = word_set("signal signals dnt browser browsers request setting settings header preference")
_MODES = word_set("mode modes cookieless")  # of one tool in one setting
_READERS = word_set("you visitors users user browser they")
_WE = word_set("we our i site website app service us")
MOST = 40  # denials that are compared
_NEAR = 3  # sentences after a denial in which its exception may stand


@rule("cookie_conflict")
def cookie_conflict(site: Site) -> Iterator[Hit]:
    """One hit for each denial of cookies that a statement about the same property contradicts."""
    for policy in site.policies:
        index = policy.index
        denials = index.find("frame:cookie-denied")
        if not denials:
            continue
        limits = index.sentences("frame:cookie-limits")
        setting = Lexicon(policy, "stance-setting")
        told: set[int] = set()
        for denial in denials[:MOST]:
            at = denial.sentence.index
            words = index.words(denial.sentence)
            if at in limits or at in told or not _MODES.isdisjoint(words) or not _whole(policy, words, denial):
                continue
            tracking = not _TRACKING.isdisjoint(words[denial.first : denial.last])
            scope = _scope(policy, denial)
            if scope.party:
                continue
            if "cookies" in policy.own_topics(denial.sentence.block.section):
                scope = replace(scope, tools=EVERY)  # under "Cookies and analytics" all cookies are meant
            found = None
            for other, severity in _set(policy):
                if (
                    other.sentence.index != at
                    and _against(index.words(other.sentence)[other.first : other.last + 3], tracking)
                    and covers(scope, _scope(policy, other))
                    and within_tool(policy, scope, other.sentence)
                    and not _linked(policy, setting, denial, other)
                ):
                    found = (other, severity)
                    break
            if found is not None:
                told.add(at)
                other, severity = found
                what = "tracking" if tracking else "cookies"
                yield Hit(
                    (_mark(policy, denial), _mark(policy, other)),
                    f"{what} denied, and set or used elsewhere; say which cookies or tools are meant, and on which site or app",
                    severity,
                    (denial.sentence.text, other.sentence.text),
                )


def _scope(policy: Policy, hit: Found) -> Scope:
    """The scope of a statement about cookies, which are set on whatever device, be the data that they bring nameless or not."""
    return replace(scope_of(policy, hit.sentence), anonymous=False)


def _whole(policy: Policy, words: tuple[str, ...], denial: Found) -> bool:
    """Whether the publisher denies a kind of cookie as such: not data in cookies, not what a browser or a signal asks for."""
    inside = words[denial.first : denial.last]
    if "track" in inside:
        whole = not words[denial.last :] or words[denial.last] in ("in", "at", "and", "or", "on")
        return (
            whole
            and not _WE.isdisjoint(words[max(denial.first - 4, 0) : denial.first + 4])
            and _SIGNALS.isdisjoint(words)
        )
    last = denial.last
    while last < len(words) and (words[last] in _LISTED or words[last] in ("and", "or")):
        last += 1  # "cookies, pixels or similar technologies | for advertising"
    return _ours(words, denial) and set(inside) <= _DENYING and _ENDS.isdisjoint(words[last : last + 1])


def _set(policy: Policy) -> Iterator[tuple[Found, Severity]]:
    """Where the policy says that it sets cookies, then where it names tools that do."""
    index = policy.index
    denied = index.sentences("frame:cookie-denied")
    for frame, severity in (("frame:cookie-set", Severity.ERROR), ("frame:cookie-tool", Severity.WARNING)):
        without = index.sentences("frame:cookieless") if frame.endswith("tool") else frozenset()
        for hit in index.find(frame):
            words = index.words(hit.sentence)
            begin = clauses.clause_start(words, hit.first)
            if (
                hit.sentence.index in denied | without
                or clauses.negated(words, hit.first, hit.last, begin)
                or "if" in words[: hit.first]
            ):
                continue
            if not _ours(words, hit) or scope_of(policy, hit.sentence).party != "":
                continue
            may = "may" in words[begin : hit.last]
            yield hit, Severity.WARNING if may else severity


def _against(words: tuple[str, ...], tracking: bool) -> bool:
    """Whether what is set is of the type that is denied: tracking, or any."""
    return not tracking or not _TRACKING.isdisjoint(words) or not _TOOLS.isdisjoint(words)


def _ours(words: tuple[str, ...], hit: Found) -> bool:
    """Whether the publisher or its property acts: not the reader, a browser, or others."""
    for at in range(hit.first - 1, max(hit.first - 8, -1), -1):
        if words[at] in _WE:
            return True
        if words[at] in _READERS or words[at] in ("parties", "party", "advertisers", "providers", "partners"):
            return False
    return True


def _linked(policy: Policy, setting: Lexicon, denial: Found, other: Found) -> bool:
    """Whether the second statement, or one between the two, opens as an exception to the denial."""
    first, last = denial.sentence.index, other.sentence.index
    if not first < last <= first + _NEAR or denial.sentence.block.section is not other.sentence.block.section:
        return False
    between = policy.document.sentences[first + 1 : last + 1]
    return any(setting.begins(policy.index.words(s)[policy.index.own[s.index] :][:6], "turn", 2) for s in between)


def _mark(policy: Policy, hit: Found) -> Mark:
    """The words of the hit and what goes before them in the clause."""
    words, starts, _ = policy.index.tokens[hit.sentence.index]
    begin = max(clauses.clause_start(words, hit.first, hit.sentence.text, starts), policy.index.own[hit.sentence.index])
    return Mark(policy.path, hit.sentence.source(starts[begin], hit.end))
