"""Tokens of a sentence: words, initials with their full stop, and single punctuation marks, each with its place.

In: the text and a sentence. Out: parallel tuples of words and offsets. A possessive ending is a token of its own, so is
a hyphen, so that "Lima-Vance" and "Singapore-based" can be taken apart; "O'Lind", "AT&T" and "U.S." are one token each.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from flows.extract.annotations import Sentence
from flows.extract.scanning import scan

TOKEN = re.compile(
    r"(?=\S)([a-zA-Z]+(?=[ ,\n])|[^\w\s’']"  # blanks and the common cases first, for speed
    r"|(?:[^\W\d_]\.){2,}(?:[^\W\d_](?![^\W_]))?"  # U.S. and U.N, a.m.
    r"|(?:Mrs?|Ms|Mx|Dr|Prof|Rev|Hon|Sen|Rep|Gov|Gen|Lt|Col|Sgt|Cpl|Capt|Cmdr|Adm|Maj|Brig|Insp|Det|Supt|Amb|Pres|Atty|Messrs|Sec|St|Mt|Ft|Inc"
    r"|Corp|Co|Cos|Ltd|Bros|Jr|Sr|Fr|Dept|Univ|Assn|Ave|Blvd|Rd|No|Calif|Fla|Mass|Conn|Ariz|Tenn|Minn|Wis|Mich|Va|Ky|Ga"
    r"|Ala|Ark|Colo|Md|Mo|Okla|Ore|Pa|Tex|Ill|Neb|Nev|Kan|Vt|Wyo|Mont|Wash|Del|La|Jan|Feb|Mar|Apr|Aug|Sept|Sep|Oct|Nov|Dec)\."
    r"|(?<![^\W_])[A-Z]\.(?=\s?[A-Z])"  # John F. Low
    r"|[^\W_]+(?:[’'](?![sS]\b)[^\W_]+|&(?=[A-Z])[^\W_]+)*"
    r"|[’'][sS]\b"
    r"|[^\w\s]|_)"
)
# Words whose capital says nothing wherever they stand.
SMALL_BY_NATURE = frozenset({"I"}).union(
    form.replace("’", mark)
    for form in (
        "I’m I’ve I’d I’ll We’ve We’re We’d We’ll You’ve You’re You’d You’ll They’ve They’re They’d They’ll He’d He’ll "
        "She’d She’ll It’d It’ll That’d That’ll There’d There’ll Who’d Who’ve Don’t Doesn’t Didn’t Can’t Couldn’t "
        "Won’t Wouldn’t Isn’t Aren’t Wasn’t Weren’t Hasn’t Haven’t Hadn’t Shouldn’t Mustn’t Ain’t"
    ).split()
    for mark in "'’"
)
SHORT_WORDS = 4  # a word of fewer letters may be small in a headline in title case
HEADLINE_SHARE = 0.7  # of the longer words of a headline carry a capital, and two of them are common words


class Line(NamedTuple):
    """A sentence with its tokens."""

    sentence: Sentence
    number: int  # of the sentence in its text
    words: tuple[str, ...]
    starts: Sequence[int]
    ends: Sequence[int]
    capitals: tuple[int, ...]  # positions of the words that open with a capital; 'I' and 'We’ve' are none
    is_headline: bool  # common words carry capitals too, so that a capital says nothing

    @property
    def is_shouted(self) -> bool:
        """True where all letters are capitals."""
        if any(word[0].islower() for word in self.words):
            return False
        letters = "".join(word for word in self.words if word[0].isalpha())
        return len(letters) >= 12 and letters.isupper()

    def joins(self, index: int) -> bool:
        """True where the token follows the one before it without a blank."""
        return 0 < index < len(self.starts) and self.starts[index] == self.ends[index - 1]


def make_line(text: str, sentence: Sentence, number: int, headline_words: frozenset[str]) -> Line:
    """Return the sentence with its tokens. `headline_words` carry a capital in headlines only."""
    words, starts, ends = scan(TOKEN, text, sentence.start, sentence.end)
    capitals = tuple(
        [
            at
            for at, word in enumerate(words)
            if not word.islower() and word[0].isupper() and word not in SMALL_BY_NATURE
        ]
    )
    is_headline = 2 * len(capitals) > len(words) > 3 and _is_headline(words, headline_words)
    return Line(sentence, number, words, starts, ends, capitals, is_headline)


def _is_headline(words: tuple[str, ...], headline_words: frozenset[str]) -> bool:
    longer = [word for word in words[1:] if len(word) >= SHORT_WORDS and word[0].isalpha()]
    capitals = [word for word in longer if word[0].isupper()]
    return sum(word.lower() in headline_words for word in capitals) >= 2 and len(capitals) >= HEADLINE_SHARE * len(
        longer
    )


def split_words(text: str) -> tuple[str, ...]:
    """Return the words of a name, cut as a sentence is.

    >>> split_words("Lind-Low of St. Ives")
    ('Lind', '-', 'Low', 'of', 'St.', 'Ives')
    """
    return tuple(TOKEN.findall(text))
