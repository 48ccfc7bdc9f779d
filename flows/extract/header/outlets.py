"""The outlet of a document: its name and its internet domain.

In: addresses and names as given with a document or found in it. Out: a domain without the parts that name a server
or an edition of the same site, a name without the furniture around it. Method: the domain is the registered one, by
the public suffixes of two parts listed in `lexicons/domain_suffixes.txt`; what follows one of its hosting platforms
is a site of its own.
"""

import re
from urllib.parse import urlsplit

from flows.contracts.ids import stable_id
from flows.extract.wordlists import load_words

DOMAIN = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,24}", re.IGNORECASE)
LONGEST_NAME = 60
KEY_NOISE = re.compile(r"^the\s+|\W+")


def domain_of(address: str) -> str | None:
    """Return the registered domain of an address or a host name, None where there is none.

    >>> domain_of("https://www.news.example.co.uk/a?b=1")
    'example.co.uk'
    """
    address = address.strip()
    try:
        host = urlsplit(address if "//" in address else f"//{address}").hostname or ""
    except ValueError:  # an address that is none, such as an unclosed IPv6 bracket
        return None
    host = host.rstrip(".")
    if not DOMAIN.fullmatch(host):
        return None
    parts = host.split(".")
    if ".".join(parts[-2:]) in load_words("domain_suffixes.txt"):
        return ".".join(parts[-3:]) if len(parts) > 2 else None
    return ".".join(parts[-2:])


def outlet_key(name: str) -> str:
    """Return what two spellings of an outlet's name or domain have in common: no capitals, no article, no marks.

    >>> outlet_key("The Daily Post") == outlet_key("Daily-Post")
    True
    """
    return KEY_NOISE.sub("", name.lower())


def outlet_id_of(name: str) -> str:
    """Return the id of the outlet that is known by a name or a domain."""
    return stable_id("outlet", outlet_key(name))


def is_domain(name: str) -> bool:
    """Return whether a name of an outlet is a domain."""
    return DOMAIN.fullmatch(name.strip()) is not None


def clean_outlet_name(name: str) -> str | None:
    """Return the name of an outlet without white space, handles and addresses around it; None where nothing is left."""
    name = " ".join(name.split()).strip(" |·•-–—:©")
    if re.match(r"https?://", name):
        return domain_of(name)
    if name.startswith("@") or not any(character.isalpha() for character in name) or len(name) > LONGEST_NAME:
        return None
    return name
