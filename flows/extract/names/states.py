"""States by the two letters that the post has for them: 'Orre, WA', 'Ann Low (D-WA)'.

In: the words of a line. Out: the state that letters stand for there. Method: the letters name a state only behind a
town and a comma, or behind the letter of a party; elsewhere they are anything. Letters of a degree behind a person's
name are none.
"""

from flows.extract.names.gazetteer import Gazetteer, Known, Words

DIRECTIONS = frozenset("North South East West New".split())
PARTIES = frozenset("D R I".split())
DEGREES = frozenset(
    "MD MA PA ND MS SC QC PE".split()
)  # and other letters that stand behind the names of people as well
FEWEST_LETTERS = 4  # of a town in capitals: fewer are letters in a list


def find_state(words: Words, at: int, gazetteer: Gazetteer) -> Known | None:
    """Return the state that two letters stand for at `at`."""
    if words[at] not in gazetteer.states or at < 2:
        return None
    is_told = words[at - 1] == "," and _ends_as_town(words, at - 2, gazetteer, is_degree=words[at] in DEGREES)
    is_seat = words[at - 1] in "-–" and words[at - 2] in PARTIES and words[at - 3] == "("
    return gazetteer.states[words[at]] if is_told or is_seat else None


def _ends_as_town(words: Words, last: int, gazetteer: Gazetteer, *, is_degree: bool) -> bool:
    town = words[last]
    if not (town[0].isupper() and town.isalpha()) or (town.isupper() and len(town) < FEWEST_LETTERS):
        return False
    before = words[last - 1] if last else ""
    if not is_degree or not before[:1].isupper() or before in DIRECTIONS:
        return True
    return before in gazetteer.heads["place_first"] or (before, town) in gazetteer.names
