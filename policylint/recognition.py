"""Whether a file is a policy, by its name or by the title near its start."""

from __future__ import annotations

import os
import re

from policylint.patterns import lazy

HEAD = 4096  # bytes of a file that are looked at for its title

_NAME = lazy(
    r"(?:^|[\W_])(?:privacy(?:policy|notice|statement)?|cookies?(?:policy|notice)?|gdpr|dpa|tos|eula"
    r"|terms(?:ofservice|ofuse|andconditions)?|data[\W_]*(?:protection|processing|policy|privacy)"
    r"|datenschutz\w*|personal[\W_]*data)(?:$|[\W_])"
)
_SUBJECT = r"privacy|cookies?|data (?:protection|processing|privacy)|personal (?:data|information)|gdpr"
_TEXT = r"policy|policies|notice|statement|agreement|addendum|terms|information|declaration|charter"
_TITLE = lazy(
    rf"(?:\b(?:{_SUBJECT})\b[^.!?]{{0,60}}\b(?:{_TEXT})\b)|\bterms (?:of|and|&) (?:service|use|sale|conditions)\b", re.I
)
# Where a title stands: an ATX heading, the title of the front matter or of a page, a first-level heading of a page.
_TITLED = lazy(
    r"^\#{1,2}[ \t]+(.{1,200})$|^title:[ \t]*(.{1,200})$|<title[^>]{0,200}>([^<]{1,200})|<h1[^>]{0,200}>([^<]{1,200})",
    re.M | re.I,
)
_SETEXT = lazy(r"^(?=\S)(.{1,200})\n(?:=+|-{3,})[ \t]*$", re.M)
_CAMEL = lazy(r"(?<=[a-z0-9])(?=[A-Z])")


def named(path: str) -> bool:
    """Whether a file's name is that of a policy: privacy-policy.md, PrivacyPolicy.vue, terms_of_service.txt."""
    stem = os.path.basename(path).rsplit(".", 1)[0]
    return bool(_NAME.search(_CAMEL.sub("-", stem).lower()))


def titled(path: str) -> bool:
    """Whether the title near the start of a file is that of a policy."""
    try:
        with open(path, "rb") as file:
            head = file.read(HEAD)
    except OSError:
        return False
    text = head.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")
    found = _TITLED.search(text)
    setext = _SETEXT.search(text)
    if setext and (found is None or setext.start() < found.start()):
        found = setext
    if found is not None:
        title = next((group for group in found.groups() if group), "")
    else:
        title = next((line for line in text.split("\n") if line.strip()), "")
        if len(title) > 80:  # a first line that long is a sentence, no title
            return False
    return bool(_TITLE.search(title))
