"""What a number counts that stands without its noun: "the death toll rose to 45", "31 of whom", "150 were aboard".

In: the place of a number. Out: what is counted, or None. Method: what is said of the number right after it ("were
hurt", "on board", "of whom"); else the noun whose number it is, before a verb of `lexicons/figure_verbs.csv` in the
same clause: a toll counts people, "the number of sheds" sheds; else a verb of `lexicons/harm_verbs.csv` right before,
with no number or mark between ("killing at least 12", "were hurt, including two"). Magnitudes of quakes and points of
an index are counted as such. Sentences are not parsed.
"""

from collections.abc import Mapping, Sequence
from functools import cache

from flows.extract.values.counted_nouns import Counted, casualty_units, find_counted, find_noun
from flows.extract.values.figure_verbs import find_figure_verb, is_move
from flows.extract.values.lexemes import Lexemes
from flows.extract.values.numbers import Extent, parse_number
from flows.extract.values.shapes import Found
from flows.extract.values.word_classes import class_values
from flows.extract.wordlists import load_table

CLAUSE_LEXEMES = 18  # from a verb back to the noun it belongs to: "the number of people killed in the flood … rose"
BYLINE_LEXEMES = 8
HARM_LEXEMES = 4  # from the number back to the verb: "killing as many as 12"
HEDGING = frozenset(
    "about around nearly almost over more less fewer than some least no an estimated just roughly approximately "
    "exactly only now then well".split()
)
BORDERS = frozenset('; : while but although “ ” "'.split())
PLURAL_VERBS = frozenset("were are have remain remained".split())
BETWEEN_VERBS = frozenset("been still also since already now later to be".split())
FALLING_ILL = frozenset("fallen fell fall become became been get got gotten taken".split())  # before "ill"
DYING = frozenset("die died dead perished drowned".split())
ILLNESS = frozenset({"ill", "sick"})
COUNTS_OF_DEAD = frozenset({"death", "body"})
UNNAMED = frozenset({"figure", "number", "total", "tally"})
POINTS = frozenset({"point", "points"})


def find_label(found: Found) -> Counted | None:
    """Return the unit of a number that a word beside it names: "magnitude 6.3", "up 2.1 points"."""
    words = found.lexemes.words
    if "magnitude" in (found.previous(), found.following()) or found.previous(2) == "magnitude":
        is_before = found.previous() in ("magnitude", "-", "of")
        if is_before and (words[found.first][:1].isdigit() or words[found.first] == "between"):
            return Counted("magnitude", found.last)
        if found.following() == "magnitude":
            return Counted("magnitude", found.last + 1)
    if found.following() not in POINTS:
        return None
    lead = _skip_hedges(words, found.first - 1)
    lead -= words[lead] == "by"
    return Counted("point", found.last + 1) if is_move(words[lead]) else None


def find_bare(found: Found, extent: Extent) -> Counted | None:
    """Return what a number without its noun counts, by the words after it or the noun of its clause."""
    unit = _unit_after(found.lexemes, found.last, extent)
    if unit is not None:
        return Counted(unit, found.last)
    counted = _find_figure(found)
    return counted or (Counted(unit, found.last) if (unit := _harmed_before(found)) else None)


def is_in_byline(found: Found) -> bool:
    """Return whether the number belongs to a name in a line of authors: "By Channel 9 Staff"."""
    low, high = found.lexemes.sentence_bounds(found.first)
    places = range(low, high)
    is_short = len(places) <= BYLINE_LEXEMES and found.lexemes.words[low] == "by"
    return is_short and all(found.lexemes.is_capitalised(i) or not found.lexemes.words[i].isalpha() for i in places)


def _unit_after(lexemes: Lexemes, last: int, extent: Extent) -> str | None:
    """What is said of the number right after it: "31 of whom", "150 were on board", "14 die", "seven were hurt"."""
    words = lexemes.words
    if words[last] == "of" and extent.high != 1:
        if words[last + 1] == "whom":
            return "person"
        return _noun_of_number_before(lexemes, last) if words[last + 1] == "them" else None
    place, is_plural = last, words[last] in PLURAL_VERBS
    while words[place] in PLURAL_VERBS or words[place] in BETWEEN_VERBS:
        place += 1
    if words[place] == "aboard" or words[place : place + 2] == ["on", "board"]:
        return "person"
    if words[place] in DYING:
        return "dead"
    if words[place] in FALLING_ILL and words[place + 1] in ILLNESS:
        return "ill"
    return casualty_units().get(words[place]) if is_plural else None


def _noun_of_number_before(lexemes: Lexemes, place: int) -> str | None:
    """The noun that the number before this one in its sentence counts: "40 sheds, 12 of them"."""
    low, _ = lexemes.sentence_bounds(place)
    for index in range(place - 3, low - 1, -1):
        if parse_number(lexemes.words[index : index + 1]) is not None:
            counted = find_counted(lexemes, index + 1, Extent(2, 2))
            is_time = counted is not None and lexemes.words[counted.last - 1] in class_values("UNITS")
            return counted.unit if counted and not is_time else None
    return None


def _find_figure(found: Found) -> Counted | None:
    """What the noun of the clause says: "the death toll has risen to 23", "the number of sheds fell from 9 to 7"."""
    words = found.lexemes.words
    low, _ = found.lexemes.sentence_bounds(found.first)
    lead = _skip_hedges(words, found.first - 1)
    if lead < low:
        return None
    if words[lead] == "of" and words[lead - 1] == "toll":
        return Counted("person", found.last)
    verb = find_figure_verb(words, lead, low)
    if verb is None or words[lead] == "by":
        return None
    for place in (*range(verb + 1, lead), *range(verb - 1, max(low, verb - CLAUSE_LEXEMES) - 1, -1)):
        if words[place] in BORDERS or (words[place] == "," and words[place + 1] in ("and", "as", "with")):
            return None
        unit = _unit_named(found.lexemes, place)
        if unit is not None:
            return Counted(unit, found.last)
    is_put = words[lead] == "at" and words[lead - 1] in UNNAMED
    return Counted(None, found.last) if is_put else None


def _unit_named(lexemes: Lexemes, place: int) -> str | None:
    """What a noun counts: people where it is a toll, of "the number of sheds" sheds."""
    words = lexemes.words
    if words[place] == "toll" or (words[place] == "count" and words[place - 1] in COUNTS_OF_DEAD):
        return "person"
    if words[place] not in ("number", "numbers") or words[place + 1] != "of":
        return None
    counted = find_noun(lexemes, place + 2 + (words[place + 2] == "the"), is_one=False)
    return counted.unit if counted else None


def _harmed_before(found: Found) -> str | None:
    """The people that a verb of harm right before the number counts: "killing at least 12"."""
    last = found.first
    if found.previous() == "including":
        last -= 1 + (found.previous(2) == ",")
    for word in reversed(found.lexemes.words[max(0, last - HARM_LEXEMES) : last]):
        if word in _harm_verbs() or not word[:1].isalpha() or parse_number([word]) is not None:
            return _harm_verbs().get(word)
    return None


@cache
def _harm_verbs() -> Mapping[str, str]:
    return {form: unit for unit, forms in load_table("harm_verbs.csv") for form in forms.split("|")}


def _skip_hedges(words: Sequence[str], place: int) -> int:
    while place > 0 and (words[place] in HEDGING or (words[place] == "at" and words[place + 1] == "least")):
        place -= 1
    return place
