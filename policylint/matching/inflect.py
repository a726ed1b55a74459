"""The forms of an English word, for `~word` in a phrase."""

from __future__ import annotations

_IRREGULAR = {
    "be": "be am is are was were been being",
    "have": "have has had having",
    "do": "do does did done doing",
    "keep": "keep keeps kept keeping",
    "hold": "hold holds held holding",
    "give": "give gives gave given giving",
    "get": "get gets got gotten getting",
    "take": "take takes took taken taking",
    "make": "make makes made making",
    "send": "send sends sent sending",
    "sell": "sell sells sold selling",
    "tell": "tell tells told telling",
    "write": "write writes wrote written writing",
    "choose": "choose chooses chose chosen choosing",
    "withdraw": "withdraw withdraws withdrew withdrawn withdrawing",
    "let": "let lets letting",
    "set": "set sets setting",
    "put": "put puts putting",
    "leave": "leave leaves left leaving",
    "lie": "lie lies lay lain lying",
    "run": "run runs ran running",
    "see": "see sees saw seen seeing",
    "find": "find finds found finding",
    "know": "know knows knew known knowing",
    "become": "become becomes became becoming",
    "begin": "begin begins began begun beginning",
    "come": "come comes came coming",
    "go": "go goes went gone going",
    "hide": "hide hides hid hidden hiding",
    "lose": "lose loses lost losing",
    "pay": "pay pays paid paying",
    "read": "read reads reading",
    "say": "say says said saying",
    "think": "think thinks thought thinking",
    "understand": "understand understands understood understanding",
    "buy": "buy buys bought buying",
    "bring": "bring brings brought bringing",
    "forget": "forget forgets forgot forgotten forgetting",
    "overwrite": "overwrite overwrites overwrote overwritten overwriting",
    "child": "child children",
    "person": "person persons people",
    "opt": "opt opts opted opting",
    "log": "log logs logged logging",
    "stop": "stop stops stopped stopping",
    "track": "track tracks tracked tracking",
    "transfer": "transfer transfers transferred transferring",
    "refer": "refer refers referred referring",
    "permit": "permit permits permitted permitting",
    "transmit": "transmit transmits transmitted transmitting",
    "submit": "submit submits submitted submitting",
    "ship": "ship ships shipped shipping",
    "control": "control controls controlled controlling",
    "cancel": "cancel cancels cancelled canceled cancelling canceling",
    "port": "port ports ported porting",
    "occur": "occur occurs occurred occurring",
    "drop": "drop drops dropped dropping",
    "plan": "plan plans planned planning",
    "scan": "scan scans scanned scanning",
    "swap": "swap swaps swapped swapping",
    "label": "label labels labelled labeled labelling labeling",
    "profile": "profile profiles profiled profiling",
    "analyse": "analyse analyses analysed analysing analyze analyzes analyzed analyzing",
    "fulfil": "fulfil fulfils fulfill fulfills fulfilled fulfilling",
    "enrol": "enrol enrols enroll enrolls enrolled enrolling",
}
_BY_FORM = {form: row.split() for row in _IRREGULAR.values() for form in row.split()[:1]}
_VOWELS = "aeiou"


def forms(word: str) -> tuple[str, ...]:
    """The word and its inflected forms, -s, -ed, -ing; British and American -ise/-ize both. The word itself comes first."""
    if word in _BY_FORM:
        return tuple(_BY_FORM[word])
    found = _regular(word)
    for british, american in (("ise", "ize"), ("yse", "yze")):
        if word.endswith(british) and len(word) > 5:
            found += _regular(word[: -len(british)] + american)
        elif word.endswith(american) and len(word) > 5:
            found += _regular(word[: -len(american)] + british)
    return tuple(dict.fromkeys(found))


def _regular(word: str) -> list[str]:
    if word.endswith("e"):
        return [word, word + "s", word + "d", word[:-1] + "ing"]
    if word.endswith("y") and word[-2:-1] not in _VOWELS:
        return [word, word[:-1] + "ies", word[:-1] + "ied", word + "ing"]
    if word.endswith(("s", "x", "z", "ch", "sh")):
        return [word, word + "es", word + "ed", word + "ing"]
    return [word, word + "s", word + "ed", word + "ing"]
