"""Verbs that give a figure or move one: "rose to 23", "stood at 23", "reached 23", "fell by a fifth".

In: words and a place. Out: whether, and where, such a verb stands before it. They are in `lexicons/figure_verbs.csv`,
by the preposition that comes between the verb and the figure; those of "to" go with "from" and "by" as well.
"""

from collections.abc import Mapping, Sequence
from functools import cache

from flows.extract.wordlists import load_table

VERB_LEXEMES = 8  # from the preposition back to its verb: "has risen sharply since Monday to 23"


def is_move(word: str) -> bool:
    """Return whether the verb tells that a figure moves."""
    return word in _figure_verbs()["to"] or word in _figure_verbs()["by"]


def find_figure_verb(words: Sequence[str], lead: int, low: int) -> int | None:
    """Return the place, from `low` on, of the verb before the preposition at `lead`; `lead` itself for "reached"."""
    if words[lead] in _figure_verbs()["none"]:
        return lead
    named = _of_preposition(words[lead])
    before = range(lead - 1, max(low, lead - VERB_LEXEMES) - 1, -1)
    return next((place for place in before if words[place] in named), None)


@cache
def _of_preposition(preposition: str) -> frozenset[str]:
    moves, verbs = _figure_verbs()["to"], _figure_verbs()
    if preposition == "by":
        return moves | verbs["by"]
    return moves if preposition in ("to", "from") else verbs["at"] if preposition == "at" else frozenset()


@cache
def _figure_verbs() -> Mapping[str, frozenset[str]]:
    return {before: frozenset(forms.split("|")) for before, forms in load_table("figure_verbs.csv")}
