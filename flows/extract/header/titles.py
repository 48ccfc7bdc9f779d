"""The headline and the standfirst: which of the strings that a page calls its title is the one its readers see.

In: titles from a page's metadata, its first-level headings, and the outlet's names. Out: the headline without the name
of the site around it. Method: the heading on the page beats the metadata, since metadata titles are often rewritten
for search engines; where a page has several headings, the one nearest to a metadata title; where it has none, the
metadata title whose end, when it names the site, is cut. For descriptions, the whole one beats the one cut short.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

SEPARATOR = re.compile(r"\s+(?:[|•·»«›:]{1,2}|[-–—]{1,2})\s+|\s*\|\s*")
LEAST_LIKENESS = 0.4  # word F1 with a metadata title below which one of several headings is another story's
LEAST_LIKENESS_ALONE = 0.1  # the same for the only heading of a page
OPENING_BONUS = 0.3
LONGEST_SITE_WORDS = 4
FEWEST_TITLE_WORDS = 3
CUT_SHORT = re.compile(r"\s*(?:\.\.\.|…|\[…\]|\[\.\.\.\])\s*$")


def choose_title(titles: Sequence[str], headings: Sequence[str], site_names: Iterable[str]) -> str | None:
    """Return the headline of a page, None where nothing on it is called one. `titles` come most trusted first."""
    sites = {fold(name) for name in site_names}
    stripped = [title for title in (strip_site(title, sites, headings) for title in titles) if fold(title) not in sites]
    own = [heading for heading in dict.fromkeys(headings) if fold(heading) and fold(heading) not in sites]
    if own and stripped:
        best = max(own, key=lambda heading: (max(_fit(heading, title) for title in stripped), len(heading)))
        least = LEAST_LIKENESS_ALONE if len(own) == 1 else LEAST_LIKENESS
        if max(likeness(best, title) for title in stripped) >= least:
            return _without_kicker(strip_site(best, sites, stripped), stripped)
    if stripped:
        return stripped[0]
    return own[0] if own else (titles[0] if titles else None)


def _fit(heading: str, title: str) -> float:
    """Return how well a heading fits a metadata title; one that opens it fits better than one that closes it."""
    opens = fold(title).startswith(fold(heading))
    return likeness(heading, title) + (OPENING_BONUS if opens else 0)


def _without_kicker(heading: str, titles: Sequence[str]) -> str:
    """Return the title that ends the heading, where the heading runs a kicker and the title together."""
    for title in titles:
        if len(title.split()) >= FEWEST_TITLE_WORDS and fold(heading).endswith(fold(title)):
            return title
    return heading


def strip_site(title: str, sites: set[str], headings: Sequence[str] = ()) -> str:
    """Return `title` without the name of the site at its end or start.

    >>> strip_site("Harbour reopens after storm | Daily Post", {"dailypost"})
    'Harbour reopens after storm'
    """
    cuts = list(SEPARATOR.finditer(title))
    shown = {fold(heading) for heading in headings}
    for cut in cuts:
        if fold(title[: cut.start()]) in shown:
            return title[: cut.start()].strip()
    while cuts:
        cut = cuts.pop()
        head, tail = title[: cut.start()], title[cut.end() :]
        is_site = bool(fold(tail)) and any(fold(tail) in site or site in fold(tail) for site in sites if len(site) > 2)
        looks_like_site = "|" in cut.group() and len(tail.split()) <= LONGEST_SITE_WORDS
        is_shown_alone = fold(tail) in shown and fold(head) not in shown
        if not (is_site or looks_like_site or is_shown_alone) or len(head.split()) < FEWEST_TITLE_WORDS:
            break
        title = head.strip()
    first = SEPARATOR.search(title)
    if first and fold(title[: first.start()]) in sites:
        title = title[first.end() :].strip()
    return title


def choose_dek(deks: Sequence[str], title: str | None) -> str | None:
    """Return the first description that says more than the title; the whole one where it is a cut one's full form."""
    for dek in deks:
        if title and fold(dek) == fold(title):
            continue
        opening = fold(CUT_SHORT.sub("", dek))
        whole = [
            other
            for other in deks
            if CUT_SHORT.search(dek) and len(other) > len(dek) and fold(other).startswith(opening)
        ]
        return whole[0] if whole else dek
    return None


def likeness(one: str, other: str) -> float:
    """Return the F1 of the words of two titles, 1 for the same words."""
    a, b = Counter(_words(one)), Counter(_words(other))
    both = (a & b).total()
    return 2 * both / (a.total() + b.total()) if both else 0.0


def fold(text: str) -> str:
    """Return `text` in small letters without an article before it, blanks and punctuation, for comparing names."""
    return re.sub(r"^the\b|\W+|_", "", text.lower())


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())
