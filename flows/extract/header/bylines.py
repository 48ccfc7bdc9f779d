"""Names of authors, out of bylines and of the author fields of pages.

In: a string such as "By Ana Ruiz and Tom Lee, Political Editor". Out: the names in it. Method: names of the outlet
itself and those who only helped ("photographs by …") are taken out, the string is cut at commas, semicolons, bars,
"and" and its like; a piece is a name unless it holds a digit, an address, or a word of `lexicons/not_persons.txt` or
`job_words.txt`. Desks, teams, posts ("Staff", "admin") and the outlet's own name are no authors unless the caller asks
for desks; a news agency that stands in a byline is one, since it is who wrote the text, but not behind a name.

It does not check that a name is a person's: pen names stay.
"""

import html
import re
from collections.abc import Iterable
from functools import cache, lru_cache

from flows.extract.names.gazetteer import load_gazetteer
from flows.extract.news_agencies import agency_names, is_agency
from flows.extract.wordlists import load_words

LONGEST_BYLINE = 2000  # characters; what is declared to be an author may be a megabyte of anything
LONGEST_NAME_WORDS = 5
LONGEST_PLACE = 3  # words of the part of the world that stands before a job
LONGEST_NAME = 50
FEWEST_NAME_WORDS = 2
SHORTEST_OWN_NAME = 6  # letters; shorter names of outlets are words and names of people too

_VERBS = (
    "words?|story|text|report(?:ing|ed)?|written|posted|published|submitted|reviewed|article|"
    "review|news|commentary|opinion|analysis|interview"
)
_BY = "by|von|par|por|door|da|di|av|af|przez"
PREFIX = re.compile(
    rf"^\W*(?:(?:(?:this|the)\s+(?:article|post|story)\s+(?:was|is)\s+)?(?:guest\s+)?(?:{_VERBS}|post)\s+by\b|(?:veröffentlicht|publiziert|erstellt|geschrieben|verfasst|artikel|texte?|texto|(?:ein\s+)?(?:gast|blog)?-?\s?beitrag|artículo|artigo|publié|publicado|"
    rf"escrito|scritto|pubblicato|rédigé|écrit|skrevet|skriven|geschreven)\s+(?:{_BY})\b|(?:by|von|par|por|door|автор)\b"
    r"|(?:autor(?:in|en|es)?|auteurs?|authors?|autore|text|texte|texto"
    r"|reporter(?:in)?|journaliste?|correspondent|writer|redakteur(?:in)?|periodista|giornalista)s?\s*:)\s*:?\s*",
    re.IGNORECASE,
)
SHORT_PREFIX = re.compile(r"^(?:[Dd]i|af|[Aa]v|[Dd]e|[Dd]a)\s(?=[A-ZÀ-Þ]\S*\s[A-ZÀ-Þ])")
ADDRESSES = re.compile(
    r"\([^)]*\)|\[[^\]]*\]|[^\s@]{1,64}@[^\s@]{1,255}\.\w+|https?://\S+|www\.\S+|(?<!\w)@\w+|[\u200b-\u200f\u2060\ufeff©]"
)
TAIL = re.compile(r"(?<!\s)\s+(?:in|at|for|from|with|via|is|has|was|on|reports?|writes|schreibt|für|pour|para)\s.*$")
CUT = re.compile(r"(?:(?<!\s)\s+)?(?:;|,|\||/|&|•|·|\n|\t|\s[–—-]\s|\b(?:and|und|et)\b)\s*", re.IGNORECASE)
WEAK_JOIN = re.compile(r"(?<=\w\s)(?<!^)(?:y|e|en|og|och|a|i)\s(?=[A-ZÀ-Þ]\S+\s[A-ZÀ-Þ])")
_HELPERS = (
    "photo(?:graph(?:y|s|ed))?s?|pictures?|images?|styl(?:ed|ing)|edit(?:ed|ing)|reviewed|updated|"
    "(?:fact[- ])?checked|illustrat(?:ions?|ed)|translat(?:ion|ed)|produced|design(?:ed)?|videos?|graphics?|fotos?|"
    "übersetz(?:ung|t)|traducción"
)
HELPER = re.compile(rf"\b(?:{_HELPERS})(?:\s+(?:by|von|par|por)\b|\s*:|\s*\n)[:\s]*", re.IGNORECASE)
WRITER_AGAIN = re.compile(r"\b(?:words|text|written|story)\s+by\b", re.IGNORECASE)
DATED_BY = re.compile(
    r"^[^|]{0,80}?\d(?:\s?[ap]\.?m\.?)?(?:\s[A-Z]{2,4})?[\s,·–-]{1,3}(?:by|By|von|par|por|door|av)\s+(?=[A-ZÀ-Þ])"
)
HONORIFICS = frozenset({"dr", "dr.", "prof", "prof.", "professor", "sir", "dame"})
LINKING_WORDS = frozenset("de di du da del von of by the and for für pour para par por y et und".split())
GENERATION = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"})
WORD = re.compile(r"[^\W\d_]+(?:[.’'-][^\W\d_]+)*\.?")


