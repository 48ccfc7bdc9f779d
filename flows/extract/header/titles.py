"""The headline and the standfirst: which of the strings that a page calls its title is the one its readers see.

In: titles from a page's metadata, its first-level headings, and the outlet's names. Out: the headline without the name
of the site around it. Method: the heading on the page beats the metadata, since metadata titles are often rewritten
for search engines; where a page has several headings, the one nearest to a metadata title; where it has none, the
metadata title whose end, when it names the site, is cut. For descriptions, the whole one beats the one cut short.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

SEPARATOR = re.compile(r"(?<!\s)\s+(?:[|•·»«›:]{1,2}|[-–—]{1,2})\s+|(?:(?<!\s)\s+)?\|\s*")
# titles in scripts without blanks have none around the mark before the site either
UNSPACED_SITE = re.compile(
    r"(?<=[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af！？。」』”])\s?[-_｜|－]\s?[^-_｜|－\s]{2,12}$"
)
LEAST_LIKENESS = 0.4  # word F1 with a metadata title below which one of several headings is another story's
LEAST_LIKENESS_ALONE = 0.1  # the same for the only heading of a page
LONGEST_HEADING_WORDS = 35  # longer ones are paragraphs set as headings
KICKER_END = re.compile(r":\s+|\s[-–—|]\s")
LONGEST_SITE_WORDS = 4
FEWEST_TITLE_WORDS = 3
SENTENCE_END = re.compile(r"[.!?。！？]['\"”’“»)]*$")
CUT_SHORT = re.compile(r"(?:(?<!\s)\s+)?(?:\.\.\.|…|\[…\]|\[\.\.\.\])\s*$")


def choose_title(titles: Sequence[str], headings: Sequence[str], site_names: Iterable[str]) -> str | None:
    """Return the headline of a page, None where nothing on it is called one.

    `titles` and `headings` come most trusted first; the last title is that of the browser's tab.
    """
    sites = {fold(name) for name in site_names} | _sites_around(titles)
    stripped = [strip_site(title, sites, headings) for title in titles if fold(title) not in sites]
    own = [heading for heading in dict.fromkeys(headings) if _may_be_heading(heading, sites)]
    if own and stripped:
        # the last title is the one for search engines and tabs, which may leave out how the headline begins
        declared = stripped[:-1] or stripped
        shown = (_shown(title, [heading]) for heading in own for title in declared)
        if found := next(filter(None, shown), None):
            return found
        best = max(own, key=lambda heading: (max(likeness(heading, title) for title in stripped), len(heading)))
        least = LEAST_LIKENESS_ALONE if len(own) == 1 else LEAST_LIKENESS
        if max(likeness(best, title) for title in stripped) >= least:
            return _common_end(strip_site(best, sites), declared)
    if stripped:
        return stripped[0]
    return own[0] if own else (titles[0] if titles else None)


def _may_be_heading(heading: str, sites: set[str]) -> bool:
    return bool(fold(heading)) and fold(heading) not in sites and len(heading.split()) <= LONGEST_HEADING_WORDS


def _shown(title: str, headings: Sequence[str]) -> str | None:
    """Return the title as a heading shows it; a heading may run a kicker and the title, or title and dek, together."""
    words = fold(title)
    for heading in headings:
        if fold(heading) == words:
            # fewer words than the title: a kicker in an element of its own is glued to its first word
            return heading if len(heading.split()) >= len(title.split()) else title
    is_whole = len(title.split()) >= FEWEST_TITLE_WORDS and not CUT_SHORT.search(title)
    return title if is_whole and any(fold(heading).endswith(words) for heading in headings) else None


def _common_end(heading: str, titles: Sequence[str]) -> str:
    """Return what follows the kicker of the heading, where a title has the same words behind another kicker."""
    _, _, end = KICKER_END.sub("\n", heading, count=1).partition("\n")
    is_title = len(end.split()) >= FEWEST_TITLE_WORDS and any(
        fold(title).endswith(fold(end)) and fold(title) != fold(heading) for title in titles
    )
    return end if is_title else heading


def _sites_around(titles: Sequence[str]) -> set[str]:
    """Return what a title has before or behind another one of the same page: names of the site and its sections."""
    rests = set()
    for whole in titles:
        for part in titles:
            if part != whole and len(part.split()) >= FEWEST_TITLE_WORDS:
                rests |= {fold(whole.removesuffix(part)), fold(whole.removeprefix(part))} - {fold(whole)}
    return rests - {""}


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
    title = UNSPACED_SITE.sub("", title)
    first = SEPARATOR.search(title)
    if first and fold(title[: first.start()]) in sites:
        title = title[first.end() :].strip()
    return title


def choose_dek(deks: Sequence[str], title: str | None) -> str | None:
    """Return the first description that says more than the title; the whole one where it is a cut one's full form."""
    own = [dek for dek in deks if not title or fold(dek) != fold(title)]
    if not own:
        return None
    dek = own[0]
    opening = fold(CUT_SHORT.sub("", dek))
    is_cut = CUT_SHORT.search(dek) or not SENTENCE_END.search(dek)
    whole = [other for other in own if is_cut and len(other) > len(dek) and fold(other).startswith(opening)]
    return whole[0] if whole else dek


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
