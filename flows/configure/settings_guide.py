"""The guide to parallax.toml in Markdown, made from the fields of `Settings`. `make docs` writes docs/settings.md."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Literal, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from flows.contracts.outlets import KnownOutlet, Window
from flows.settings import SECTION_FIELDS, Settings

HEADER = """# Settings: `parallax.toml`

Made from `flows/settings.py` by `make docs`; a test fails when it is not current.

The file is optional. It is looked for in the working folder, beside `data/`; `parallax run --config FILE` names
another, and so do all other commands. The command line (and the variable `PARALLAX_WAREHOUSE`) beats
the file, the file beats the defaults. Paths in the file are relative to the folder it lies in and may begin
with `~`; options and defaults are relative to the working folder. A key, section or value that does not fit is
an error that names the nearest one that does, with exit status 2.

```toml
[settings]
raw = "data/raw"
workers = 4

[folders]                              # below raw → outlet; * stands for any one folder, "." for raw itself
"harbour-gazette" = "Harbour Gazette"
"2026-*/northline" = "Northline Daily"

[outlets."Harbour Gazette"]
aliases = ["Gazette Online", "gazette.example"]
domain = "harbour-gazette.example"
groups = ["local", "subscription"]
collected = [{ from = 2026-03-01, to = 2026-03-31 }, { from = 2026-06-01 }]

[outlets."Northline Daily"]
groups = ["local"]
```

Here `Gazette Online` and whatever knows only the domain `gazette.example` are the Harbour Gazette. A document
that gives another name goes by that name, whatever its domain. Documents that know a domain or an abbreviation only
join, without any setting, the outlet that other documents of that domain name in full (`dp.example` or `DP Online`
joins Daily Post), where one such name fits. `parallax sql
coverage_by_group` compares the groups. Inside a window, silence on a whole story is an omission of the outlet;
outside all of its windows it is `outlet_not_collected`; of an outlet without windows nothing is claimed where
it has no article.
"""

LIMITS = (("from", "ge"), ("to", "le"))  # words for the bounds of a number


def settings_guide() -> str:
    """Return the whole document."""
    own = {name: field for name, field in Settings.model_fields.items() if name not in SECTION_FIELDS}
    lines = [HEADER, "## [settings]\n", "| key | type | default | what it is | where the default comes from |"]
    lines += ["|---|---|---|---|---|", *(_setting_line(name, field) for name, field in own.items())]
    for name, section in SECTION_FIELDS.items():
        field = Settings.model_fields[name]
        lines.append(f"\n## [{section}]\n\n{field.description} Default: {_origin(field)}.")
    lines += ['\nIn `[outlets."NAME"]`:\n', *_key_lines(KnownOutlet), "\nIn each window of `collected`:\n"]
    return "\n".join([*lines, *_key_lines(Window), ""])


def _setting_line(name: str, field: FieldInfo) -> str:
    default = "processors" if field.default_factory else "none" if field.default is None else field.default
    limits = [
        f"{word} {getattr(rule, sign)}" for rule in field.metadata for word, sign in LIMITS if hasattr(rule, sign)
    ]
    kind = f"{_type_name(field.annotation)}{', ' if limits else ''}{' '.join(limits)}"
    return f"| `{name}` | {kind} | {default} | {field.description} | {_origin(field)} |"


def _key_lines(model: type[BaseModel]) -> Iterator[str]:
    yield "| key | type | what it is |"
    yield "|---|---|---|"
    for name, field in model.model_fields.items():
        yield f"| `{field.alias or name}` | {_type_name(field.annotation)} | {field.description} |"


def _type_name(annotation: object) -> str:
    """Return a type in the words of TOML."""
    parts = [part for part in get_args(annotation) if part not in (type(None), Ellipsis)]
    if get_origin(annotation) is tuple:
        return f"list of {_type_name(parts[0])}s"
    if get_origin(annotation) is Literal:
        return " or ".join(map(str, parts))
    if get_origin(annotation) is Annotated:
        return _type_name(parts[0])
    if len(parts) == 1:
        return _type_name(parts[0])
    if parts:
        return " or ".join(map(_type_name, parts))
    name = getattr(annotation, "__name__", "")
    return {
        "Path": "path",
        "bool": "true or false",
        "int": "integer",
        "float": "number",
        "str": "text",
        "date": "date",
        "Window": "window",
    }[name]


def _origin(field: FieldInfo) -> str:
    extra = field.json_schema_extra
    assert isinstance(extra, dict), "a setting does not say where its default comes from"
    return str(extra["origin"])


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(settings_guide(), encoding="utf-8")
