import re
from pathlib import Path

from flows.contracts.columns import ZONES
from flows.load.models import read_models
from flows.report.cleaning_guide import cleaning_guide

GUIDE = Path(__file__).parents[2] / "docs" / "cleaning.md"


def test_the_guide_to_cleaning_is_current():
    assert GUIDE.read_text(encoding="utf-8") == cleaning_guide(), "run `make docs`"


def test_every_zone_is_explained():
    assert set(re.findall(r"^\| `(\w+)` \| [^|]+ \|$", cleaning_guide().partition("## Kinds")[0], re.M)) == set(ZONES)


def test_the_marts_that_the_guide_names_are_there():
    named = set(re.findall(r"marts\.(\w+)", cleaning_guide()))
    assert named == {model.name for model in read_models("marts") if model.name.startswith("cleaning_")}
