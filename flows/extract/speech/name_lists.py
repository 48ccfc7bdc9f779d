"""Lists of names that are one subject: 'France, Germany and Italy said', 'the leaders of France, Italy and Spain said'.

In: a unit and the segments between the commas before a verb. Out: whether they are one list. Method: it opens the
clause, or an introduction that is no place stands before it, each part is a name and "and" joins the last two.
"""

from collections.abc import Sequence

from flows.extract.speech.phrases import TIME_WORDS, Unit

LONGEST_LIST = 24  # tokens, by judgement


def is_list(unit: Unit, segments: Sequence[tuple[int, int]]) -> bool:
    """Return whether names are listed from the head of the clause to the verb: 'France, Germany and Italy said'."""
    (first, _), (last, end) = segments[0], segments[-1]
    joint = next((place for place in range(last + 1, end - 1) if unit.words[place] == "and"), None)
    if len(segments) == 1 or joint is None or end - first > LONGEST_LIST:
        return False
    if first > 1 and unit.words[first - 1] == "," and _is_place(unit, first - 2):
        return False  # 'In Oslo, Norway, Lind and Hill said'
    listed = [*segments[1:-1], (last, joint), (joint + 1, end)]
    opens = unit.tokens[first].is_name or unit.words[first] in ("the", "both")
    return opens and unit.tokens[segments[0][1] - 1].is_name and all(_is_named(unit, segment) for segment in listed)


def _is_named(unit: Unit, segment: tuple[int, int]) -> bool:
    """Return whether a phrase is a name, with its article or not."""
    first = segment[0] + (unit.words[segment[0]] == "the")
    return first < segment[1] and all_names(unit, (first, segment[1]))


def all_names(unit: Unit, segment: tuple[int, int]) -> bool:
    """Return whether each word of the range carries a capital."""
    return all(unit.tokens[place].is_name for place in range(*segment))


def _is_place(unit: Unit, place: int) -> bool:
    return unit.tokens[place].is_name and unit.words[place] not in TIME_WORDS
