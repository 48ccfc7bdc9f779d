"""What a document says, before it is cleaned, of the site it was published on: its outlet or its address.

In: a document. Out: the outlet given with it, else the address given with it, else the address that an HTML page names
as its own; "" where there is none of them. Which names and addresses are one site is told in load/templates.py.
"""

import re
from html import unescape

from flows.read.documents import Document

HEAD_LETTERS = 200_000  # read where no head ends; of 1,020 development pages 891 name their address within
HEAD_END = re.compile(r"</head|<body", re.IGNORECASE)
TAG = re.compile(r"<(?:link|meta)\b[^>]{1,2000}>", re.IGNORECASE)
NAMES_ADDRESS = re.compile(r"\b(?:rel|property|name)\s*=\s*[\"']?(?:canonical|og:url)\b", re.IGNORECASE)
ADDRESS = re.compile(r"\b(?:href|content)\s*=\s*+[\"']?\s*+(https?://[^\"'\s>]+)", re.IGNORECASE)


def site_text(document: Document) -> str:
    """Return the name of the outlet or the address, as it stands with the document or in it."""
    given = document.given
    return (given.outlet or given.url or own_address(document.html or "")).strip()


def own_address(html: str) -> str:
    """Return the address that a page names as its own, canonical or for sharing, "" where it names none.

    >>> own_address('<head><link rel="canonical" href="https://example.org/a"></head>')
    'https://example.org/a'
    """
    end = HEAD_END.search(html, 0, HEAD_LETTERS)
    for tag in TAG.finditer(html, 0, end.start() if end else HEAD_LETTERS):
        address = ADDRESS.search(tag[0]) if NAMES_ADDRESS.search(tag[0]) else None
        if address:
            return unescape(address[1])
    return ""
