from __future__ import annotations

import pytest

from policylint.readers import read_text
from policylint.readers.templates import mask
from tests.readers.outlines import shown, source_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<p>a {% if x %}b{% else %}c{% endif %} d</p>", ["a bc d"]),
        ("{% extends 'x' %}{% block content %}<p>a</p>{% endblock %}", ["a"]),
        ("{% block active %}more{% endblock %}<p>a</p>", ["a"]),
        ("{% block title %}Site title here{% endblock %}<p>a</p>", ["a"]),
        (
            "<p>{{ name }} and {{site.mail | upcase}} and {{ _('We keep ' 'it', n=1) }}.</p>",
            ["{{ name }} and {{site.mail | upcase}} and We keep it."],
        ),
        ("<p>{{ dates(data={'Last updated': '3 May 2031'}) }} {{ icon('info') }}</p>", ["Last updated: 3 May 2031"]),
        (
            "<p>{{ _('See {start}our page{end}, {name}.', start='<a href=\"/x\">'|safe, end='</a>', name=n) }}</p>",
            ["See our page, {name}."],
        ),
        ("<p>{{#if x}}a{{/if}} {{> part}} {{!-- c --}}b</p>", ["a b"]),
        ("<p>a {# c #} b {% comment %} d {% endcomment %}</p>", ["a b"]),
        ("<p>Read <%= link_to 'our page', '/p', class: 'x' %>. <% code %><%# c %></p>", ["Read our page."]),
        (
            "<p>Ring <%= tel_to '020 1234' %>, mail <%= mail_to 'me@a.example' %> or <%= @other %>.</p>",
            ["Ring 020 1234, mail me@a.example or ."],
        ),
        ("<p><?php echo __('We keep it'); ?> <?php $x = 'a b'; ?><?= $y ?>end</p>", ["We keep it end"]),
        ("<p>a</p><?php if (1) { ", ["a"]),
        ("<p>a {{ never closed", ["a {{ never closed"]),
        ("<p>it\\'s {{ _('it\\'s \"ours\"') }}</p>", ["it\\'s it's \"ours\""]),
    ],
)
def test_template_code(text: str, expected: list[str]) -> None:
    """Template code is dropped; plain variables stay, and so do strings that are translated, linked or printed as prose."""
    assert shown(text, "p.html") == expected


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        (
            "p.md",
            '{{< link "https://a.example" "our page" >}} and {{% note %}}this{{% /note %}}',
            ["our page and this"],
        ),
        ("p.md", "text\n{% include a %}\nmore", ["text", "more"]),
        ("p.md", "{% raw %}    not code{% endraw %}", ["not code"]),
        ("p.vue", "<template><p>a {{ b }}</p></template><script>x</script>", ["a {{ b }}"]),
        ("p.svelte", "{#if x}<p>a</p>{:else}<p>b</p>{/if}", ["a", "b"]),
        ("p.spt", "title = _('Privacy')\n[---] text/html\n% extends 'x'\n<p>{{ _('We keep it') }}</p>", ["We keep it"]),
        ("p.html.erb", "---\ntitle: Terms\n---\n<p>a</p>", ["Terms", "a"]),
    ],
)
def test_dialects(path: str, text: str, expected: list[str]) -> None:
    """Each kind of template has its own code; the extension tells which."""
    assert shown(text, path) == expected


def test_what_is_kept_of_tags() -> None:
    """Comments, titles and links in template code are noted with their places."""
    text = "<% @title = 'Your data' %>{# one #}<%# two %><p><%= link_to 'our page', '/p' %></p>"
    document = read_text(text, "p.html")
    assert document.title == "Your data"
    assert [comment.text for comment in document.comments] == ["one", "two"]
    assert [(text[link.span.start : link.span.end], link.target) for link in document.links] == [("our page", "/p")]
    assert read_text("title = _('Privacy')\n[---]\n<p>x</p>", "p.spt").title == "Privacy"


def test_masking_keeps_the_length() -> None:
    """What is masked is overwritten, so that every offset stays."""
    text = "a {% b %} c\n{% d %}\n{{ _('e\\'f') }} <% g %>"
    assert len(mask(text).text) == len(text)
    assert mask("no code here").text == "no code here"
    assert source_of(text, "e'f", "p.html") == "e\\'f"
