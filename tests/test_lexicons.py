"""Word lists of all rooms: an entry that stands twice in a list has lost its reason once one of the two is changed."""

from collections import Counter
from pathlib import Path

import pytest

import flows

LISTS = sorted(Path(flows.__file__).parent.glob("*/lexicons/*.*"))


@pytest.mark.parametrize("path", [p for p in LISTS if p.suffix in (".txt", ".csv")], ids=lambda path: path.name)
def test_no_line_of_a_lexicon_stands_twice(path):
    lines = (line.split("#", 1)[0].strip() for line in path.read_text(encoding="utf-8").splitlines())
    assert [line for line, count in Counter(filter(None, lines)).items() if count > 1] == []
