"""The names by which the fields of a row, a sidecar or a manifest are known, in every form of input alike.

In: the fields of a record. Out: the value of a field, by its own name or by one that exports of news archives give it.
Case and blank space around a name do not count. Those other names are asked only where nothing has the field under its
own name, for people may mean something else by `source` or `date`.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from difflib import get_close_matches
from types import MappingProxyType

TEXT_FIELDS = ("text", "html")
GIVEN_NAMES = ("id", "url", "title", "dek", "outlet", "author", "published_at", "fetched_at", "language")
# From exports of news services, feed readers and scrapers, the surest first. Names that are as often something else
# (description, summary, publisher, datetime) are left out.
OTHER_NAMES: Mapping[str, Sequence[str]] = MappingProxyType(
    {
        "text": ("body", "content"),
        "title": ("headline",),
        "outlet": ("source",),
        "author": ("authors",),
        "published_at": ("publishedat", "published", "pub_date", "pubdate", "publish_date", "publication_date", "date"),
        "url": ("link",),
        "language": ("lang",),
    }
)
MOST_SHOWN, LONGEST_SHOWN = 12, 40  # of the names in a header, which may be anything


class Record:
    """Fields that are taken one by one; what then remains in `fields` is not used. `read_as`: other name → field."""

    def __init__(self, fields: Mapping[str, object]) -> None:
        self.fields = dict(fields)
        self.read_as: dict[str, str] = {}
        self._keys: dict[str, str] = {}
        for key in sorted(self.fields, key=lambda key: key != folded(key)):  # of "Text" and "text" the latter counts
            self._keys.setdefault(folded(key), key)

    def take(self, name: str) -> object:
        """Take the value of a field under its own name, None where it has none."""
        key = self._keys.pop(name, None)
        return None if key is None else self.fields.pop(key)

    def take_other(self, name: str, is_value: Callable[[object], bool]) -> object:
        """Take the first value of a field under one of its other names, None where it has none."""
        for other in OTHER_NAMES.get(name, ()):
            key = self._keys.get(other)
            if key is not None and is_value(self.fields[key]):
                self.read_as[key] = name
                return self.take(other)
        return None


def folded(name: str) -> str:
    """Return a name as names are compared.

    >>> folded(" Published_At ")
    'published_at'
    """
    return name.strip().lower()


def all_names(fields: Iterable[str]) -> list[str]:
    """Return every name that fields can have, their own first."""
    own = list(fields)
    return [*own, *(other for name in own for other in OTHER_NAMES.get(name, ()))]


def found_instead(names: Iterable[str], wanted: Sequence[str]) -> str:
    """Return in words which names stand where others were wanted, and which of them may be meant; empty for none.

    >>> found_instead(["id", "txt"], ["text", "html"])
    ', only id, txt (is it txt?)'
    """
    found = list(filter(None, map(str.strip, names)))
    shown = [name if len(name) <= LONGEST_SHOWN else f"{name[:LONGEST_SHOWN]}…" for name in found[:MOST_SHOWN]]
    near = [close for name in all_names(wanted) for close in get_close_matches(name, shown, n=1)]
    rest = ", …" if len(found) > MOST_SHOWN else ""
    return f", only {', '.join(shown)}{rest}{f' (is it {near[0]}?)' if near else ''}" if shown else ""
