"""UTF-16 and UTF-32 without a byte order mark, in any script.

In: bytes that hold control characters, as text in two or four bytes a character does. Out: the codec, or None. Method:
strict decoding in each width and order; what comes out must be text: no control characters but line ends and tabs,
nothing unassigned or private, letters of one script beside Latin, and between them what parts words or sentences. In
the wrong order, or in a file that is no text, characters come from everywhere, and a space is none.
"""

import unicodedata
from collections import Counter

CODECS = (("utf-32-le", 4), ("utf-32-be", 4), ("utf-16-le", 2), ("utf-16-be", 2))
SAMPLE_CHARACTERS = 2_000
# Of sentences of our own in 27 languages all letters are of one script in the right order, and at least one character
# in 93 (Thai; elsewhere 30) parts words or sentences. In the wrong order some still are of one script, and none has
# such a character.
MIN_SHARE_OF_ONE_SCRIPT = 0.95
SEPARATORS = " \r\n\t.,、。，．・"
MIN_SHARE_OF_SEPARATORS = 0.005
MIN_LETTERS = 6  # fewer come together by chance
NO_TEXT = frozenset({"Cc", "Cn", "Co", "Cs"})
ONE_SCRIPT = {"HIRAGANA": "CJK", "KATAKANA": "CJK", "KATAKANA-HIRAGANA": "CJK", "FULLWIDTH": "LATIN"}


def find_wide_codec(payload: bytes) -> str | None:
    """Return the codec in which the bytes are a text of one script, or None.

    >>> find_wide_codec("Мост закрыт".encode("utf-16-be"))
    'utf-16-be'
    """
    for codec, width in CODECS:
        if len(payload) % width:
            continue
        try:
            text = payload.decode(codec)
        except UnicodeDecodeError:
            continue
        if _is_text_of_one_script(text[:SAMPLE_CHARACTERS]):
            return codec
    return None


def _is_text_of_one_script(text: str) -> bool:
    scripts: Counter[str] = Counter()
    for character in text:
        category = unicodedata.category(character)
        if category in NO_TEXT and character not in "\t\n\r":
            return False
        if category.startswith("L"):
            script = unicodedata.name(character, "").partition(" ")[0]
            scripts[ONE_SCRIPT.get(script, script)] += 1
    letters = scripts.total()
    latin = scripts.pop("LATIN", 0)
    of_one_script = latin + max(scripts.values(), default=0)
    separators = sum(map(text.count, SEPARATORS))
    return (
        letters >= MIN_LETTERS
        and of_one_script >= MIN_SHARE_OF_ONE_SCRIPT * letters
        and separators >= MIN_SHARE_OF_SEPARATORS * len(text)
    )
