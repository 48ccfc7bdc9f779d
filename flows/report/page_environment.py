"""The template engine behind every page: all text is escaped, and no control sign reaches a page.

In: nothing. Out: an environment with the forms in which numbers, days and addresses are shown. A string that is put
into a template passes through terminal.py first, whatever the template says, so that an override of the writing
direction in a text cannot turn the page around; then it is escaped. Only addresses of the web become links.
"""

import base64
import hashlib
from datetime import date, datetime
from functools import lru_cache
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from rich.cells import cell_len

from flows.command.terminal import visible

MONTHS = "January February March April May June July August September October November December".split()


def page_environment() -> Environment:
    """Return the environment of all pages."""
    environment = Environment(
        loader=PackageLoader("flows.report", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {
        "visible": visible,
        "number": number,
        "percent": percent,
        "day": day,
        "moment": moment,
        "web_address": web_address,
        "counted": counted,
        "cut": cut,
    }
    script = environment.get_template("filters.js").render()
    environment.globals |= {"filters_script": Markup(script), "filters_hash": _hash_source(script)}  # noqa: S704
    return environment


def _hash_source(script: str) -> str:
    """Return the word of a Content-Security-Policy that lets this script run and no other."""
    return f"sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}"


def number(value: int) -> str:
    """Return a count with commas.

    >>> number(12345)
    '12,345'
    """
    return f"{value:,}"


def percent(share: float) -> str:
    """Return a share of 1 in whole percent; what is more than nothing never reads as 0.

    >>> percent(0.254), percent(0.001), percent(0)
    ('25%', '<1%', '0%')
    """
    return "<1%" if 0 < share < 0.005 else f"{share:.0%}"


def day(value: date) -> str:
    """Return a day in words.

    >>> day(date(2026, 5, 3))
    '3 May 2026'
    """
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def moment(value: datetime) -> str:
    """Return a moment in words, to the minute; times are UTC as the warehouse hands them out.

    >>> moment(datetime(2026, 5, 3, 7, 5))
    '3 May 2026, 07:05'
    """
    return f"{day(value)}, {value:%H:%M}"


def counted(count: int, word: str, plural: str | None = None) -> str:
    """Return a count with its word.

    >>> counted(1, "story", "stories"), counted(1200, "outlet")
    ('1 story', '1,200 outlets')
    """
    return f"{count:,} {word if count == 1 else plural or word + 's'}"


def cut(text: str, width: int) -> str:
    """Return a text no wider than `width` columns, with an ellipsis where it was cut; wide letters take two columns.

    >>> cut("Northline Daily", 10)
    'Northline…'
    """
    shown = " ".join(visible(text).split())
    if cell_len(shown) <= width:
        return shown
    while cell_len(shown) > width - 1:
        shown = shown[: max(len(shown) * width // cell_len(shown) - 1, 1)] if len(shown) > 2 * width else shown[:-1]
    return shown.rstrip() + "…"


@lru_cache(1024)  # each passage of a page names the address of its report
def web_address(address: str | None) -> str | None:
    """Return an address where it is one of the web, else None: what else a document gives must not become a link.

    >>> web_address("https://example.org/a"), web_address("javascript:alert(1)"), web_address("https:///a")
    ('https://example.org/a', None, None)
    """
    if not address or visible(address) != address or any(sign.isspace() for sign in address):
        return None
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    return address if parts.scheme in ("http", "https") and parts.netloc else None


def _shown(value: object) -> object:
    if value is None:
        return ""
    return visible(value) if type(value) is str else value
