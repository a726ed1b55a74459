"""Which sentence is which, and which words of it changed."""

from __future__ import annotations

import time

import pytest

from tests.edits.comparing import compared

STAYS = "We sell bicycles in the harbour town. They are red, green and blue."

SAME = [
    # (what differs, old, new)
    ("nothing", STAYS, STAYS),
    ("the order", "We sell bicycles here. The harbour is near.", "The harbour is near. We sell bicycles here."),
    ("a line break", "We sell\nred bicycles.", "We sell red\nbicycles."),
    ("emphasis and links", "We sell red bicycles.", "We **sell** [red](https://red.example) `bicycles`."),
    ("the target of a link", "See [our shop](https://a.example).", "See [our shop](https://b.example)."),
    ("case", "We sell red bicycles.", "WE SELL RED BICYCLES."),
    ("quotation marks and dashes", "We sell 'red' bicycles - here.", "We sell “red” bicycles — here."),
    ("a heading", "# Shop\n\nWe sell red bicycles.", "# Our place\n\nWe sell red bicycles."),
    ("a paragraph made a list", "We sell bicycles. We mend them.", "- We sell bicycles.\n- We mend them."),
    ("numbering", "1. We sell bicycles.\n2. We mend bells.", "- We sell bicycles.\n- We mend bells."),
    ("number words", "We sell three bicycles.", "We sell 3 bicycles."),
    ("contractions", "We don't sell bells. We cannot mend them.", "We do not sell bells. We can't mend them."),
    ("British and American spelling", "We organise tours in favour of bells.", "We organize tours in favor of bells."),
    ("front matter", "---\nlayout: a\n---\nWe sell bicycles.", "---\nlayout: b\ntags: c\n---\nWe sell bicycles."),
    ("a repetition", "We sell bicycles. We mend bells.", "We sell bicycles. We mend bells. We sell bicycles."),
    ("two sentences made one", "We sell bicycles. They are red.", "We sell bicycles; they are red."),
]


@pytest.mark.parametrize(("old", "new"), [row[1:] for row in SAME], ids=[row[0] for row in SAME])
def test_what_is_no_change(old: str, new: str) -> None:
    """Form, order and typography state nothing."""
    found = compared(old, new)
    assert [(p.old.text, p.new.text) for p in found.pairs] == []
    assert [s.text for s in (*found.removed, *found.added)] == []


def test_the_same_text_in_another_format() -> None:
    """Markdown made HTML says the same."""
    old = "# Shop\n\nWe sell *red* bicycles.\n\n- We mend bells."
    new = "<h1>Shop</h1><p>We sell red\nbicycles.</p><ul><li>We mend bells.</li></ul>"
    found = compared(old, new, ("md", "html"))
    assert (found.pairs, found.removed, found.added) == ((), (), ())


def test_the_words_that_changed() -> None:
    """A reworded sentence has its counterpart, and the characters that only one of them has."""
    found = compared(
        "We sell bicycles here. The harbour is near. We close at five.",
        "We sell fast bicycles here. We close at six. The ferry runs twice a day.",
    )
    assert [(pair.old.text, pair.new.text) for pair in found.pairs] == [
        ("We sell bicycles here.", "We sell fast bicycles here."),
        ("We close at five.", "We close at six."),
    ]
    first, second = found.pairs
    assert [first.new.text[a:b] for a, b in first.fresh] == ["fast"]
    assert first.lost == ()
    assert [second.old.text[a:b] for a, b in second.lost] == ["five"]
    assert [second.new.text[a:b] for a, b in second.fresh] == ["six"]
    assert [s.text for s in found.removed] == ["The harbour is near."]
    assert [s.text for s in found.added] == ["The ferry runs twice a day."]