def split_authors(
    byline: str, own_names: Iterable[str] = (), *, is_declared: bool = False, takes_desks: bool = False
) -> tuple[str, ...]:
    """Return the names of authors in `byline`, in order and each once; `own_names` are those of the outlet itself.

    Where the value is declared to be an author (`is_declared`), a pen name in small letters is one too; with
    `takes_desks` a desk or team is one that has a name beyond such words ("Harbour Team").

    >>> split_authors("By Ana Ruiz and Tom Lee, Political Editor")
    ('Ana Ruiz', 'Tom Lee')
    """
    byline = byline[:LONGEST_BYLINE]
    text = html.unescape(byline) if "&" in byline else byline
    text = DATED_BY.sub("", _without_helpers(text))
    text = PREFIX.sub("", ADDRESSES.sub(" ", text).strip())
    own, own_count = {_fold(name) for name in own_names} - {""}, 0
    if own and _fold(text) not in own:  # a name of the outlet may hold what names are cut at
        text, own_count = _own_pattern(tuple(own_names)).subn(" ; ", text)
    if len(CUT.findall(text)) == 1:
        text = _agency_behind().sub("", text)
    text = WEAK_JOIN.sub("; ", SHORT_PREFIX.sub("", text))
    pieces = [_trim(piece) for piece in CUT.split(text)]
    pieces = _join_generations([piece for piece in pieces if piece])
    if _is_inverted(pieces) and text.count(",") == 1:
        pieces = [f"{pieces[1]} {pieces[0]}"]
    names = [
        piece
        for piece in pieces
        if is_author_name(piece, is_declared=is_declared, takes_desks=takes_desks)
        and (_fold(piece) not in own or is_agency(piece))
    ]
    if not is_declared:
        names = [name for name in names if not name[0].islower() or is_agency(name)]
    if own_count or any(" " in piece for piece in pieces) or any(map(is_agency, names)):
        # a single word beside several is a place, a paper or the rest of a house: "Ana Ruiz, MADRID"
        names = [name for name in names if " " in name or is_agency(name)]
    return tuple(dict.fromkeys(names))


def find_helpers(byline: str) -> tuple[str, ...]:
    """Return the names of those who did not write but edit, photograph, translate and the like, as a byline says.

    >>> find_helpers("By Ana Ruiz, photographs by Tom Lee")
    ('Tom Lee',)
    """
    _, *rest = HELPER.split(byline[:LONGEST_BYLINE])
    return tuple(name for part in rest for name in split_authors(WRITER_AGAIN.split(part)[0]))


def _without_helpers(byline: str) -> str:
    first, *rest = HELPER.split(byline)
    return "; ".join([first, *(text for part in rest for text in WRITER_AGAIN.split(part)[1:])]) if rest else byline


@lru_cache(maxsize=64)
def _own_pattern(own_names: tuple[str, ...]) -> re.Pattern[str]:
    names = sorted((re.escape(name) for name in own_names if len(name) >= SHORTEST_OWN_NAME), key=len, reverse=True)
    return re.compile(rf"\b(?:the\s)?(?:{'|'.join(names) or '(?!)'})(?!\w)", re.IGNORECASE)


