"""parallax.toml: what it can say, which word wins, and what is said of a mistake."""

import os
from datetime import date
from pathlib import Path

import pytest

from flows.configure.configuration import load_settings
from flows.configure.toml_files import ConfigurationError
from flows.settings import Settings


@pytest.fixture
def write(tmp_path):
    def write(text: str) -> Path:
        path = tmp_path / "parallax.toml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def refusal(path: Path) -> str:
    with pytest.raises(ConfigurationError) as caught:
        load_settings(path)
    message = str(caught.value)
    assert message.startswith(str(path))
    assert "\n" not in message
    return message.removeprefix(str(path))


def test_without_a_file_the_defaults_hold(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert load_settings() == Settings()


def test_the_file_of_the_working_folder_is_found(write, tmp_path, monkeypatch):
    write("[settings]\nworkers = 3\n")
    monkeypatch.chdir(tmp_path)
    assert load_settings().workers == 3


def test_the_command_line_beats_the_file_and_the_file_beats_the_default(write):
    path = write("[settings]\nworkers = 3\nkept_snapshots = 7\n")
    settings = load_settings(path, {"workers": 2, "raw": None})
    assert (settings.workers, settings.kept_snapshots, settings.raw) == (2, 7, Path("data/raw"))


def test_paths_of_the_file_are_relative_to_its_folder_and_options_to_the_working_folder(write, tmp_path):
    path = write('[settings]\nraw = "scrapes"\nwarehouse = "/srv/warehouse"\n')
    settings = load_settings(path)
    assert (settings.raw, settings.warehouse) == (tmp_path / "scrapes", Path("/srv/warehouse"))
    assert settings.decisions == tmp_path / "decisions.toml"
    assert load_settings(path, {"raw": Path("here")}).raw == Path("here")


def test_a_path_may_begin_in_the_home_folder(write, monkeypatch):
    monkeypatch.setenv("HOME", "/home/ada")
    assert load_settings(write('[settings]\nraw = "~/scrapes"\n')).raw == Path("/home/ada/scrapes")


def test_folders_and_outlets_are_read(write):
    settings = load_settings(
        write(
            '[folders]\n"*/herald" = "Tarn Herald"\n[outlets."Tarn Herald"]\naliases = ["Herald"]\ngroups = ["local"]\n'
            "collected = [{ from = 2031-03-01, to = 2031-03-31 }, { from = 2031-06-01 }]\n"
        )
    )
    assert settings.folder_outlets == {"*/herald": "Tarn Herald"}
    outlet = settings.outlets["Tarn Herald"]
    assert (outlet.aliases, outlet.groups, outlet.domain) == (("Herald",), ("local",), None)
    assert [(window.from_on, window.to_on) for window in outlet.collected] == [
        (date(2031, 3, 1), date(2031, 3, 31)),
        (date(2031, 6, 1), None),
    ]


def test_settings_survive_the_way_to_a_scheduled_run(write):
    settings = load_settings(write("[outlets.Herald]\ncollected = [{ from = 2031-03-01 }]\n"))
    assert Settings.model_validate_json(settings.model_dump_json()) == settings


MISTAKES = {
    "[settings]\nworker = 2": "[settings] has no key 'worker'; did you mean 'workers'?",
    "[setings]\nworkers = 2": "there is no section [setings]; did you mean 'settings'?",
    '[settings]\nfolder_outlets = "x"': "[settings] has no key 'folder_outlets'",
    '[outlets.Herald]\nalias = ["x"]': "[outlets.\"Herald\"] has no key 'alias'; did you mean 'aliases'?",
    "[outlets.Herald]\ncollected = [{ form = 2031-03-01 }]": "collected no. 1 has no key 'form'; did you mean 'from'?",
    '[settings]\nworkers = "4"': "[settings] workers is '4': it should be a valid integer",
    "[settings]\nworkers = true": "[settings] workers is True: it should be a valid integer",
    "[settings]\nworkers = 0": "[settings] workers is 0: it should be greater than or equal to 1",
    "[settings]\nraw = 3": "[settings] raw is 3",
    '[settings]\nraw = " "': "[settings] raw is empty: name a folder",
    '[settings]\npublish_to = "bucket"': "[settings] publish_to is no address: write s3://bucket/folder",
    '[settings]\nnotify_url = "nope"': "[settings] notify_url is 'nope': give an address that begins with https://",
    "[outlets.Herald]\ncollected = [{ from = 2031-03-02, to = 2031-03-01 }]": "ends on 2031-03-01, before it begins",
    '[outlets.Herald]\ngroups = "local"': "[outlets.\"Herald\"] groups is 'local'",
    "[outlets]\nHerald = 3": '[outlets."Herald"]',
    '[outlets."!"]\ngroups = []': "has no letter in its name",
    "[folders]\nherald = 3": "[folders] 'herald' is 3: give the name of an outlet",
    '[outlets."Tarn Herald"]\ngroups = "local"': "groups is 'local': it should be a list",
    "settings = 3": "make it a section, [settings]",
    "[settings\nworkers = 3": "is no TOML",
    '[settings]\ndecisions = "decisons.toml"': "there is no file",
    '[outlets.Herald]\naliases = ["Post"]\n[outlets.Post]\n': "'Post' is named by two outlets, 'Herald' and 'Post'",
    '[outlets.A]\naliases = ["www.x.example"]\n[outlets.B]\ndomain = "x.example"\n': "two outlets, 'A' and 'B'",
}


@pytest.mark.parametrize("text", MISTAKES)
def test_a_mistake_is_told_with_file_key_and_next_step(write, text):
    assert MISTAKES[text] in refusal(write(text))


def test_a_file_that_is_named_has_to_be_there(tmp_path):
    assert "cannot be read" in refusal(tmp_path / "other.toml")


def test_a_file_that_is_not_utf_8_is_refused(tmp_path):
    path = tmp_path / "parallax.toml"
    path.write_bytes('[outlets."Zürich"]\n'.encode("cp1252"))
    assert "is not UTF-8" in refusal(path)


def test_one_alias_in_two_spellings_of_one_outlet_is_no_contradiction(write):
    path = write(
        '[outlets."The Tarn Herald"]\naliases = ["Tarn Herald", "herald.example"]\ndomain = "herald.example"\n'
    )
    assert list(load_settings(path).outlets) == ["The Tarn Herald"]


def test_the_default_number_of_workers_is_that_of_the_processors():
    assert Settings().workers == (os.cpu_count() or 1)
