"""What the start of a file says: front matter, the title, and how much it reads like a policy."""

from __future__ import annotations

import re

from policylint.patterns import lazy
from policylint.recognition import names
from policylint.recognition.names import CLEAR, NO, PERHAPS
from policylint.row import NamedTuple

HEAD = 4096  # bytes of a file that are looked at for its title
START = 65_536  # bytes of a file that is called like a policy
SHORT = 40  # words; a text that is shorter has no room for what a policy says

_FENCE = lazy(r"\s*(?:<%[^\n]*%>\s*)?(---|\+\+\+)[ \t]*\n(.*?)\n(?:\1|\.\.\.)[ \t]*(?:\n|$)", re.S)
_FIELD = lazy(
    r"""^(title|layout|permalink|slug|url|path|route|type|template)[ \t]*[:=][ \t]*["']?([^"'\n#]{1,200})""",
    re.M | re.I,
)
_POST = lazy(r"^(?:tags|categories|category|author|authors)[ \t]*[:=]", re.M | re.I)
_LAYOUTS = lazy(r"(?:privacy|legal|polic(?:y|ies)|terms)(?:[-_]?(?:page|policy|notice|layout|doc))?")
_BLOG = lazy(r"(?:blog|post|article|news)(?:[-_]?(?:post|entry|page|layout))?")
_ATX = lazy(r"^ {0,3}(?:\#{1,2}|={1,2})[ \t]+(.{1,200})$", re.M)
_SETEXT = lazy(r"^(?=\S)(?![-=*`<{|])(.{1,200})\n(?:=+|-{3,}|\*{3,})[ \t]*$", re.M)
_TAGGED = lazy(r"<(title|h1|h2)\b[^>]{0,300}>(.{1,400}?)</\1", re.I | re.S)
_TAG = lazy(r"<[^>]{0,400}>|\{\{[^}]{0,200}\}\}|\{%[^%]{0,200}%\}|<%.{0,200}?%>", re.S)
_NOT_TEXT = lazy(
    r"<(script|style|svg|head|template-data)\b.*?(?:</\1\s*>|$)|<!--.*?(?:-->|$)|<\?php.*?(?:\?>|$)", re.I | re.S
)
_EMPHASIS = lazy(r"[*_`#]+|\{[#:][^}]*\}|[ \t]=+$")
_SITE = lazy(r"\s+[|·•–—:-]+\s+")

