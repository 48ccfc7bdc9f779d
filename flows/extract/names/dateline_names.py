"""Places in the capitals of a dateline: 'ORRE CITY, Norland (NP) — It rained …'.

In: a candidate. Out: whether it opens a dateline. Method: it stands in capitals at the head of its sentence, and a dash
follows, or the day, the region and the agency in between. Letters too few for a town are an abbreviation.
"""

from flows.extract.names.names import Candidate

DASHES = frozenset({"—", "–", "-"})
FEWEST_LETTERS = 4  # of a town; by judgement
LONGEST = 12  # tokens up to its dash


def opens_dateline(candidate: Candidate) -> bool:
    """True for a name in capitals at the head of its sentence, with a dash behind it, or behind what dates it."""
    words, last = candidate.line.words, candidate.last
    if candidate.first or len("".join(candidate.words)) < FEWEST_LETTERS or candidate.line.is_shouted:
        return False
    if not all(map(str.isupper, candidate.words)) or last >= len(words):
        return False
    dash = next((at for at in range(last, min(len(words), last + LONGEST)) if words[at] in DASHES), 0)
    return dash > 0 and not any(word.islower() for word in words[last:dash]) and not candidate.line.joins(dash)
