"""Kinds of letters and marks, and how many of them a text holds.

Most texts need no other letters and marks than windows-1252 has. As its bytes they are sorted and counted by tables,
which is faster than letter by letter.
"""

import re
from codecs import charmap_encode
from collections.abc import Callable
from encodings.cp1252 import encoding_table

PUNCTUATION = "\"“”‘’'(),.;:!?«»„"
QUOTATION_MARKS = frozenset('“”«»„"「」')
BARS = frozenset("·•|/")  # between the entries of a menu
WIDE_LETTERS = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
LETTERS_A_WORD = 2.5  # of scripts that are written without blanks
CASELESS_SHARE = 0.6  # stands in for the share of words in lower case, where a script has no case
NOT_ASCII = re.compile(r"[^\x00-\x7f]")
WESTERN = "cp1252"
WESTERN_LETTERS = [bytes([code]).decode(WESTERN, "replace") for code in range(256)]


def encode_western(text: str) -> bytes | None:
    """Return a byte for each letter of a text that windows-1252 can write, None of any other text."""
    if text.isascii():
        return text.encode()
    try:
        return charmap_encode(text, "strict", encoding_table)[0]  # what `str.encode` comes to in three times the time
    except UnicodeEncodeError:
        return None


def western_where(is_wanted: Callable[[str], bool]) -> bytes:
    """Return the bytes of the letters of which this is true."""
    return bytes(code for code, letter in enumerate(WESTERN_LETTERS) if is_wanted(letter))


def western_table(changed: Callable[[str], str]) -> bytes:
    """Return the table for `bytes.translate` that puts one letter for another."""
    return b"".join(changed(letter).encode(WESTERN, "replace") for letter in WESTERN_LETTERS)


LETTERS, LOWER, UPPER, DIGITS = map(western_where, (str.isalpha, str.islower, str.isupper, str.isdigit))


def count_western(western: bytes, counted: bytes) -> int:
    """Return how many letters of a text in windows-1252 are among those counted."""
    return len(western) - len(western.translate(None, counted))


def count_where(is_counted: Callable[[str], bool], text: str, counted: bytes) -> int:
    """Return how many letters of `text` are counted; `counted` are those of windows-1252, which are counted at once."""
    plain = encode_western(text)
    if plain is not None:
        return count_western(plain, counted)
    return count_western(text.encode("ascii", "ignore"), counted) + sum(map(is_counted, NOT_ASCII.findall(text)))
