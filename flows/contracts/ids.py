"""Stable ids: the same thing gets the same id on every machine, in every order."""

import hashlib
from unicodedata import normalize

ID_HEX_DIGITS = 16  # 64 bits: a collision is expected only beyond four thousand million rows of a kind

# letters that are no base letter with a mark, and what papers print for an apostrophe and a hyphen
PLAIN_LETTERS = str.maketrans(
    {"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "ß": "ss", "æ": "ae", "Æ": "Ae", "œ": "oe"}
    | {"’": "'", "‘": "'", "ʼ": "'", "‐": "-", "‑": "-", "–": "-"}
)


def without_marks(name: str) -> str:
    """Return a name in the letters that papers without its marks print: 'Péter Søndergård' is 'Peter Sondergard'.

    >>> without_marks("Péter Søndergård")
    'Peter Sondergard'
    """
    if name.isascii():
        return name
    plain = name.translate(PLAIN_LETTERS)
    return normalize("NFC", "".join(c for c in normalize("NFD", plain) if not "\u0300" <= c <= "\u036f"))


def stable_id(*parts: str | int) -> str:
    """Return the id of the thing named by `parts`: 16 hexadecimal digits.

    >>> stable_id("person", "Ada Lovelace")
    '7b651069d3ba694a'
    """
    text = "\x1f".join(map(str, parts))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:ID_HEX_DIGITS]


def entity_id_of(entity_type: str, name: str) -> str:
    """Return the id of an entity, the same with the marks on its letters and without."""
    return stable_id(entity_type, without_marks(name))
