"""The outlet of a document: its name and its internet domain.

In: addresses and names as given with a document or found in it. Out: a domain without the parts that name a server
or an edition of the same site, a name without the furniture around it. Method: the domain is the registered one, by
the public suffixes of two parts listed in `lexicons/domain_suffixes.txt`; what follows one of its hosting platforms
is a site of its own.
"""

import re
import unicodedata
from collections.abc import Sequence
from urllib.parse import urlsplit

from flows.contracts.ids import stable_id
from flows.extract.header.titles import SEPARATOR
from flows.extract.wordlists import load_words

DOMAIN = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24}", re.IGNORECASE)
LONGEST_NAME = 60
# endings of two letters that are used far beyond their country
WORLDWIDE_ENDINGS = frozenset("io co tv me ai fm ly to cc ws gg sh la".split())
SHORTEST_LABEL = 4  # letters of a domain that cannot be met in a name by chance
LONGEST_FULL_NAME = 5  # words
LONGEST_ABBREVIATION = 5  # letters
SMALL_WORDS = frozenset(
    "a and das de del den der des di die du e el et for für i la le les o og of och the und van y".split()
)
GENERIC_WORDS = frozenset("app digital live mobile news online".split())  # say how an outlet publishes, not which it is
WORD = re.compile(r"[^\W\d_]+")
COMPANY = re.compile(
    r"(?:(?<!\s),?\s+(?:inc|llc|ltd|limited|plc|gmbh|mbh|ag|kg|corp|sa|spa|as|asa|ab|bv|nv|pty)\b\.?)+$", re.IGNORECASE
)
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
    """Return whether a name can be the full form of what a domain abbreviates: its words or beginnings of them.

    >>> bears_domain("Morning Post", "mp.example"), bears_domain("Daily Post", "post.example")
    (True, True)
    """
    if not _is_full_name(name):
        return False
    label = label_of(domain)
    return is_spelled_by(name, domain) or (
        len(label) >= SHORTEST_LABEL and any(label in "".join(words) for words in _spellings(name))
    )


def is_spelled_by(name: str, domain: str) -> bool:
    """Return whether all words of a name, and nothing else, stand in a domain: whole or by their beginnings.

    >>> is_spelled_by("The Morning Post", "morningpost.example"), is_spelled_by("Daily Post", "post.example")
    (True, False)
    """
    label = label_of(domain)
    return len(label) > 1 and _is_full_name(name) and any(abbreviates(label, words) for words in _spellings(name))


def spells_out(name: str, short: str) -> bool:
    """Return whether a name is the full form of a short one in capitals, whatever else that says is generic.

    >>> spells_out("Morning Post", "MP Online"), spells_out("Morning Post", "MP Valley")
    (True, False)
    """
    own = abbreviation_in(short)
    words = WORD.findall(name)
    is_mixed = not name.isupper() and any(word.isupper() and len(word) > 1 for word in words)
    if not own or is_mixed or own in words or any(word[0].islower() for word in words if word not in SMALL_WORDS):
        return False
    forms = (own.lower(), "".join(re.findall(r"\w", short.lower())))
    return any(abbreviates(letters, words) for words in _spellings(name) for letters in forms)


def abbreviation_in(name: str) -> str | None:
    """Return the abbreviation that a name consists of, but for generic words: "MP" of "MP Online"."""
    own = [word for word in re.findall(r"\w+", name) if word.lower() not in GENERIC_WORDS]
    return own[0] if len(own) == 1 and own[0].isupper() and 1 < len(own[0]) <= LONGEST_ABBREVIATION else None


def abbreviates(letters: str, words: Sequence[str]) -> bool:
    """Return whether letters are the beginnings of all words, in their order; a word alone is not abbreviated.

    >>> abbreviates("dpost", ["daily", "post"]), abbreviates("d", ["daily"])
    (True, False)
    """
    full = [word for word in words if word not in SMALL_WORDS]
    if len(full) < 2 or letters in words:
        return letters in ("".join(words), "".join(full))
    ends = {0}
    for word in words:
        shortest = 0 if word in SMALL_WORDS else 1
        pieces = [word[:length] for length in range(shortest, len(word) + 1)]
        ends = {end + len(piece) for end in ends for piece in pieces if letters.startswith(piece, end)}
    return len(letters) in ends


def label_of(domain: str) -> str:
    """Return the letters of the part of a domain that its owner chose."""
    return re.sub(r"\W+", "", domain.split(".", maxsplit=1)[0].lower())


def _is_full_name(name: str) -> bool:
    return len(name.split()) <= LONGEST_FULL_NAME and not DOMAIN.search(name) and not re.search(r"[\d_()]", name)


def _spellings(name: str) -> list[list[str]]:
    """Return the words of a name as a domain may spell them: marks left out, or umlauts in two letters."""
    lower = name.lower()
    plain = "".join(c for c in unicodedata.normalize("NFKD", lower) if not unicodedata.combining(c))
    return [WORD.findall(spelled) for spelled in (plain, lower.translate(UMLAUTS))]


def country_ending(domain: str) -> str | None:
    """Return the country's ending of a domain, None where it has another one or one that is used worldwide."""
    ending = domain.rsplit(".", 1)[-1].lower()
    return ending if len(ending) == 2 and ending not in WORLDWIDE_ENDINGS else None


def undotted_name(name: str) -> str:
    """Return a name such as "Post.co.uk" without its ending; others, "Post.com" among them, as they are.

    A country's ending tells a paper's site from the paper; what is called after a worldwide ending is called so.
    """
    return name.split(".", maxsplit=1)[0] if is_domain(name) and name[0].isupper() and country_ending(name) else name


def without_tagline(name: str, domain: str) -> str:
    """Return the part of a name that its domain spells where a motto or a place stands beside it.

    >>> without_tagline("Harbour Post | News of the Coast", "harbourpost.example")
    'Harbour Post'
    """
    label = label_of(domain)
    pieces = [undotted_name(piece.strip()) for piece in SEPARATOR.split(name)]
    own = (piece for piece in pieces if len(label) >= SHORTEST_LABEL and outlet_key(piece) == label)
    return next(own, name) if len(pieces) > 1 else name


def clean_outlet_name(name: str) -> str | None:
    """Return the name of an outlet without white space, handles and addresses around it; None where nothing is left."""
    name = " ".join(name.split()).strip(" |·•-–—:©")
    if re.match(r"https?://", name):
        return domain_of(name)
    if name.startswith("@") or not any(character.isalpha() for character in name) or len(name) > LONGEST_NAME:
        return None
    return name
