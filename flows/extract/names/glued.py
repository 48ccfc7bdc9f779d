"""Names that a page had run together: 'StaffAnn', 'LowAnn Low', 'LowGOP', where a blank or a line break was lost.

In: the lines of a text. Out: the same, each such word as two. Method: a capital inside a word parts it only where a
given name or a known surname stands on one side and what stands on the other is a name or a word of its own, or where
the first of the two stands just before as a word; compounds such as 'YouTube' or 'McDonald' are no two names, and a
handle or an address is never parted.
"""

import re
from collections.abc import Iterator, Sequence

from flows.extract.names.gazetteer import Gazetteer
from flows.extract.names.tokens import Line

GLUED = re.compile(r"((?:Mc|De)?[A-Z][a-z]{2,})([A-Z][a-z]{2,}|[A-Z]{2,}|(?:19|20)\d\d)")
PREFIXES = frozenset({"Mac", "Fitz", "Vander", "Van", "Von", "Dela", "Della", "San", "Las"})
BEFORE = 6  # tokens in which a name stands that is told again, by judgement: 'Ann Low Ann Mary LowHouse leaders'
ADDRESS_MARKS = frozenset("@#./_")


def part_glued(text: str, lines: Sequence[Line], gazetteer: Gazetteer) -> Sequence[Line]:
    """Return the lines, with words that are two names, or a word and a name, as two tokens."""
    glued = {found.group() for found in GLUED.finditer(text)}
    return [line if glued.isdisjoint(line.words) else _part(line, gazetteer) for line in lines] if glued else lines


def _part(line: Line, gazetteer: Gazetteer) -> Line:
    tokens = [token for at in range(len(line.words)) for token in _pieces(line, at, gazetteer)]
    words, starts, ends = zip(*tokens, strict=True)
    capitals = tuple(at for at, word in enumerate(words) if word[0].isupper() and word != "I")
    return line._replace(words=words, starts=starts, ends=ends, capitals=capitals)


def _pieces(line: Line, at: int, gazetteer: Gazetteer) -> Iterator[tuple[str, int, int]]:
    word, start, end = line.words[at], line.starts[at], line.ends[at]
    found = GLUED.fullmatch(word)
    is_again = found is not None and found[1] in line.words[max(0, at - BEFORE) : at]
    if found and (is_again or _are_two(found[1], found[2], gazetteer)) and not _is_in_address(line, at):
        yield found[1], start, start + found.end(1)
        yield found[2], start + found.end(1), end
    else:
        yield word, start, end


def _are_two(first: str, second: str, gazetteer: Gazetteer) -> bool:
    if first in PREFIXES or (first + second,) in gazetteer.names:
        return False
    is_surname = first in gazetteer.last_surnames
    if not second.isalpha():
        return is_surname
    if second.isupper():
        return is_surname and (second,) in gazetteer.names
    if second in gazetteer.given:  # 'LowAnn', 'StaffAnn'; 'MaryAnn' is one name, and so is 'BenchMark'
        if first in gazetteer.given or second.lower() in gazetteer.common:
            return False
        return is_surname or first.lower() in gazetteer.common or first in gazetteer.heads["head"]
    return first in gazetteer.given and second in gazetteer.last_surnames


def _is_in_address(line: Line, at: int) -> bool:
    """True inside a handle, a tag or an address: '@AnnLow', 'AnnLow.com'."""
    before = at > 0 and line.joins(at) and line.words[at - 1] in ADDRESS_MARKS
    after = at + 2 < len(line.words) and line.words[at + 1] in ADDRESS_MARKS
    return before or (after and line.joins(at + 1) and line.joins(at + 2))
