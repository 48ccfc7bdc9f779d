"""Stable ids: the same thing gets the same id on every machine, in every order."""

import hashlib

ID_HEX_DIGITS = 16  # 64 bits: a collision is expected only beyond four thousand million rows of a kind


def stable_id(*parts: str | int) -> str:
    """Return the id of the thing named by `parts`: 16 hexadecimal digits.

    >>> stable_id("person", "Ada Lovelace")
    '7b651069d3ba694a'
    """
    text = "\x1f".join(map(str, parts))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:ID_HEX_DIGITS]
