"""XML of strangers' text, for JUnit and Checkstyle: what XML cannot hold is shown as an escape."""

from __future__ import annotations

from xml.etree import ElementTree

from policylint.hints import TYPE_CHECKING
from policylint.patterns import lazy
from policylint.showing import safe

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

# Code points that are no characters in XML 1.0 (Char, section 2.2) and that `safe` leaves as they are.
_NO_CHAR = lazy("[\ufffe\uffff]")


def element(name: str, parent: Element | None = None, text: str = "", /, **attributes: str | int) -> Element:
    """An element, appended to `parent`; attribute values and the lines of the text are made safe, empty attributes left out."""
    given = {key: printable(str(value)) for key, value in attributes.items() if value != ""}
    found = ElementTree.Element(name, given) if parent is None else ElementTree.SubElement(parent, name, given)
    if text:
        found.text = "\n".join(printable(line) for line in text.split("\n"))
    return found


def printable(text: str) -> str:
    """One line of text that XML 1.0 can hold."""
    return _NO_CHAR.sub(lambda match: f"\\u{ord(match[0]):04x}", safe(text))


def document(root: Element) -> str:
    """The document, in ASCII: what is not ASCII is a character reference, and nothing is a command to a CI server."""
    ElementTree.indent(root, " ")
    text: str = ElementTree.tostring(root, "us-ascii", xml_declaration=False).decode("ascii")
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + text.replace("##", "#&#35;") + "\n"
