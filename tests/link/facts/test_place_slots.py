"""Which reports tell of the same at a place."""

import pytest

from flows.link.facts.fact_candidates import find_candidates
from flows.link.facts.place_slots import keep_scenes
from flows.link.facts.subjects import word_rarity

FILLER = " Rain fell on the hills. Nobody slept well. The road to the coast is narrow. Bread was baked at dawn."


@pytest.fixture
def kept(writer):
    def found(*sentences, place="Brenn"):
        articles = [
            writer.write(f"d{number}", sentence + FILLER, places=(place,)) for number, sentence in enumerate(sentences)
        ]
        texts = {article.document_id: article.text for article in articles}
        group = [c for article in articles for c in find_candidates(article) if c.slot_kind == "place"]
        return [place.document_id for place in keep_scenes(texts, group, word_rarity(articles))]

    return found


OPENED = "The mayor opened a new ferry pier in Brenn on Monday."


def test_what_both_tell_of_a_place_is_kept(kept):
    assert kept(OPENED, "A new ferry pier in Brenn was opened.") == ["d0", "d1"]


@pytest.mark.parametrize(
    "other",
    [
        "A baker was robbed in Brenn after a long chase through the vineyards.",
        "A new ferry pier was a matter of the Brenn election, in the Brenn pier debate.",
    ],
)
def test_a_place_of_something_else_or_that_only_describes_a_noun_is_not(kept, other):
    assert kept(OPENED, other) == []


def test_a_report_that_tells_of_something_else_there_is_left_out(kept):
    other = "Snow closed a school in Brenn for weeks, said a teacher."
    assert kept(OPENED, "A new ferry pier in Brenn was opened.", other) == ["d0", "d1"]