@cache
def _agency_behind() -> re.Pattern[str]:
    """The house a person writes for: "Ana Ruiz, Reuters"."""
    names = "|".join(map(re.escape, sorted(agency_names(), key=len, reverse=True)))
    return re.compile(rf"(?<=[^\W\d_]),\s*(?:{names})\W*$", re.IGNORECASE)


@cache
def _given_names() -> frozenset[str]:
    return frozenset(" ".join(load_words("given_names.txt")).lower().split())


def has_given_name(name: str) -> bool:
    """Return whether a name of two words or more opens with a given name that the lexicon knows."""
    first, *rest = name.lower().split() or [""]
    return bool(rest) and first in _given_names()


def is_author_name(text: str, *, is_declared: bool = False, takes_desks: bool = False) -> bool:
    """Return whether `text` can be the name of a person, or is that of a news agency."""
    if is_agency(text):
        return True
    words = text.split()
    if not words or len(words) > LONGEST_NAME_WORDS or len(text) > LONGEST_NAME:
        return False
    if any(mark in text for mark in ':?!"“”_=<>{}#%…') or any(character.isdigit() for character in text):
        return False
    named = words[1:] if words[0].lower() in HONORIFICS else words
    if len(words) == 1 and text.lower() in load_words("weekdays.txt"):
        return False
    lowered = {word.lower() for word in WORD.findall(" ".join(named))}
    desk_words, job_words = load_words("not_persons.txt"), load_words("job_words.txt")
    if not lowered or lowered <= desk_words or lowered & (job_words - desk_words):
        return False
    if lowered & desk_words and not takes_desks:
        return False
    if words[-1] in LINKING_WORDS:
        return False  # "A report by"
    # of several words, the first or the last begins with a capital where the script has capitals
    return is_declared or len(words) == 1 or not (words[0][0].islower() and words[-1][0].islower())


def _is_inverted(pieces: list[str]) -> bool:
    """True for 'Ruiz, Ana'."""
    return len(pieces) == 2 and all(
        " " not in piece and piece[0].isupper() and not piece.isupper() and is_author_name(piece) for piece in pieces
    )


def _trim(piece: str) -> str:
    piece = PREFIX.sub("", " ".join(piece.split()))
    words = TAIL.sub("", piece).split()
    if len(words) == 1 and piece != words[0] and not is_agency(words[0]):
        return ""  # "Now in our app": a sentence, not a name and its place
    for count in range(min(4, len(words) - 2), 0, -1):  # "Ana Ruiz The Associated Press"
        if is_agency(" ".join(words[-count:])):
            words = words[:-count]
            break
    is_house = is_agency(" ".join(words))
    if not is_house:
        words = _without_post(words)
    piece = " ".join(words)
    return piece.strip(" .:*•’'\"“”-–—") + ("." if re.search(r"\b(?:[JS]r|[A-Z])\.$", piece.rstrip(" ,")) else "")


def _without_post(words: list[str]) -> list[str]:
    """Return the words of a name without the job and the place behind it: "Ana Ruiz Central Europe correspondent"."""
    words, has_job = list(words), False
    while len(words) > FEWEST_NAME_WORDS and words[-1].lower() in load_words("job_words.txt"):
        words.pop()
        has_job = True
    for count in range(min(LONGEST_PLACE, len(words) - FEWEST_NAME_WORDS), 0, -1) if has_job else ():
        if _unhyphened(" ".join(words[-count:])) in _places_and_beats():
            return words[:-count]
    return words


@cache
def _places_and_beats() -> frozenset[str]:
    """Return what stands between a name and a job, in small letters."""
    known = load_gazetteer().names.items()
    places = {_unhyphened(" ".join(words)) for words, name in known if name.entity_type == "place"}
    return frozenset(places) | load_words("beats.txt")


def _unhyphened(text: str) -> str:
    return re.sub(r"[\s-]+", " ", text.lower())


def _join_generations(pieces: list[str]) -> list[str]:
    joined: list[str] = []
    for piece in pieces:
        if joined and piece.lower() in GENERATION:
            joined[-1] = f"{joined[-1]}, {piece}"
        else:
            joined.append(piece)
    return joined


def _fold(name: str) -> str:
    return re.sub(r"^the|\W+", "", name.lower())
