"""The outlet of a document: its name and its internet domain.

In: addresses and names as given with a document or found in it. Out: a domain without the parts that name a server
or an edition of the same site, a name without the furniture around it. Method: the domain is the registered one, by
the public suffixes of two parts listed in `lexicons/domain_suffixes.txt`; what follows one of its hosting platforms
is a site of its own.
"""

import re
import unicodedata
from urllib.parse import urlsplit

from flows.contracts.ids import stable_id
from flows.extract.wordlists import load_words

DOMAIN = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24}", re.IGNORECASE)
LONGEST_NAME = 60
# endings of two letters that are used far beyond their country
WORLDWIDE_ENDINGS = frozenset("io co tv me ai fm ly to cc ws gg sh la".split())
SHORTEST_LABEL = 4  # letters of a domain that cannot be met in a name by chance
LONGEST_FULL_NAME = 5  # words
UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "å": "aa", "ø": "oe", "æ": "ae"})
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


def bears_domain(name: str, domain: str) -> bool:
    """Return whether a name can be the full form of what a domain abbreviates: its words or their first letters.

    >>> bears_domain("Morning Post", "mp.example"), bears_domain("Daily Post", "post.example")
    (True, True)
    """
    if len(name.split()) > LONGEST_FULL_NAME or DOMAIN.search(name) or re.search(r"[\d_()]", name):
        return False
    label = outlet_key(domain.split(".", maxsplit=1)[0])
    initials = "".join(word[0] for word in re.findall(r"\w+", name.lower()))
    keys = {outlet_key(unicodedata.normalize("NFKD", spelt)) for spelt in (name, name.lower().translate(UMLAUTS))}
    return len(label) > 1 and (label == initials or any(label in key for key in keys if len(label) >= SHORTEST_LABEL))


def country_ending(domain: str) -> str | None:
    """Return the country's ending of a domain, None where it has another one or one that is used worldwide."""
    ending = domain.rsplit(".", 1)[-1].lower()
    return ending if len(ending) == 2 and ending not in WORLDWIDE_ENDINGS else None


def undotted_name(name: str) -> str:
    """Return a name such as "Post.co.uk" without its ending; others, "Post.com" among them, as they are.

    A country's ending tells a paper's site from the paper; what is called after a worldwide ending is called so.
    """
    return name.split(".", maxsplit=1)[0] if is_domain(name) and name[0].isupper() and country_ending(name) else name


def clean_outlet_name(name: str) -> str | None:
    """Return the name of an outlet without white space, handles and addresses around it; None where nothing is left."""
    name = " ".join(name.split()).strip(" |·•-–—:©")
    if re.match(r"https?://", name):
        return domain_of(name)
    if name.startswith("@") or not any(character.isalpha() for character in name) or len(name) > LONGEST_NAME:
        return None
    return name
