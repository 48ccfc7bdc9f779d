"""Turns of a transcript, and answers below question headings, that are too short to look like prose.

In: a page without markup, the units held to be its article, and how likely each unit is one. Out: further units.
Method: a turn opens with a name in capitals, or one or two letters, and a colon ("MORENO: We looked."). Where two
speakers take two turns or more each, and one of the turns is article already, all units from the first turn to the last
are article but for furniture. Where two headings that ask are article, so is a short answer right below such a heading,
and a further heading that asks, between two units of the article.
"""

import re
from collections import Counter
from collections.abc import Collection

from flows.clean.page import Page
from flows.clean.prose import ends_sentence
from flows.clean.title_forms import is_question_title

TURN = re.compile(
    r"(?P<name>[A-ZÀ-Þ][A-ZÀ-Þ.'’-]*(?: [A-ZÀ-Þ][A-ZÀ-Þ.'’-]*){0,3})(?:, [A-Z][A-Z '’-]{1,40})?:(?:\s|\Z)"
)
FEWEST_TURNS, FEWEST_SPEAKERS = 2, 2
FEWEST_QUESTIONS = 2
MOST_ANSWER_WORDS = 12


def find_dialogue(page: Page, taken: Collection[int]) -> list[int]:
    """Return the units of turns and answers that are not `taken` yet; none in HTML, whose markup the model sees."""
    if page.is_marked or not taken:
        return []
    return sorted({*_find_turns(page, taken), *_find_answers(page, taken)} - set(taken))


def _find_turns(page: Page, taken: Collection[int]) -> list[int]:
    """Return the units from the first turn of a transcript to the last that no rule knows as furniture."""
    speakers = {index: name for index in range(len(page.units)) if (name := _speaker(page, index))}
    counts = Counter(speakers.values())
    turns = [index for index, name in speakers.items() if counts[name] >= FEWEST_TURNS]
    if len({speakers[index] for index in turns}) < FEWEST_SPEAKERS or not any(index in taken for index in turns):
        return []
    return [index for index in range(turns[0], turns[-1] + 1) if page.findings[index] is None]


def _speaker(page: Page, index: int) -> str | None:
    """Return the last name of who takes a turn here: a host has the full name before the first one."""
    match = TURN.match(page.units[index].text) if page.findings[index] is None else None
    return match["name"].split()[-1] if match else None


def _find_answers(page: Page, taken: Collection[int]) -> list[int]:
    asking = [i for i in range(1, len(page.units)) if page.findings[i] is None and is_question_title(page.units[i])]
    if sum(index in taken for index in asking) < FEWEST_QUESTIONS:
        return []
    joined = set(taken)
    for index in asking:
        if index not in joined and index - 1 in joined and index + 1 in joined:
            joined.add(index)
        if index in joined and _is_answer(page, index + 1) and (index + 2 in taken or index + 3 in taken):
            joined.add(index + 1)
    return sorted(joined)


def _is_answer(page: Page, index: int) -> bool:
    unit = page.units[index] if index < len(page.units) else None
    is_free = unit is not None and page.findings[index] is None
    return bool(is_free and unit and unit.word_count <= MOST_ANSWER_WORDS and ends_sentence(unit.text))
