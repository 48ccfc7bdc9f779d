"""Values that an object works out when they are first asked for, and keeps."""

from functools import cached_property
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    lazy = cached_property
else:

    class lazy:  # noqa: N801 - stands where functools' own does
        """`functools.cached_property` without the lock that it takes in Python 3.11.

        The lock costs more than most of a line's values do: 1 ms of a page, an eighth of what its lines cost.
        """

        def __init__(self, find: Any) -> None:
            self._find, self.__doc__ = find, find.__doc__

        def __set_name__(self, owner: type, name: str) -> None:
            self._name = name

        def __get__(self, instance: Any, owner: type | None = None) -> Any:
            if instance is None:
                return self
            value = instance.__dict__[self._name] = self._find(instance)
            return value
