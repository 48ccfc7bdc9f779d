"""In a large corpus an undated article is compared with those that share its rarest words."""

from datetime import date, timedelta

import pytest

from flows.link.outlines import Outlines
from flows.link.stories.similarity import similar_pairs

COMMON = "The council of the harbour spoke of the ferry, the quay and the toll."


@pytest.fixture(autouse=True)
def large(monkeypatch):
    for name in ("windows", "similarity"):
        monkeypatch.setattr(f"flows.link.stories.{name}.WINDOW_ARTICLES", 10)
    monkeypatch.setattr("flows.link.stories.undated.MOST_COMPARED", 8)


def partners_of_undated(writer, text, **others):
    dated = [
        writer.write(f"d{n:02}", f"{COMMON} Speaker {n} left.", published_on=date(2031, 1, 1) + timedelta(n))
        for n in range(12)
    ]
    more = [writer.write(name, other, published_on=date(2031, 1, 5)) for name, other in others.items()]
    outlines = Outlines.of([*dated, *more, writer.write("undated", f"{COMMON} {text}")])
    pairs = similar_pairs(outlines)
    ids = [outline.document_id for outline in outlines]
    found = [{ids[a], ids[b]} for a, b in zip(pairs.first.tolist(), pairs.second.tolist(), strict=True)]
    return sorted(name for pair in found if "undated" in pair for name in pair - {"undated"})


def test_two_rare_words_in_common_are_enough(writer):
    shared = {"e1": f"{COMMON} Marigold sank off Tessel.", "e2": f"{COMMON} Marigold floats."}
    assert partners_of_undated(writer, "Marigold sank off Tessel.", **shared) == ["e1"]


def test_common_words_are_not(writer):
    assert partners_of_undated(writer, "Nobody left.") == []
