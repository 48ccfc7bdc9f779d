"""News agencies, and services that send out statements: who writes for many outlets at once.

In: `lexicons/news_agencies.txt`. Out: their names in the spelling of credit lines, and whether a text is one of them.
"""

from functools import cache
from importlib.resources import files
from typing import Literal

OriginKind = Literal["wire", "statement"]


def is_agency(text: str) -> bool:
    """Return whether `text` is the name of a news agency, in capitals or not.

    >>> is_agency("reuters"), is_agency("Business Wire")
    (True, False)
    """
    return text.lower() in agency_names()


@cache
def agency_names() -> frozenset[str]:
    """Return all names of news agencies, in lower case."""
    return frozenset(name.lower() for names, kind in agency_lines() if kind == "wire" for name in names)


@cache
def agency_lines() -> tuple[tuple[tuple[str, ...], OriginKind], ...]:
    """Return the names of each agency and service, the best known first, and which of both it is."""
    text = files("flows.extract").joinpath("lexicons", "news_agencies.txt").read_text(encoding="utf-8")
    found: list[tuple[tuple[str, ...], OriginKind]] = []
    kind: OriginKind = "wire"
    for line in text.splitlines():
        if line.startswith("["):
            kind = "statement" if "statement" in line else "wire"
        elif line.strip() and not line.startswith("#"):
            found.append((tuple(name.strip() for name in line.split(";")), kind))
    return tuple(found)
