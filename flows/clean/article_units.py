"""Which units of a page are its article: the window of prose, trafilatura's choice and the block model together.

In: a document and its page. Out: the units held to be the article, each with the code of the rule that chose it, and
how likely each unit of the page is one. Method: a text with little around it is taken whole; else the block model
decides, which sees the window, the markup of HTML, and, on pages that leave it in doubt, trafilatura's choice.
Furniture that a named rule knows stays out, and so does what stands off below the article and is hardly likely; where a
text goes on below a box, `box_tails.py` joins its end, `live_entries.py` the times of a live blog, `dialogue_lines.py`
the turns of a transcript, and `closing_lines.py` the last items of a list. Where the model keeps nothing, what it holds
likeliest is kept, so that no page with an article is left empty.
"""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from flows.clean.article_window import find_window, keep_inside
from flows.clean.block_model import find_likelihoods, make_columns
from flows.clean.box_tails import find_box_tails
from flows.clean.closing_lines import find_closing_lines
from flows.clean.dialogue_lines import find_dialogue
from flows.clean.edge_paragraphs import join_edges
from flows.clean.live_entries import find_live_entries
from flows.clean.markup_choice import choose_by_markup
from flows.clean.markup_features import make_choice_features
from flows.clean.page import Page
from flows.clean.prose import probability
from flows.read.documents import Document

LEAST_LIKELY = 0.5
# From this doubt on trafilatura is asked, which costs half of what a page costs. By the choice of units alone, by folds
# of sites, F1 of NEWS5 and DAnIEL: .9588 and .909 where it is always asked; .9581 and .909 from .08 on (36 % of the
# pages of NEWS5); .9575 and .911 from .12 on (19 %); .9516 and .887 where it never is.
LEAST_DOUBT = 0.12
# For what the window holds too, between units that are kept: a sub-heading looks like a teaser by itself. Chosen on
# NEWS5 (development half) by the choice of units alone: F1 .9300 with or without it, .9292 at .25 and .9283 at .15.
LEAST_LIKELY_INSIDE = 0.35
# For a line of text without markup that breaks off in "…", as teasers do: of those from .5 to .73, three in ten are
# article. F1 of NEWS5 as text .9299 to .9301, as text nodes .9148 to .9149; no set loses.
LEAST_LIKELY_CUT = 0.73
LEAST_LIKELY_CLOSING = 0.2  # the same for closing sentences, which a rule of their own knows
# The same for prose right below a kept unit: as text NEWS5 has .9298 instead of .9300, as HTML .9599 instead of .9597,
# and DAnIEL .913 instead of .910.
LEAST_LIKELY_NEXT = 0.3
# "LISBON (Agency) — The mayor said" opens a report, however much it looks like a teaser. All 11 such lines of the
# development sets that the model left out right above what it kept are article; F1 of NEWS5 as text .9292 to .9295.
AGENCY_DATELINE = re.compile(r"[^\W\d_][\w.,'’/& -]{1,50}?\s?\([A-Z][\w .&/-]{1,30}\)\s?[—–-]\s?\S")
FEWEST_DATELINED_WORDS = 8
DATELINE_REACH = 2  # units that no rule knows as furniture
# What stands off below the run of units that holds most of the article (comments and other stories as a rule) has to
# be likelier, by the mean of its characters. By folds of sites, F1 of NEWS5 and DAnIEL as HTML: .9575 and .9082 without
# it, .9584 and .9091 so; three units off instead of five .9582 and .9090, and recall falls by .002. Where the model is
# no surer of the article itself, a page of DAnIEL lost its article for a style sheet above it: .8964.
STRAY_GAP = 5  # units
STRAY_CONTRAST = 0.2
LEAST_LIKELY_STRAY = 0.65
LEAST_LIKELY_STRAY_TEXT = 0.6  # without markup the model is less sure: at .65 two articles of DAnIEL lose their end
# The same for text without markup from this many words on that are not kept: down there, long lists of teasers read
# like sentences. Of such a text the article is the run with most of what the model is sure of, since a list may be
# longer. By folds of sites, F1 of NEWS5 as text and as text nodes: .9330 and .9179 without, .9360 and .9183 so; from
# 100 words on .9364 and .9182, from 600 .9347 and .9182; at .7 .9347 and .9184, at .8 .9366 and .9182. Counted by lines
# (40 of them), articles of many short lines lose their end.
FAR_WORDS = 200
FAR_CONTRAST, LEAST_LIKELY_FAR, SURE = 0.15, 0.75, 0.75


@dataclass(frozen=True)
class Choice:
    """The units of the article in order, each with its rule, and how likely each unit of the page is one."""

    rules: Mapping[int, str]
    likely: Sequence[float]


def choose_units(document: Document, page: Page) -> Choice:
    """Return the units of the article; none only where the page holds nothing but furniture and fragments."""
    rules = find_article_window(page)
    if not page.units or page.is_bare:
        return Choice(rules, [probability(score) for score in page.scores])
    columns = make_columns(page, sorted(rules))
    likely = find_likelihoods(page, columns)
    if document.html is not None and page.is_marked and find_doubt(page, likely) >= LEAST_DOUBT:
        chosen = choose_by_markup(document.html, page)
        likely = find_likelihoods(page, columns | make_choice_features(page, chosen))
    free = [index for index, finding in enumerate(page.findings) if finding is None]
    held = [index for index in free if likely[index] >= _least_likely(page, index)]
    if held:
        taken = dict.fromkeys(held, "block_model") | _join_window(page, held, rules, likely)
        taken |= dict.fromkeys(_find_datelined(page, free, taken), "agency_dateline")
        for index in _find_stray(page, sorted(taken), likely):
            del taken[index]
        taken |= dict.fromkeys(find_box_tails(page, taken, likely), "below_box")
        taken |= dict.fromkeys(find_live_entries(page, taken, likely), "live_entry")
        taken |= dict.fromkeys(find_dialogue(page, taken), "dialogue")
        taken |= dict.fromkeys(find_closing_lines(page, taken), "closing_line")
        return Choice({index: taken[index] for index in sorted(taken)}, likely)
    if "fallback_no_prose" in rules.values():
        return Choice(rules, likely)
    return Choice(dict.fromkeys(_likeliest(page, free, likely), "fallback_likeliest"), likely)


