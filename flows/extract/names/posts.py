"""Posts beside a name, which tell what the name is: 'X chief executive Ann Low', 'X Mayor Bo Hill', 'the MP for X'.

In: tokens and a place in them. Out: the kind of name that such a post belongs to. Method: a noun of an office, with
words of its field before it and a name with a capital behind it.
"""

from flows.extract.names.gazetteer import Gazetteer, Words

MEMBERS = frozenset("mp mps mla mna mpa mca td".split())  # 'the MP for X'
POSTS_OF_BODIES = frozenset("president boss executive manager owner".split())
LONGEST_POST = 4  # words


def is_executive(words: Words, at: int) -> bool:
    """True for the last word of 'chief executive' and 'chief medical officer'."""
    return words[at].lower() in ("executive", "officer") and any(
        word.lower() == "chief" for word in words[max(0, at - 3) : at]
    )


def post_behind(words: Words, at: int, gazetteer: Gazetteer) -> str | None:
    """Return the kind that a post gives the name before it: 'X finance director Ann Low', 'X Mayor Bo Hill'.

    The post stands at `at`, words of its field may open it, and its holder's name follows.
    """
    heads, count = gazetteer.heads, len(words)
    last = at
    while last < min(count - 1, at + LONGEST_POST) and words[last].lower() in gazetteer.portfolios:
        last += 1
    last -= last > at and words[last][0].isupper() and words[last].lower() not in gazetteer.offices
    noun = words[last].lower()
    is_post = noun in gazetteer.offices and last + 1 < count and words[last + 1][0].isupper()
    if not is_post or (words[last + 1] in gazetteer.demonyms):
        return None
    if noun in heads["place_part"]:
        return "place"
    is_held = noun in heads["organisation_part"] or noun in POSTS_OF_BODIES or is_executive(words, last)
    return "organisation" if is_held else None
