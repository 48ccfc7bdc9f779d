"""Tokens of a sentence: words, initials with their full stop, and single punctuation marks, each with its place.

In: the text and a sentence. Out: parallel tuples of words and offsets. A possessive ending is a token of its own, so is
a hyphen, so that "Xi-Trump" and "Singapore-based" can be taken apart; "O'Neill", "AT&T" and "U.S." are one token each.
"""

import re
from dataclasses import dataclass
from functools import cached_property

from flows.extract.annotations import Sentence

TOKEN = re.compile(
    r"[^\W\d_]+(?=[ ,\n])"  # the common case first, for speed
    r"|(?:[^\W\d_]\.){2,}(?:[^\W\d_](?![^\W_]))?"  # U.S. and U.N, a.m.
    r"|(?:Mrs?|Ms|Mx|Dr|Prof|Rev|Hon|Sen|Rep|Gov|Gen|Lt|Col|Sgt|Cpl|Capt|Cmdr|Adm|Maj|Brig|Insp|Det|Supt|Amb|Pres|Atty|Messrs|Sec|St|Mt|Ft|Inc"
    r"|Corp|Co|Cos|Ltd|Bros|Jr|Sr|Fr|Dept|Univ|Assn|Ave|Blvd|Rd|No|Calif|Fla|Mass|Conn|Ariz|Tenn|Minn|Wis|Mich|Va|Ky|Ga"
    r"|Ala|Ark|Colo|Md|Mo|Okla|Ore|Pa|Tex|Ill|Neb|Nev|Kan|Vt|Wyo|Mont|Wash|Del|La|Jan|Feb|Mar|Apr|Aug|Sept|Sep|Oct|Nov|Dec)\."
    r"|(?<![^\W_])[A-Z]\.(?=\s?[A-Z])"  # John F. Low
    r"|[^\W_]+(?:[’'](?![sS]\b)[^\W_]+|&(?=[A-Z])[^\W_]+)*"
    r"|[’'][sS]\b"
    r"|[^\w\s]|_"
)
SHORT_WORDS = 4  # a word of fewer letters may be small in a headline in title case
HEADLINE_SHARE = 0.75  # of the longer words of a sentence carry a capital: capitals say nothing then


@dataclass(frozen=True)
class Line:
    """A sentence with its tokens."""

    sentence: Sentence
    index: int
    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    capitals: tuple[int, ...]  # positions of the words that open with a capital; 'I' is none

    @cached_property
    def is_headline(self) -> bool:
        """True where most longer words carry a capital, as in a headline."""
        longer = [word for word in self.words[1:] if len(word) >= SHORT_WORDS and word[0].isalpha()]
        capitals = sum(word[0].isupper() for word in longer)
        return len(longer) >= 3 and capitals >= HEADLINE_SHARE * len(longer)

    @cached_property
    def is_shouted(self) -> bool:
        """True where all letters are capitals."""
        letters = "".join(word for word in self.words if word[0].isalpha())
        return len(letters) >= 12 and letters.isupper()

    def joins(self, index: int) -> bool:
        """True where the token follows the one before it without a blank."""
        return index > 0 and self.starts[index] == self.ends[index - 1]


def make_line(text: str, sentence: Sentence, index: int) -> Line:
    """Return the sentence with its tokens."""
    found = list(TOKEN.finditer(text, sentence.start, sentence.end))
    words = tuple([match.group() for match in found])
    return Line(
        sentence,
        index,
        words,
        tuple([match.start() for match in found]),
        tuple([match.end() for match in found]),
        tuple([at for at, word in enumerate(words) if word[0].isupper() and word != "I"]),
    )


def split_words(text: str) -> tuple[str, ...]:
    """Return the words of a name, cut as a sentence is.

    >>> split_words("Xi-Low of St. Ives")
    ('Xi', '-', 'Low', 'of', 'St.', 'Ives')
    """
    return tuple(TOKEN.findall(text))
