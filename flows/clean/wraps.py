"""Paragraphs of texts that were wrapped at a fixed width.

In: a text and the spans of its lines. Out: spans of its paragraphs. Method: a writer who wraps at a width breaks a line
only where the next word would not fit any more. Where nearly all breaks between neighbouring lines are of that sort,
the text is wrapped, and only the other breaks end a paragraph, as does one before a short line that is nothing but a
byline. Texts with one paragraph per line come back unchanged.
"""

import itertools
import re
from collections.abc import Sequence

# Chosen on made-up letters, wire copy and menus: typewriters, terminals and mail wrap between 40 and 100 columns.
NARROWEST, WIDEST = 40, 100
FULL_SHARE = 0.6  # of the breaks between neighbouring lines must be forced by the width
OPEN_SHARE = 0.5  # of the forced breaks must stand inside a sentence
FEWEST_BREAKS = 2
LONE_BYLINE = re.compile(r"(?:by|By|BY|von|par|por)\s[^\W\d_a-z][^.!?;:\n]{2,60}\Z")
MOST_LONE_SHARE = 0.8  # of the width: longer lines may go on
SENTENCE_ENDS = tuple(".!?…:;”\"'’)»]")


def join_wrapped(text: str, lines: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the spans of the paragraphs, each of one line or more; they tile the text as `lines` do."""
    shown = [text[start:end].rstrip() for start, end in lines]
    width = _wrap_width(shown)
    if width is None:
        return list(lines)
    joined: list[tuple[int, int]] = []
    for index, (start, end) in enumerate(lines):
        if index and _is_forced(shown[index - 1], shown[index], width):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _wrap_width(shown: Sequence[str]) -> int | None:
    """Return the width that the text is wrapped at, or None where it is not."""
    lengths = sorted(len(line) for line in shown if line)
    if len(lengths) <= FEWEST_BREAKS:
        return None
    width = lengths[min(len(lengths) - 1, len(lengths) * 98 // 100)]
    if not NARROWEST <= width <= WIDEST:
        return None
    pairs = [(a, b) for a, b in itertools.pairwise(shown) if a and b]
    forced = [(a, b) for a, b in pairs if _is_forced(a, b, width)]
    if len(forced) < max(FEWEST_BREAKS, FULL_SHARE * len(pairs)):
        return None
    open_count = sum(not a.endswith(SENTENCE_ENDS) for a, _ in forced)
    return width if open_count >= OPEN_SHARE * len(forced) else None


def _is_forced(line: str, following: str, width: int) -> bool:
    """True where the first word of the following line would not have fitted on the line."""
    if not line or not following or following[:1].isspace():
        return False
    if len(following) < MOST_LONE_SHARE * width and LONE_BYLINE.match(following):
        return False
    return len(line) + 1 + len(following.split(maxsplit=1)[0]) > width
