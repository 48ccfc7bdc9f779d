"""`parallax.toml`: what a run is told by a file, joined with what the command line says.

In: the file beside `data/` in the working folder, or one that is named, and the options given. Out: `Settings`. The
command line beats the file, the file beats the defaults. The file is optional; one that is named has to be there.
Paths in it are relative to the folder it lies in, so that it means the same wherever the command is run; options and
defaults are relative to the working folder. Only here and in `decisions.py` are files of settings read.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from flows.configure.toml_files import ConfigurationError, key_names, read_model, read_toml, refuse_unknown_keys
from flows.contracts.outlets import KnownOutlet, Window
from flows.extract.header.outlets import outlet_key
from flows.link.outlets import outlet_ids_of
from flows.settings import SECTION_FIELDS, Settings

CONFIGURATION_NAME = "parallax.toml"
SECTIONS = ("settings", "folders", "outlets")
GUIDE = "docs/settings.md shows the form"


def load_settings(config: Path | None = None, options: Mapping[str, object] | None = None) -> Settings:
    """Return the settings of `config`, else of parallax.toml in the working folder, else the defaults.

    `options` holds what the command line says, by the names of `Settings`; None is as if not said. ConfigurationError
    where the file cannot be used.
    """
    given: dict[str, object] = {}
    path = config or Path(CONFIGURATION_NAME)
    if config or path.is_file():
        given = read_configuration(path)
    given |= {name: value for name, value in (options or {}).items() if value is not None}
    return Settings.model_validate(given)


def read_configuration(path: Path) -> dict[str, object]:
    """Return what a file says, by the names of `Settings`, paths relative to the file's folder resolved."""
    content = read_toml(path)
    refuse_unknown_keys(path, "", content, SECTIONS)
    for name, section in content.items():
        if not isinstance(section, dict):
            raise ConfigurationError(f"{path}: {name} is {section!r:.80}: make it a section, [{name}]; {GUIDE}.")
    return {
        **_read_settings(path, content.get("settings", {})),
        "folder_outlets": _read_folders(path, content.get("folders", {})),
        "outlets": _read_outlets(path, content.get("outlets", {})),
    }


def _read_settings(path: Path, section: Mapping[str, Any]) -> dict[str, object]:
    keys = [name for name in Settings.model_fields if name not in SECTION_FIELDS]
    refuse_unknown_keys(path, "[settings]", section, keys)
    checked: Settings = read_model(Settings, section, path=path, where="[settings]")
    found = {name: getattr(checked, name) for name in section}
    found.setdefault("decisions", Settings.model_fields["decisions"].default)
    resolved = {
        name: path.parent / value.expanduser() if isinstance(value, Path) else value for name, value in found.items()
    }
    # a mistyped name would publish what was taken down
    if "decisions" in section and not resolved["decisions"].is_file():
        raise ConfigurationError(
            f"{path}: [settings] decisions is {section['decisions']!r}, and there is no file {resolved['decisions']}: "
            "name the file of decisions, or leave the key out."
        )
    return resolved


def _read_folders(path: Path, section: Mapping[str, Any]) -> dict[str, str]:
    for folder, outlet in section.items():
        if not isinstance(outlet, str) or not outlet.strip():
            raise ConfigurationError(
                f"{path}: [folders] '{folder}' is {outlet!r:.80}: give the name of an outlet in quotation marks."
            )
    return dict(section)


def _read_outlets(path: Path, section: Mapping[str, Any]) -> dict[str, KnownOutlet]:
    found: dict[str, KnownOutlet] = {}
    named_by: dict[str, str] = {}
    for name, given in section.items():
        where = f'[outlets."{name}"]'
        if not outlet_key(name):
            raise ConfigurationError(f"{path}: {where} has no letter in its name: give the outlet's name.")
        windows = given.get("collected") if isinstance(given, dict) else None
        for number, window in enumerate(windows if isinstance(windows, list) else (), start=1):
            if isinstance(window, dict):
                refuse_unknown_keys(path, f"{where} collected no. {number}", window, key_names(Window))
        found[name] = read_model(KnownOutlet, given, path=path, where=where)
        for said in (name, *found[name].aliases, *filter(None, [found[name].domain])):
            for outlet_id in outlet_ids_of(said):
                other = named_by.setdefault(outlet_id, name)
                if other != name:
                    raise ConfigurationError(
                        f"{path}: '{said}' is named by two outlets, '{other}' and '{name}': leave it at one of them."
                    )
    return found
