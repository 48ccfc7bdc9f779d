"""Reading the TOML files that people write, and saying in one sentence what is wrong with one.

In: a path. Out: a dict, or `ConfigurationError`, which names the file, the key and the next step. Keys that nobody
knows are refused with the nearest one that is known, so that a misspelt line is never silently without effect.
"""

import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from flows.contracts.errors import ParallaxError
from flows.contracts.names import nearest_name


class ConfigurationError(ParallaxError):
    """A file of settings or decisions cannot be used. Says which file, which key, and what to write instead."""


def read_toml(path: Path) -> dict[str, Any]:
    """Return the content of a TOML file; ConfigurationError where it cannot be read or is no TOML."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise ConfigurationError(f"{path} cannot be read ({error.strerror}): check its name.") from error
    except UnicodeDecodeError as error:
        raise ConfigurationError(f"{path} is not UTF-8 (byte {error.start}): save it as UTF-8.") from error
    except tomllib.TOMLDecodeError as error:
        raise ConfigurationError(f"{path} is no TOML: {error}. Mend that place (form: toml.io).") from error


def refuse_unknown_keys(path: Path, where: str, given: Mapping[str, object], known: Iterable[str]) -> None:
    """Raise ConfigurationError for the first key of `given` that is not `known`, naming the nearest that is.

    `where` tells the place in the file, such as '[settings]'; empty for its top level.
    """
    names = sorted(known)
    for key in given:
        if key not in names:
            place = f"{where} has no key '{key}'" if where else f"there is no section [{key}]"
            meant = nearest_name(key, names)
            raise ConfigurationError(f"{path}: {place}; did you mean '{meant}'? Known here: {', '.join(names)}.")


def read_model(model: type[BaseModel], given: object, *, path: Path, where: str) -> Any:
    """Return a part of a file as a model; ConfigurationError where a key is unknown or a value does not fit."""
    if isinstance(given, Mapping):
        refuse_unknown_keys(path, where, given, key_names(model))
    try:
        return model.model_validate(given)
    except ValidationError as error:
        raise ConfigurationError(f"{path}: {where} {first_problem(error)}.") from error


def key_names(model: type[BaseModel]) -> list[str]:
    """Return the keys of a model as people write them."""
    return [field.alias or name for name, field in model.model_fields.items()]


def first_problem(error: ValidationError) -> str:
    """Return what is wrong first: which key, which value, and what it should be."""
    first, *others = error.errors()
    key = " ".join(f"no. {part + 1}" if isinstance(part, int) else str(part) for part in first["loc"])
    wanted = first["msg"].removeprefix("Value error, ").replace("Input should be", "it should be")
    wanted = wanted.replace("a valid tuple", "a list")
    more = f" (and {len(others)} more)" if others else ""
    if first["type"] == "missing":
        return f"lacks the key '{key}': add it{more}"
    if first["type"] == "value_error":
        return f"{key + ' ' if key else ''}{wanted}{more}"
    return f"{key} is {first['input']!r:.80}: {wanted}{more}"
