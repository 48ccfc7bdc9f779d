import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from flows.contracts.arrow import arrow_schema
from flows.contracts.columns import COLUMNS
from flows.contracts.excerpts import EXCERPT_CHARS, EXCERPT_WORDS, WORD, excerpt, share_table
from flows.contracts.mart_columns import MART_COLUMNS


@given(st.text())
def test_an_excerpt_is_the_beginning_of_its_text_and_short(text):
    cut = excerpt(text)
    assert cut == text or text.startswith(cut.removesuffix("…"))
    assert len(WORD.findall(cut)) <= EXCERPT_WORDS
    assert len(cut) <= EXCERPT_CHARS + 1


def test_a_short_text_stays_as_it_is():
    assert excerpt("Seventeen hurt as ferry runs aground in fog.") == "Seventeen hurt as ferry runs aground in fog."


def test_scripts_without_blanks_are_cut_by_signs():
    assert excerpt("渡船在浓雾中搁浅" * 20) == ("渡船在浓雾中搁浅" * 20)[:30] + "…"


def test_words_joined_without_blanks_are_cut_by_length():
    assert excerpt("-".join(["ferry"] * 200)) == "-".join(["ferry"] * 200)[:EXCERPT_CHARS] + "…"


def test_just_the_whole_texts_are_withheld_and_just_places_and_labels_stay_whole():
    columns = [*COLUMNS.values(), *MART_COLUMNS.values()]
    assert {c.name for c in columns if c.sharing == "withheld"} == {"document_text", "body_text"}
    assert {c.name for c in columns if c.sharing == "whole"} == {
        "external_id", "path", "member", "url", "outlet_label", "outlet_label_a", "outlet_label_b",
        "earlier_outlet_label", "later_outlet_label", "outlet_labels", "group_names", "values_text",
    }  # fmt: skip


def test_a_withheld_text_leaves_its_hash_and_the_offsets_stay():
    shared = share_table(arrow_schema("documents"), "documents", is_mart=False)
    assert "document_text" not in shared.schema.names
    assert shared.schema.field("document_text_sha256").type == pa.string()
    assert share_table(arrow_schema("blocks"), "blocks", is_mart=False).schema == arrow_schema("blocks")


def test_a_column_that_is_declared_nowhere_is_cut_and_one_of_no_plain_type_left_out():
    schema = pa.schema([("n", pa.int64()), ("own_words", pa.string()), ("sentences", pa.list_(pa.string()))])
    rows = pa.RecordBatch.from_pylist([{"n": 1, "own_words": "word " * 30, "sentences": ["word " * 30]}], schema)
    (cut,) = share_table(schema, "own", is_mart=True).cut([rows])
    assert cut.to_pylist() == [{"n": 1, "own_words": "word " * 14 + "word…"}]


def test_a_key_of_words_is_no_longer_declared_as_one():
    assert b"key" not in share_table(arrow_schema("article_terms"), "article_terms", is_mart=False).schema.metadata
    assert b"key" in share_table(arrow_schema("mentions"), "mentions", is_mart=False).schema.metadata