_TITLE = lazy(
    r"\b(?:privacy|cookies?|data (?:protection|processing|privacy|use)|personal (?:data|information)|gdpr|ccpa)\b[^.!?]{0,60}?"
    r"\b(?:policy|policies|notice|statement|agreement|addendum|terms|declaration|charter)\b"
    r"|\bterms (?:(?:of|and|&|for) )+(?:service|use|sale|conditions)\b|\bdata policy\b|\buser (?:licen[cs]e )?agreement\b"
    r"|\bacceptable use policy\b|\bpolicy on (?:privacy|data|personal|cookies)|\b(?:notice|statement) (?:on|of) (?:privacy|data protection)\b"
    r"|\bdatenschutz(?:erklärung|hinweise?|bestimmungen|richtlinien?|information)|\bpolitique (?:de |des )?(?:confidentialité"
    r"|cookies|protection des données)|\bpolítica de (?:privacidad|privacidade|cookies)|\baviso de privacidad"
    r"|\binformativa (?:sulla |sui )?(?:privacy|cookie)|\bprivacy ?(?:beleid|verklaring)|\bcookie(?:beleid|verklaring)"
    r"|\bintegritetspolicy|\bprivatlivspolitik|\bpersonvernerklæring|\bpolityka (?:prywatności|cookies)|\bzásady ochrany"
    r"|\bgizlilik (?:politikası|bildirimi)|политика конфиденциальности|プライバシー(?:・)?ポリシー|隐私(?:政策|声明)|隱私權?政策|개인정보 ?처리방침",
    re.I,
)
_TITLE_PERHAPS = lazy(
    r"^(?:our |your |the |site |website |online )?(?:privacy|cookies?|terms|datenschutz|confidentialité|privacidade?|gdpr|data protection)"
    r"(?:(?: and| &|,|/) (?:privacy|cookies?|terms|security|data|legal|safety|your data|conditions)){0,2}$",
    re.I,
)
# What speaks of a policy in its title, and is none.
_ABOUT = lazy(
    r"\b(?:how|why|what|guides?|generators?|updat(?:e|es|ed|ing)|chang(?:e|es|ed|ing)|new|announc\w+|introduc\w+|add(?:s|ed|ing)?"
    r"|configur\w+|settings?|manag\w+|tutorials?|api|plugins?|modules?|middleware|checklists?|faq|questions|reviews?|improv\w+"
    r"|understand\w*|writ(?:e|ing)|creat(?:e|ing)|generat\w+|implement\w+|best|tips|links?|banners?|popups?|testing|tests?|required"
    r"|requirements?|integrat\w+|support for|sandbox|components?|hooks?|comparison|versus|vs|acceptance|accept(?:ing)?|enabl\w+|set(?:ting)? up)\b",
    re.I,
)
_SIGNALS = tuple(
    lazy(pattern, re.I)
    for pattern in (
        r"\bpersonal (?:data|information)\b|\bpersonally identif\w+|\byour (?:data|information)\b",
        r"\b(?:we|us|i|our \w+|the (?:app|site|website|extension|developer|service|bot)) (?:may |will |also |only |never |can |do not |does not )*"
        r"(?:collects?|uses?|process(?:es)?|shares?|stores?|keeps?|retains?|gathers?|receives?)\b",
        r"\b(?:do|does|will|did) not (?:collect|share|sell|track|store|transmit|rent)\b|\bnever (?:sells?|shares?|collects?)\b"
        r"|\bno (?:personal )?(?:data|information) (?:is|are) (?:collected|stored|shared)",
        r"\bthird[- ]part(?:y|ies)\b|\bservice providers?\b|\bprocessors\b",
        r"\b(?:last |date )?(?:updated|revised|modified)\b[: ]{1,3}.{0,20}\b20\d\d|\beffective\b.{0,30}\b20\d\d",
        r"\bcontact (?:us|me)\b|\be-?mail (?:us|me)\b|\b[\w.+-]+@[\w-]+\.[\w.]+|\b(?:questions|concerns) (?:about|regarding)\b",
        r"\b(?:your|consumer|data subject) rights\b|\b(?:you have|have) the right\b|\bopt[- ]out\b|\bdelet\w+ (?:of )?your\b|\bunsubscribe\b",
        r"\bgdpr\b|\bccpa\b|\bdata (?:controller|protection|subject)s?\b|\bcontroller\b",
        r"\b(?:we|site|website|service|app) (?:may |also )?(?:use|uses|set|sets) (?:\w+ )?cookies\b|\btypes? of cookies\b",
        r"\bby (?:using|accessing|installing)\b|\bthese terms\b|\b(?:this|our) (?:privacy |cookie |data )?(?:policy|notice|statement|agreement)\b",
        r"\bliabilit(?:y|ies)\b|\bgoverning law\b|\bterminat(?:e|ion)\b.{0,40}\baccount\b",
    )
)
# Words of other languages that only texts on data protection have; one says as much as three of the above.
_ABROAD = lazy(
    r"personenbezogen|données (?:personnelles|à caractère personnel)|datos personales|dati personali|dados pessoais|persoonsgegevens"
    r"|personuppgifter|personoplysninger|personopplysninger|dan(?:e|ych) osobow|osobní(?:ch)? údaj|kişisel veri|персональн\w+ данн"
    r"|個人情報|个人信息|個人資料|개인정보",
    re.I,
)
_AFRESH = (
    b"privac", b"cookie", b"terms", b"data p", b"data u", b"gdpr", b"ccpa", b"personal", b"agreement", b"acceptable", b"datenschutz",
    b"confidentialit", b"informativa", b"integritetspolicy", b"privatliv", b"personvern", b"polityka", b"gizlilik",
    "プライバシー".encode(), "隐私".encode(), "隱私".encode(), "개인정보".encode(), "конфиденциальности".encode(), b"ochrany",
)  # fmt: skip


