"""Who maps a function over inputs: this process, or others (flows/run/processes.py), which the rooms need not know."""

from collections.abc import Callable, Iterable, Iterator
from typing import Protocol, TypeVar

T = TypeVar("T")
R = TypeVar("R")


class Mapper(Protocol):
    """Maps as `map` does; from `least` inputs on it may ask other processes, for which a start is then worth it."""

    def __call__(self, function: Callable[[T], R], inputs: Iterable[T], *, least: int) -> Iterator[R]:
        """Yield what the function gives for each input, in their order."""


def map_here(function: Callable[[T], R], inputs: Iterable[T], *, least: int) -> Iterator[R]:  # noqa: ARG001
    """Map in this process, however many inputs there are."""
    return map(function, inputs)
