"""Kinds of letters and marks, and how many of them a text holds."""

import re
from collections.abc import Callable

PUNCTUATION = "\"“”‘’'(),.;:!?«»„"
WIDE_LETTERS = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
LETTERS_A_WORD = 2.5  # of scripts that are written without blanks
CASELESS_SHARE = 0.6  # stands in for the share of words in lower case, where a script has no case
ASCII_LOWER, ASCII_UPPER, ASCII_DIGITS = b"abcdefghijklmnopqrstuvwxyz", b"ABCDEFGHIJKLMNOPQRSTUVWXYZ", b"0123456789"
NOT_ASCII = re.compile(r"[^\x00-\x7f]")


def count_where(is_counted: Callable[[str], bool], text: str, counted: bytes) -> int:
    """Return how many letters of `text` are counted; `counted` are those of ASCII, which are counted at once."""
    plain = text.encode("ascii", "ignore")
    count = len(plain) - len(plain.translate(None, counted))
    return count if len(plain) == len(text) else count + sum(map(is_counted, NOT_ASCII.findall(text)))
