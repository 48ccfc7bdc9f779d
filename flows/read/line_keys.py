"""The lines of a document that show words, each with a key by which equal lines of other documents are found.

In: a text. Out: its lines in order. Equal keys mean the same words in the same order, whatever their capitals and the
marks between them. Kept with every document as it was read, for the templates of its outlet (clean/templates.py).
"""

import re
from dataclasses import dataclass
from hashlib import blake2b

LINE = re.compile(r"[^\n\r\f\v\u2028\u2029]+")
NOT_WORDS = re.compile(r"[\W_]+")
LETTER = re.compile(r"[^\W\d_]")
# Of 150 million lines (a million pages) two share a key by accident with a chance of 1 in 1,600.
KEY_BYTES = 8


@dataclass(frozen=True)
class KeyedLine:
    """A line: its place in the text without the blanks around it, its key, and how many letters and blanks it shows."""

    start: int
    end: int
    key: int
    letter_count: int


def keyed_lines(text: str) -> list[KeyedLine]:
    """Return the lines of a text that hold a letter.

    >>> [(line.start, line.end) for line in keyed_lines("Menu\\n\\n12\\n Share this! ")]
    [(0, 4), (10, 21)]
    """
    found = []
    for match in LINE.finditer(text):
        line = match[0].strip()
        if LETTER.search(line):
            start = match.start() + match[0].index(line)
            words = NOT_WORDS.sub(" ", line.casefold()).strip()
            found.append(KeyedLine(start, start + len(line), key_of(words), len(words)))
    return found


def key_of(text: str) -> int:
    """Return the key of a text: 64 bits, never zero."""
    digest = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=KEY_BYTES).digest()
    return int.from_bytes(digest, "big", signed=True) or 1
