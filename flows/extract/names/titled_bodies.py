"""Bodies in front of a title: 'Senate Finance Committee | Chairman Ana Lima'.

In: a run of capitalised words. Out: where the body ends that opens it. Method: 'House' or 'Senate', words that names of
organisations are made of, and a word that such names end in, straight before a title. So the first words are not taken
for openers of the sentence, nor a known name at the start for the whole.
"""

from flows.extract.names.gazetteer import Gazetteer, Words
from flows.extract.names.runs import JOINING_PREPOSITIONS

CHAMBERS = frozenset("House Senate Assembly".split())
LINKS = JOINING_PREPOSITIONS | {"and", "&"}


def end_of_titled_body(words: Words, first: int, last: int, gazetteer: Gazetteer) -> int:
    """Return where the body ends that a title follows, 0 for none: 'Senate Rivers Committee | Chairman Ann Low'."""
    content, at = gazetteer.heads["content"], first
    if words[first] not in content and words[first] not in CHAMBERS:
        return 0
    while at + 1 < last and (words[at + 1] in content or words[at + 1] in LINKS):
        at += 1
    if at + 2 >= last or words[at + 1] not in gazetteer.heads["head"]:
        return 0
    return at + 2 if gazetteer.match_title(words, at + 2) else 0
