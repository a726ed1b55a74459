"""Names in capitals that one version of a policy has and the other does not."""

from __future__ import annotations

from collections.abc import Iterator

from policylint.edits.kinds.scope import covers
from policylint.edits.sides import Passage, Side
from policylint.facts.kinds import Entity
from policylint.patterns import word_set
from policylint.site import Policy

# Words with a capital that name nobody: what begins sentences, laws, places, months, and the nouns of headings and titles.
NO_NAME = word_set(
    "javascript html i we the a an if in on you your our us this these those it they please note when where however for as by to "
    "and or no not all any english french german spanish internet web http https ip url api faq gdpr ccpa dpo dnt "
    "eu uk usa us eea european union states united kingdom california privacy policy terms service services "
    "personal information data article act law regulation cookie cookies january february march april may june "
    "july august september october november december commission department office court federal shield framework "
    "clauses contractual standard commissioner authority protection general officer section program programme "
    "track do portal request notice feature mode window center centre settings social media analytics advertising "
    "marketing support team subprocessors subprocessor processors providers partners vendors "
)
# After a name: it is a thing of the publisher's own, or one that the reader has.
_PRODUCTS = word_set(
    "customer customers user users program programme plan plans subscription subscriptions feature features extension store account accounts "
    "application"
)
_MOST = 400  # companies that are looked at
_BETWEEN = " .-&"  # what may stand between the words of a name


class Names:
    """The names in the changed sentences of one version."""

    def __init__(self, side: Side) -> None:
        self.side = side
        self.ours = set(side.policy.document.title.lower().split())
        for policy, other in ((side.policy, side.other), (side.other, side.policy)):
            self.ours.update(_covered(policy))
            text = " ".join(sentence.text for sentence in other.document.sentences)
            for entity in list(policy.all(Entity))[:_MOST]:
                # Whoever only does things in sentences may be a vendor, unless both versions speak of it.
                if entity.role == "controller" and (entity.tie not in ("subject", "mention") or entity.name in text):
                    self.ours.update(entity.name.lower().split())
        self.lower = {w for s in side.policy.document.sentences for w in s.text.split() if w.islower()}

    def fresh(self, passage: Passage) -> Iterator[tuple[int, int]]:
        """The names (tokens, half-open) of a changed sentence of which the other version lacks a word, the publisher's own left out."""
        for first, last in self.all(passage):
            words = passage.words[first:last]
            if (
                any(at in passage.fresh for at in range(first, last))
                and any(map(self.side.unknown, words))
                and not set(words) & self.ours
                and not self._thing(passage, first, last)
            ):
                yield first, last

    def all(self, passage: Passage) -> Iterator[tuple[int, int]]:
        """The names of a sentence, as half-open ranges of tokens."""
        text, at = passage.sentence.text, 0
        while at < len(passage.words):
            last = at
            while last < len(passage.words) and self.proper(passage, last):
                if last > at and text[passage.ends[last - 1] : passage.starts[last]].strip(_BETWEEN):
                    break
                last += 1
            if last > at:
                yield at, last
            at = max(last, at + 1)

    def proper(self, passage: Passage, at: int) -> bool:
        """Whether a word is (part of) a name: a capital where the sentence asks for none, and no abbreviation."""
        text, word = passage.sentence.text, passage.words[at]
        shown = text[passage.starts[at] : passage.ends[at]]
        if not shown[0].isupper() or word in NO_NAME or len(word) < 2:
            return False
        if shown.rstrip("s").isupper() and len(shown) < 6:
            return False
        return at > 0 or word not in self.lower

    def _thing(self, passage: Passage, first: int, last: int) -> bool:
        """Whether what looks like a name is a product or a document: "the Plum reader", "Plum customers", "Plum Privacy Notice"."""
        text, words = passage.sentence.text, passage.words
        if (
            words[first - 1 : first] in (("the",), ("our",))
            or words[max(first - 2, 0) : first] == ("you", "use")
            or not _PRODUCTS.isdisjoint(words[last : last + 1])
        ):
            return True
        if text[: passage.starts[first]].count('"') % 2:
            return True
        beside = last < len(words) and not text[passage.ends[last - 1] : passage.starts[last]].strip(_BETWEEN)
        return beside and text[passage.starts[last]].isupper()


def _covered(policy: Policy) -> Iterator[str]:
    """The words of names in sentences that say what the policy covers: what it covers is the publisher's own."""
    for sentence in policy.document.sentences:
        if covers(policy, sentence) > 0:
            yield from (word.strip(".,;()").lower() for word in sentence.text.split() if word[:1].isupper())