def test_a_sentence_that_was_split() -> None:
    """Each part is paired with the sentence that it comes from; only new words are fresh."""
    found = compared(
        "We sell red bicycles to tall people and mend old brass bells for their neighbours.",
        "We sell red bicycles to tall people. We also mend old brass bells for their neighbours.",
    )
    assert not found.removed
    assert not found.added
    fresh = {pair.new.text[a:b] for pair in found.pairs for a, b in pair.fresh}
    assert fresh == {"We also"}


def test_a_reworded_sentence_that_moved() -> None:
    """What stands elsewhere in other words is the same sentence, if most of its words are."""
    old = "We repair all of the old bicycles of our members. One. Two. Three. Four."
    new = "One. Two. Three. Four. We repair most of the old bicycles of our members."
    pair = compared(old, new).pairs[0]
    assert (pair.old.text, pair.new.text) == (
        "We repair all of the old bicycles of our members.",
        "We repair most of the old bicycles of our members.",
    )


def test_short_items_belong_to_their_list() -> None:
    """An item of one list is not the same as an equal item of another."""
    old = "We collect:\n\n- your name\n- your address\n\nWe never collect:\n\n- your shoe size\n"
    new = "We collect:\n\n- your name\n- your shoe size\n\nWe never collect:\n\n- your address\n"
    found = compared(old, new)
    changed = {found.new.document.sentences[number].text for number in found.changed_new}
    assert changed == {"your shoe size", "your address"}


def test_the_lead_of_a_list_changes_its_items() -> None:
    """An item means something else under another lead."""
    old = "We never collect:\n\n- your name\n- your address\n"
    new = "We always collect:\n\n- your name\n- your address\n"
    found = compared(old, new)
    assert {found.new.document.sentences[number].text for number in found.changed_new} == {
        "We always collect:",
        "your name",
        "your address",
    }


def test_facts_of_changed_sentences() -> None:
    """A fact has come or gone where only one version states it, in a sentence that changed."""
    found = compared(
        "We keep server logs for 30 days. We keep invoices for 10 years.",
        "We keep server logs for 60 days. We keep invoices for ten years.",
    )
    key = lambda fact: (fact.subject, fact.period.iso)  # noqa: E731
    assert [fact.text for fact in found.gone("retention", key)] == ["keep server logs for 30 days"]
    assert [fact.text for fact in found.come("retention", key)] == ["keep server logs for 60 days"]
    ((old, new),) = found.matched("retention", lambda fact: fact.subject)
    assert (old.period.iso, new.period.iso) == ("P30D", "P60D")
    assert found.touched_old(old)
    assert found.touched_new(new)


HOSTILE = [
    ("all lines alike", "We sell bicycles. " * 4000, "We sell bicycles. " * 3000 + "We mend bells. " * 1000),
    ("one endless sentence", "bell " * 6000, "bell " * 3000 + "ring " * 3000),
    (
        "nothing in common",
        " ".join(f"We sell item{n} of kind{n % 97}." for n in range(2000)),
        " ".join(f"They mend part{n} of sort{n % 89}." for n in range(2000)),
    ),
    (
        "every sentence reworded",
        " ".join(f"We sell the item number {n} to people of town {n % 7}." for n in range(2000)),
        " ".join(f"We send the item number {n} to people of town {n % 5}." for n in range(2000)),
    ),
    (
        "reversed",
        " ".join(f"We sell the item number {n}." for n in range(2000)),
        " ".join(f"We sell the item number {n}." for n in reversed(range(2000))),
    ),
]


@pytest.mark.parametrize(("old", "new"), [row[1:] for row in HOSTILE], ids=[row[0] for row in HOSTILE])
def test_hostile_sizes_take_linear_time(old: str, new: str) -> None:
    """Comparing takes no longer than some times what reading takes."""
    from policylint.edits.comparison import compare
    from tests.edits.comparing import policy

    start = time.process_time()
    before, after = policy(old, "old.md"), policy(new, "new.md")
    read = time.process_time() - start
    start = time.process_time()
    compare(before, after)
    assert time.process_time() - start < 3 * read + 1
