"""From what a file is called and what it says to whether it is a policy, and why."""

from __future__ import annotations

from collections.abc import Callable

from policylint.readers.formats import BINARY, EXTENSIONS
from policylint.recognition import contents, names
from policylint.recognition.contents import Start
from policylint.recognition.names import CLEAR, NO, PERHAPS, Name
from policylint.row import NamedTuple

MOST_OPENED = 20_000  # files that are opened for their titles; names are looked at whatever their number
# Formats that are opened for their titles whatever the file is called. Templates and components are opened where the name says so.
TITLED = (".md", ".mdx", ".markdown", ".html", ".htm", ".rst", ".adoc", ".asciidoc", ".txt")
PROSE = (
    ".md",
    ".markdown",
    ".rst",
    ".adoc",
    ".asciidoc",
    ".txt",
    ".text",
)  # hold text, and not what fetches it from elsewhere
# Formats that policies are kept in and that no reader knows: a file that is called like a policy is a near miss.
UNREAD = (".tsx", ".jsx", ".ts", ".js", ".dart", ".py", ".json", ".yml", ".yaml", ".strings", ".xml")
# Sorts of wording (contents.Start.signals) that a text must have, by how much else speaks for it.
BORNE_OUT, AIDED, UNAIDED, AGAINST_TITLE = 2, 3, 4, 5
LEAST = 120  # words of a page or component that holds a policy; a banner that asks for consent has fewer
MUCH = 300  # words of a page that is clearly called a policy, however it is worded

_READ = tuple(EXTENSIONS)
_UNREAD = tuple(ending for ending in (*UNREAD, *BINARY) if ending not in EXTENSIONS)
_DOCUMENTS = tuple(ending for ending in BINARY if ending not in EXTENSIONS)


class Judgement(NamedTuple):
    """Whether a file is taken for a policy, and why (not)."""

    taken: bool
    reason: str


def worth(here: str) -> bool:
    """Whether a file can be a policy, or near one, by format and name; `here` is its path below the folder that is searched."""
    low = here.lower()
    return low.endswith(TITLED) or (low.endswith((*_READ, *_UNREAD)) and names.grade(here).grade > NO)


def called(here: str) -> bool:
    """Whether a file that can be read is called like a policy."""
    return here.lower().endswith(_READ) and names.grade(here).grade == CLEAR


class Judge:
    """Judges the files of one search. It opens no more than MOST_OPENED that only their titles could tell of.

    `read` gives the first bytes of a file, None where it cannot be read; by default they are read from disk.
    """

    def __init__(self, read: Callable[[str, int], bytes | None] | None = None) -> None:
        self.opened = 0
        self._read = read or contents.read

    def __call__(self, path: str, here: str) -> Judgement | None:
        """The judgement on the file at `path`; None where it is nowhere near a policy."""
        name = names.grade(here)
        low = here.lower()
        if not low.endswith(_READ):
            if name.grade == CLEAR or (name.grade and low.endswith(_DOCUMENTS)):
                return Judgement(False, f"{_called(name)}, but there is no reader for {low[low.rindex('.') :]}")
            return None
        elsewhere = names.elsewhere(here)
        if elsewhere:
            return Judgement(False, f"{_called(name)}, but {elsewhere}") if name.grade else None
        if not name.grade:
            return self._by_title(path, low)
        head = self._read(path, contents.START)
        if head is None:  # taken, so that it is told that it cannot be read
            return Judgement(True, _called(name)) if name.grade == CLEAR else None
        return by_name(name, contents.start(head, _form(low)), low.endswith(PROSE), names.legal(here))

    def _by_title(self, path: str, low: str) -> Judgement | None:
        if self.opened >= MOST_OPENED:
            return None
        self.opened += 1
        head = self._read(path, contents.HEAD)
        if head is None or not contents.could_be_titled(head):
            return None
        start = contents.start(head, _form(low), titled=True)
        if start.grade != CLEAR:
            return None
        if start.signals < BORNE_OUT and len(head) == contents.HEAD:
            start = start._replace(signals=contents.start(self._read(path, contents.START) or head, _form(low)).signals)
        if start.post:
            return Judgement(False, f"{start.told}, but its front matter is that of an article")
        if start.signals < BORNE_OUT and not (low.endswith(PROSE) and start.words < contents.SHORT):
            return Judgement(False, f"{start.told}, but its text is not worded like a policy")
        return Judgement(True, start.told)


def by_name(name: Name, start: Start, prose: bool, legal: bool) -> Judgement:
    """The judgement on a file that is called like a policy. `prose`: its format holds text; `legal`: it lies among policies."""
    told = _called(name)
    if start.about and start.signals < AGAINST_TITLE:
        return Judgement(False, f"{told}, but its title {start.title!r} speaks of one")
    if start.post and start.grade != CLEAR:
        return Judgement(False, f"{told}, but its front matter is that of an article")
    if start.grade == CLEAR:
        told = f"{told}, and {start.told}"
    if not prose and (start.words < LEAST or (start.signals < BORNE_OUT and start.words < MUCH)):
        return Judgement(False, f"{told}, but its first {contents.START >> 10} KiB hold no text of a policy")
    if CLEAR in (name.grade, start.grade):
        return Judgement(True, told)
    needed = BORNE_OUT if legal else AIDED if start.grade == PERHAPS or not start.title else UNAIDED
    if start.signals >= needed:
        return Judgement(True, f"{told}, and its text is worded like a policy")
    title = f"its title is {start.title!r} and " if start.title else ""
    return Judgement(False, f"{told}, but {title}its text is not worded like a policy")


def _called(name: Name) -> str:
    return f"its folder is called {name.told!r}" if name.folder else f"it is called {name.told!r}"


def _form(low: str) -> str:
    return next(
        (EXTENSIONS[ending][0] for ending in sorted(EXTENSIONS, key=len, reverse=True) if low.endswith(ending)), "text"
    )
