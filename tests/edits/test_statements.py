"""What an edit does to data, recipients, purposes, promises, rights and grounds: what is told, and what is not."""

from __future__ import annotations

import pytest

from tests.edits.comparing import judged, kinds

TOLD = [
    # data
    ("category-added", "We collect your name.", "We collect your name and the colour of your boat."),
    (
        "category-added",
        "We log visits.",
        "We log visits. Your carrier may disclose your handset model to our provider.",
    ),
    (
        "category-added",
        "We mend boats.",
        "We mend boats. When you report a leak, the following data are transmitted:\n\n- hull number\n- time of the report",
    ),
    ("category-removed", "We need your name, berth number and email.", "We need your name and email."),
    (
        "sensitive-category-added",
        "We check tickets.",
        "We check tickets. We compare your face with the portrait on your pass.",
    ),
    # recipients
    ("recipient-added", "We share your name with Quaypost.", "We share your name with Quaypost and Lanternmail."),
    ("recipient-added", "We share data with couriers.", "We share data with couriers and advertisers."),
    (
        "recipient-added",
        "Processors host our files.",
        "Processors host our files. We also use some other processors for our newsletters.",
    ),
    ("recipient-removed", "Payments are processed by Quaypost.", "Payments are processed by us."),
    # purposes
    (
        "purpose-added",
        "We use your data to answer you.",
        "We use your data to answer you and to build advertising profiles.",
    ),
    ("purpose-added", "We show you offers.", "We show you offers based on your reading history."),
    # promises
    ("denial-added", "We store notes.", "We store notes. Neither we nor our host can read your notes."),
    ("denial-added", "A host keeps your notes.", "A host keeps your notes without logging or sharing your data."),
    ("denial-weakened", "We will never look at your photos.", "We will generally not look at your photos."),
    ("denial-weakened", "We do not use your email for offers.", "We do not use your email for offers without consent."),
    ("sale-now-allowed", "We mend boats. We never sell your data.", "We mend boats."),
    ("opt-in-to-opt-out", "You get our letter if you opt in.", "You get our letter unless you opt out."),
    # rights
    ("right-added", "We keep notes.", "We keep notes. You can opt out of statistics in your settings."),
    ("right-added", "Danish users may invoke arbitration.", "Danish and Swiss users may invoke arbitration."),
    ("complaint-authority-removed", "You may complain to the supervisory authority.", "You may write to us."),
    # grounds, transfers, protection
    (
        "legal-basis-changed",
        "We process orders on the basis of a contract.",
        "We process orders on the basis of our legitimate interests.",
    ),
    ("transfer-added", "We mend boats.", "We mend boats. Your data may be transferred to Chile."),
    (
        "safeguard-changed",
        "We send data abroad.",
        "We send data abroad under standard contractual clauses.",
    ),
    ("security-commitment-added", "We hash passwords.", "We hash passwords. Your files are encrypted at rest."),
    ("security-commitment-weakened", "Visits are stored anonymised.", "Visits are stored pseudonymised."),
    ("tracking-added", "We use cookies.", "We use cookies and pixels."),
    # scope and identity
    ("scope-widened", "This notice covers our website.", "This notice covers our website and our boats."),
    ("scope-narrowed", "This notice covers our website and our boats.", "This notice covers our website."),
    ("scope-widened", "We share notes with our host for guests of the harbour.", "We share notes with our host."),
    (
        "scope-widened",
        "If you rent a boat, your card is processed by our bank.",
        "If you rent a boat, or moor a yacht, your card is processed by our bank.",
    ),
    ("controller-changed", "The controller is Reed GmbH, Bonn.", "The controller is Moss GmbH, Bonn."),
    (
        "law-enforcement-threshold-lowered",
        "We disclose data to the police if a court orders it.",
        "We disclose data to the police if they request it.",
    ),
    (
        "retroactivity-added",
        "We may change this policy.",
        "We may change this policy. Changes apply retroactively to data that we hold.",
    ),
]


@pytest.mark.parametrize(("kind", "old", "new"), TOLD)
def test_what_is_told(kind: str, old: str, new: str) -> None:
    """Each kind is told once of an edit that does it."""
    assert kinds(old, new).count(kind) == 1


SAME = [
    ("We collect your name and your telephone number.", "We collect your phone number and your name."),
    ("We collect:\n\n- your name\n- your email\n", "We collect your name and your email."),
    ("We never share your data with anyone.", "Your data is never shared with anyone by us."),
    ("We use Quaypost to send letters.", "Letters are sent by Quaypost."),
    ("We mend boats.", "We mend boats. Some browsers send a Do Not Track signal."),
    ("We mend boats.", "We mend boats. We are not responsible for other sites."),
    ("We mend boats.", "We mend boats. Log in to see your orders."),
    ("We mend boats.", "We mend boats. Write to us with questions about how your information is collected."),
    ("We may share your data with our affiliates.", "We may disclose your data to affiliated companies."),
    ("This notice covers our website.", "This notice covers our website and explains what we do."),
    ("You can correct and delete your data.", "You can:\n\n- correct your data\n- delete your data\n"),
    ("IP addresses are anonymised.", "IP addresses are anonymized."),
    ("We recieve your adress.", "We receive your address."),
    ("We use your email to send you receipts.", "We use your email address in order to send you receipts."),
]


@pytest.mark.parametrize(("old", "new"), SAME)
def test_what_is_not_told(old: str, new: str) -> None:
    """Other words for the same thing, another order, and what is no statement about data change nothing that is promised."""
    assert {name for name in kinds(old, new) if not name.startswith("required-")} <= {"clarification"}


def test_what_one_reader_would_tell_as_one() -> None:
    """The sentences of a paragraph that bring one recipient are one change, whose mark covers them."""
    old = "The controller is Reed GmbH. We mend boats."
    new = old + "\n\nWe use Lanternmail to send newsletters. Lanternmail may store your email address."
    ((_, hit),) = [row for row in judged(old, new).told if row[0].name == "recipient-added"]
    assert hit.new is not None
    assert new[hit.new.span.start : hit.new.span.end].startswith("We use Lanternmail")


def test_a_feature_that_goes_takes_its_promises_with_it() -> None:
    """A right in a section that is removed as a whole is not taken away; in one that stays it is."""
    kept = "# Harbour\n\nWe mend boats.\n\n## Photos\n\nYou may opt out of photos in your settings."
    assert "right-removed" not in kinds(kept, "# Harbour\n\nWe mend boats.")
    assert "right-removed" in kinds(
        kept + " Photos are kept.", kept.replace("You may opt out of photos in your settings.", "Photos are kept.")
    )


def test_a_stub_that_is_filled() -> None:
    """A file that took its text from elsewhere and now holds it itself has made no new promises."""
    text = "\n\n".join(f"We collect sample {n} of your boat. We never sell it." for n in range(30))
    told = kinds("{{ include policy }}", text)
    assert not {"category-added", "denial-added"} & set(told)


def test_an_entry_of_a_change_log_is_no_statement() -> None:
    """What a policy says of its own history is not told."""
    old = "We mend boats.\n\n## Change log\n\n- March 3, 2023: First version."
    new = old.replace("- March", "- May 5, 2024: We collect your shoe size and share it with Lanternmail.\n- March")
    assert not {"category-added", "recipient-added"} & set(kinds(old, new))