class Start(NamedTuple):
    """What the start of a file says. `grade` is that of title and front matter, `told` the words that say so."""

    title: str = ""
    grade: int = NO
    told: str = ""
    about: bool = False  # the title speaks of a policy and is none's
    post: bool = False  # by its front matter, an article
    signals: int = 0  # sorts of wording that policies have
    words: int = 0


def could_be_titled(head: bytes) -> bool:
    """Whether the first bytes of a file hold any word that the title of a policy has."""
    low = head.lower()
    return any(word in low for word in _AFRESH)


def read(path: str, most: int) -> bytes | None:
    """The first bytes of a file; None where it cannot be read."""
    try:
        with open(path, "rb", buffering=0) as file:
            return file.read(most)
    except OSError:
        return None


def start(head: bytes, form: str, titled: bool = False) -> Start:
    """What the first bytes of a file say; `form` is markdown, html or text. With `titled`, the wording is only looked at below a clear title."""
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        text = head.decode("utf-16", "replace")
    else:
        text = head.decode("utf-8-sig", "replace")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    fields: dict[str, str] = {}
    post = False
    fence = _FENCE.match(text)
    if fence is not None:
        front = fence[2]
        fields = {found[1].lower(): found[2].strip() for found in _FIELD.finditer(front)}
        post = bool(_BLOG.fullmatch(fields.get("layout", "").lower())) or len(_POST.findall(front)) > 1
        text = text[fence.end() :]
    title = _clean(fields.get("title", "")) or _title(text, form)
    grade, told, about = _grade(title, fields)
    if titled and grade != CLEAR:
        return Start(title, grade, told, about, post)
    prose = _TAG.sub(" ", _NOT_TEXT.sub(" ", text))
    signals = sum(1 for signal in _SIGNALS if signal.search(prose)) + 3 * bool(_ABROAD.search(prose))
    return Start(title, grade, told, about, post, signals, len(prose.split()))


def _grade(title: str, fields: dict[str, str]) -> tuple[int, str, bool]:
    about = bool(_ABOUT.search(title))
    by_title = _grade_title(title)
    if by_title == CLEAR and not about:
        return CLEAR, f"its title is {title!r}", False
    for key in ("permalink", "slug", "url", "path", "route"):
        pieces = [piece for piece in fields.get(key, "").split("/") if piece and len(piece) > 3]
        found = names.of_words(pieces[-1]) if pieces else NO
        if found == CLEAR or (found and by_title == PERHAPS):
            return CLEAR, f"its front matter says {key}: {fields[key]}", about
    if _LAYOUTS.fullmatch(fields.get("layout", "").lower()) and (by_title or not title):
        return CLEAR, f"its front matter says layout: {fields['layout']}", about
    if by_title and not about:
        return PERHAPS, f"its title is {title!r}", False
    return NO, "", about and by_title > NO


def _grade_title(title: str) -> int:
    if not title or len(title.split()) > 16:
        return NO
    if _TITLE.search(title):
        return CLEAR
    return PERHAPS if any(_TITLE_PERHAPS.search(piece) for piece in _SITE.split(title)) else NO


def _title(text: str, form: str) -> str:
    if form == "html":
        shown = _NOT_TEXT.sub(lambda m: m[0] if m[1] == "head" else " ", text)
        found = [_clean(m[2]) for m in _TAGGED.finditer(shown)][:3]
        return next((title for title in found if _grade_title(title) == CLEAR), next(filter(None, found), ""))
    heads = [(m.start(), m[1]) for pattern in (_ATX, _SETEXT) if (m := pattern.search(text))]
    heads += [(m.start(), m[2]) for m in [_TAGGED.search(text)] if m]
    if heads:
        return _clean(min(heads)[1])
    first = next((line for line in text.split("\n") if line.strip()), "")
    return _clean(first) if len(first) <= 80 else ""  # a first line that long is a sentence, no title


def _clean(title: str) -> str:
    return " ".join(_EMPHASIS.sub(" ", _TAG.sub(" ", title)).split())
