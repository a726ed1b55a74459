"""HTML that is escaped because it is built: text becomes an element's text, and only `Html` is taken for markup."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from policylint.showing import safe

VOID = frozenset({"br", "meta", "wbr"})


class Html(str):
    """Markup, made by `h` and nothing else."""

    __slots__ = ()


Child = str | Iterable["Child"] | None


def h(name: str, /, *children: Child, **attributes: str | int | bool) -> Html:
    """An element. A str among its children is text; None, '' and False attributes are left out; True ones have no value.

    Underscores of an attribute's name are hyphens, one at the end is dropped (`class_`). Control characters of text and of
    values are shown as escapes.
    """
    opening = name + "".join(map(_attribute, attributes.items()))
    if name in VOID:
        return Html(f"<{opening}>")
    return Html(f"<{opening}>{markup(children)}</{name}>")


def markup(children: Child) -> Html:
    """The markup of children, in their order."""
    if children is None or isinstance(children, Html):
        return children or Html()
    if isinstance(children, str):
        return Html(escape(safe(children), quote=False))
    return Html("".join(markup(child) for child in children))


def _attribute(item: tuple[str, str | int | bool]) -> str:
    name, value = item
    name = name.rstrip("_").replace("_", "-")
    if value is False or value == "":
        return ""
    return (
        f" {name}" if value is True else f' {name}="{escape(safe(str(value)), quote=False).replace(chr(34), "&quot;")}"'
    )
