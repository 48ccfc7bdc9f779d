"""Where a status stands before a place or body that nobody knows: 'former Westmere mayor Ana Lima'.

In: a line with its letters and where a descriptor begins. Out: where it begins with the status, so that who was mayor
is not said to be. Method: up to three words with a capital, none of them a common word, and before them a word of
status; without a hyphen one that is no adverb ('He then met …'). In a headline a word with a capital may be a verb
('Ex-Wife Sues Mayor …'), so one word only. What stands between belongs to no known name and is left out of the role.
"""

from flows.extract.names.gazetteer import load_gazetteer
from flows.extract.names.role_tags import TaggedLine

STATUSES = frozenset("former ex onetime erstwhile acting interim outgoing incoming retired deputy".split())
MOST_WORDS = 3  # 'former East Westmere Valley mayor'
DAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december".split()
)


def find_status(tagged: TaggedLine, first: int) -> int:
    """Return where the status before an unknown name begins, `first` itself where there is none."""
    line, tags = tagged.line, tagged.tags
    at = first
    while at > 0 and first - at < MOST_WORDS and _is_unknown(tagged, at - 1):
        at -= 1
    is_hyphened = at > 1 and tags[at - 1] == "H"
    status = at - 1 - is_hyphened
    if at == first or status < 0 or tags[status] not in "SP":
        return first
    plain = line.words[status].lower()
    if plain not in STATUSES and not (is_hyphened and plain in load_gazetteer().statuses):
        return first
    return first if line.is_headline and first - at > 1 else status


def _is_unknown(tagged: TaggedLine, at: int) -> bool:
    """Whether a word is of a name taken for a person's, or has a capital and is neither common nor a day's."""
    word = tagged.line.words[at]
    plain = word.lower()
    if tagged.tags[at] != "X" or not word[:1].isupper():
        return tagged.tags[at] == "N"
    return word.isalpha() and plain not in DAYS and plain not in load_gazetteer().common
