"""The frame of an HTML page: one file that loads nothing, runs nothing, and reads well on any screen and on paper."""

from __future__ import annotations

from base64 import b64encode
from pathlib import Path

from policylint import __version__
from policylint.digest import sha256
from policylint.reporters.elements import Child, Html, h
from policylint.showing import CAUTION


def page(title: str, body: Child, as_of: str = "") -> str:
    """The whole document. `body` stands in its main part; lines end with LF."""
    style = Path(__file__).with_name("page.css").read_text("utf-8")
    digest = b64encode(sha256(style.encode()).digest()).decode("ascii")
    # Even if markup slipped through, nothing of it could run, load, be sent or change how the page looks.
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    head = [
        h("meta", charset="utf-8"),
        h("meta", http_equiv="Content-Security-Policy", content=policy),
        h("meta", name="viewport", content="width=device-width, initial-scale=1"),
        h("meta", name="color-scheme", content="light dark"),
        h("meta", name="referrer", content="no-referrer"),
        h("meta", name="generator", content=f"policylint {__version__}"),
        h("title", title),
        h("style", Html(style)),
    ]
    dated = f" Dates are judged as of {as_of}." if as_of else ""
    shown = [
        h("a", "Skip to the report", href="#report", class_="skip"),
        h("main", body, id="report", tabindex="-1"),
        h("footer", h("p", f"{CAUTION}{dated} policylint {__version__}.")),
    ]
    parts = [*head, Html("</head>"), Html("<body>"), *shown, Html("</body>"), Html("</html>")]
    text = "\n".join(["<!doctype html>", '<html lang="en">', "<head>", *parts]) + "\n"
    return in_lines(text)


def in_lines(text: str) -> str:
    """Lines that a person can read and a CI server takes for no command of its own."""
    for closed in (
        "</tr>",
        "</li>",
        "</p>",
        "</thead>",
        "</caption>",
        "</summary>",
        "</article>",
        "</section>",
        "</h2>",
    ):
        text = text.replace(closed, closed + "\n")
    return text.replace("##", "#&#35;")
