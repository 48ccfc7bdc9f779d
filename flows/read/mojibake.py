"""UTF-8 that somebody once read as windows-1252 or ISO-8859-1, and what it was.

In: a decoded text. Out: the text with such lines repaired, also where it happened twice; all other lines as they are.
Method: a line that holds a pair of characters as such a mistake makes them, and that ftfy judges bad, is given to
`ftfy.fix_encoding`, which undoes decodings and changes nothing else. Control characters U+0080 to U+009F, which are
windows-1252 read as ISO-8859-1, become the signs that they were. Other code pages are left alone.
Reference: R. Speer, ftfy, 2019, doi:10.5281/zenodo.2591652.
"""

import re

import ftfy
from ftfy.badness import is_bad

# A leading byte of UTF-8 and one that follows it, read in either code page; or such a control character, but for those
# behind "&acirc;", where only half of a mistake can be seen.
FOLLOWING = "\x80-\xbf" + bytes(range(0x80, 0xA0)).decode("cp1252", "ignore")
SUSPECT = re.compile(f"[\u00c2-\u00f4][{FOLLOWING}]|(?<![;\x80-\x9f])[\x80-\x9f]")
# The same of the UTF-8 bytes, roughly: all leading bytes begin with C3, all control characters with C2. It is quick,
# for a search for one byte is, and most texts and pages hold none of it.
MAYBE_SUSPECT = (re.compile(rb"\xc3[\x82-\xb4][\xc2\xc5\xc6\xcb\xe2]"), re.compile(rb"\xc2[\x80-\x9f]"))


def repair_mojibake(text: str, as_utf8: bytes | None = None) -> str:
    """Return the text with the lines repaired that are mojibake, the others untouched. `as_utf8` are its bytes in UTF-8
    where the caller has them.

    >>> repair_mojibake("Itâ€™s a cafÃ©, naïve or not")
    'It’s a café, naïve or not'
    """
    if text.isascii():
        return text
    as_bytes = as_utf8 or text.encode("utf-8", "surrogatepass")
    if not any(pattern.search(as_bytes) for pattern in MAYBE_SUSPECT):
        return text
    return "\n".join(_repaired(line) for line in text.split("\n"))


def _repaired(line: str) -> str:
    return ftfy.fix_encoding(line) if not line.isascii() and SUSPECT.search(line) and is_bad(line) else line
