"""Which lines of an HTML page are its article, as trafilatura chooses them.

In: the page's source and its units. Out: the indices of the units whose text stands in trafilatura's main text. Method:
a unit matches where most of its runs of four words stand in the main text (a shorter one, where it is a whole line
there); of all matches the heaviest set in which page and main text have the same order is kept, so that a teaser with
the words of a heading is not taken for it. It does not matter where either side breaks a line. Offline; comments are
left out. trafilatura goes without its fallbacks (`fast`): it costs two thirds, and beside the other signs of the block
model its choice tells as much.
Reference: Barbaresi, Trafilatura (ACL 2021).
"""

from collections import defaultdict
from collections.abc import Sequence

import trafilatura

from flows.clean.lines import normalise
from flows.clean.page import Page

RUN = 4  # words
# Share of a unit's runs that must stand in the main text. Both sides are the same source, so whole lines match whole:
# .4 to .9 measure alike.
LEAST_SHARE = 0.6
# Of a line that comes again and again the first places are looked at: each of n lines at n places would cost n² steps,
# and what a main text says more often than this is a list, whose lines the other signs of the block model tell. With 64
# one page of the development sets is aligned otherwise than without a bound, with 128 none.
MOST_PLACES = 128
UNIQUE_WORDS = 8  # a unit this long that stands once on the page is kept though it breaks the order


def choose_by_markup(html: str, page: Page) -> list[int]:
    """Return the units that stand in trafilatura's main text, in order; none where it finds no main text."""
    main_text = trafilatura.extract(html, fast=True, include_comments=False)
    return align_units(main_text, page.plains) if main_text else []


def align_units(main_text: str, plains: Sequence[str]) -> list[int]:
    """Return the indices of the units of a page that stand in `main_text`, in order; `plains` are the units in normal
    form."""
    lines = [plain for plain in map(normalise, main_text.splitlines()) if plain]
    runs, line_starts, position = defaultdict(list), defaultdict(list), 0
    for line in lines:
        line_starts[line].append(position)
        position += len(line.split())
    words = " ".join(lines).split()
    for index in range(len(words) - RUN + 1):
        runs[tuple(words[index : index + RUN])].append(index)
    matches: list[tuple[int, int, int]] = []  # unit, place in the main text, weight
    is_unique = {}
    for unit, plain in enumerate(plains):
        tokens = plain.split()
        places = (_places(tokens, runs) if len(tokens) >= RUN else line_starts.get(plain, []))[:MOST_PLACES]
        matches += [(unit, place, len(tokens)) for place in reversed(places)]
        is_unique[unit] = len(tokens) >= UNIQUE_WORDS and bool(places)
    counts: dict[str, int] = defaultdict(int)
    for plain in plains:
        counts[plain] += 1
    chain = set(_heaviest_chain(matches, len(words)))
    return [unit for unit in range(len(plains)) if unit in chain or (is_unique[unit] and counts[plains[unit]] == 1)]


def _places(tokens: Sequence[str], runs: dict[tuple[str, ...], list[int]]) -> list[int]:
    """Return where in the main text the unit may stand; none where too few of its runs do."""
    found = [runs.get(tuple(tokens[index : index + RUN]), []) for index in range(len(tokens) - RUN + 1)]
    if sum(map(bool, found)) < LEAST_SHARE * len(found):
        return []
    return next(places for places in found if places)


def _heaviest_chain(matches: Sequence[tuple[int, int, int]], length: int) -> list[int]:
    """Return the units of the heaviest set of matches whose places increase with the units.

    `matches` are sorted by unit, and by falling place within a unit, so that no unit follows itself.
    """
    totals, enders = [0] * (length + 2), [-1] * (length + 2)  # prefix maxima over places: weight, match that ends there
    before, heaviest, number = [], 0, -1
    for match, (_, place, weight) in enumerate(matches):
        total, previous = 0, -1
        node = place
        while node > 0:
            if totals[node] > total:
                total, previous = totals[node], enders[node]
            node -= node & -node
        before.append(previous)
        total += weight
        if total > heaviest:
            heaviest, number = total, match
        node = place + 1
        while node < len(totals):
            if totals[node] < total:
                totals[node], enders[node] = total, match
            node += node & -node
    chain = []
    while number >= 0:
        chain.append(matches[number][0])
        number = before[number]
    return chain[::-1]
