"""States by the two letters that the post has for them: 'Orre, WA', 'Ann Low (D-WA)'.

In: the words of a line. Out: the state that letters stand for there. Method: the letters name a state only behind a
town and a comma, or behind the letter of a party; elsewhere they are anything. Letters that are a degree, a post or a
word as well ask more of the town: no person, no body, no common word.
"""

from flows.extract.names.gazetteer import Gazetteer, Known, Words
from flows.extract.names.runs import PARTIES

TOWN_OPENERS = frozenset("North South East West New".split())
DEGREES = frozenset("MD MA PA ND MS SC QC PE".split())  # and other letters that stand behind people's names as well
WORDS_TOO = frozenset("CA CO LA AL ID OK HI OR IN ME".split())  # posts, words and other names as well
TOWN_LINKS = frozenset("in near at from of outside".split())
FEWEST_LETTERS = 4  # of a town in capitals: fewer are letters in a list


def find_state(words: Words, at: int, gazetteer: Gazetteer) -> Known | None:
    """Return the state that two letters stand for at `at`."""
    if words[at] not in gazetteer.states or at < 2:
        return None
    is_told = words[at - 1] == "," and _ends_as_town(words, at - 2, words[at], gazetteer)
    is_seat = words[at - 1] in "-–" and words[at - 2] in PARTIES and words[at - 3] == "("
    return gazetteer.states[words[at]] if is_told or is_seat else None


def _ends_as_town(words: Words, last: int, letters: str, gazetteer: Gazetteer) -> bool:
    town = words[last]
    if not (town[0].isupper() and town.isalpha()) or (town.isupper() and len(town) < FEWEST_LETTERS):
        return False
    if letters not in DEGREES and letters not in WORDS_TOO:
        return True
    before = words[last - 1] if last else ""
    if not before[:1].isupper():
        return _is_lone_town(town, before, gazetteer)
    if before in TOWN_OPENERS or before in gazetteer.heads["place_first"] or (before, town) in gazetteer.names:
        return True
    return letters not in DEGREES and before not in gazetteer.given


def _is_lone_town(town: str, before: str, gazetteer: Gazetteer) -> bool:
    """True for a word by itself that is known as a town, or is no other name or word; 'in' makes a town of those."""
    known = gazetteer.names.get((town,))
    if known is not None and (known.is_country or known.entity_type == "organisation"):
        return False
    is_other = town in gazetteer.given or town.lower() in gazetteer.common
    return known is not None or not is_other or before in TOWN_LINKS
