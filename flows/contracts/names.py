"""The nearest known name to one that nobody knows: what every "did you mean" of the project says."""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches

NEAR = 0.6  # of difflib's ratio, its own default: "stores" is near "stories", "nothing" is near nothing


def nearest_name(name: str, names: Iterable[str]) -> str:
    """Return the one of `names` that looks most like `name`, however little that is.

    >>> nearest_name("worker", ["raw", "workers"])
    'workers'
    """
    return get_close_matches(name.lower(), list(names), n=1, cutoff=0.0)[0]


def did_you_mean(name: str, names: Iterable[str], *, shown: Mapping[str, str] | None = None) -> str:
    """Return a clause with the nearest of `names`, to be put behind what is wrong; empty where none is near.

    `shown` gives names another form, such as one with its schema.

    >>> did_you_mean("Storys", ["articles", "stories"]), did_you_mean("qqq", ["articles"])
    ("; did you mean 'stories'?", '')
    """
    known = {found.lower(): found for found in names}
    near = get_close_matches(name.lower(), [*known], n=1, cutoff=NEAR)
    return f"; did you mean '{(shown or {}).get(known[near[0]], known[near[0]])}'?" if near else ""
