"""Credit lines: which agency an article is from by its own account, and whether it names another outlet as its origin.

In: articles. Out: names of agencies; yes or no. Method: the agencies of the extract room's `news_agencies.txt` in
the forms of credit lines (a dateline's brackets, a byline, a line of their own, a copyright line) near either end of
the text. A photo credit and 'AP contributed to this report' are none: the words around them differ; nor are letters in
brackets that shorten the name before them ('the Tarn Tenants (TT)'). An outlet is named as the origin by its name
beside a word of origin ('first published in', 'via', 'told', '(Name)').
"""

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from flows.extract.news_agencies import OriginKind, agency_lines
from flows.link.corpus import Article, Outline

HEAD_CHARS, TAIL_CHARS = 200, 300  # a credit stands in the first lines of the body, above them, or in the last ones
SHORTEST_NAME = 3
ORIGIN_BEFORE = (
    r"(?:published|appeared|posted|reported|seen|produced|written) (?:first )?(?:by|in|on|at|with)"
    r"|(?:republished|reprinted) (?:from|with permission (?:of|from))"
    r"|courtesy of|according to|via|told|source:|copyright(?: \d{4})?|©(?: \d{4})?"
)
ORIGIN_AFTER = r"reports|reported|has reported|first reported|has learned|contributed to this report"


def find_credits(article: Outline) -> dict[str, OriginKind]:
    """Return the agencies and statement services that the article credits, by best known name."""
    kinds = _agencies()
    names = set(article.credited)
    if article.outlet_name and _canonical(article.outlet_name) in kinds:
        names.add(_canonical(article.outlet_name))
    return {name: kinds[name] for name in sorted(names)}


def credited_agencies(article: Article) -> list[str]:
    """Return the best known names of the agencies in the article's credit lines and byline, whatever its outlet is."""
    places = [*_ends_of(article), *(f"By {name}" for name in (article.author_names or "").split("; ") if name)]
    matches = [match for place in places for match in _credit_form().finditer(place) if not _shortens(match)]
    return sorted({_canonical(match.group(match.lastindex or 0)) for match in matches})


def _shortens(match: re.Match[str]) -> bool:
    """Return whether the letters in brackets are those of the name that stands before them."""
    letters = match.group(match.lastindex or 0)
    if not letters.isupper() or not match.group().startswith("("):
        return False
    words = re.findall(r"\w+", match.string[: match.start()])[-2 * len(letters) :]
    return "".join(word[0] for word in words if word[0].isupper()).endswith(letters)


def is_agency_outlet(article: Outline, agencies: Iterable[str]) -> bool:
    """Return whether the article's outlet is one of these agencies itself."""
    return article.outlet_name is not None and _canonical(article.outlet_name) in set(agencies)


def names_as_origin(later: Outline, earlier: Outline, text: str) -> bool:
    """Return whether `later`, whose text is given, names the outlet of `earlier` as where its words are from."""
    name = (earlier.outlet_name or "").strip()
    if len(name) < SHORTEST_NAME or earlier.outlet_id == later.outlet_id:
        return False
    return _origin_form(re.sub(r"^[Tt]he ", "", name)).search(text) is not None


def _ends_of(article: Article) -> list[str]:
    start = article.body[0].start if article.body else 0
    head_end = min(len(article.text), start + HEAD_CHARS)
    return [
        article.text[max(0, start - HEAD_CHARS) : head_end],
        article.text[max(head_end, len(article.text) - TAIL_CHARS) :],
    ]


@lru_cache(maxsize=4096)
def _origin_form(name: str) -> re.Pattern[str]:
    escaped = re.escape(name)
    return re.compile(
        rf"(?i:\b(?:{ORIGIN_BEFORE}))\s+(?:[Tt]he )?{escaped}(?!\w)|(?<!\w){escaped}(?:'s|’s)?\s+(?i:{ORIGIN_AFTER})\b"
        rf"|\((?:[Tt]he )?{escaped}\)|(?m:^\s*(?:[—–-]\s*)?(?:[Tt]he )?{escaped}\s*$)"
    )


@cache
def _credit_form() -> re.Pattern[str]:
    """One pattern for all forms of a credit line; the agency's name is its only group that matches."""
    names = "(" + "|".join(re.escape(name) for name in sorted(_aliases(), key=lambda name: (-len(name), name))) + ")"
    forms = (
        rf"\({names}\)",
        rf"^(?:(?:By|Source:|From|Via)\s+)?(?:the )?{names}\s*(?:$|[—–:|-])",
        rf"^By [^\n]{{2,60}}?(?:,| of|\(|[—–|-])\s*(?:the )?{names}\)?\s*$",
        rf"(?:©|\([Cc]\)|[Cc]opyright)\s*(?:\d{{4}})?\s*(?:[Tt]he )?{names}(?!\w)",
        rf"[—–/-]\s?{names}/?\s*[—–-]",
    )
    return re.compile("|".join(forms), re.MULTILINE)


def _canonical(name: str) -> str:
    return _aliases().get(name, name)


@cache
def _aliases() -> dict[str, str]:
    return {alias: names[0] for names, _ in agency_lines() for alias in names}


@cache
def _agencies() -> dict[str, OriginKind]:
    return {names[0]: kind for names, kind in agency_lines()}
