"""Ships: names that are no person, place or organisation, though they open with 'Princess' or are a town's.

In: the lines of a text. Out: the stretches that name a ship, by line. Method: a prefix ("MV", "HMS") or the noun of a
ship in small letters ("the ferry") stands before a run of capitalised words; what is called so once is the ship
wherever its words stand, but behind "in", "at" and "near", where they are a place. A ship is never told from its name
alone.
"""

from collections.abc import Iterator, Mapping, Sequence

from flows.extract.names.gazetteer import Words
from flows.extract.names.runs import WEEKDAYS, is_capitalised
from flows.extract.names.tokens import Line
from flows.extract.wordlists import load_words

PREFIXES = frozenset("MV MS MT SS HMS HMCS HMAS USS USNS RMS MSC FPSO".split())
WHERE = frozenset("in at near In At Near".split())
LONGEST = 3  # words of a name

Stretch = tuple[int, int]


def find_ships(lines: Sequence[Line]) -> Mapping[int, Sequence[Stretch]]:
    """Return the token ranges that name ships, prefix included, by the number of the line."""
    called = {name for line in lines if not line.is_shouted and not line.is_headline for name in _called(line)}
    if not called:
        return {}
    found: dict[int, list[Stretch]] = {}
    for line in lines:
        stretches = list(_stretches(line, called))
        if stretches:
            found[line.number] = stretches
    return found


def _called(line: Line) -> Iterator[Words]:
    """Yield the names that stand behind a prefix or a noun of ships."""
    words, kinds = line.words, load_words("ship_nouns.txt")
    for at in line.capitals:
        if at and (words[at - 1] in kinds or words[at - 1] in PREFIXES) and words[at] not in PREFIXES:
            end = _end(line, at)
            if end > at:
                yield words[at:end]


def _end(line: Line, at: int) -> int:
    words, end = line.words, at
    while end < len(words) and end - at < LONGEST and is_capitalised(words[end]) and words[end] not in WEEKDAYS:
        if line.joins(end):
            break
        end += 1
    return end if end < len(words) and not is_capitalised(words[end]) else at


def _stretches(line: Line, called: set[Words]) -> Iterator[Stretch]:
    words = line.words
    for at in line.capitals:
        for name in called:
            if words[at : at + len(name)] == name and (at == 0 or words[at - 1] not in WHERE):
                yield at - (at > 0 and words[at - 1] in PREFIXES), at + len(name)
