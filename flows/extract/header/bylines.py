"""Names of authors, out of bylines and of the author fields of pages.

In: a string such as "By Ana Ruiz and Tom Lee, Political Editor". Out: the names in it. Method: the string is cut at
commas, semicolons, bars, "and" and its like; a piece is a name unless it holds a digit, an address, or a word of
`lexicons/not_persons.txt` or `job_words.txt`. Desks, teams, posts ("Staff", "admin") and the outlet's own name are
no authors; a news agency that stands in a byline is one, since it is who wrote the text.

It does not check that a name is a person's: pen names stay.
"""

import html
import re
from collections.abc import Iterable

from flows.extract.wordlists import load_words

LONGEST_NAME_WORDS = 5
LONGEST_NAME = 50

_VERBS = "words?|story|text|report(?:ing|ed)?|written|posted|published|submitted|reviewed|article"
_BY = "by|von|par|por|door|da|di|av|af|przez"
PREFIX = re.compile(
    rf"^\W*(?:(?:{_VERBS})\s+by\b|(?:veröffentlicht|publiziert|erstellt|geschrieben|verfasst|artikel|artículo|artigo|publié|publicado|"
    rf"escrito|scritto|pubblicato|rédigé|écrit|skrevet|skriven|geschreven)\s+(?:{_BY})\b|(?:by|von|par|por|door|автор)\b"
    r"|(?:autor(?:in|en|es)?|auteurs?|authors?|autore|text|texte|texto)\s*:)\s*:?\s*",
    re.IGNORECASE,
)
SHORT_PREFIX = re.compile(r"^(?:[Dd]i|af|[Aa]v|[Dd]e|[Dd]a)\s(?=[A-ZÀ-Þ]\S*\s[A-ZÀ-Þ])")
ADDRESSES = re.compile(
    r"\([^)]*\)|\[[^\]]*\]|\S+@\S+\.\w+|https?://\S+|www\.\S+|(?<!\w)@\w+|[\u200b-\u200f\u2060\ufeff©]"
)
TAIL = re.compile(r"\s+(?:in|at|for|from|with|via|is|has|was|on|reports?|writes|schreibt|für|pour|para)\s.*$")
CUT = re.compile(r"\s*(?:;|,|\||/|&|•|·|\n|\t|\s[–—-]\s|\b(?:and|und|et)\b)\s*", re.IGNORECASE)
WEAK_JOIN = re.compile(r"(?<=\w\s)(?<!^)(?:y|e|en|og|och|a|i)\s(?=[A-ZÀ-Þ]\S+\s[A-ZÀ-Þ])")
GENERATION = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"})
WORD = re.compile(r"[^\W\d_]+(?:[.’'-][^\W\d_]+)*\.?")


def split_authors(byline: str, own_names: Iterable[str] = (), *, is_declared: bool = False) -> tuple[str, ...]:
    """Return the names of authors in `byline`, in order and each once; `own_names` are those of the outlet itself.

    Where the value is declared to be an author (`is_declared`), a pen name in small letters is one too.

    >>> split_authors("By Ana Ruiz and Tom Lee, Political Editor")
    ('Ana Ruiz', 'Tom Lee')
    """
    text = html.unescape(byline) if "&" in byline else byline
    text = PREFIX.sub("", ADDRESSES.sub(" ", text).strip())
    text = WEAK_JOIN.sub("; ", SHORT_PREFIX.sub("", text))
    pieces = [_trim(piece) for piece in CUT.split(text)]
    pieces = _join_generations([piece for piece in pieces if piece])
    if _is_inverted(pieces) and text.count(",") == 1:
        pieces = [f"{pieces[1]} {pieces[0]}"]
    own = {_fold(name) for name in own_names}
    names = [
        piece
        for piece in pieces
        if is_author_name(piece, is_declared=is_declared) and (_fold(piece) not in own or is_agency(piece))
    ]
    if not is_declared:
        names = [name for name in names if not name[0].islower() or is_agency(name)]
    if any(" " in name or is_agency(name) for name in names):
        # a single word beside a full name is its place or its paper: "Ana Ruiz, MADRID"
        names = [name for name in names if " " in name or is_agency(name)]
    return tuple(dict.fromkeys(names))


def is_author_name(text: str, *, is_declared: bool = False) -> bool:
    """Return whether `text` can be the name of a person, or is that of a news agency."""
    if is_agency(text):
        return True
    words = text.split()
    if not words or len(words) > LONGEST_NAME_WORDS or len(text) > LONGEST_NAME:
        return False
    if any(mark in text for mark in ':?!"“”_=<>{}#%…') or any(character.isdigit() for character in text):
        return False
    lowered = {word.lower() for word in WORD.findall(text)}
    if not lowered or lowered & load_words("not_persons.txt") or lowered & load_words("job_words.txt"):
        return False
    # of several words, the first or the last begins with a capital where the script has capitals
    return is_declared or len(words) == 1 or not (words[0][0].islower() and words[-1][0].islower())


def _is_inverted(pieces: list[str]) -> bool:
    """True for 'Ruiz, Ana'."""
    return len(pieces) == 2 and all(
        " " not in piece and piece[0].isupper() and not piece.isupper() and is_author_name(piece) for piece in pieces
    )


def is_agency(text: str) -> bool:
    """Return whether `text` is the name of a news agency."""
    return text.lower() in load_words("agencies.txt")


def _trim(piece: str) -> str:
    piece = TAIL.sub("", " ".join(piece.split()))
    words = PREFIX.sub("", piece).split()
    for count in range(min(4, len(words) - 2), 0, -1):  # "Ana Ruiz The Associated Press"
        if is_agency(" ".join(words[-count:])):
            words = words[:-count]
            break
    piece = " ".join(words)
    return piece.strip(" .:*•’'\"“”-–—") + ("." if re.search(r"\b(?:[JS]r|[A-Z])\.$", piece.rstrip(" ,")) else "")


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
