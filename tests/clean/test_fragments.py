from hypothesis import given
from hypothesis import strategies as st

from flows.clean.fragments import join_fragments
from flows.clean.lines import split_lines

BROKEN = """Home
The board of
Tallow Bay
said that it would close the
old ferry pier
, which was built in 1931.
Nobody in the hall spoke up for the
county engineer
when he left.
More news"""


def paragraphs(text):
    return [" ".join(text[start:end].split()) for start, end in join_fragments(text, split_lines(text))]


def test_sentences_broken_at_links_are_put_together():
    assert paragraphs(BROKEN) == [
        "Home",
        "The board of",
        "Tallow Bay said that it would close the old ferry pier , which was built in 1931.",
        "Nobody in the hall spoke up for the county engineer when he left.",
        "More news",
    ]


def test_a_single_line_in_lower_case_joins_nothing():
    text = "The board met on Monday in the old hall of the town\nand so on\nThe end."
    assert paragraphs(text) == text.split("\n")


def test_list_items_are_not_joined():
    text = "We need, among other things,\n" * 3 + "- bread\n- water\n- salt"
    assert paragraphs(text)[-3:] == ["- bread", "- water", "- salt"]


@given(st.lists(st.sampled_from(["a", "The b", "of the", ",", "\n", ". ", "C."]), max_size=40).map("".join))
def test_paragraphs_tile_the_text(text):
    assert "".join(text[start:end] for start, end in join_fragments(text, split_lines(text))) == text
