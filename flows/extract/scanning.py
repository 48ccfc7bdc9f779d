"""Tokens of a stretch of text with their places, as several parts of this room cut it, each by its own pattern.

In: a pattern whose one group is the token, a text, and the stretch. Out: tokens, starts and ends. Method: the text is
split at the tokens, which keeps what lies between them, and the lengths are added up; a match object for each token
takes longer. A pattern sees nothing outside the stretch.
"""

import re
from itertools import accumulate


def scan(pattern: re.Pattern[str], text: str, start: int, end: int) -> tuple[tuple[str, ...], list[int], list[int]]:
    """Return the tokens of `text[start:end]`, their first code points and the code points after their last ones.

    >>> scan(re.compile(r"([a-z]+)"), "so, it is", 0, 9)
    (('so', 'it', 'is'), [0, 4, 7], [2, 6, 9])
    """
    pieces = pattern.split(text[start:end])
    borders = list(accumulate(map(len, pieces), initial=start))
    return tuple(pieces[1::2]), borders[1:-1:2], borders[2::2]
