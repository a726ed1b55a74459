"""Front matter: YAML between `---`, TOML between `+++`, read as lines of key and value.

Not a YAML parser on purpose: the input is a stranger's, loading one costs start-up, and all that is wanted is where
the few values stand that show on the page.
"""

from __future__ import annotations

from policylint.readers.flatten import Piece
from policylint.readers.outline import Outline
from policylint.readers.patterns import lazy, word_set
from policylint.span import Span

_OPEN = lazy(r"(---|\+\+\+)[ \t]*(?:\r\n|\r|\n)")
_LINE = lazy(r"([^\r\n]*)(\r\n|\r|\n|$)")
_PAIR = lazy(r"([A-Za-z_][\w .-]{0,60}?)[ \t]*[:=](?:[ \t]+|(?=[\"']|$))(.*)")
_BLOCK_SCALAR = lazy(r"[|>][+-]?\d?\s*(?:#.*)?")
# Keys whose values show on the page, without their separators: titles and dates.
_SHOWN = word_set(
    "title pagetitle documenttitle heading h1 date lastmod lastupdated updated updatedat updatedon lastmodified "
    "modified modifiedat lastrevised revised updateddate revisedon lastreviewed reviewed lastedited dateupdated datemodified effective "
    "effectivedate effectivefrom effectiveon dateeffective validfrom published publishedat publisheddate publishdate "
    "publicationdate pubdate issued issuedate revision revisiondate version versiondate releasedate"
)
MAX_LINES = 400  # of front matter; more than any real one


def read(outline: Outline, skip: int = 0) -> int:
    """Reads front matter at offset `skip` into `outline`: meta, and blocks for what shows. Returns where the body begins."""
    text = outline.text
    opened = _OPEN.match(text, skip)
    if opened is None:
        return skip
    fence = opened.group(1)
    at = opened.end()
    lines: list[tuple[int, str]] = []
    for _ in range(MAX_LINES):
        line = _LINE.match(text, at)
        if line is None or at >= len(text):
            return skip
        if line.group(1).rstrip() == fence or (fence == "---" and line.group(1).rstrip() == "..."):
            if not any(_PAIR.match(row) for _, row in lines) and any(row.strip() for _, row in lines):
                return skip  # two thematic breaks with text between them
            _pairs(outline, lines)
            if fence == "---" and not text[line.end() :].strip():
                from policylint.readers import frontmatter_text

                frontmatter_text.read(outline, lines)
            return line.end()
        lines.append((at, line.group(1)))
        at = line.end()
    return skip


def _pairs(outline: Outline, lines: list[tuple[int, str]]) -> None:
    key, folded = "", False
    for at, row in lines:
        pair = _PAIR.match(row)
        if pair is None:
            if folded and row[:1] in " \t" and row.strip() and key:
                _extend(outline, key, at, row)
            elif row[:1] not in " \t":
                key = ""
            elif key and row.strip() and not row.lstrip().startswith(("-", "#")):
                _extend(outline, key, at, row)
            continue
        key = pair.group(1).strip()
        start, end = at + pair.start(2), at + pair.end(2)
        start, end = _value(outline.text, start, end)
        folded = bool(_BLOCK_SCALAR.fullmatch(outline.text[start:end]))
        if folded:
            end = start
        if key not in outline.meta and len(outline.meta) < MAX_LINES:
            outline.meta[key] = (outline.text[start:end], Span(start, end))
    for name, (value, place) in outline.meta.items():
        if (
            value
            and _plain_key(name) in _SHOWN
            and any(c.isalnum() for c in value)
            and not value.startswith(("[", "{{", "{", "*", "&"))
        ):
            draft = outline.add("meta", [Piece(place.start, place.end)], (place.start, place.end))
            if draft is not None:
                draft.marker = name
                if name.lower() == "title":
                    outline.page_title = draft.flat.text


def _plain_key(key: str) -> str:
    return "".join(char for char in key.lower() if char.isalnum())


def _extend(outline: Outline, key: str, at: int, row: str) -> None:
    _, place = outline.meta.get(key, ("", Span(0, 0)))
    start, end = at + len(row) - len(row.lstrip()), at + len(row.rstrip())
    first = start if place.start == place.end else place.start
    if first <= start:
        outline.meta[key] = (outline.text[first:end], Span(first, end))


def _value(text: str, start: int, end: int) -> tuple[int, int]:
    """A value without its quotes, trailing comment and spaces."""
    while start < end and text[end - 1] in " \t":
        end -= 1
    if start < end and text[start] in "\"'":
        close = text.find(text[start], start + 1, end)
        if close > 0:
            return start + 1, close
    comment = text.find(" #", start, end)
    if comment >= 0:
        end = comment
    while start < end and text[end - 1] in " \t,":
        end -= 1
    return start, end
