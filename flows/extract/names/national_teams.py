"""National teams: in the report of a match a country that plays is an organisation, and no place.

In: the typed names of a document and its lines. Out: the same with the type of such countries changed. Method: a
document with eight different words of `match_words.txt` tells of matches throughout; there a country's name is a team's
unless a preposition of place stands before it ("in Panama"). Measured on 545 + 582 annotated texts: with eight words
the rule touches one report, whose 32 teams all are annotated as organisations; with four to six it also touches five
that speak of a match beside other things, and whose annotators, by other guidelines, call 56 of 57 countries places.
"""

from collections.abc import Sequence
from itertools import chain

from flows.extract.names.name_types import TypedName
from flows.extract.names.tokens import Line
from flows.extract.wordlists import load_words

FEWEST_MATCH_WORDS = 8
# National teams of no state, or of one that is called otherwise.
TEAMS_WITHOUT_STATE = frozenset({"England", "Scotland", "Wales", "Northern Ireland", "Korea"})
WHERE = frozenset("in from across to near into outside around".split())


def mark_national_teams(names: Sequence[TypedName], lines: Sequence[Line]) -> list[TypedName]:
    """Return the names, with countries that play as organisations."""
    match_words = load_words("match_words.txt")
    telling = [line.words for line in lines if not match_words.isdisjoint(line.words)]
    if len(match_words.intersection(chain.from_iterable(telling))) < FEWEST_MATCH_WORDS:
        return list(names)
    return [name._replace(entity_type="organisation") if _plays(name) else name for name in names]


def _plays(name: TypedName) -> bool:
    candidate = name.candidate
    if name.entity_type != "place" or candidate.known is None:
        return False
    if not candidate.known.is_country and candidate.known.name not in TEAMS_WITHOUT_STATE:
        return False
    before = candidate.line.words[candidate.first - 1] if candidate.first else ""
    return before.lower() not in WHERE
