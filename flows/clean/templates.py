"""Which units of a page are template: lines that the outlet prints on many of its pages.

In: the text and units of a page, and the templates of its outlet, which were found over all its documents
(load/templates.py). Out: the units that are template. Method: all lines of a unit are known as template, and stand
where they stand elsewhere: next to the lines that are mostly beside them. So the title of an article that other pages
list as "most read" stays a title on its own page. A line that stands beside ever others, such as a heading or
"Advertisement" between paragraphs, is template only where it is a sentence: headings that a column uses every week
belong to its articles.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from flows.clean.lines import Unit
from flows.clean.name_lines import is_byline, is_credited_name, is_name_line
from flows.clean.prose import ends_sentence
from flows.read.line_keys import KeyedLine, keyed_lines

FEWEST_SENTENCE_WORDS = 8
DIGIT = re.compile(r"\d")


@dataclass(frozen=True)
class Neighbours:
    """The keys of the lines that mostly stand above and below a template line; 0 where there is no such line."""

    above: int = 0
    below: int = 0


Templates = Mapping[int, Neighbours]  # by the key of the line
NO_TEMPLATES: Templates = MappingProxyType({})


def find_template_units(text: str, units: Sequence[Unit], templates: Templates) -> frozenset[int]:
    """Return the positions of the units that are template."""
    if not templates:
        return frozenset()
    lines = keyed_lines(text)
    found, position = set(), 0
    for index, unit in enumerate(units):
        first = position
        while position < len(lines) and lines[position].start < unit.end:
            position += 1
        if position > first and all(_is_in_place(lines, i, templates) for i in range(first, position)):
            own = [templates[line.key] for line in lines[first:position]]
            if _may_be_template(unit, own):
                found.add(index)
    return frozenset(found)


def _is_in_place(lines: Sequence[KeyedLine], index: int, templates: Templates) -> bool:
    known = templates.get(lines[index].key)
    if known is None:
        return False
    above = lines[index - 1].key if index else 0
    below = lines[index + 1].key if index + 1 < len(lines) else 0
    return known.above in (0, above) and known.below in (0, below)


def _may_be_template(unit: Unit, lines: Sequence[Neighbours]) -> bool:
    """Tell whether a unit of template lines can be one: not a heading, not what says who wrote the article and when."""
    if ends_sentence(unit.text) and unit.word_count >= FEWEST_SENTENCE_WORDS:
        return True
    is_enclosed = bool(lines[0].above and lines[-1].below)
    is_chained = any(line.above or line.below for line in lines)
    is_name = is_byline(unit) or is_credited_name(unit) or is_name_line(unit)
    return is_chained and not DIGIT.search(unit.text) and (is_enclosed or not is_name)
