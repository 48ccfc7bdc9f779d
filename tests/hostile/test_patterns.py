"""Each regular expression of flows/ with its worst cases: no text of a bounded block holds one up."""

import re
import signal
import time
from contextlib import contextmanager

import pytest

from tests.hostile.patterns import Pattern, compiled_patterns, is_anchored, worst_texts

# What the rooms hand to their patterns at once: lines of clean/ end at 2,500 characters (MOST_LINE_LETTERS), sentences
# at 4,000 (LONGEST_SENTENCE), windows of role tags at 14.
LARGE = 2500
SHORT = {
    "flows/extract/names/role_patterns.py": 28,  # letters: 14 tokens on either side, LONGEST_READ
    "flows/extract/header/datelines.py": 120,  # LONGEST_DATELINE
    "flows/extract/header/place_lines.py": 120,
    # letters: the words of a long sentence; one that is made for it and fills LONGEST_SENTENCE costs more, which the
    # limit of time for a document ends
    "flows/extract/values/word_classes.py": 400,
}
# A pattern that goes over the text again from each of its characters.
QUADRATIC = Pattern("a*b", re.UNICODE.value, "")
REPEATS = 20
MOST_QUADRATICS = 60  # the worst text of 2,500 letters costs as much as so many of these: a second on a slow machine


class TookTooLongError(BaseException):
    """A text took so long that nobody has to wait for its end."""


@contextmanager
def at_most(seconds):
    def stop(_number, _frame):
        raise TookTooLongError

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def cost(pattern, text, longest=20.0):
    """Return the processor time of finding all matches, infinite beyond `longest`."""
    compiled = pattern.compiled
    subject = text.encode() if isinstance(pattern.text, bytes) else text
    is_searched = not is_anchored(pattern)  # reads the source: not while a signal may break it off
    started = time.process_time()
    try:
        with at_most(longest):
            for _ in compiled.finditer(subject) if is_searched else ():
                pass
            compiled.match(subject)
            compiled.fullmatch(subject)
    except TookTooLongError:
        return float("inf")
    return time.process_time() - started


def test_the_worst_cases_find_a_pattern_that_is_known_to_be_bad():
    bad = Pattern(r"(?:a+)+b", re.UNICODE.value, "")
    assert max(cost(bad, text, longest=0.5) for text in worst_texts(bad, 60)) == float("inf")


@pytest.mark.slow
def test_no_pattern_is_held_up_by_the_worst_text_of_a_bounded_block():
    patterns = compiled_patterns()
    assert len(patterns) > 300
    # of many together: the clock of processor time goes by steps of milliseconds
    unit = max(min(sum(cost(QUADRATIC, "a" * LARGE) for _ in range(REPEATS)) for _ in range(3)) / REPEATS, 0.002)
    slow = []
    for pattern in patterns:
        size = next((size for place, size in SHORT.items() if pattern.place.startswith(place)), LARGE)
        for text in worst_texts(pattern, size):
            spent = cost(pattern, text, longest=MOST_QUADRATICS * unit)
            if spent > MOST_QUADRATICS * unit:
                slow.append(f"{pattern.place}: {text[:40]!r}… {str(pattern.text)[:80]}")
                break
    assert slow == []
