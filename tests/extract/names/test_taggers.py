"""A pipeline of spaCy beside the rules. It is built here, saved to a folder and loaded from it."""

import sys
from pathlib import Path

import duckdb
import pytest

from flows.extract.annotations import Fields, Naming
from flows.extract.names.entities import find_entities
from flows.extract.names.taggers import TaggerError, find_tagger, load_pipeline
from flows.run.versions import stage_versions, with_tagger
from tests.extract.names.test_entities import sentences_of
from tests.plain_run import run_plainly
from tests.small_corpus import write_reports

NAMES = {
    "quelm": "PERSON",  # in small letters, which the rules never take for a name
    "Marlin Street": "PERSON",
    "Marrow": "NORP",
    "the song of songs": "ORG",
    "France": "PERSON",
    "harbour": "LOC",
}


@pytest.fixture
def pipeline(tmp_path) -> Path:
    spacy = pytest.importorskip("spacy", reason="spaCy is an extra: pip install 'parallax-news[spacy]'")
    nlp = spacy.blank("en")
    nlp.add_pipe("entity_ruler").add_patterns([{"label": label, "pattern": name} for name, label in NAMES.items()])
    nlp.meta["name"], nlp.meta["version"] = "names_of_this_test", "0.0.1"
    nlp.to_disk(tmp_path / "pipeline")
    return tmp_path / "pipeline"


def found(naming: Naming, text: str) -> list[tuple[str, str, str]]:
    return [(text[m.start : m.end], m.entity_type, m.method) for m in naming.mentions if m.kind == "name"]


def tagged(text: str, pipeline: Path) -> list[tuple[str, str, str]]:
    return found(find_entities(text, sentences_of(text), Fields(), find_tagger(pipeline)), text)


def test_what_only_the_pipeline_finds_is_a_name_and_says_so(pipeline):
    text = "The letter reached quelm in Marlow.\nThe choir of the song of songs' town sang."
    assert tagged(text, pipeline) == [
        ("quelm", "person", "spacy"),
        ("Marlow", "place", "rules"),
        ("song of songs", "organisation", "spacy"),
    ]
    assert "quelm" not in [name for name, *_ in found(find_entities(text, sentences_of(text), Fields()), text)]


def test_a_name_that_the_rules_know_stays_what_it_is(pipeline):
    assert tagged("Exports to France fell.", pipeline) == [("France", "place", "rules")]


def test_a_people_is_no_name(pipeline):
    assert tagged("The judge met a Marrow in court.", pipeline) == []


def test_the_version_changes_with_what_is_in_the_folder(pipeline):
    before = find_tagger(pipeline)
    assert before is not None
    assert "en_names_of_this_test 0.0.1" in before.version
    (pipeline / "notes.txt").write_text("one more pattern")
    after = find_tagger(pipeline)
    assert after is not None
    assert after.version != before.version
    with pytest.raises(TaggerError, match="is not the one that the run began with"):
        load_pipeline(before)


def test_a_run_is_done_again_from_extraction_on_with_another_pipeline(pipeline, tmp_path):
    raw, warehouse = write_reports(tmp_path / "raw"), tmp_path / "warehouse"

    def work_and_names(**settings: object) -> tuple[int, int, set[str]]:
        work = run_plainly(raw, warehouse, **settings).work_counts
        with duckdb.connect(str(warehouse / "parallax.duckdb"), read_only=True) as connection:
            rows = connection.execute(
                "select mention_text from core.mentions where mention_method = 'spacy'"
            ).fetchall()
        return work["clean"], work["extract"], {name for (name,) in rows}

    assert work_and_names() == (4, 4, set())
    assert work_and_names(spacy_pipeline=pipeline) == (0, 4, {"harbour"})
    assert work_and_names(spacy_pipeline=pipeline) == (0, 0, {"harbour"})
    assert work_and_names() == (0, 4, set())


def test_versions_change_from_extraction_on():
    before, after = stage_versions(), with_tagger(stage_versions(), "spacy 3.8, en 1")
    assert [stage for stage in before if before[stage] != after[stage]] == ["extract", "link", "load"]
    assert with_tagger(before, "") == before


def test_without_spacy_one_sentence_says_how_to_get_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "spacy", None)
    with pytest.raises(TaggerError, match=r"spaCy is not installed: pip install 'parallax-news\[spacy\]'"):
        find_tagger("en_core_web_sm")


def test_a_package_or_folder_that_is_not_there_is_named(tmp_path):
    pytest.importorskip("spacy", reason="spaCy is an extra: pip install 'parallax-news[spacy]'")
    with pytest.raises(TaggerError, match="no such package is installed"):
        find_tagger("xx_no_such_pipeline")
    with pytest.raises(TaggerError, match="no folder of a spaCy pipeline"):
        find_tagger(tmp_path)