def find_doubt(page: Page, likely: Sequence[float]) -> float:
    """Return what share of its choice the model expects to be wrong about, longer units first; 0 where it is sure."""
    sizes = [math.sqrt(unit.word_count) for unit in page.units]
    wrong = sum(size * min(share, 1 - share) for size, share in zip(sizes, likely, strict=True))
    return wrong / max(1.0, sum(size * share for size, share in zip(sizes, likely, strict=True)))


def find_article_window(page: Page) -> dict[int, str]:
    """Return the units in the window of prose, and of the sentences at its edges, with the rules that chose them."""
    window = find_window(page)
    kept = keep_inside(page, window)
    rules = dict.fromkeys(kept, window.rule_code)
    if window.rule_code == "window" and not page.is_bare:
        rules |= join_edges(page, kept)
    return rules


def _least_likely(page: Page, index: int) -> float:
    is_cut = page.markup[index] is None and page.units[index].text.endswith(("…", "..."))
    return LEAST_LIKELY_CUT if is_cut else LEAST_LIKELY


def _join_window(page: Page, held: Sequence[int], rules: Mapping[int, str], likely: Sequence[float]) -> dict[int, str]:
    """Return further units of the window, with its rules: prose and closing sentences below a kept unit, and what
    stands between two."""
    free = [index for index, finding in enumerate(page.findings) if finding is None]
    kept, joined = set(held), {}
    for above, index, below in zip([-1, *free], free, [*free[1:], -1], strict=False):
        if index in kept or index not in rules or above not in kept:
            continue
        is_closing = rules[index] == "edge_sentence" and likely[index] >= LEAST_LIKELY_CLOSING
        is_next = above == index - 1 and page.scores[index] > 0 and likely[index] >= LEAST_LIKELY_NEXT
        is_inside = page.markup[index] is None and below in kept and likely[index] >= LEAST_LIKELY_INSIDE
        if is_closing or is_next or is_inside:
            joined[index] = rules[index]
            kept.add(index)
    return joined


def _find_stray(page: Page, kept: Sequence[int], likely: Sequence[float]) -> set[int]:
    """Return the kept units that stand off below the run that holds most of the article, and are far less likely."""
    starts = [0, *(i for i in range(1, len(kept)) if kept[i] - kept[i - 1] > STRAY_GAP), len(kept)]
    runs = [kept[first:end] for first, end in pairwise(starts)]
    if len(runs) == 1:
        return set()
    sizes = [len(unit.text) for unit in page.units]
    held = [sum(sizes[index] * likely[index] for index in run) for run in runs]
    means = [part / sum(sizes[index] for index in run) for part, run in zip(held, runs, strict=True)]
    if page.is_marked:
        main = held.index(max(held))
        least = min(LEAST_LIKELY_STRAY, means[main] - STRAY_CONTRAST)
        leasts = [least for _ in runs[main:]]
    else:
        sure = [sum(sizes[index] * max(0.0, likely[index] - SURE) for index in run) for run in runs]
        main = max(range(len(runs)), key=lambda run: (sure[run], held[run]))
        leasts = _least_likely_below(page, runs[main:], means[main])
    below = zip(means[main:], leasts, runs[main:], strict=True)
    return {index for mean, least, run in below if mean < least for index in run}


def _least_likely_below(page: Page, runs: Sequence[Sequence[int]], mean: float) -> list[float]:
    """Return how likely each run of a text without markup must be; the first is the article's, as likely as `mean`."""
    near, far = min(LEAST_LIKELY_STRAY_TEXT, mean - STRAY_CONTRAST), min(LEAST_LIKELY_FAR, mean - FAR_CONTRAST)
    leasts, words = [near], 0
    for above, run in pairwise(runs):
        words += sum(page.units[index].word_count for index in range(above[-1] + 1, run[0]))
        leasts.append(max(near, far) if words >= FAR_WORDS else near)
    return leasts


def _find_datelined(page: Page, free: Sequence[int], taken: Mapping[int, str]) -> list[int]:
    """Return further units that open with a place and an agency, right above a unit that is taken."""
    return [
        index
        for place, index in enumerate(free)
        if index not in taken
        and any(below in taken for below in free[place + 1 : place + 1 + DATELINE_REACH])
        and page.units[index].word_count >= FEWEST_DATELINED_WORDS
        and AGENCY_DATELINE.match(page.units[index].text)
    ]


def _likeliest(page: Page, free: Sequence[int], likely: Sequence[float]) -> list[int]:
    """Return the units from the likeliest down with which the expected F1 of their words is greatest."""
    words = {index: page.units[index].word_count for index in free}
    wanted = sum(likely[index] * words[index] for index in free)
    best, best_score, taken, hits, size = 0, 0.0, sorted(free, key=lambda i: (-likely[i], i)), 0.0, 0
    for count, index in enumerate(taken, start=1):
        hits += likely[index] * words[index]
        size += words[index]
        score = 2 * hits / (size + wanted) if size + wanted else 0.0
        if score > best_score:
            best, best_score = count, score
    return sorted(taken[:best])
