"""Words as versions are searched for news: which carry no fact, and their stems."""

from __future__ import annotations

from functools import lru_cache

from policylint.patterns import word_set

# Words that carry no fact of their own: function words, what every policy speaks of, and what links an example to its rule.
COMMON = word_set(
    "a an the and or nor not no of to in on at by for from with without about as is are was were be been being am "
    "it its this that these those we us our you your yours i my me they them their he she his her who whom which "
    "what when where why how if unless until while because so than then there here may might can could will would "
    "shall should must do does did done has have had having any all some each every both either neither such "
    "other others another same more most less least few many much own only also too just even still yet already "
    "again further furthermore additionally additional however therefore thus please note including include "
    "includes included example examples instance eg ie etc like well up out off over under into onto upon through "
    "via per within between during before after above below information data personal personally policy privacy "
    "notice statement use uses used using user users service services website site app application product "
    "products let get got make makes made take takes taken one two first second new various certain specific "
    "following necessary though although whilst identifying identifiable order provide provides provided "
    "providing help helps able need needs based related regarding relating along see read learn section page link "
    "click way ways thing things case cases time times set part kind kinds type types sort number "
)


@lru_cache(maxsize=4096)
def stem(word: str) -> str:
    """A word without its ending, so that "collects", "collected" and "collection" of the same data are no news."""
    for ending in (
        "ization",
        "isation",
        "ations",
        "ation",
        "ments",
        "ment",
        "ities",
        "ity",
        "ings",
        "ing",
        "ions",
        "ion",
        "ies",
        "ied",
    ):
        if word.endswith(ending) and len(word) - len(ending) > 3:
            return _bare(word[: -len(ending)])
    for ending in ("ers", "ed", "es", "er", "ly", "s"):
        if word.endswith(ending) and len(word) - len(ending) > 2 and not word.endswith("ss"):
            return _bare(word[: -len(ending)])
    return _bare(word)


def _bare(word: str) -> str:
    word = word.rstrip("ey") if len(word) > 4 else word
    if len(word) > 4 and word[-1] == word[-2]:
        word = word[:-1]
    return word[:-1] + "z" if word.endswith("is") and len(word) > 4 else word
