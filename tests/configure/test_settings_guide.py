import re
from pathlib import Path

from flows.configure.configuration import load_settings
from flows.configure.settings_guide import settings_guide
from flows.settings import Settings

GUIDE = Path(__file__).parents[2] / "docs" / "settings.md"


def test_the_guide_to_settings_is_current():
    assert GUIDE.read_text(encoding="utf-8") == settings_guide(), "run `make docs`"


def test_every_setting_says_what_it_is_and_where_its_default_comes_from():
    silent = [
        name
        for name, field in Settings.model_fields.items()
        if not field.description or not (field.json_schema_extra or {}).get("origin")
    ]
    assert silent == []


def test_the_example_of_the_guide_can_be_used(tmp_path):
    [example] = re.findall(r"```toml\n(.*?)```", settings_guide(), re.DOTALL)
    path = tmp_path / "parallax.toml"
    path.write_text(example, encoding="utf-8")
    settings = load_settings(path)
    assert (settings.workers, set(settings.outlets)) == (4, {"Harbour Gazette", "Northline Daily"})
