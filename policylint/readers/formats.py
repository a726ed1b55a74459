"""Which reader a file goes to: by its extension, and for plain names by what stands in it."""

from __future__ import annotations

import re

from policylint.readers.patterns import lazy

FORMATS = ("markdown", "html", "text")

# extension -> (format, dialect); a longer extension counts before a shorter one
EXTENSIONS: dict[str, tuple[str, str]] = {
    **dict.fromkeys((".md", ".markdown", ".mkd", ".mdown", ".mkdn", ".mdwn", ".qmd", ".rmd"), ("markdown", "")),
    **dict.fromkeys(
        (".md.erb", ".md.liquid", ".md.j2", ".md.jinja", ".md.njk", ".md.ejs", ".md.tmpl"), ("markdown", "")
    ),
    **dict.fromkeys((".mdx", ".mdoc"), ("markdown", "mdx")),
    **dict.fromkeys(
        (".html", ".htm", ".xhtml", ".html.erb", ".erb", ".jinja", ".jinja2", ".j2", ".liquid", ".njk", ".twig"),
        ("html", ""),
    ),
    **dict.fromkeys(
        (".hbs", ".handlebars", ".mustache", ".ejs", ".php", ".phtml", ".blade.php", ".tmpl", ".gohtml", ".jsp"),
        ("html", ""),
    ),
    **dict.fromkeys(
        (".cshtml", ".asp", ".aspx", ".ftl", ".eco", ".tpl", ".html.eex", ".html.heex", ".astro"), ("html", "")
    ),
    ".vue": ("html", "vue"),
    ".svelte": ("html", "svelte"),
    ".spt": ("html", "simplate"),
    **dict.fromkeys((".rst", ".rest"), ("text", "rst")),
    **dict.fromkeys((".adoc", ".asciidoc", ".asc"), ("text", "asciidoc")),
    **dict.fromkeys((".txt", ".text", ".tex", ".org", ".wiki", ".textile"), ("text", "")),
}
# Formats that no reader knows yet, told by extension or by their first bytes.
BINARY: dict[str, str] = {
    ".docx": "Word (DOCX)",
    ".doc": "Word (DOC)",
    ".pdf": "PDF",
    ".odt": "OpenDocument (ODT)",
    ".rtf": "Rich Text (RTF)",
    ".pages": "Pages",
    ".epub": "EPUB",
}
SIGNATURES = (
    (b"%PDF-", "PDF"),
    (b"PK\x03\x04", "a ZIP container (DOCX, ODT …)"),
    (b"{\\rtf", "Rich Text (RTF)"),
    (b"\xd0\xcf\x11\xe0", "Word (DOC)"),
)
ALLOWED = "allowed: Markdown, HTML and plain text (.md .mdx .html .htm .txt .rst .adoc and templates of these)"

_HTML = lazy(
    r"\s*(?:<!--.*?-->\s*)*<(?:!doctype|html|head|body|div|p|h[1-6]|section|article|main|table|meta|style|script|center|span|header|ul)\b",
    re.IGNORECASE | re.DOTALL,
)
_CLOSING = lazy(r"</(?:p|div|li|h[1-6]|td|span|section)>", re.IGNORECASE)
_ATX = lazy(r"^#{1,6} +\S", re.MULTILINE)
_MARKUP = lazy(r"\]\((?:https?:|mailto:|/|#)|\*\*[^*\s][^*\n]{0,200}\*\*|^ {0,3}>[ *]|^\|.*\|[ \t]*$", re.MULTILINE)


def dialect_of(path: str, text: str) -> tuple[str, str]:
    """(format, dialect) of a text: "markdown", "html" or "text", and "mdx", "vue", "rst" … or ''."""
    name = path.replace("\\", "/").rsplit("/", 1)[-1].lower()
    parts = name.split(".")
    for at in range(1, len(parts)):
        known = EXTENSIONS.get("." + ".".join(parts[at:]))
        if known is not None:
            if known == ("text", "") or (
                parts[-1] in ("j2", "jinja", "jinja2", "liquid", "tmpl", "tpl", "erb", "ejs") and at == len(parts) - 1
            ):
                break
            return known
    return _by_content(text), ""


def format_of(path: str, text: str) -> str:
    """ "markdown", "html" or "text", by extension; by content for .txt, for bare templates and for unknown extensions."""
    return dialect_of(path, text)[0]


def _by_content(text: str) -> str:
    head = text[:200_000]
    if _HTML.match(head) and len(_CLOSING.findall(head, 0, 100_000)) >= 1:
        return "html"
    if len(_CLOSING.findall(head)) >= 10:
        return "html"
    headings = len(_ATX.findall(head))
    marks = len(_MARKUP.findall(head))
    return "markdown" if headings >= 2 or (headings and marks) or marks >= 4 else "text"
